"""Each rule about tagged files finds what is planted for it; good files pass all."""

from __future__ import annotations

import pytest

from everyleaf.checks.fidelity import check_text
from everyleaf.checks.tags import TAG_CHECKS, TagCase, check_tags
from everyleaf.diagnostics import Diagnostic, Severity
from everyleaf.edition import Edition
from tests.checks.tags.faults import FAULTS, FAULTS_ELSEWHERE, as_pdf_2
from tests.checks.tags.tagged_pdf import changed
from tests.checks.tags.tea import WORDS, document, good, layout, opened


def found_in(data: bytes, tag: str = "en") -> list[Diagnostic]:
    file, edition = opened(data), Edition("tea", tag, "standard", "pdf-screen", "1.0")
    _, found = check_text(file, edition, document(tag), layout(), None)
    return [*check_tags(file, edition), *found]


@pytest.mark.parametrize("tag", WORDS)
def test_a_good_file_passes_every_check(tag: str) -> None:
    assert found_in(good(tag), tag) == []


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_good_file_of_pdf_2_passes_every_check(tag: str) -> None:
    assert found_in(changed(good(tag), as_pdf_2), tag) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_by_the_check_that_is_meant_for_it(name: str) -> None:
    change, codes = FAULTS[name]
    found = found_in(changed(good(), change))
    assert {one.code for one in found} == set(codes), [str(one) for one in found]
    assert all(one.severity is Severity.ERROR for one in found)
    assert all(one.place and one.problem and one.remedy for one in found)


@pytest.mark.parametrize("name", FAULTS_ELSEWHERE)
def test_a_fault_in_another_script_is_found(name: str) -> None:
    tag, change, codes = FAULTS_ELSEWHERE[name]
    found = found_in(changed(good(tag), change), tag)
    assert {one.code for one in found} == set(codes), [str(one) for one in found]


def test_every_rule_has_a_planted_fault() -> None:
    files = [(good(), change) for change, _ in FAULTS.values()]
    files += [(good(tag), change) for tag, change, _ in FAULTS_ELSEWHERE.values()]
    found: set[str] = set()
    for data, change in files:
        edition = Edition("tea", "en", "standard", "pdf-screen", "1.0")
        case = TagCase(edition, opened(changed(data, change)))
        found |= {name for name, check in TAG_CHECKS.items() if any(check(case))}
    assert set(TAG_CHECKS) == found
