"""Conformance: independent judges say whether a PDF keeps the standards it claims.

veraPDF where Java is there: its objections withhold an edition. page-validation (Rust) as
a second opinion where it is installed: what it says stands in the report. Where neither
is, nothing fails, and the report says what was not checked (STANDARDS 37).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from everyleaf.checks.conformance import page_validation
from everyleaf.checks.conformance.verapdf import VeraPdf, what_is_missing
from everyleaf.checks.conformance.verdict import PROFILES, Verdict
from everyleaf.diagnostics import Diagnostic, Place, error, warning
from everyleaf.edition import Edition


def name_of(verdict: Verdict) -> str:
    """What the manifest and the report call it: judge and standard."""
    return f"{verdict.judge} {PROFILES.get(verdict.profile, verdict.profile)}"


def findings(edition: Edition, verdicts: Iterable[Verdict]) -> Iterator[Diagnostic]:
    """What veraPDF objects to withholds the edition."""
    place = Place(edition.name)
    for verdict in verdicts:
        if verdict.fault:
            said = f"{name_of(verdict)} could not be checked: {verdict.fault[:160]}."
            yield warning("conformance-unchecked", place, said, "Check the file by hand.")
        elif not verdict.passed:
            yield error("conformance", place, _said(verdict), "Mend what writes the file.")


def second_opinion(verdict: Verdict) -> str:
    """What the second judge says, as a figure of the report: it is young, and can be wrong."""
    if verdict.passed:
        return f"{name_of(verdict)}: passed"
    rules = ", ".join(rule for rule, _, _ in verdict.failures) or verdict.fault
    return f"{name_of(verdict)}: objects ({rules[:200]})"


def _said(verdict: Verdict) -> str:
    first, others = verdict.failures[:3], verdict.failures[3:]
    rules = "; ".join(f"{rule} ({times}): {message}" for rule, times, message in first)
    more = f"; and {len(others)} more rules" if others else ""
    return f"It does not pass {name_of(verdict)}: {rules[:400]}{more}."


__all__ = [
    "PROFILES",
    "VeraPdf",
    "Verdict",
    "findings",
    "name_of",
    "page_validation",
    "second_opinion",
    "what_is_missing",
]
