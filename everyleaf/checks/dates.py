"""Review dates: a leaflet that is due for review does not go out."""

from __future__ import annotations

from collections.abc import Iterator

from everyleaf.checks.source_case import SourceCase
from everyleaf.diagnostics import Diagnostic, error


def review_dates(case: SourceCase) -> Iterator[Diagnostic]:
    """The day of the next review has not passed, the last one is behind (STANDARDS 2; PIF TICK)."""
    front, today = case.document.front, case.publication.today
    if front.next_review < today:
        remedy = "Have it reviewed, then set reviewed and next_review."
        problem = f"The review was due on {front.next_review}."
        yield error("review-overdue", case.file, problem, remedy)
    if front.reviewed > today:
        problem = f"It says that it was reviewed on {front.reviewed}, which is still to come."
        yield error("review-in-future", case.file, problem, "Set reviewed to the day it was done.")
