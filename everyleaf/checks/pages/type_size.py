"""No text is smaller than the layout's running text."""

from __future__ import annotations

from collections.abc import Iterator

from everyleaf.checks.pages.page_case import Fault, PageCase, findings
from everyleaf.checks.pages.text import Run, quoted
from everyleaf.diagnostics import Diagnostic, error

_TOLERANCE = 0.1  # points


def no_small_text(case: PageCase) -> Iterator[Diagnostic]:
    """Nothing below the body size: notes, labels, page numbers, superscripts (STANDARDS 2, 27).

    UKAAF G003 2019: clear print at least 12 pt, large print at least 16 pt, all of it. The
    body size is the layout's, times the scale of the script whose face the text is set in.
    Text inside pictures counts, where it is text and not outlines.
    """
    remedy = "Set it in 1rem or more, in the layout's style or in the picture."
    faults = (
        _fault(page.number, run, least)
        for page in case.finished.pages
        for run in page.runs
        if run.size < (least := case.body_size(run.face.script)) - _TOLERANCE
    )
    yield from findings(case, error, "type-too-small", faults, remedy)


def _fault(page: int, run: Run, least: float) -> Fault:
    said = f"{quoted(run.text)} is set in {run.size:.1f} pt, less than {least:.1f} pt"
    return Fault(page, least - run.size, said)
