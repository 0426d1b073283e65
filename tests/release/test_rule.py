"""The release rule: which texts may go out, and with which notice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from everyleaf.catalogue import Catalogue
from everyleaf.document import Document
from everyleaf.publication import ReleaseRule
from everyleaf.release import Verdict, judge
from everyleaf.translation import localise
from tests.conftest import ARABIC, ENGLISH, codes, document, translated
from tests.release.test_sign_offs import signed

SOURCE = document("# Tea\n\nTake two cups.\n")
BY_PERSON = translated(SOURCE)
BY_MACHINE = replace(BY_PERSON, header={})
REVIEWER, APPROVER = "reviewer", "approver"


def finished(words: Catalogue | None) -> Document:
    made, found = localise(SOURCE, ARABIC if words else ENGLISH, words)
    assert made is not None, found
    return made


def verdict(rule: str, words: Catalogue | None, *roles: str) -> Verdict:
    made = finished(words)
    return judge(ReleaseRule(rule), made, words, [signed(made, role) for role in roles])


@pytest.mark.parametrize(
    ("rule", "words", "roles", "expected"),
    [
        ("draft", None, (), []),
        ("draft", BY_PERSON, (), []),
        ("draft", BY_MACHINE, (), []),
        ("translated", None, (), []),
        ("translated", BY_PERSON, (), []),
        ("translated", BY_MACHINE, (), ["release-machine-drafted"]),
        ("translated", BY_MACHINE, (APPROVER,), ["release-machine-drafted"]),
        ("translated", BY_MACHINE, (REVIEWER,), []),
        ("reviewed", None, (), []),
        ("reviewed", BY_PERSON, (), ["release-no-reviewer"]),
        ("reviewed", BY_PERSON, (REVIEWER,), []),
        ("reviewed", BY_MACHINE, (), ["release-no-reviewer", "release-machine-drafted"]),
        ("reviewed", BY_MACHINE, (REVIEWER,), []),
        ("approved", None, (), ["release-no-approver"]),
        ("approved", None, (REVIEWER,), ["release-no-approver"]),
        ("approved", None, (APPROVER,), []),
        ("approved", BY_PERSON, (), ["release-no-approver", "release-no-reviewer"]),
        ("approved", BY_PERSON, (REVIEWER,), ["release-no-approver"]),
        ("approved", BY_PERSON, (APPROVER,), ["release-no-reviewer"]),
        ("approved", BY_PERSON, (REVIEWER, APPROVER), []),
        ("approved", BY_MACHINE, (REVIEWER, APPROVER), []),
    ],
)
def test_a_text_goes_out_when_its_rule_is_met(
    rule: str, words: Catalogue | None, roles: tuple[str, ...], expected: list[str]
) -> None:
    made = verdict(rule, words, *roles)
    assert codes(made.diagnostics) == expected
    assert made.may_go_out is (expected == [])


@pytest.mark.parametrize("origin", ["machine", "humman", ""])
def test_whoever_translated_it_learns_what_the_header_says(origin: str) -> None:
    words = replace(BY_PERSON, header={"X-Everyleaf-Origin": origin})
    (told,) = verdict("translated", words).diagnostics
    assert f"X-Everyleaf-Origin: {origin or '(empty)'}; set it to human" in told.remedy


@pytest.mark.parametrize(
    ("words", "roles", "notices"),
    [
        (BY_MACHINE, (), ("draft",)),
        (BY_MACHINE, (APPROVER,), ("draft",)),
        (BY_MACHINE, (REVIEWER,), ("draft_source",)),
        (BY_MACHINE, (REVIEWER, APPROVER), ()),
        (BY_PERSON, (), ("draft_source",)),
        (None, (), ("draft_source",)),
        (None, (APPROVER,), ()),
    ],
)
def test_a_text_that_is_not_approved_says_so(
    words: Catalogue | None, roles: tuple[str, ...], notices: tuple[str, ...]
) -> None:
    assert verdict("draft", words, *roles).notices == notices


def test_a_refusal_says_what_to_type() -> None:
    found = verdict("approved", BY_PERSON).diagnostics[0]
    assert str(found.place) == "tea.po"
    assert "everyleaf sign tea --language ar --role approver" in found.remedy


def test_a_refusal_of_the_source_names_its_file() -> None:
    assert str(verdict("approved", None).diagnostics[0].place) == "source/tea.md"


def test_a_changed_text_loses_its_approval() -> None:
    rows = [signed(finished(None), APPROVER)]
    other, _ = localise(document("# Tea\n\nTake ten cups.\n"), ENGLISH, None)
    assert other is not None
    assert not judge(ReleaseRule.APPROVED, other, None, rows).may_go_out
