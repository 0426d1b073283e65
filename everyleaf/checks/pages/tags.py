"""The structure tree of a tagged PDF: which element each piece of text belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

from everyleaf.checks.standard_types import standard_type

_ROW_CELLS = ("/TH", "/TD")


@dataclass(frozen=True, slots=True)
class Tag:
    """An element: ``kind`` such as P, H2 or TD; ``cells`` are the keys of a row's cells.

    WeasyPrint writes one element for each page that it stands on, so an element that goes
    over to the next page is two tags.
    """

    kind: str
    key: int
    parent: Tag | None
    cells: tuple[int, ...] = ()

    def upwards(self) -> Iterator[Tag]:
        """The element and what it stands in, from the inside out."""
        tag: Tag | None = self
        while tag is not None:
            yield tag
            tag = tag.parent

    def nearest(self, *kinds: str) -> Tag | None:
        """The element itself or the nearest one around it of these kinds."""
        return next((tag for tag in self.upwards() if tag.kind in kinds), None)


class TagTree:
    """Finds the tag of each piece of marked content, page by page."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        root = pdf.Root.get("/StructTreeRoot")
        self._parents = pikepdf.NumberTree(root.ParentTree) if root is not None else None
        self._known: dict[int, Tag] = {}

    @property
    def is_there(self) -> bool:
        """Whether the file is tagged."""
        return self._parents is not None

    def of_page(self, page: pikepdf.Page) -> Mapping[int, Tag]:
        """The tag of each marked content on the page, by its number there (MCID)."""
        number = page.obj.get("/StructParents")
        if self._parents is None or number is None or int(number) not in self._parents:
            return {}
        row = self._parents[int(number)]
        return {at: self._tag(element) for at, element in enumerate(row)}

    def _tag(self, element: pikepdf.Object) -> Tag:
        key = element.objgen[0]
        if key not in self._known:
            around = element.get("/P")
            parent = self._tag(around) if around is not None and "/S" in around else None
            kind = standard_type(element)
            cells = tuple(_cells(element)) if kind == "TR" else ()
            self._known[key] = Tag(kind, key, parent, cells)
        return self._known[key]


def _cells(row: pikepdf.Object) -> Iterator[int]:
    for child in row.K:
        if isinstance(child, pikepdf.Dictionary) and str(child.get("/S")) in _ROW_CELLS:
            yield child.objgen[0]
