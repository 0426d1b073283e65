"""Lines that follow one another in a column: the next line, and the room between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from everyleaf.checks.pages.text import Line

_SAME_SIZE = 0.1  # points
_ALIGNED = 2.0  # points
_FARTHEST = 2.7  # of the size; Nastaliq is set at 2.2


def neighbours(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Each line of words with the next one below it, where both are set in the same size.

    ``lines`` stand in order, from the top of the page.
    """
    worded = [line for line in lines if line.has_words]
    for at, line in enumerate(worded):
        below = next((other for other in worded[at + 1 :] if _is_below(line, other)), None)
        if below is not None and abs(below.size - line.size) <= _SAME_SIZE:
            yield line, below


def is_full(line: Line, below: Line) -> bool:
    """Whether its paragraph goes on below: its width is the column's, not its own."""
    aligned = min(abs(below.left - line.left), abs(below.right - line.right)) <= _ALIGNED
    return aligned and below.baseline - line.baseline <= _FARTHEST * line.size


def _is_below(line: Line, other: Line) -> bool:
    """Whether the other line stands below this one, and not in a column beside it."""
    shared = min(line.right, other.right) - max(line.left, other.left)
    shorter = min(line.right - line.left, other.right - other.left)
    return other.baseline - line.baseline > 0.35 * line.size and shared > 0.5 * shorter
