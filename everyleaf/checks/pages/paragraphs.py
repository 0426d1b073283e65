"""Lines that follow one another in a column: the next line, and the room between them."""

from __future__ import annotations

from collections.abc import Iterator

from everyleaf.checks.pages.reading_back import Page
from everyleaf.checks.pages.text import Line

_SAME_SIZE = 0.1  # points
_ALIGNED = 2.0  # points
_FARTHEST = 2.7  # of the size; Nastaliq is set at 2.2


def neighbours(page: Page) -> Iterator[tuple[Line, Line]]:
    """Each line of words with the next one below it, where both are set in the same size."""
    lines = [line for line in page.flow if line.has_words]
    for at, line in enumerate(lines):
        below = next((other for other in lines[at + 1 :] if _is_below(line, other)), None)
        if below is not None and abs(below.size - line.size) <= _SAME_SIZE:
            yield line, below


def full_lines(page: Page) -> Iterator[Line]:
    """Lines after which their paragraph goes on: their width is the column's, not their own."""
    for line, below in neighbours(page):
        aligned = min(abs(below.left - line.left), abs(below.right - line.right)) <= _ALIGNED
        if aligned and below.baseline - line.baseline <= _FARTHEST * line.size:
            yield line


def _is_below(line: Line, other: Line) -> bool:
    """Whether the other line stands below this one, and not in a column beside it."""
    shared = min(line.right, other.right) - max(line.left, other.left)
    shorter = min(line.right - line.left, other.right - other.left)
    return other.baseline - line.baseline > 0.35 * line.size and shared > 0.5 * shorter
