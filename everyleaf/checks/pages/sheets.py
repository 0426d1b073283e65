"""A stitched leaflet has whole sheets."""

from __future__ import annotations

from collections.abc import Iterator

from everyleaf.checks.pages.page_case import PageCase
from everyleaf.diagnostics import Diagnostic, error


def whole_sheets(case: PageCase) -> Iterator[Diagnostic]:
    """For print, the page count is a multiple of the layout's sheet_pages (STANDARDS 19)."""
    pages = len(case.finished.pages)
    if case.edition.format == "pdf-print" and pages % case.layout.sheet_pages:
        problem = f"{pages} pages do not fill whole sheets."
        remedy = "Let the layout's page template add as many pages as fill_pages says."
        yield error("pages-not-whole-sheets", case.place, problem, remedy)
