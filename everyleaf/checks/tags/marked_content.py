"""What a page says: its text, piece by piece of marked content, with where it stands.

The text of a piece is its ActualText where it has one, else what its signs stand for by
the font's ToUnicode map (ISO 32000-1, 14.9.4 and 9.10.3). One pass over the content; only
text is followed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from everyleaf.checks.pages.fonts import UNKNOWN, Face, read_face
from everyleaf.checks.pages.geometry import UNCHANGED, Matrix, moved, times
from everyleaf.checks.pages.text import reading_order

_OPERATORS = "q Q cm BT Tm Td TD T* Tf TL TJ Tj BDC BMC EMC Do"
_NESTED = 12
LINE_END = "\n"  # between lines of text: a space or nothing, as the text asks
_SAME_LINE = 0.3  # of the size: superscripts belong to their line


@dataclass(frozen=True, slots=True)
class Shown:
    """Text in one line, as it is shown. Points from the left and from the foot of the page.

    ``unmapped`` counts signs that stand for nothing by the font's ToUnicode map.
    """

    text: str
    left: float
    baseline: float
    size: float
    unmapped: int = 0


@dataclass
class Piece:
    """The text of one stretch of marked content, in order, and where it stands."""

    shown: list[Shown] = field(default_factory=list)
    actual: str | None = None

    @property
    def text(self) -> str:
        """What a reader gets; `LINE_END` where the text goes on in another line."""
        return self.actual if self.actual is not None else joined(self.shown)

    @property
    def unmapped(self) -> int:
        """How many of its signs stand for nothing."""
        return sum(one.unmapped for one in self.shown)


def joined(shown: list[Shown]) -> str:
    """Text of one or more lines in order, `LINE_END` between lines."""
    parts: list[str] = []
    for before, one in zip([None, *shown], shown, strict=False):
        if before is not None and goes_on(before, one):
            parts.append(LINE_END)
        parts.append(one.text)
    return "".join(parts)


def goes_on(before: Shown, after: Shown) -> bool:
    """Whether ``after`` stands in another line than ``before``."""
    return abs(before.baseline - after.baseline) > _SAME_LINE * max(before.size, after.size)


@dataclass(frozen=True)
class MarkedPage:
    """One page: its pieces by MCID, its artifacts, and text that is neither.

    ``height`` is that of the page in points, positions count from the same corner.
    """

    number: int
    height: float
    pieces: Mapping[int, Piece]
    artifacts: tuple[Shown, ...]
    loose: tuple[Shown, ...]


@dataclass(slots=True)
class _Mark:
    """A stretch of marked content that is open."""

    piece: Piece | None
    is_artifact: bool
    is_mute: bool = False  # an empty ActualText stands for what is shown


class MarkedContent:
    """Reads one page. ``faces`` is shared by all pages of a file, by object number."""

    def __init__(self, page: pikepdf.Page, faces: dict[int, Face]) -> None:
        self.pieces: dict[int, Piece] = {}
        self.artifacts: list[Shown] = []
        self.loose: list[Shown] = []
        self._faces = faces
        self._matrix: Matrix = UNCHANGED
        self._kept: list[Matrix] = []
        self._line: Matrix = UNCHANGED
        self._along = self._leading = 0.0
        self._face: Face | None = None
        self._size = 0.0
        self._marks = [_Mark(None, is_artifact=False)]
        self._nested = 0
        self._play(page.obj, page.obj.get("/Resources", page.resources))

    def _play(self, stream: Any, resources: Any) -> None:
        before, self._resources = getattr(self, "_resources", None), resources
        for instruction in pikepdf.parse_content_stream(stream, _OPERATORS):
            _STEPS[str(instruction.operator)](self, instruction.operands)
        self._resources = before

    def _keep(self, _: Any) -> None:
        self._kept.append(self._matrix)

    def _bring_back(self, _: Any) -> None:
        if self._kept:
            self._matrix = self._kept.pop()

    def _transform(self, operands: Any) -> None:
        self._matrix = times(_matrix(operands), self._matrix)

    def _place(self, matrix: Matrix) -> None:
        self._line, self._along = matrix, 0.0

    def _step(self, operands: Any) -> None:
        x, y = float(operands[0]), float(operands[1])
        self._place(times((1.0, 0.0, 0.0, 1.0, x, y), self._line))

    def _set_face(self, operands: Any) -> None:
        font = self._resources.get("/Font", {}).get(operands[0])
        self._size = float(operands[1])
        self._face = None
        if font is not None:
            key = font.objgen[0]
            if key not in self._faces:
                self._faces[key] = read_face(font)
            self._face = self._faces[key]

    def _show(self, operands: Any) -> None:
        if self._face is None:
            return
        parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
        codes, back = [], 0.0
        for part in parts:
            if isinstance(part, pikepdf.String):
                codes += self._face.codes(bytes(part))
            else:
                back += float(part)
        texts = [self._face.texts.get(code, "").replace(UNKNOWN, "") for code in codes]
        self._add(reading_order(texts), texts.count(""))
        self._along += (self._face.width(codes) - back) * self._size / 1000

    def _add(self, text: str, unmapped: int) -> None:
        whole = times(self._line, self._matrix)
        left, baseline = moved((self._along, 0.0), whole)
        shown = Shown(text, left, baseline, self._size * abs(whole[3]), unmapped)
        mark = self._marks[-1]
        if mark.piece is not None:
            if not mark.is_mute:
                mark.piece.shown.append(shown)
        elif mark.is_artifact:
            self.artifacts.append(shown)
        elif text.strip():
            self.loose.append(shown)

    def _begin_mark(self, operands: Any) -> None:
        around = self._marks[-1]
        is_artifact = around.is_artifact or operands[0] == pikepdf.Name.Artifact
        mark = _Mark(around.piece, is_artifact, around.is_mute)
        properties = self._properties(operands)
        if "/MCID" in properties:
            mark.piece = self.pieces.setdefault(int(properties.MCID), Piece())
        if "/ActualText" in properties and mark.piece is not None:
            said = str(properties.ActualText)
            mark.is_mute = mark.is_mute or not said
            if said:
                mark.piece.actual = (mark.piece.actual or "") + said
        self._marks.append(mark)

    def _properties(self, operands: Any) -> Any:
        given = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
        if isinstance(given, pikepdf.Name):
            given = self._resources.get("/Properties", pikepdf.Dictionary()).get(given)
        return given if isinstance(given, pikepdf.Dictionary) else pikepdf.Dictionary()

    def _end_mark(self, _: Any) -> None:
        if len(self._marks) > 1:
            self._marks.pop()

    def _draw(self, operands: Any) -> None:
        form = self._resources.get("/XObject", {}).get(operands[0])
        if form is None or form.get("/Subtype") != pikepdf.Name.Form or self._nested >= _NESTED:
            return
        before, kept = self._matrix, self._kept
        self._matrix = times(_matrix(form.get("/Matrix", UNCHANGED)), before)
        self._kept, self._nested = [], self._nested + 1
        self._play(form, form.get("/Resources", self._resources))
        self._matrix, self._kept, self._nested = before, kept, self._nested - 1


def read_marked(number: int, page: pikepdf.Page, faces: dict[int, Face]) -> MarkedPage:
    """The marked content of one page."""
    read = MarkedContent(page, faces)
    _, bottom, _, top = (float(value) for value in page.mediabox)
    return MarkedPage(number, top - bottom, read.pieces, tuple(read.artifacts), tuple(read.loose))


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


_STEPS: Mapping[str, Callable[[MarkedContent, Any], None]] = {
    "q": MarkedContent._keep, "Q": MarkedContent._bring_back, "cm": MarkedContent._transform,
    "BT": lambda content, _: content._place(UNCHANGED),
    "Tm": lambda content, operands: content._place(_matrix(operands)),
    "Td": MarkedContent._step, "TD": MarkedContent._step,
    "T*": lambda content, _: content._step((0, -content._leading)),
    "TL": lambda content, operands: setattr(content, "_leading", float(operands[0])),
    "Tf": MarkedContent._set_face, "TJ": MarkedContent._show, "Tj": MarkedContent._show,
    "BDC": MarkedContent._begin_mark, "BMC": MarkedContent._begin_mark,
    "EMC": MarkedContent._end_mark, "Do": MarkedContent._draw,
}  # fmt: skip
