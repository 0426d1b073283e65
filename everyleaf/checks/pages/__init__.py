"""Checks of finished pages: a PDF is read back once, and each rule looks at what it shows.

A new check is a function in the file of its rule family, a line in the registry and a
planted fault in tests/checks/pages/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pikepdf

from everyleaf.checks.pages import breaks, contrast, edges, glyphs, lines, sheets, type_size
from everyleaf.checks.pages.page_case import PageCase
from everyleaf.checks.pages.reading_back import Finished, read_back
from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.edition import Edition
from everyleaf.layout import Layout

PageCheck = Callable[[PageCase], Iterable[Diagnostic]]

PAGE_CHECKS: Mapping[str, PageCheck] = {
    "no-small-text": type_size.no_small_text,
    "enough-contrast": contrast.enough_contrast,
    "accent-stands-out": contrast.accent_stands_out,
    "no-text-on-pictures": contrast.no_text_on_pictures,
    "lines-not-too-long": lines.lines_not_too_long,
    "lines-apart": lines.lines_apart,
    "headings-apart": lines.headings_apart,
    "text-inside-the-page": edges.text_inside_the_page,
    "no-text-on-text": edges.no_text_on_text,
    "rows-whole": breaks.rows_whole,
    "boxes-whole": breaks.boxes_whole,
    "headings-with-text": breaks.headings_with_text,
    "pages-filled": breaks.pages_filled,
    "no-missing-glyphs": glyphs.no_missing_glyphs,
    "own-fonts": glyphs.own_fonts,
    "whole-sheets": sheets.whole_sheets,
}


def check_pages(data: bytes, edition: Edition, layout: Layout) -> list[Diagnostic]:
    """Everything that the checks find in a finished PDF."""
    try:
        finished = read_back(data)
    except pikepdf.PdfError as problem:
        said = f"It is no PDF that can be read: {str(problem)[:200]}."
        return [error("pdf-unreadable", Place(edition.name), said, "Publish it again.")]
    case = PageCase(edition, layout, finished)
    return [found for check in PAGE_CHECKS.values() for found in check(case)]


__all__ = ["PAGE_CHECKS", "Finished", "PageCase", "check_pages", "read_back"]
