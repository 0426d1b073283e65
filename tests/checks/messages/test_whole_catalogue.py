"""What is held against more than one message: the glossary, and one source said in two ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from everyleaf.catalogue import Entry
from everyleaf.checks import check_translation, read_glossary
from everyleaf.diagnostics import Diagnostic, Severity
from everyleaf.language import known_languages
from tests.conftest import catalogue, codes, document, write_files

GLOSSARY = """\
source,target,note
leaflet,ulotka,
"worry, worries","obawa, obawy",
breast cancer (any stage),rak piersi,One term
"""


def check(target: str, source: str, tag: str, folder: Path) -> list[Diagnostic]:
    path = write_files(folder, {"glossary.csv": GLOSSARY}) / "glossary.csv"
    terms, found = read_glossary(path, "glossary.csv")
    assert found == []
    made = document(f"# T\n\n{source}\n")
    return check_translation(made, catalogue({source: target}), known_languages()[tag], terms=terms)


@pytest.mark.parametrize("said", ["W tej ulotce.", "Ulotka.", "Bez ulotek."])
def test_a_term_may_have_any_ending(said: str, tmp_path: Path) -> None:
    assert "message-glossary" not in codes(check(said, "This leaflet.", "pl", tmp_path))


def test_another_word_for_a_term_is_told(tmp_path: Path) -> None:
    found = [o for o in check("Ta książka.", "This leaflet.", "pl", tmp_path) if "gloss" in o.code]
    assert [(one.code, one.severity) for one in found] == [("message-glossary", Severity.WARNING)]
    assert "ulotka" in found[0].problem


def test_a_term_inside_another_word_is_none(tmp_path: Path) -> None:
    assert "message-glossary" not in codes(check("Dwie książki.", "Leaflets.", "pl", tmp_path))


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a,b\n", b""])
def test_a_glossary_that_cannot_be_read_is_told(content: bytes, tmp_path: Path) -> None:
    path = write_files(tmp_path, {"glossary.csv": content}) / "glossary.csv"
    terms, found = read_glossary(path, "translations/pl/glossary.csv")
    assert (terms, codes(found)) == ((), ["glossary-unreadable"])


def test_without_a_glossary_nothing_is_asked(tmp_path: Path) -> None:
    assert read_glossary(tmp_path / "glossary.csv", "x") == ((), [])


def test_one_source_in_two_leaflets_is_said_in_one_way() -> None:
    polish, said = known_languages()["pl"], dict[str, Entry]()
    made = document("# T\n\nCall now.\n")
    first = catalogue({"Call now.": "Proszę dzwonić."})
    assert check_translation(made, first, polish, said=said) == []
    assert check_translation(made, first, polish, said=said) == []
    other = catalogue({"Call now.": "Proszę telefonować."})
    found = check_translation(made, other, polish, said=said)
    assert [(one.code, one.severity) for one in found] == [("message-two-ways", Severity.WARNING)]
    assert "Proszę dzwonić." in found[0].problem
