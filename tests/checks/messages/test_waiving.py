"""Waivers and confirmations: one message, one check, and only while the text stands."""

from __future__ import annotations

import datetime
from dataclasses import replace

import msgspec
import pytest

from everyleaf.checks import MESSAGE_CODES, NEVER_WAIVED, UNCONFIRMED, check_translation
from everyleaf.diagnostics import Diagnostic, Severity
from everyleaf.language import Language
from everyleaf.records import Confirmation, Records, Waiver, message_digest
from tests.conftest import ARABIC, catalogue, document

SOURCE = "Take three tablets."
WRONG = "تناول أربعة أقراص."
DAY = datetime.date(2026, 11, 22)
# A language of which no words are written down here.
UNKNOWN = replace(ARABIC, tag="fa", gettext="fa", cldr="fa")
WAIVER = Waiver(
    "tea", "ar", SOURCE, "message-number", "Ann", "pharmacist", DAY, "A pack holds four.",
    message_digest("", SOURCE, WRONG),
)  # fmt: skip


def check(
    records: Records, target: str = WRONG, source: str = SOURCE, language: Language = ARABIC
) -> list[Diagnostic]:
    made = document(f"# T\n\n{source}\n")
    return check_translation(made, catalogue({source: target}), language, records=records)


def test_a_waiver_turns_the_finding_into_a_note_that_names_the_person() -> None:
    assert {one.code for one in check(Records())} == {"message-number"}
    found = check(Records(waivers=(WAIVER,)))
    assert {(one.code, one.severity) for one in found} == {("message-waived", Severity.NOTE)}
    assert "message-number" in found[0].problem
    for said in ("Ann", "pharmacist", "2026-11-22", "A pack holds four."):
        assert said in found[0].remedy


@pytest.mark.parametrize(
    "changes",
    [
        {"digest": message_digest("", SOURCE, WRONG + " ")},
        {"digest": message_digest("x", SOURCE, WRONG)},
        {"leaflet": "coffee"},
        {"language": "ur"},
        {"check": "message-unit"},
    ],
)
def test_a_waiver_of_something_else_changes_nothing(changes: dict[str, str]) -> None:
    other = msgspec.structs.replace(WAIVER, **changes)
    assert {one.code for one in check(Records(waivers=(other,)))} == {"message-number"}


def test_a_changed_translation_voids_the_waiver() -> None:
    found = check(Records(waivers=(WAIVER,)), WRONG.replace("أربعة", "خمسة"))
    assert {one.code for one in found} == {"message-number"}


def test_what_breaks_a_page_cannot_be_waived() -> None:
    bad = WRONG + " <b>"
    digest = message_digest("", SOURCE, bad)
    rows = tuple(
        msgspec.structs.replace(WAIVER, check=code, digest=digest) for code in sorted(MESSAGE_CODES)
    )
    found = check(Records(waivers=rows), bad)
    assert "raw-html" in {one.code for one in found}
    assert "raw-html" in NEVER_WAIVED


CONFIRMATION = Confirmation(
    "tea", "fa", SOURCE, "Ben", "linguist", DAY, "Compared.", message_digest("", SOURCE, "سه قرص.")
)


@pytest.fixture
def unknown(monkeypatch: pytest.MonkeyPatch) -> Language:
    """A row of languages.toml that a contributor has just added, without a file of words."""
    from everyleaf.language import known_languages

    monkeypatch.setitem(known_languages(), "fa", UNKNOWN)
    return UNKNOWN


def test_a_language_without_words_asks_for_a_linguist(unknown: Language) -> None:
    found = check(Records(), "سه قرص.", language=unknown)
    assert [(one.code, one.severity) for one in found] == [(UNCONFIRMED, Severity.ERROR)]
    assert "everyleaf confirm" in found[0].remedy


@pytest.mark.parametrize("source", ["Take it daily.", "Never do it.", "Take it twice."])
def test_rhythms_negations_and_number_words_are_to_be_confirmed(
    source: str, unknown: Language
) -> None:
    assert UNCONFIRMED in {one.code for one in check(Records(), "چیزی.", source, unknown)}


def test_a_plain_message_needs_no_linguist(unknown: Language) -> None:
    assert check(Records(), "سلام به همه.", "Welcome to all.", unknown) == []


def test_figures_are_compared_in_any_language(unknown: Language) -> None:
    found = check(Records(), "۱۰ mg", "1.0 mg", unknown)
    assert {one.code for one in found} == {"message-number"}


def test_a_confirmation_settles_it_and_stays_visible(unknown: Language) -> None:
    records = Records(confirmations=(CONFIRMATION,))
    found = check(records, "سه قرص.", language=unknown)
    assert [(one.code, one.severity) for one in found] == [("message-confirmed", Severity.NOTE)]
    assert "Ben" in found[0].remedy


def test_a_waiver_is_no_confirmation_and_a_confirmation_no_waiver(unknown: Language) -> None:
    row = msgspec.structs.replace(
        WAIVER, language="fa", check=UNCONFIRMED, digest=CONFIRMATION.digest
    )
    assert UNCONFIRMED in {
        o.code for o in check(Records(waivers=(row,)), "سه قرص.", language=unknown)
    }
    row2 = msgspec.structs.replace(CONFIRMATION, language="ar", digest=WAIVER.digest)
    assert {one.code for one in check(Records(confirmations=(row2,)))} == {"message-number"}
