"""Runs the content of a page once and notes what it shows: text and what is painted.

Positions are in points from the top left corner of the trimmed page, downwards. Not
followed: vertical writing, soft masks, blend modes, text as a clip.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pikepdf

from everyleaf.checks.pages.colours import BLACK, Colour, Ink, colour_of
from everyleaf.checks.pages.fonts import Face, read_face
from everyleaf.checks.pages.geometry import UNCHANGED, Matrix, Point, moved, times
from everyleaf.checks.pages.shapes import Outline, Paint, outline
from everyleaf.checks.pages.showing import Showing, Spot
from everyleaf.checks.pages.tags import Tag
from everyleaf.checks.pages.text import Run

_OPERATORS = (
    "q Q cm gs BT ET Tm Td Tf Tz TJ Tj rg g k sc scn re m l c v y h "
    "f F f* B B* b b* S s n W W* sh BDC BMC EMC Do"
)
_NESTED = 12  # forms within forms; one that draws itself ends here
_CURVE = (0.25, 0.5, 0.75, 1.0)
_UNIT = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


class _Pen:
    """What q keeps and Q brings back."""

    __slots__ = ("alpha", "clips", "colour", "face", "matrix", "size", "stretch")

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.colour: Colour | None = BLACK
        self.alpha = 1.0
        self.clips: tuple[Outline, ...] = ()
        self.face: Face | None = None
        self.size, self.stretch = 0.0, 1.0

    def copy(self) -> _Pen:
        """Another pen in the same state."""
        other = _Pen(self.matrix)
        other.colour, other.alpha, other.clips = self.colour, self.alpha, self.clips
        other.face, other.size, other.stretch = self.face, self.size, self.stretch
        return other


class Content:
    """What a page shows. ``faces`` is shared by all pages of a file, by object number."""

    def __init__(
        self,
        page: pikepdf.Page,
        tags: Mapping[int, Tag],
        faces: dict[int, Face],
        to_screen: Callable[[Ink], Colour],
    ) -> None:
        left, bottom, right, top = (float(value) for value in page.trimbox)
        self.width, self.height = right - left, top - bottom
        self.runs: list[Run] = []
        self.paints: list[Paint] = []
        self._tags, self._faces, self._to_screen = tags, faces, to_screen
        self._pen = _Pen((1.0, 0.0, 0.0, -1.0, -left, top))
        self._kept: list[_Pen] = []
        self._marks: list[Tag | None] = [None]
        self._rings: list[list[Point]] = []
        self._cut: bool | None = None  # a clip that the next painting operator sets: even-odd?
        self._group_alpha, self._nested = 1.0, 0
        self._showing = Showing(self.runs, self.paints)
        self._play(page.obj, page.obj.get("/Resources", page.resources))

    def _play(self, stream: Any, resources: Any) -> None:
        before, self._resources = getattr(self, "_resources", None), resources
        for instruction in pikepdf.parse_content_stream(stream, _OPERATORS):
            _STEPS[str(instruction.operator)](self, instruction.operands)
        self._resources = before

    # ---- graphics state ----------------------------------------------------------------

    def _keep(self, _: Any) -> None:
        self._kept.append(self._pen.copy())

    def _bring_back(self, _: Any) -> None:
        if self._kept:
            self._pen = self._kept.pop()

    def _transform(self, operands: Any) -> None:
        self._pen.matrix = times(_matrix(operands), self._pen.matrix)

    def _set_state(self, operands: Any) -> None:
        state = self._resources.get("/ExtGState", {}).get(operands[0])
        if state is not None and "/ca" in state:
            self._pen.alpha = float(state.ca)

    def _set_colour(self, operands: Any) -> None:
        values = [] if _is_name(operands[-1]) else [float(value) for value in operands]
        self._pen.colour = colour_of(values, self._to_screen)

    # ---- paths -------------------------------------------------------------------------

    def _move(self, operands: Any) -> None:
        self._rings.append([moved(_point(operands), self._pen.matrix)])

    def _line(self, operands: Any) -> None:
        if self._rings:
            self._rings[-1].append(moved(_point(operands), self._pen.matrix))

    def _curve(self, operands: Any) -> None:
        values = [float(value) for value in operands]
        points = [
            moved((values[at], values[at + 1]), self._pen.matrix) for at in range(0, len(values), 2)
        ]
        if self._rings and len(points) >= 2:
            start = self._rings[-1][-1]
            first = start if len(points) == 2 else points[0]  # v; y is taken for v
            self._rings[-1] += [_on_curve(start, first, points[-2], points[-1], t) for t in _CURVE]

    def _rectangle(self, operands: Any) -> None:
        x, y, width, height = (float(value) for value in operands)
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self._rings.append([moved(corner, self._pen.matrix) for corner in corners])

    def _clip(self, *, even_odd: bool) -> None:
        self._cut = even_odd

    def _paint(self, *, filled: bool, even_odd: bool = False) -> None:
        rings = self._drawn_rings()
        if rings:
            shape = outline(rings, is_even_odd=even_odd)
            self._add(shape, self._pen.colour, filled=filled)
        self._end_path(None)

    def _end_path(self, _: Any) -> None:
        rings = self._drawn_rings()
        if self._cut is not None and rings:
            self._pen.clips = (*self._pen.clips, outline(rings, is_even_odd=self._cut))
        self._rings, self._cut = [], None

    def _drawn_rings(self) -> list[list[Point]]:
        return [ring for ring in self._rings if len(ring) > 1]  # a move alone draws nothing

    def _add(self, shape: Outline, colour: Colour | None, *, filled: bool) -> None:
        alpha = self._pen.alpha * self._group_alpha
        self.paints.append(Paint(shape, self._pen.clips, colour, alpha, filled))

    def _shade(self, _: Any) -> None:
        page = ((0.0, 0.0), (self.width, 0.0), (self.width, self.height), (0.0, self.height))
        self._add(outline([page], is_even_odd=False), None, filled=True)

    # ---- pictures and forms ------------------------------------------------------------

    def _draw(self, operands: Any) -> None:
        drawn = self._resources.get("/XObject", {}).get(operands[0])
        if drawn is None:
            return
        if drawn.get("/Subtype") == pikepdf.Name.Form:
            self._draw_form(drawn)
        else:
            corners = [moved(corner, self._pen.matrix) for corner in _UNIT]
            colour = self._pen.colour if drawn.get("/ImageMask") else None
            self._add(outline([corners], is_even_odd=False), colour, filled=True)

    def _draw_form(self, form: Any) -> None:
        if self._nested >= _NESTED:
            return
        pen, kept, group, marks = self._pen, self._kept, self._group_alpha, self._marks
        self._pen, self._kept, self._marks = pen.copy(), [], [marks[-1]]
        self._group_alpha, self._pen.alpha = group * pen.alpha, 1.0
        self._pen.matrix = times(_matrix(form.get("/Matrix", UNCHANGED)), pen.matrix)
        left, bottom, right, top = (float(value) for value in form.BBox)
        self._rectangle((left, bottom, right - left, top - bottom))
        self._cut = False
        self._end_path(None)
        self._nested += 1
        self._play(form, form.get("/Resources", self._resources))
        self._nested -= 1
        self._pen, self._kept, self._group_alpha, self._marks = pen, kept, group, marks

    # ---- text --------------------------------------------------------------------------

    def _begin_text(self, _: Any) -> None:
        self._showing.place(UNCHANGED)

    def _place(self, operands: Any) -> None:
        self._showing.place(_matrix(operands))

    def _step(self, operands: Any) -> None:
        self._showing.step(_point(operands))

    def _set_face(self, operands: Any) -> None:
        font = self._resources.get("/Font", {}).get(operands[0])
        self._pen.size = float(operands[1])
        self._pen.face = None if font is None else self._face(font)

    def _face(self, font: Any) -> Face:
        key: int = font.objgen[0]
        if key not in self._faces:
            self._faces[key] = read_face(font)
        return self._faces[key]

    def _stretch(self, operands: Any) -> None:
        self._pen.stretch = float(operands[0]) / 100

    def _show(self, operands: Any) -> None:
        pen = self._pen
        if pen.face is not None:
            alpha = pen.alpha * self._group_alpha
            spot = Spot(pen.face, pen.size, pen.matrix, pen.colour, alpha, self._marks[-1])
            parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
            self._showing.show(spot, parts, pen.stretch)

    def _end_text(self, _: Any) -> None:
        self._showing.finish()

    def _begin_mark(self, operands: Any) -> None:
        tag = None
        if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary):
            number = operands[1].get("/MCID")
            tag = self._tags.get(int(number)) if number is not None else self._marks[-1]
        self._marks.append(tag)

    def _end_mark(self, _: Any) -> None:
        self._showing.finish()
        if len(self._marks) > 1:
            self._marks.pop()


def _is_name(operand: Any) -> bool:
    return isinstance(operand, pikepdf.Name)


def _point(operands: Any) -> Point:
    return float(operands[0]), float(operands[1])


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _on_curve(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """A point of a cubic Bézier curve."""
    u = 1 - t
    w, x, y, z = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return w * a[0] + x * b[0] + y * c[0] + z * d[0], w * a[1] + x * b[1] + y * c[1] + z * d[1]


_Step = Callable[[Content, Any], None]
_FILLS = {"f": False, "F": False, "f*": True, "B": False, "B*": True, "b": False, "b*": True}


def _filling(even_odd: bool) -> _Step:
    return lambda content, _: content._paint(filled=True, even_odd=even_odd)


_STEPS: Mapping[str, _Step] = {
    "q": Content._keep, "Q": Content._bring_back, "cm": Content._transform,
    "gs": Content._set_state, "rg": Content._set_colour, "g": Content._set_colour,
    "k": Content._set_colour, "sc": Content._set_colour, "scn": Content._set_colour,
    "m": Content._move, "l": Content._line, "c": Content._curve, "v": Content._curve,
    "y": Content._curve, "re": Content._rectangle, "h": lambda content, _: None,
    "n": Content._end_path, "sh": Content._shade, "Do": Content._draw,
    "S": lambda content, _: content._paint(filled=False),
    "s": lambda content, _: content._paint(filled=False),
    "W": lambda content, _: content._clip(even_odd=False),
    "W*": lambda content, _: content._clip(even_odd=True),
    "BT": Content._begin_text, "ET": Content._end_text, "Tm": Content._place,
    "Td": Content._step, "Tf": Content._set_face, "Tz": Content._stretch,
    "TJ": Content._show, "Tj": Content._show,
    "BMC": Content._begin_mark, "BDC": Content._begin_mark, "EMC": Content._end_mark,
    **{name: _filling(even_odd) for name, even_odd in _FILLS.items()},
}  # fmt: skip
