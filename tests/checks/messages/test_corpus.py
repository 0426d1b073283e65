"""Two corpora: planted errors, each caught by its code; correct translations, none stopped.

They lie in cases/<check>/*.toml and cases/correct/<language>.toml.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from everyleaf.checks import MESSAGE_CHECKS, MESSAGE_CODES, check_translation
from everyleaf.diagnostics import Diagnostic, Severity
from everyleaf.language import known_languages
from tests.conftest import SAMPLE_LANGUAGES, catalogue, document

CASES = Path(__file__).parent / "cases"
LANGUAGES = set(SAMPLE_LANGUAGES) - {"en"}
# The codes of warnings; all others withhold the edition.
WARNS = {
    "message-letters", "message-nfc", "message-number-order", "message-length", "message-same",
    "message-end", "message-negation-fewer",
}  # fmt: skip


def rows(path: Path, key: str) -> list[list[str]]:
    found: list[list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))[key]
    return found


PLANTED = [
    (path.parent.name, *row)
    for path in sorted(CASES.glob("*/*.toml"))
    if path.parent.name != "correct"
    for row in rows(path, "planted")
]
CORRECT = [
    (path.stem, *row)
    for path in sorted((CASES / "correct").glob("*.toml"))
    for row in rows(path, "pairs")
]


def found_in(tag: str, source: str, target: str) -> list[Diagnostic]:
    made = document(f"# T\n\n{source}\n")
    return check_translation(made, catalogue({source: target}), known_languages()[tag])


@pytest.mark.parametrize(("check", "tag", "source", "target", "code"), PLANTED)
def test_a_planted_error_is_caught_by_its_code(
    check: str, tag: str, source: str, target: str, code: str
) -> None:
    assert check in MESSAGE_CHECKS
    assert code in MESSAGE_CODES
    found = {one.code: one for one in found_in(tag, source, target)}
    assert code in found
    blocks = found[code].severity is Severity.ERROR
    assert blocks == (code not in WARNS)
    assert found[code].remedy


@pytest.mark.parametrize(("tag", "source", "target"), CORRECT)
def test_a_correct_translation_is_let_through(tag: str, source: str, target: str) -> None:
    assert [str(one) for one in found_in(tag, source, target)] == []


def test_the_corpora_are_as_large_as_promised() -> None:
    blocking = [row for row in PLANTED if row[-1] not in WARNS]
    assert len(blocking) >= 80
    assert len(CORRECT) >= 250
    assert {row[1] for row in blocking} == LANGUAGES
    for tag in LANGUAGES:
        assert sum(row[0] == tag for row in CORRECT) >= 25
        assert sum(row[1] == tag for row in blocking) >= 5


def test_every_check_has_a_folder_of_cases() -> None:
    # words-confirmed is about languages without data: test_waiving.py
    assert {row[0] for row in PLANTED} == set(MESSAGE_CHECKS) - {"words-confirmed"}
