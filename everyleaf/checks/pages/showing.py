"""Text as it is being shown: signs gathered into runs."""

from __future__ import annotations

import string
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pikepdf

from everyleaf.checks.pages.colours import Colour, blend, contrast
from everyleaf.checks.pages.fonts import Face
from everyleaf.checks.pages.geometry import (
    UNCHANGED,
    Matrix,
    Point,
    is_level,
    moved,
    scale_of,
    times,
)
from everyleaf.checks.pages.shapes import Paint, colour_at
from everyleaf.checks.pages.tags import Tag
from everyleaf.checks.pages.text import Run, reading_order

_BLANK = f"{string.whitespace}\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}"
_SAMPLES = (0.02, 0.5, 0.98)  # along a run, a third of the size above its baseline


class Spot(NamedTuple):  # one for each string that is shown: a dataclass takes three times as long
    """How text is shown: what must be the same all along a run."""

    face: Face
    size: float
    matrix: Matrix
    colour: Colour | None
    alpha: float
    tag: Tag | None


class Showing:
    """Gathers what is shown at one place into ``runs``; ``paints`` is what lies under it."""

    def __init__(self, runs: list[Run], paints: Sequence[Paint]) -> None:
        self._runs, self._paints = runs, paints
        self._matrix = UNCHANGED
        self._at = self._start = 0.0
        self._spot: Spot | None = None
        self._codes: list[int] = []

    def place(self, matrix: Matrix) -> None:
        """Go to another place (Tm)."""
        self.finish()
        self._matrix, self._at = matrix, 0.0

    def step(self, by: Point) -> None:
        """Go on from the beginning of the line (Td)."""
        self.place(times((1.0, 0.0, 0.0, 1.0, *by), self._matrix))

    def show(self, spot: Spot, parts: Iterable[Any], stretch: float) -> None:
        """Show strings and the moves between them, in thousandths of the size.

        All of it is ``stretch`` times as wide (ISO 32000-1, 9.3.4).
        """
        if spot != self._spot:
            self.finish()
            self._spot, self._start = spot, self._at
        shown, back = b"", 0.0
        for part in parts:
            if isinstance(part, pikepdf.String):
                shown += bytes(part)
            else:
                back += float(part)
        codes = spot.face.codes(shown)
        self._codes += codes
        self._at += (spot.face.width(codes) - back) * spot.size * stretch / 1000

    def finish(self) -> None:
        """Add what has been gathered, unless it is blank.

        Glyphs whose letters have been written level before them say U+200B; they have no
        text of their own, and stand where that is.
        """
        spot, codes = self._spot, self._codes
        self._spot, self._codes = None, []
        if spot is None:
            return
        text = reading_order([spot.face.text(code) for code in codes])
        missing = sum(code in spot.face.absent for code in codes)
        if text.strip(_BLANK) or missing:
            self._runs.append(self._run(spot, text, missing))

    def _run(self, spot: Spot, text: str, missing: int) -> Run:
        whole = times(self._matrix, spot.matrix)
        size = spot.size * scale_of(whole)
        left, right = moved((self._start, 0.0), whole), moved((self._at, 0.0), whole)
        spots = [
            (
                left[0] + (right[0] - left[0]) * part,
                left[1] + (right[1] - left[1]) * part - size / 3,
            )
            for part in _SAMPLES
        ]
        behind = [colour_at(spot, self._paints) for spot in spots]
        under = _worst(spot.colour, behind)
        return Run(
            text=text, left=left[0], right=right[0], baseline=left[1], size=size, face=spot.face,
            colour=_seen(spot, under), behind=under,
            missing=missing, is_level=is_level(whole), tag=spot.tag,
        )  # fmt: skip


def _seen(spot: Spot, under: Colour | None) -> Colour | None:
    """The colour of text that lets what is under it shine through."""
    if spot.colour is None or under is None or spot.alpha >= 0.999:
        return spot.colour
    return blend(spot.colour, under, spot.alpha)


def _worst(colour: Colour | None, behind: Sequence[Colour | None]) -> Colour | None:
    known = [under for under in behind if under is not None]
    if colour is None or len(known) < len(behind):
        return None
    return min(known, key=lambda under: contrast(colour, under))
