"""Where a page ends: rows and boxes in one piece, headings with their text, pages with enough."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from everyleaf.checks.pages.boxes import TextBox, boxes_of, rules_of
from everyleaf.checks.pages.colours import is_coloured
from everyleaf.checks.pages.page_case import Fault, PageCase, findings
from everyleaf.checks.pages.reading_back import Page
from everyleaf.checks.pages.text import Line
from everyleaf.diagnostics import Diagnostic, error, warning

_HEADINGS = ("H2", "H3", "H4", "H5", "H6", "THead")
_FEW_LINES = 4


def headings_with_text(case: PageCase) -> Iterator[Diagnostic]:
    """No heading, and no head of a table, is the last line of a page (PAGES, "look for").

    A tagged file says what a heading is; H1 may stand alone, on a cover. In print, without
    tags, it is a line all bold that is larger than the running text, or coloured. A
    picture, or lines to write on, may follow it.
    """
    remedy = "Give it break-after: avoid, or let the box around it break."
    faults = (
        Fault(page.number, 1.0, f"the last line is a heading, {page.flow[-1].shown}")
        for page in case.finished.pages[:-1]
        if page.flow
        and _is_heading(case, page, page.flow[-1])
        and not _is_drawn_below(page, page.flow[-1].baseline + 2 * page.flow[-1].size)
    )
    yield from findings(case, error, "heading-at-foot", faults, remedy)


def _is_heading(case: PageCase, page: Page, line: Line) -> bool:
    if case.finished.is_tagged:
        return line.main.tag is not None and line.main.tag.nearest(*_HEADINGS) is not None
    beside = [other for other in page.flow if line.baseline - other.baseline < 0.5 * line.size]
    return page.number > 1 and all(_looks_like_heading(case, other) for other in beside)


def _looks_like_heading(case: PageCase, line: Line) -> bool:
    large = line.size > 1.05 * case.body_size(line.script)
    coloured = line.main.colour is not None and is_coloured(line.main.colour)
    return line.is_bold and line.has_words and (large or coloured)


def pages_filled(case: PageCase) -> Iterator[Diagnostic]:
    """No page with fewer than four lines, the last one before all (PAGES, "look for").

    A page on which something is drawn below its middle (a picture, lines to write on) is
    filled; an empty one is let go in print, where it fills the sheet (STANDARDS 19).
    """
    remedy = "Take out or add a line of text, or let a box break."
    faults = (
        Fault(page.number, -rows, f"it has {_counted(rows)} of text")
        for page in case.finished.pages
        if (rows := _rows(page)) < _FEW_LINES
        and (rows or case.edition.format != "pdf-print")
        and not _is_drawn_below(page, page.height / 2)
    )
    yield from findings(case, warning, "page-nearly-empty", faults, remedy)


def _rows(page: Page) -> int:
    return len({round(line.baseline / 3) for line in page.flow})


def _counted(rows: int) -> str:
    return "1 line" if rows == 1 else f"{rows} lines"


def _is_drawn_below(page: Page, height: float) -> bool:
    """Whether something wide is drawn on the page that reaches below this height."""
    boxes = (paint.box for paint in page.paints)
    return any(
        height < bottom < page.height and right - left > page.width / 4
        for left, _, right, bottom in boxes
    )


def boxes_whole(case: PageCase) -> Iterator[Diagnostic]:
    """A tinted or framed box of less than half a page is not split (PAGES, "standard").

    By geometry, in print and on screen: a box that holds the last line of a page, and one
    of the same width that holds the first line of the next page, closer to its top edge:
    the second piece has no padding there. It cannot see a box without padding at its top,
    or one that goes over more than two pages (it is longer than half a page).
    """
    remedy = "Give it break-inside: avoid."
    faults = (
        Fault(page.number, 1.0, f"the box with {last.first.shown} goes on over the page")
        for page, after in pairwise(case.finished.pages)
        for last, first in _split_boxes(page, after)
    )
    yield from findings(case, error, "box-split", faults, remedy)


def _split_boxes(page: Page, after: Page) -> Iterator[tuple[TextBox, TextBox]]:
    if not page.flow or not after.flow:
        return
    ending = [box for box in boxes_of(page) if box.last is page.flow[-1]]
    starting = [box for box in boxes_of(after) if box.first is after.flow[0]]
    for last in ending:
        for first in starting:
            if last.goes_on_in(first) and last.height + first.height < page.height / 2:
                yield last, first
                return


def rows_whole(case: PageCase) -> Iterator[Diagnostic]:
    """No row of a table is cut (PAGES, "look for").

    A table goes on where the next page begins with the same bold line as one on this page
    (its head, repeated), or, in a tagged file, where both lines stand in a Table. Its row
    is cut where other rows end with a rule and this one does not, or, in a tagged file,
    where the first cell of the next page is empty. It cannot see a cut row of a table
    without rules and tags, or without a repeated head and tags.
    """
    remedy = "Give rows break-inside: avoid, or shorten this one."
    faults = (
        Fault(page.number, 1.0, f"the row with {page.flow[-1].shown} goes on over the page")
        for page, after in pairwise(case.finished.pages)
        if page.flow and after.flow and _table_goes_on(page, after) and _is_cut(page, after)
    )
    yield from findings(case, error, "row-cut", faults, remedy)


def _table_goes_on(page: Page, after: Page) -> bool:
    last, first = page.flow[-1].main.tag, after.flow[0].main.tag
    if last is not None and first is not None:
        return last.nearest("Table") is not None and first.nearest("Table") is not None
    head = after.flow[0]
    repeated = any(line.text == head.text and line.left == head.left for line in page.flow)
    return head.is_bold and repeated and _has_rule(after, head, near=True)


def _is_cut(page: Page, after: Page) -> bool:
    has_rules = _has_rule(after, after.flow[0], near=True)
    ends_with_rule = _has_rule(page, page.flow[-1], near=False)  # room to write may stand between
    return (has_rules and not ends_with_rule) or _first_cell_is_empty(after)


def _has_rule(page: Page, line: Line, *, near: bool) -> bool:
    """Whether a rule stands below the line: no farther away than twice its size, if near."""
    lowest = line.baseline + 2 * line.size if near else page.height
    return any(
        line.baseline < rule.top < lowest and rule.left <= line.left + 2 and rule.right > line.left
        for rule in rules_of(page)
    )


def _first_cell_is_empty(page: Page) -> bool:
    """Whether the first row of a table's body has nothing in its first cell."""
    tags = [line.main.tag for line in page.flow if line.main.tag is not None]
    rows = (row for tag in tags if (row := tag.nearest("TR")) and not row.nearest("THead"))
    row = next(rows, None)
    if row is None or not row.cells:
        return False
    filled = {cell.key for tag in tags if (cell := tag.nearest("TH", "TD"))}
    return row.cells[0] not in filled
