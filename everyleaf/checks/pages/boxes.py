"""Boxes with text in them, and rules between rows, among what is painted on a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from everyleaf.checks.pages.geometry import Box
from everyleaf.checks.pages.reading_back import Page
from everyleaf.checks.pages.text import Line

_WIDE = 0.3  # of the page's width: a box in the column, not a picture's part
_TALL = 0.95  # of the page's height: the page itself
_SAME = 1.0  # points
_PADDING = 3.0  # points: the least that a box has above its first line
_THIN = 2.5  # points


@dataclass(frozen=True)
class TextBox:
    """A tinted or framed box, and the first and last line in it."""

    box: Box
    first: Line
    last: Line

    @property
    def height(self) -> float:
        """In points."""
        return self.box[3] - self.box[1]

    def goes_on_in(self, other: TextBox) -> bool:
        """Whether the other one, at the head of the next page, is the rest of this one."""
        same_width = all(abs(self.box[side] - other.box[side]) < _SAME for side in (0, 2))
        above, above_rest = (b.first.baseline - b.box[1] for b in (self, other))
        return same_width and above_rest < above - _PADDING


@dataclass(frozen=True)
class Rule:
    """A level line, drawn or filled."""

    left: float
    right: float
    top: float


@lru_cache(maxsize=8)
def boxes_of(page: Page) -> tuple[TextBox, ...]:
    """The boxes with text in them, each once, whatever is painted of it."""
    return tuple(_boxes(page))


def _boxes(page: Page) -> Iterator[TextBox]:
    seen: set[Box] = set()
    for paint in page.paints:
        box = paint.outline.box
        left, top, right, bottom = box
        wide, tall = right - left > _WIDE * page.width, bottom - top < _TALL * page.height
        if box in seen or not paint.is_filled or not (wide and tall):
            continue
        seen.add(box)
        inside = [line for line in page.flow if _holds(box, line)]
        if inside:
            yield TextBox(box, inside[0], inside[-1])


def _holds(box: Box, line: Line) -> bool:
    left, top, right, bottom = box
    return left - 1 <= line.left and line.right <= right + 1 and top < line.baseline < bottom


@lru_cache(maxsize=8)
def rules_of(page: Page) -> tuple[Rule, ...]:
    """The level lines of a page, at least as wide as a narrow column."""
    return tuple(
        Rule(left, right, top)
        for left, top, right, bottom in (paint.box for paint in page.paints)
        if bottom - top <= _THIN and right - left > 20
    )
