"""Tables: cells in rows of one length, heads that say what they are the head of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from everyleaf.checks.tags.elements import Element
from everyleaf.checks.tags.tag_case import Defect, TagCase, finding, shown
from everyleaf.diagnostics import Diagnostic

_INSIDE = {
    "Table": ("TR", "THead", "TBody", "TFoot", "Caption"),
    "THead": ("TR",),
    "TBody": ("TR",),
    "TFoot": ("TR",),
    "TR": ("TH", "TD"),
}
_PARTS = ("TR", "TH", "TD", "THead", "TBody", "TFoot")
_WIDEST = 1000  # columns; a span that says more is nonsense


def heads_with_scope(case: TagCase) -> Iterator[Diagnostic]:
    """Every TH says whether it is the head of a row or of a column (STANDARDS 14)."""
    file = case.file
    silent = [
        Defect(file.page_of(one), f"the head {shown(file.text(one))} has no Scope")
        for one, _ in file.of_kind("TH")
        if one.attributes.get("Scope") not in ("Row", "Column", "Both")
    ]
    yield from finding(case, "table-head-scope", silent, "Give TH the attribute Scope.")


def tables_regular(case: TagCase) -> Iterator[Diagnostic]:
    """Every row of a table has as many cells as the others (Matterhorn 15-003; PAC 2024)."""
    file, defects = case.file, []
    for table, _ in file.of_kind("Table"):
        widths = _widths(table)
        if len(set(widths)) > 1 or not widths or not widths[0]:
            said = f"the rows of a table have {', '.join(map(str, widths)) or 'no'} cells"
            defects.append(Defect(file.page_of(table), said))
    remedy = "Give every row the same number of cells, empty ones and spans counted."
    yield from finding(case, "table-irregular", defects, remedy)


def tables_of_rows(case: TagCase) -> Iterator[Diagnostic]:
    """Rows stand in tables, cells in rows, nothing else between (ISO 32000-1, 14.8.4.3.4)."""
    file = case.file
    wrong = [
        Defect(file.page_of(one), f"{one.kind} stands in {above[-1].kind if above else 'nothing'}")
        for one, above in file.elements
        if _is_misplaced(one, above[-1].kind if above else "")
    ]
    yield from finding(case, "table-children", wrong, "Nest Table, THead or TBody, TR, TH or TD.")


def tables_whole(case: TagCase) -> Iterator[Diagnostic]:
    """A table that goes over to another page is one Table, its head read once (STANDARDS 14)."""
    file = case.file
    cut = [
        Defect(file.page_of(after), f"a table begins anew: {shown(file.text(after))}")
        for around, _ in file.elements
        for before, after in pairwise(around.elements)
        if before.kind == after.kind == "Table" and _goes_on(case, before, after)
    ]
    yield from finding(case, "table-cut", cut, "Let one Table hold the rows of both pages.")
    again = [
        Defect(page, f"the head of a table is read again: {shown(file.text(table))}")
        for table, _ in file.of_kind("Table")
        for page in _heads_again(table)
    ]
    remedy = "Make the head that is repeated on another page an Artifact."
    yield from finding(case, "table-head-repeated", again, remedy)


def _is_misplaced(one: Element, around: str) -> bool:
    if around in _INSIDE and one.kind not in _INSIDE[around]:
        return True
    return one.kind in _PARTS and one.kind not in _INSIDE.get(around, ())


def _goes_on(case: TagCase, before: Element, after: Element) -> bool:
    last = max((spot.page for spot in before.all_spots()), default=1)
    heads = [case.file.text(head) for table in (before, after) for head in table.all_of("THead")]
    same_head = len(heads) == 2 and heads[0] == heads[1]
    widths = _widths(before)[:1] == _widths(after)[:1]
    headless = len(heads) < 2 and not any(after.all_of("THead"))
    return case.file.page_of(after) > last and widths and (same_head or headless)


def _heads_again(table: Element) -> Iterator[int]:
    heads = [one for one in table.elements if one.kind == "THead"]
    pages = [spot.page for head in heads for spot in head.all_spots()]
    yield from sorted(set(pages))[1:]
    if len(heads) > 1 and len(set(pages)) < 2:
        yield pages[0] if pages else 1


def _widths(table: Element) -> list[int]:
    """How many columns each row covers, with the spans of the rows above it."""
    widths: list[int] = []
    for group in _groups(table):
        hanging: list[int] = []  # for each cell that hangs down: rows left, columns
        for row in group:
            cells = [one for one in row.elements if one.kind in ("TH", "TD")]
            spans = [(_span(cell, "RowSpan") - 1, _span(cell, "ColSpan")) for cell in cells]
            widths.append(sum(columns for _, columns in spans) + sum(1 for _ in hanging))
            hanging = [rows - 1 for rows in hanging if rows > 1]
            hanging += [rows for rows, columns in spans for _ in range(columns) if rows > 0]
    return widths


def _groups(table: Element) -> Iterator[Sequence[Element]]:
    yield [one for one in table.elements if one.kind == "TR"]
    for part in table.elements:
        if part.kind in ("THead", "TBody", "TFoot"):
            yield [one for one in part.elements if one.kind == "TR"]


def _span(cell: Element, key: str) -> int:
    value = cell.attributes.get(key, 1.0)
    return max(1, min(int(value), _WIDEST)) if isinstance(value, float) else 1
