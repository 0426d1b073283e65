"""The order of the tree is that of the page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from everyleaf.checks.tags.blocks import Block
from everyleaf.checks.tags.tag_case import Defect, TagCase, finding, shown
from everyleaf.checks.tags.tagged_file import Standing
from everyleaf.diagnostics import Diagnostic

_SAME_COLUMN = 30.0  # points between the left edges of lines in one column
_SLACK = 2.0  # points


def reading_order(case: TagCase) -> Iterator[Diagnostic]:
    """Blocks follow one another from page to page, and down each column (STANDARDS 14).

    Matterhorn 09-001. Two blocks are held against each other where they stand in one
    column: their lines begin at the same edge.
    """
    file = case.file
    blocks = [(block, _lines(case, block)) for block in file.blocks if block.kind != "Figure"]
    set_out = [(block, lines) for block, lines in blocks if lines]
    wrong = [
        Defect(second.page, f"{shown(second.text)} is read after {shown(first.text)}, {where}")
        for (first, before), (second, after) in pairwise(set_out)
        for where in [_fault(before, after)]
        if where
    ]
    yield from finding(case, "reading-order", wrong, "Order the tree as the page is read.")


def _fault(before: list[Standing], after: list[Standing]) -> str:
    if after[0].page < before[-1].page:
        return "and stands on a page before it"
    if after[0].page > before[-1].page:
        return ""
    left = min(line.left for line in before if line.page == before[-1].page)
    in_column = abs(left - min(line.left for line in after)) < _SAME_COLUMN
    lowest = min(line.baseline for line in before if line.page == before[-1].page)
    above = after[0].baseline > lowest + max(before[-1].size, after[0].size) + _SLACK
    return "and stands above it" if in_column and above else ""


def _lines(case: TagCase, block: Block) -> list[Standing]:
    return [line for spot in block.spots for line in case.file.lines_at(spot) if line.text.strip()]
