"""Pages chosen by what is on them, and what they look like.

For the visual tests and for tools/gallery.py. A page is found by its structure tree
(PDF/UA-1), which is the same in every language; nothing here reads a word.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

KINDS = ("cover", "inside", "callout", "table", "last")
_TEXT = {"H2", "L", "Table"}


@dataclass(frozen=True)
class Part:
    """An element of a structure tree, such as H2, Table or P, and what it holds."""

    type: str
    parts: tuple[Part, ...]

    def all(self) -> Iterator[Part]:
        """This part and every one inside it."""
        yield self
        for part in self.parts:
            yield from part.all()

    @property
    def has_callout(self) -> bool:
        """A section with an aside in it: a part of its own that begins with a plain title."""
        return self.type == "Sect" and any(map(_is_aside, self.parts))

    @property
    def is_table(self) -> bool:
        """A table, or one that was too wide and became a list: a title and a list a row."""
        rows = [[cell.type for cell in row.parts] for row in self.parts if row.type == "Div"]
        return self.type == "Table" or (self.type == "Div" and ["P", "L"] in rows)


def _is_aside(part: Part) -> bool:
    kinds = [inner.type for inner in part.parts]
    return part.type == "Sect" and kinds[:1] == ["P"] and len(kinds) > 1 and "H3" not in kinds


def chosen_pages(document: Any) -> dict[str, int]:
    """The number (from 0) of the page of each kind; a kind that is nowhere is left out.

    ``document`` is a pypdfium2.PdfDocument. "inside" is the first page after the cover
    that has text under headings; "callout" and "table" have the first of them.
    """
    trees = [structure(page) for page in document]
    last = len(trees) - 1
    between = range(1, last)
    found = {
        "cover": 0,
        "inside": next((n for n in between if _TEXT & {p.type for p in trees[n].all()}), None),
        "callout": _first(trees[1:], lambda part: part.has_callout, 1),  # no notice on a cover
        "table": _first(trees, lambda part: part.is_table),
        "last": last or None,
    }
    return {kind: number for kind, number in found.items() if number is not None}


def _first(trees: list[Part], wanted: Any, start: int = 0) -> int | None:
    hits = (n for n, tree in enumerate(trees, start) if any(map(wanted, tree.all())))
    return next(hits, None)


def structure(page: Any) -> Part:
    """The structure tree of a page of a tagged PDF."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    try:
        count = pdfium.FPDF_StructTree_CountChildren(tree)
        parts = (pdfium.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(count))
        return Part("", tuple(_part(part) for part in parts if part))
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _part(element: Any) -> Part:
    count = pdfium.FPDF_StructElement_CountChildren(element)
    parts = (pdfium.FPDF_StructElement_GetChildAtIndex(element, n) for n in range(count))
    return Part(_type(element), tuple(_part(part) for part in parts if part))


def _type(element: Any) -> str:
    size = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def picture(page: Any, dots: float) -> Image.Image:
    """A page at ``dots`` per inch, in RGB: each pixel the average of nine."""
    rendered: Image.Image = page.render(scale=3 * dots / 72).to_pil()
    return rendered.convert("RGB").reduce(3)


def strip(pictures: list[Image.Image], gap: int) -> Image.Image:
    """The pages side by side on grey."""
    width = sum(one.width + gap for one in pictures) - gap
    sheet = Image.new("RGB", (width, max(one.height for one in pictures)), (150, 150, 150))
    left = 0
    for one in pictures:
        sheet.paste(one, (left, 0))
        left += one.width + gap
    return sheet


def looks(path: Any, dots: float) -> Image.Image:
    """The chosen pages of a PDF in one picture, each page once, in their order."""
    document = pypdfium2.PdfDocument(path)
    numbers = sorted(set(chosen_pages(document).values()))
    return strip([picture(document[number], dots) for number in numbers], 4)
