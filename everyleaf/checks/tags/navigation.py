"""How one gets about in a PDF: links, bookmarks, page labels, and the places they lead to."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf

_MOST = 5000  # bookmarks; a chain that bites its own tail ends here


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the file: the page, and how far up on it, in points; None for all of it.

    ``element`` is the object number of the element that it names beside (a structure
    destination, ISO 32000-2, 12.3.2.3); 0 where it names none.
    """

    page: int
    top: float | None
    element: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page: what is read out for it, and where it leads.

    ``box`` is left, bottom, right, top in points; ``tagged`` tells whether it names the
    element that it belongs to (StructParent).
    """

    key: int
    page: int
    box: tuple[float, float, float, float]
    contents: str
    address: str
    target: Target | None
    is_tagged: bool


@dataclass(frozen=True, slots=True)
class Bookmark:
    """One bookmark; ``level`` counts from 1."""

    level: int
    title: str
    target: Target | None


class Navigation:
    """Reads what one file offers."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        self._names = _names(pdf)
        self.links = tuple(self._links())
        first = pdf.Root.get("/Outlines", pikepdf.Dictionary()).get("/First")
        self.bookmarks = tuple(self._bookmarks(first, 1))
        self.labels = tuple(_labels(pdf))

    def _links(self) -> Iterator[Link]:
        for number, page in enumerate(self._pdf.pages, start=1):
            for raw in page.obj.get("/Annots", pikepdf.Array()):
                if raw.get("/Subtype") == pikepdf.Name.Link:
                    yield self._link(number, raw)

    def _link(self, page: int, raw: pikepdf.Object) -> Link:
        action = raw.get("/A", pikepdf.Dictionary())
        left, bottom, right, top = (float(value) for value in raw.Rect)
        return Link(
            key=raw.objgen[0],
            page=page,
            box=(left, bottom, right, top),
            contents=str(raw.get("/Contents", "")),
            address=str(action.get("/URI", "")),
            target=self._place(raw),
            is_tagged="/StructParent" in raw,
        )

    def _bookmarks(self, raw: pikepdf.Object | None, level: int) -> Iterator[Bookmark]:
        for _ in range(_MOST):
            if raw is None or level > 12:
                return
            yield Bookmark(level, str(raw.get("/Title", "")), self._place(raw))
            yield from self._bookmarks(raw.get("/First"), level + 1)
            raw = raw.get("/Next")

    def _place(self, raw: pikepdf.Object) -> Target | None:
        """Where a link or a bookmark leads in the file."""
        action = raw.get("/A", pikepdf.Dictionary())
        target = self._target(raw.get("/Dest", action.get("/D")))
        structure = action.get("/SD")
        if target is None or not isinstance(structure, pikepdf.Array) or not len(structure):
            return target
        return dataclasses.replace(target, element=structure[0].objgen[0])

    def _target(self, place: pikepdf.Object | None) -> Target | None:
        """Where a destination leads (ISO 32000-1, 12.3.2): a name, or page, kind and place."""
        if isinstance(place, pikepdf.String | pikepdf.Name):
            place = self._names.get(str(place).lstrip("/"))
        if isinstance(place, pikepdf.Dictionary):
            place = place.get("/D")
        if not isinstance(place, pikepdf.Array) or not len(place):
            return None
        page = self._page_of(place[0])
        if page is None:
            return None
        at = {"/XYZ": 3, "/FitH": 2, "/FitBH": 2}.get(str(place[1]) if len(place) > 1 else "")
        top = place[at] if at is not None and len(place) > at else None
        return Target(page, None if top is None else float(top))

    def _page_of(self, page: pikepdf.Object) -> int | None:
        """The page of a destination, or of a structure destination: an element's own page."""
        if isinstance(page, pikepdf.Dictionary) and "/S" in page:
            page = page.get("/Pg", page)
        return self._pages.get(page.objgen) if isinstance(page, pikepdf.Dictionary) else None


def _labels(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/PageLabels" in pdf.Root:
        yield from (str(page.label) for page in pdf.pages)


def _names(pdf: pikepdf.Pdf) -> Mapping[str, pikepdf.Object]:
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    if "/Dests" in names:
        return {str(name): place for name, place in pikepdf.NameTree(names.Dests).items()}
    older = pdf.Root.get("/Dests", pikepdf.Dictionary())
    return {str(name).lstrip("/"): place for name, place in older.items()}
