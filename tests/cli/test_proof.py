"""A proof as a translator meets it: numbers, both languages, what is wrong, where to mend it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from tests.small_publication import LEAFLET, change, everyleaf, lay_out, line_of

CATALOGUE = f"translations/ar/LC_MESSAGES/{LEAFLET}.po"


@pytest.fixture(scope="module")
def half_finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any], str]:
    """A publication with a proof, what the proof says to programs, and its text."""
    folder = lay_out(tmp_path_factory.mktemp("proof"))
    catalogue = folder / CATALOGUE
    text = catalogue.read_text(encoding="utf-8")
    text = re.sub(r'(msgid "In the morning"\nmsgstr )".*"', r'\1""', text)
    text = text.replace('msgid "With each meal"', '#, fuzzy\nmsgid "With each meal"')
    text = re.sub(r'\{ward\}([^"]*"\n)(?!msgstr)', r"\1", text)  # the fact is lost
    text = re.sub(r'\n(?:#.*\n)*msgid "Morning"\nmsgstr ".*"\n', "\n", text)
    catalogue.write_text(text, encoding="utf-8")
    done = everyleaf(folder, "proof", LEAFLET, "ar", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    pdf = pypdfium2.PdfDocument(folder / said["file"])
    return folder, said, "\n".join(page.get_textpage().get_text_range() for page in pdf)


def row(said: dict[str, Any], msgid: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in said["messages"] if one["msgid"] == msgid)
    return found


def test_each_page_says_that_it_is_not_for_patients(
    half_finished: tuple[Path, dict[str, Any], str],
) -> None:
    folder, said, _ = half_finished
    assert said["file"] == f"output/proofs/{LEAFLET}-ar-proof.pdf"
    for page in pypdfium2.PdfDocument(folder / said["file"]):
        assert "Proof, not for patients" in page.get_textpage().get_text_range()


def test_a_number_leads_to_the_entry_and_to_the_source(
    half_finished: tuple[Path, dict[str, Any], str],
) -> None:
    folder, said, text = half_finished
    assert [one["number"] for one in said["messages"]] == list(range(1, len(said["messages"]) + 1))
    found = row(said, "When should I drink?")
    lines = (folder / CATALOGUE).read_text(encoding="utf-8").splitlines()
    below = "\n".join(lines[found["line"] - 1 : found["line"] + 6])
    assert 'msgid "When should I drink?"' in below
    source = folder / f"source/{LEAFLET}.md"
    where = f"source/{LEAFLET}.md:{line_of(source, 'When should I drink?')}"
    assert found["source"] == where
    assert f"{found['number']} {found['line']}" in " ".join(text.split())


def test_what_is_not_translated_is_marked_and_never_filled_with_the_source(
    half_finished: tuple[Path, dict[str, Any], str],
) -> None:
    _, said, text = half_finished
    states = {name: row(said, name)["state"] for name in ("In the morning", "With each meal")}
    assert states == {"In the morning": "untranslated", "With each meal": "fuzzy"}
    assert row(said, "Morning")["state"] == "missing"
    assert {"Untranslated", "Fuzzy", "Missing"} <= set(text.split())
    number = row(said, "In the morning")["number"]
    assert f"(( {number} missing ))" in text  # on the page of the layout
    assert text.count("In the morning") == 2  # beside its place, and in the list of entries


def test_what_the_checks_find_stands_beside_its_message(
    half_finished: tuple[Path, dict[str, Any], str],
) -> None:
    _, said, text = half_finished
    marked = [one for one in said["messages"] if one["findings"]]
    assert [one["findings"][0]["code"] for one in marked] == ["message-fact-lost"]
    assert "{ward}" in marked[0]["msgid"]
    assert "message-fact-lost" in text


def test_both_languages_are_set_in_their_own_faces(
    half_finished: tuple[Path, dict[str, Any], str],
) -> None:
    folder, said, _ = half_finished
    with pikepdf.open(folder / said["file"]) as pdf:
        fonts = {str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()}
    assert any("Arabic" in name for name in fonts)
    assert any("Atkinson" in name or "Latin" in name for name in fonts)


def test_a_pseudo_locale_can_be_proofed(tmp_path: Path) -> None:
    done = everyleaf(lay_out(tmp_path), "proof", LEAFLET, "ar-XB")
    assert done.returncode == 0, done.stderr
    assert "pseudo" in done.stdout


def test_a_catalogue_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    change(folder / CATALOGUE, 'msgid "When should I drink?"', 'msgid "When should I drink?')
    done = everyleaf(folder, "proof", LEAFLET, "ar")
    assert done.returncode == 1
    assert "catalogue-syntax" in done.stderr
    assert not (folder / "output").exists()


def test_the_source_language_has_no_proof(tmp_path: Path) -> None:
    done = everyleaf(lay_out(tmp_path), "proof", LEAFLET, "en")
    assert done.returncode == 2
    assert 'There is no language "en"' in done.stderr
