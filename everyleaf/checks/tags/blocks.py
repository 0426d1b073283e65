"""The text of a tagged file in structure order: block by block, as it is read out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from everyleaf.checks.tags.elements import Ancestors, Element, Spot
from everyleaf.checks.tags.marked_content import LINE_END, MarkedPage, Piece, Shown, goes_on


@dataclass(frozen=True, eq=False)
class Block:
    """Text between the beginning and the end of block elements; or a Figure's description.

    ``path`` are the elements that it stands in, from the outside in; the last one is the
    block's own. ``text`` has `LINE_END` where it goes on in another line or page.
    ``parts`` are its pieces in order, each with the language in effect for it.
    """

    text: str
    page: int
    path: Ancestors
    parts: tuple[tuple[str, str], ...]
    spots: tuple[Spot, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in effect for its words, in order."""
        return tuple(dict.fromkeys(language for text, language in self.parts if text.strip()))

    @property
    def kind(self) -> str:
        """The kind of the block element."""
        return self.path[-1].kind

    def within(self, *kinds: str) -> Element | None:
        """The nearest element of these kinds that it stands in."""
        return next((one for one in reversed(self.path) if one.kind in kinds), None)


@dataclass(frozen=True)
class _Part:
    """Text of one place in a block; ``first`` and ``last`` are where it begins and ends."""

    text: str
    language: str
    page: int
    first: Shown | None
    last: Shown | None
    spots: tuple[Spot, ...]


def blocks_of(
    tree: Sequence[Element], pages: Sequence[MarkedPage], language: str
) -> Iterator[Block]:
    """Every block that has text, in structure order; ``language`` is the whole file's."""
    open_parts: list[_Part] = []
    open_path: Ancestors = ()
    for path, part in _parts((), tree, pages, language):
        if part is None or path != open_path:
            yield from _closed(open_path, open_parts)
            open_parts, open_path = [], path
        if part is not None:
            open_parts.append(part)
    yield from _closed(open_path, open_parts)


def text_of(element: Element, pages: Sequence[MarkedPage]) -> str:
    """All text in an element, `LINE_END` between lines and between blocks."""
    parts = [part for _, part in _parts((), (element,), pages, "")]
    return LINE_END.join(_joined(run) for run in _runs(parts) if run)


def _runs(parts: Sequence[_Part | None]) -> Iterator[list[_Part]]:
    run: list[_Part] = []
    for part in parts:
        if part is None:
            yield run
            run = []
        else:
            run.append(part)
    yield run


def _parts(
    path: Ancestors,
    kids: Sequence[Element | Spot | object],
    pages: Sequence[MarkedPage],
    language: str,
) -> Iterator[tuple[Ancestors, _Part | None]]:
    """The parts of text in order, each with its block's path; None where a block ends."""
    for kid in kids:
        if isinstance(kid, Spot):
            yield path, _part_of_spot(kid, pages, language)
        elif isinstance(kid, Element):
            within = path if kid.is_inline else (*path, kid)
            spoken = kid.language or language
            if not kid.is_inline:
                yield within, None
            said = kid.alternative if kid.kind == "Figure" else kid.actual_text
            if kid.kind == "Figure" or said is not None:
                yield within, _replacing(said or "", kid, pages, spoken)
            else:
                yield from _parts(within, kid.kids, pages, spoken)
            if not kid.is_inline:
                yield path, None


def _piece(spot: Spot, pages: Sequence[MarkedPage]) -> Piece:
    if 0 < spot.page <= len(pages):
        return pages[spot.page - 1].pieces.get(spot.number, Piece())
    return Piece()


def _part_of_spot(spot: Spot, pages: Sequence[MarkedPage], language: str) -> _Part:
    piece = _piece(spot, pages)
    shown = piece.shown
    first, last = (shown[0], shown[-1]) if shown else (None, None)
    return _Part(piece.text, language, spot.page, first, last, (spot,))


def _replacing(text: str, element: Element, pages: Sequence[MarkedPage], language: str) -> _Part:
    spots = tuple(element.all_spots())
    shown = [one for spot in spots for one in _piece(spot, pages).shown]
    page = spots[0].page if spots else 1
    first, last = (shown[0], shown[-1]) if shown else (None, None)
    return _Part(text, language, page, first, last, spots)


def _closed(path: Ancestors, parts: Sequence[_Part]) -> Iterator[Block]:
    text = _joined(parts)
    if text.strip() and path:
        spoken = tuple((part.text, part.language) for part in parts)
        spots = tuple(spot for part in parts for spot in part.spots)
        yield Block(text, parts[0].page, path, spoken, spots)


def _joined(parts: Sequence[_Part]) -> str:
    words: list[str] = []
    before: _Part | None = None
    for part in parts:
        if before is not None and _breaks(before, part):
            words.append(LINE_END)
        words.append(part.text)
        before = part
    return "".join(words)


def _breaks(before: _Part, after: _Part) -> bool:
    if before.last is None or after.first is None:
        return False
    return before.spots[-1].page != after.spots[0].page or goes_on(before.last, after.first)
