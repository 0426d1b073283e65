"""veraPDF and page-validation: what they pass, what they refuse, what happens when they cannot."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from everyleaf.checks.conformance import (
    VeraPdf,
    Verdict,
    findings,
    page_validation,
    second_opinion,
    verapdf,
)
from everyleaf.checks.conformance.claims import claims, what_is_not_claimed
from everyleaf.checks.finished import check_pdf, judge
from everyleaf.diagnostics import Severity
from everyleaf.edition import Edition
from tests.checks.pages.small_pdf import set_page
from tests.checks.tags.tagged_pdf import Change, changed, elements
from tests.checks.tags.tea import layout
from tests.formats.tagging.reading_tags import write_second_part
from tests.formats.tagging.test_second_part import LEAFLET

EDITION = Edition("tea", "en", "small", "pdf-screen", "1.0")


@cache
def good() -> bytes:
    return set_page("<h1>Tea</h1><p>Drink <a href='https://leaf.example/'>our tea</a>.</p>")


def untitled(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def unmarked(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


@pytest.fixture(scope="module")
def running() -> Iterator[VeraPdf]:
    with VeraPdf() as one:
        yield one


def verdict_of(judge: VeraPdf, data: bytes, profile: str) -> Verdict:
    (verdict,) = judge.judge(data, (profile,))
    return verdict


def test_a_good_file_passes(running: VeraPdf) -> None:
    assert verdict_of(running, good(), "ua1") == Verdict("veraPDF", "ua1", passed=True)
    assert page_validation.judge(good(), "ua1").passed


@pytest.mark.parametrize(("change", "rule"), [(untitled, "7.1-10"), (unmarked, "6.2-1")])
def test_a_broken_rule_is_named(running: VeraPdf, change: Change, rule: str) -> None:
    verdict = verdict_of(running, changed(good(), change), "ua1")
    assert not verdict.passed
    assert [failed for failed, _, _ in verdict.failures] == [rule]
    (found,) = findings(EDITION, [verdict])
    assert (found.code, found.severity) == ("conformance", Severity.ERROR)
    assert rule in found.problem
    assert "veraPDF PDF/UA-1" in found.problem


def test_one_jvm_judges_many_files_by_many_profiles(running: VeraPdf) -> None:
    verdict_of(running, good(), "ua1")
    process = running._process
    profiles = ("ua1", "2a", "ua2", "ua1")
    passed = [verdict_of(running, good(), profile).passed for profile in profiles]
    assert passed == [True, False, False, True]
    assert running._process is process


@pytest.mark.parametrize("profiles", [("ua1", "2a"), ("ua2", "4", "wt1a", "wt1r"), ("ua1", "ua2")])
def test_what_is_judged_together_is_what_is_judged_alone(
    running: VeraPdf, profiles: tuple[str, ...]
) -> None:
    for change in (untitled, unmarked):
        data = changed(good(), change)
        together = running.judge(data, profiles)
        assert together == tuple(verdict_of(running, data, profile) for profile in profiles)
        assert any(verdict.failures for verdict in together)
    assert running.judge(good(), ()) == ()


def test_what_is_no_pdf_is_a_fault_and_the_next_file_is_judged(running: VeraPdf) -> None:
    verdict = verdict_of(running, b"no PDF", "ua1")
    assert verdict.fault
    assert not verdict.passed
    assert [one.severity for one in findings(EDITION, [verdict])] == [Severity.WARNING]
    assert verdict_of(running, good(), "ua1").passed


def test_a_jvm_that_was_killed_is_replaced() -> None:
    with VeraPdf() as one:
        assert verdict_of(one, good(), "ua1").passed
        assert one._process is not None
        os.kill(one._process.pid, signal.SIGKILL)
        one._process.wait()
        assert verdict_of(one, good(), "ua1").passed


def test_a_jvm_that_hangs_is_given_up() -> None:
    with VeraPdf(patience=60) as one:
        assert verdict_of(one, good(), "ua1").passed
        assert one._process is not None
        os.kill(one._process.pid, signal.SIGSTOP)
        one._patience = 0.2
        assert verdict_of(one, good(), "ua1").fault
        one._patience = 60
        assert verdict_of(one, good(), "ua1").passed


def test_the_second_judge_is_quoted_and_withholds_nothing() -> None:
    passed = page_validation.judge(good(), "ua1")
    assert second_opinion(passed) == "page-validation PDF/UA-1: passed"
    refused = page_validation.judge(changed(good(), unmarked), "ua1")
    assert second_opinion(refused).startswith("page-validation PDF/UA-1: objects (PDFUA1-")
    torn = page_validation.judge(b"no PDF", "2a")
    assert second_opinion(torn).startswith("page-validation PDF/A-2a: objects (")


def test_a_file_is_judged_by_what_it_claims(running: VeraPdf) -> None:
    assert claims(good()) == ("ua1",)
    found = judge(good(), EDITION, running)
    assert (found.checks, found.unchecked) == (("veraPDF PDF/UA-1",), ())
    assert claims(set_page("<p>Tea</p>", tagged=False)) == ()


@pytest.mark.parametrize(
    ("claimed", "lacking"),
    [
        (("ua1", "2a"), ""),
        (("ua1", "3a"), ""),
        (("ua2", "4", "wt1a", "wt1r"), ""),
        (("ua2", "4"), "WTPDF 1.0 accessibility"),
        (("ua2", "wt1a"), "PDF/A-4"),
        (("ua1", "2b"), "PDF/A-2a"),
        (("2a",), "PDF/UA"),
        ((), "PDF/UA"),
    ],
)
def test_what_a_file_for_screens_must_claim(claimed: tuple[str, ...], lacking: str) -> None:
    assert what_is_not_claimed(claimed) == lacking


def test_a_file_for_screens_without_tags_or_claims_is_refused() -> None:
    edition = Edition("tea", "en", "standard", "pdf-screen", "1.0")
    untagged = check_pdf(set_page("<h1>Tea</h1>", tagged=False), edition, layout(), None)
    assert "pdf-untagged" in [one.code for one in untagged.diagnostics]
    unclaimed = check_pdf(good(), edition, layout(), None)
    assert "pdf-unclaimed" in [one.code for one in unclaimed.diagnostics]
    assert unclaimed.unchecked[0].startswith("text-as-written: ")


def well_tagged(pdf: pikepdf.Pdf) -> None:
    metadata = pdf.Root.Metadata.read_bytes()
    declared = b"<!-- http://pdfa.org/declarations/wtpdf#accessibility1.0 -->"
    pdf.Root.Metadata.write(metadata.replace(b"</rdf:RDF>", declared + b"</rdf:RDF>"))
    with pdf.open_metadata() as entries:
        entries["pdfuaid:part"] = "2"


def test_what_a_file_claims_falsely_is_refused(running: VeraPdf) -> None:
    newer = changed(good(), well_tagged)
    assert claims(newer)[0] == "ua2"
    (found, *_) = judge(newer, EDITION, running).diagnostics
    assert (found.code, found.severity) == ("conformance", Severity.ERROR)
    assert "PDF/UA-2" in found.problem


@cache
def good_second_part() -> bytes:
    return write_second_part(LEAFLET, "ar")


def misspelt_namespace(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.Namespaces[0].NS = pikepdf.String("http://iso.org/pdf2/SSN")


def older_document(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.K[0].NS


def uncited_note(pdf: pikepdf.Pdf) -> None:
    (note,) = elements(pdf, "FENote")
    del note.Ref


def place_without_element(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Annots[0].A.SD


def test_a_file_of_the_second_part_passes_all_that_it_claims(running: VeraPdf) -> None:
    assert claims(good_second_part()) == ("ua2", "4", "wt1a", "wt1r")
    found = judge(good_second_part(), EDITION, running)
    assert found.diagnostics == ()
    assert found.checks == (
        "veraPDF PDF/UA-2", "veraPDF PDF/A-4",
        "veraPDF WTPDF 1.0 accessibility", "veraPDF WTPDF 1.0 reuse",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (misspelt_namespace, "8.2.4-1"),
        (older_document, "8.2.5.2-2"),
        (uncited_note, "8.2.5.14-2"),
        (place_without_element, "8.8-2"),
    ],
)
def test_a_broken_rule_of_the_second_part_is_named(
    running: VeraPdf, change: Change, rule: str
) -> None:
    broken = changed(good_second_part(), change)
    for profile in ("ua2", "wt1a"):
        failed = [one for one, _, _ in verdict_of(running, broken, profile).failures]
        assert rule in failed


def undeclared(pdf: pikepdf.Pdf) -> None:
    address = b"http://pdfa.org/declarations/wtpdf#accessibility1.0"
    metadata = pdf.Root.Metadata.read_bytes()
    assert address in metadata
    pdf.Root.Metadata.write(metadata.replace(address, b"<!-- " + address + b" -->"))


def test_a_file_of_the_second_part_without_its_declaration_is_refused() -> None:
    edition = Edition("tea", "ar", "standard", "pdf-screen", "1.0")
    found = check_pdf(changed(good_second_part(), undeclared), edition, layout(), None)
    (unclaimed,) = [one for one in found.diagnostics if one.code == "pdf-unclaimed"]
    assert "WTPDF 1.0 accessibility" in unclaimed.problem


def test_without_java_nothing_fails_and_the_report_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    verapdf.what_is_missing.cache_clear()
    try:
        with VeraPdf() as one:
            found = judge(good(), EDITION, one)
    finally:
        verapdf.what_is_missing.cache_clear()
    assert (found.checks, found.diagnostics) == ((), ())
    (said,) = found.unchecked
    assert said.startswith("veraPDF PDF/UA-1: There is no Java. Type: sudo apt-get install")
