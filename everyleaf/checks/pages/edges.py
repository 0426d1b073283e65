"""Text stays on the page, and off other text."""

from __future__ import annotations

from collections.abc import Iterator

from everyleaf.checks.pages.page_case import Fault, PageCase, findings
from everyleaf.checks.pages.reading_back import MM, Page
from everyleaf.checks.pages.text import Run, quoted
from everyleaf.diagnostics import Diagnostic, error

_SAFE = 5 * MM
_ROUNDING = 0.5  # points
_ABOVE, _BELOW = 0.7, 0.2  # of the size: what letters take above and below their baseline
_TOUCHING = 0.1  # of the size, below the baseline: descenders may meet capitals' height
_SHARED = 0.3  # of the size, sideways


def text_inside_the_page(case: PageCase) -> Iterator[Diagnostic]:
    """All text at least 5 mm from the trim (STANDARDS 17).

    Letters count as 0.7 of their size above the baseline and 0.2 below it; taller marks
    (Nastaliq, stacked vowels) are not measured.
    """
    remedy = "Let the text break, or move it inwards; long words need overflow-wrap."
    faults = (
        Fault(page.number, _SAFE - room, _outside(run, room))
        for page in case.finished.pages
        for run in page.runs
        if (room := _room(page, run)) < _SAFE - _ROUNDING
    )
    yield from findings(case, error, "text-outside-page", faults, remedy)


def _room(page: Page, run: Run) -> float:
    """From the text to the nearest edge of the trim, in points."""
    top, foot = run.baseline - _ABOVE * run.size, run.baseline + _BELOW * run.size
    return min(run.left, top, page.width - run.right, page.height - foot)


def _outside(run: Run, room: float) -> str:
    where = f"{room / MM:.1f} mm from the edge" if room >= 0 else f"{-room / MM:.1f} mm beyond it"
    return f"{quoted(run.text)} stands {where}, not 5 mm inside"


def no_text_on_text(case: PageCase) -> Iterator[Diagnostic]:
    """No two pieces of text lie on one another (PAGES, "look for": a tab and a long title)."""
    remedy = "Let the box that holds the text grow, or give it more room."
    faults = (fault for page in case.finished.pages for fault in _overlaps(page))
    yield from findings(case, error, "text-on-text", faults, remedy)


def _overlaps(page: Page) -> Iterator[Fault]:
    runs = sorted((run for run in page.runs if run.is_level), key=lambda run: run.baseline)
    largest = max((run.size for run in runs), default=0.0)
    for at, upper in enumerate(runs):
        for lower in runs[at + 1 :]:
            if lower.baseline - upper.baseline > largest:
                break
            if _meet(upper, lower):
                said = f"{quoted(upper.text)} and {quoted(lower.text)} lie on one another"
                yield Fault(page.number, min(upper.size, lower.size), said)


def _meet(upper: Run, lower: Run) -> bool:
    size = min(upper.size, lower.size)
    sideways = min(upper.right, lower.right) - max(upper.left, lower.left)
    foot = upper.baseline + _TOUCHING * upper.size
    return sideways > _SHARED * size and lower.baseline - _ABOVE * lower.size < foot
