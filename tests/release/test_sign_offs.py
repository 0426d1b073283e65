"""Sign-offs: who approved which text, and only that text."""

from __future__ import annotations

import datetime
from dataclasses import replace

import msgspec
import pytest

from everyleaf.document import Document, FactValue
from everyleaf.records import SignOff
from everyleaf.release import digest_to_sign, roles_signed
from everyleaf.translation import localise
from tests.conftest import ARABIC, ENGLISH, document, translated

DAY = datetime.date(2026, 11, 22)
BODY = "# Tea\n\nTake **two** cups. {helpline}\n\n![A cup.](cup.svg)\n\n[More](cup.md)\n"


def text(body: str = BODY) -> Document:
    made, found = localise(document(body), ENGLISH, None)
    assert made is not None, found
    return made


def signed(made: Document, role: str = "reviewer", name: str = "Ann") -> SignOff:
    row = {"leaflet": made.leaflet, "language": made.language.tag, "role": role, "name": name,
           "date": DAY, "digest": digest_to_sign(made)}  # fmt: skip
    return msgspec.convert(row, SignOff)


def test_a_text_that_was_signed_stays_signed() -> None:
    assert roles_signed([signed(text())], text()) == {"reviewer"}


@pytest.mark.parametrize(
    "body",
    [
        BODY.replace("two", "ten"),
        BODY.replace("cups.", "cups"),
        BODY.replace("Tea", "tea"),
        BODY.replace("**two**", "two"),
        BODY.replace("A cup.", "A pot."),
        BODY.replace("cup.svg", "pot.svg"),
        BODY.replace("cup.md", "pot.md"),
        BODY.replace("\n\n![", "\n\nMore.\n\n!["),
    ],
)
def test_one_changed_character_voids_a_sign_off(body: str) -> None:
    assert body != BODY
    assert roles_signed([signed(text())], text(body)) == frozenset()


def test_a_changed_fact_voids_a_sign_off() -> None:
    made = text()
    changed = replace(made, facts={**made.facts, "helpline": FactValue("phone", "999")})
    assert roles_signed([signed(made)], changed) == frozenset()


def test_a_changed_summary_voids_a_sign_off() -> None:
    made = text()
    changed = replace(made, front=replace(made.front, summary="For all."))
    assert roles_signed([signed(made)], changed) == frozenset()


def test_a_changed_date_of_review_voids_a_sign_off() -> None:
    made = text()
    facts = {**made.facts, "next_review": FactValue("date", datetime.date(2030, 1, 1))}
    assert roles_signed([signed(made)], replace(made, facts=facts)) == frozenset()


def test_rewrapping_the_source_voids_nothing() -> None:
    assert roles_signed([signed(text())], text(BODY.replace("two** cups", "two**\ncups"))) == {
        "reviewer"
    }


def test_a_sign_off_of_one_language_says_nothing_of_another() -> None:
    made = text()
    arabic, _ = localise(document(BODY), ARABIC, translated(document(BODY)))
    assert arabic is not None
    assert roles_signed([signed(made)], arabic) == frozenset()


def test_a_sign_off_of_one_leaflet_says_nothing_of_another() -> None:
    made = text()
    assert roles_signed([signed(made)], replace(made, leaflet="coffee")) == frozenset()


def test_each_role_signs_for_itself() -> None:
    rows = [signed(text()), signed(text(), "approver")]
    assert roles_signed(rows, text()) == {"reviewer", "approver"}
