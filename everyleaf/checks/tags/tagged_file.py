"""A tagged PDF, read back: its tree, its text, and what it says about itself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pikepdf

from everyleaf.checks.pages.fonts import Face
from everyleaf.checks.tags.blocks import Block, blocks_of, text_of
from everyleaf.checks.tags.elements import Ancestors, Element, Spot, TreeReader, walk
from everyleaf.checks.tags.marked_content import MarkedPage, read_marked
from everyleaf.checks.tags.navigation import Bookmark, Link, Navigation


@dataclass(frozen=True, slots=True)
class Standing:
    """Text on a page, in points from its left lower corner."""

    page: int
    left: float
    baseline: float
    size: float
    text: str


@dataclass(frozen=True, eq=False)
class TaggedFile:
    """What assistive technology gets of a file.

    ``detached`` are the kinds of elements that have content but no place in the tree;
    ``labels`` the page labels, empty where there are none.
    """

    language: str
    title: str
    shows_title: bool
    tree: tuple[Element, ...]
    identities: frozenset[str]
    detached: tuple[str, ...]
    pages: tuple[MarkedPage, ...]
    links: tuple[Link, ...]
    bookmarks: tuple[Bookmark, ...]
    labels: tuple[str, ...]

    @cached_property
    def elements(self) -> tuple[tuple[Element, Ancestors], ...]:
        """Every element in order, with those that it stands in."""
        return tuple(walk(self.tree))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The text in structure order, block by block."""
        return tuple(blocks_of(self.tree, self.pages, self.language))

    @cached_property
    def links_by_key(self) -> dict[int, Link]:
        """The links by their object numbers."""
        return {link.key: link for link in self.links}

    def of_kind(self, *kinds: str) -> Iterator[tuple[Element, Ancestors]]:
        """The elements of these kinds, in order."""
        return ((one, above) for one, above in self.elements if one.kind in kinds)

    def text(self, element: Element) -> str:
        """What is read out for an element, white space folded."""
        return " ".join(text_of(element, self.pages).split())

    def lines(self, element: Element) -> Iterator[Standing]:
        """Where the text of an element stands, in order."""
        for spot in element.all_spots():
            yield from self.lines_at(spot)

    def lines_at(self, spot: Spot) -> Iterator[Standing]:
        """Where the text of one marked content stands, in order."""
        if 0 < spot.page <= len(self.pages):
            piece = self.pages[spot.page - 1].pieces.get(spot.number)
            for one in piece.shown if piece else ():
                yield Standing(spot.page, one.left, one.baseline, one.size, one.text)

    def page_of(self, element: Element) -> int:
        """The page on which an element begins; 1 where it has no content."""
        spot = next(element.all_spots(), None)
        return spot.page if spot else 1


def read_tagged(data: bytes) -> TaggedFile | None:
    """The tagged file in ``data``, None where it has no structure tree.

    Raises `pikepdf.PdfError` where it is no PDF.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return None
        tree, ways = TreeReader(pdf), Navigation(pdf)
        faces: dict[int, Face] = {}
        pages = enumerate(pdf.pages, start=1)
        wishes = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        return TaggedFile(
            language=str(pdf.Root.get("/Lang", "")),
            title=_title(pdf),
            shows_title=bool(wishes.get("/DisplayDocTitle")),
            tree=tree.elements,
            identities=tree.identities,
            detached=tuple(tree.detached()),
            pages=tuple(read_marked(number, page, faces) for number, page in pages),
            links=ways.links,
            bookmarks=ways.bookmarks,
            labels=ways.labels,
        )


def _title(pdf: pikepdf.Pdf) -> str:
    with pdf.open_metadata() as metadata:
        return str(metadata.get("dc:title") or "")
