"""A finished PDF, read back: what its pages show, as a reader gets them.

One pass over each page's content, by pikepdf alone. Nothing here knows how the page was
made; what a tagged file says about itself (its structure tree) is kept with the text.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property

import pikepdf

from everyleaf.checks.pages.colours import screen_of_ink
from everyleaf.checks.pages.content import Content
from everyleaf.checks.pages.fonts import Face
from everyleaf.checks.pages.paragraphs import neighbours
from everyleaf.checks.pages.shapes import Paint
from everyleaf.checks.pages.tags import TagTree
from everyleaf.checks.pages.text import Line, Run, lines_of

MM = 72 / 25.4  # points in a millimetre


@dataclass(frozen=True, eq=False)
class Page:
    """One page. ``number`` counts from 1; sizes are the trim's, in points.

    ``runs`` and ``paints`` stand in the order in which they were put on the page.
    """

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    paints: tuple[Paint, ...]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line, from the top to the foot."""
        return lines_of(self.runs)

    @cached_property
    def flow(self) -> tuple[Line, ...]:
        """The lines without those that stand on every page: its number, and what is beside it.

        They are known by the page's own number at the foot or the head of the page; a
        page without one (a cover) has only flow. The foot comes first: at the head, the
        same number may stand in a list of contents.
        """
        for line in reversed(self.lines):
            if _number(line.text) == self.number:
                if line.baseline > 0.85 * self.height:
                    edge = line.baseline - 1.3 * line.size
                    return tuple(other for other in self.lines if other.baseline < edge)
                if line.baseline < 0.15 * self.height:
                    edge = line.baseline + line.size
                    return tuple(other for other in self.lines if other.baseline > edge)
        return self.lines

    @cached_property
    def neighbours(self) -> tuple[tuple[Line, Line], ...]:
        """Each line of words with the next one below it in its column, of the same size."""
        return tuple(neighbours(self.flow))


@dataclass(frozen=True)
class Finished:
    """A whole file. ``is_tagged`` tells whether text knows which element it belongs to."""

    pages: tuple[Page, ...]
    faces: tuple[Face, ...]
    is_tagged: bool


def read_back(data: bytes) -> Finished:
    """The pages of a PDF; raises `pikepdf.PdfError` where it is none."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tree, to_screen = TagTree(pdf), screen_of_ink(pdf)
        faces: dict[int, Face] = {}
        pages = tuple(
            _page(number, Content(page, tree.of_page(page), faces, to_screen))
            for number, page in enumerate(pdf.pages, start=1)
        )
        return Finished(pages, tuple(faces.values()), tree.is_there)


def _page(number: int, content: Content) -> Page:
    return Page(number, content.width, content.height, tuple(content.runs), tuple(content.paints))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
