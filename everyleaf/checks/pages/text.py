"""Text as it stands on a page: runs in one face, size and colour, and lines of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from everyleaf.checks.pages.colours import Colour
from everyleaf.checks.pages.fonts import UNKNOWN, Face
from everyleaf.checks.pages.tags import Tag
from everyleaf.language import Script

_NEAR = 0.35  # of the size: a wider gap is the one between columns
_LEVEL = 0.3  # of the size: a superscript belongs to its line


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A piece of text in one face, size and colour. Points from the trim's top left corner.

    ``behind`` is what lies under it where that is worst to read on, None for a picture;
    ``missing`` counts signs that the face does not have (glyph 0).
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    face: Face
    colour: Colour | None
    behind: Colour | None
    missing: int
    is_level: bool
    tag: Tag | None


@dataclass(frozen=True, eq=False)
class Line:
    """Runs side by side, from the left to the right; two columns are two lines."""

    runs: tuple[Run, ...]

    @property
    def left(self) -> float:
        """Where it begins, in points from the left edge of the trim."""
        return self.runs[0].left

    @property
    def right(self) -> float:
        """Where it ends, in points from the left edge of the trim."""
        return self.runs[-1].right

    @cached_property
    def main(self) -> Run:
        """The longest run: its face, size and baseline are those of the line."""
        return max(self.runs, key=lambda run: run.right - run.left)

    @property
    def baseline(self) -> float:
        """In points from the top edge of the trim."""
        return self.main.baseline

    @property
    def size(self) -> float:
        """In points."""
        return self.main.size

    @cached_property
    def script(self) -> Script | None:
        """The script in which most of it is set."""
        widths: dict[Script | None, float] = {}
        for run in self.runs:
            script = run.face.script
            widths[script] = widths.get(script, 0.0) + run.right - run.left
        return max(widths, key=lambda script: widths[script])

    @property
    def is_bold(self) -> bool:
        """Whether all of it is: a heading, a head, a name."""
        return all(run.face.is_bold for run in self.runs)

    @cached_property
    def text(self) -> str:
        """Its words, in the order in which they are read."""
        runs = reversed(self.runs) if is_rtl(self.main.text) else self.runs
        return " ".join("".join(run.text for run in runs).split())

    @cached_property
    def has_words(self) -> bool:
        """Whether it is more than a bullet or a number."""
        return sum(character.isalpha() for character in self.text) >= 2

    @property
    def shown(self) -> str:
        """The text as findings quote it."""
        return quoted(self.text)


def quoted(text: str) -> str:
    """Text in quotation marks, cut short."""
    words = " ".join(text.replace(UNKNOWN, "").split())  # parts of letters, in some faces
    return f"“{words}”" if len(words) <= 32 else f"“{words[:30].rstrip()} …”"


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction is written from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def reading_order(parts: Sequence[str]) -> str:
    """Signs in the order of the page, from left to right, as text."""
    text = "".join(parts)
    return "".join(reversed(parts)) if is_rtl(text) else text


def lines_of(runs: Iterable[Run]) -> tuple[Line, ...]:
    """The level runs of a page as lines, from the top to the foot."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.left):
        if run.is_level:
            row = next((row for row in rows if _continues(row, run)), None)
            if row is None:
                rows.append([run])
            else:
                row.append(run)
    return tuple(sorted(map(Line, map(tuple, rows)), key=lambda line: line.baseline))


def _continues(row: Sequence[Run], run: Run) -> bool:
    for last in row[-2:]:  # a superscript may stand between
        size = max(last.size, run.size)
        if (
            abs(last.baseline - run.baseline) <= _LEVEL * size
            and -size <= run.left - last.right <= _NEAR * size
        ):
            return True
    return False
