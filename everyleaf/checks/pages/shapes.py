"""What is painted on a page beside text: filled shapes, lines, pictures, and what they cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from everyleaf.checks.pages.colours import WHITE, Colour, blend
from everyleaf.checks.pages.geometry import Box, Point


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed path of straight pieces; curves are taken apart before."""

    rings: tuple[tuple[Point, ...], ...]
    box: Box
    is_even_odd: bool

    def holds(self, point: Point) -> bool:
        """Whether the point lies inside (even-odd or nonzero rule, ISO 32000-1, 8.5.3.3)."""
        left, top, right, bottom = self.box
        if not (left <= point[0] <= right and top <= point[1] <= bottom):
            return False
        turns = [_turn(point, ring) for ring in self.rings]
        return sum(map(abs, turns)) % 2 == 1 if self.is_even_odd else sum(turns) != 0


def outline(rings: Sequence[Sequence[Point]], *, is_even_odd: bool) -> Outline:
    """The outline around these rings, of which there is at least one."""
    across = [x for ring in rings for x, _ in ring]
    down = [y for ring in rings for _, y in ring]
    box = min(across), min(down), max(across), max(down)
    return Outline(tuple(map(tuple, rings)), box, is_even_odd)


def _turn(point: Point, ring: tuple[Point, ...]) -> int:
    """How often the ring goes round the point."""
    x, y = point
    turns = 0
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if (y1 <= y) != (y2 <= y) and (x2 - x1) * (y - y1) / (y2 - y1) + x1 > x:
            turns += 1 if y2 > y1 else -1
        x1, y1 = x2, y2
    return turns


@dataclass(frozen=True, slots=True)
class Paint:
    """One thing painted. ``colour`` is None for a picture, a pattern or a shading."""

    outline: Outline
    clips: tuple[Outline, ...]
    colour: Colour | None
    alpha: float
    is_filled: bool

    @property
    def box(self) -> Box:
        """The rectangle around what can be seen of it; empty ones have no width or height."""
        boxes = [self.outline.box, *(clip.box for clip in self.clips)]
        left, top = max(box[0] for box in boxes), max(box[1] for box in boxes)
        right, bottom = min(box[2] for box in boxes), min(box[3] for box in boxes)
        return left, top, max(left, right), max(top, bottom)

    def covers(self, point: Point) -> bool:
        """Whether the point is painted over."""
        return (
            self.is_filled
            and self.outline.holds(point)
            and all(clip.holds(point) for clip in self.clips)
        )


def colour_at(point: Point, paints: Sequence[Paint]) -> Colour | None:
    """What the reader sees at a point: the paints over white paper; None on a picture."""
    over: list[tuple[Colour, float]] = []
    seen = WHITE
    for paint in reversed(paints):
        if paint.covers(point):
            if paint.colour is None:
                return None
            if paint.alpha >= 0.999:
                seen = paint.colour
                break
            over.append((paint.colour, paint.alpha))
    for colour, alpha in reversed(over):
        seen = blend(colour, seen, alpha)
    return seen
