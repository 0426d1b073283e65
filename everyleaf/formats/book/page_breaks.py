"""Where the pages of the paper leaflet begin in a book (EPUB Accessibility 1.1, section 4.1).

A page begins before its first word of the leaflet, wherever in a sentence that stands. One
that begins inside a link is marked before the link. A page on which no text of the leaflet
stands (a list of contents, say) is marked where the next one is; those after the last text
(whom to call, who made this), before the book's own last page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from everyleaf.document import Document
from everyleaf.facts import with_digits
from everyleaf.formats.book.pages import COLOPHON, OPENING, Pages
from everyleaf.formats.book.xhtml import EPUB_TYPE
from everyleaf.formats.format import PaperPages
from everyleaf.formats.page_starts import Run, Start, TextNode, letters, read_starts, runs_by_place

# Elements that may hold a marker between their blocks (HTML, "flow content").
_HOLDERS = frozenset("section aside div blockquote figure".split())


def marker_id(page: int) -> str:
    """The id of the marker at the beginning of a page; no heading has a full stop in its id."""
    return f"page.{page}"


def page_labels(document: Document, paper: PaperPages) -> dict[int, str]:
    """What is printed on each page of the paper, by its number from 1."""
    numbers = range(1, len(paper.starts) + 1)
    return {number: with_digits(str(number), document.language) for number in numbers}


def mark_page_breaks(pages: Pages, document: Document, paper: PaperPages) -> None:
    """Put a marker into the book, in place, for each page of the paper.

    ``document`` is the one that the paper was laid out from.
    """
    tree = Element("book")  # one tree over all pages, for as long as it takes to mark it
    tree.extend(page.body for page in pages)
    parents = {child: parent for parent in tree.iter() for child in parent}
    places, labels = runs_by_place(document.body, tree), page_labels(document, paper)
    for start, numbers in reversed(_together(read_starts(paper.starts), places)):
        markers = [_marker(number, labels[number]) for number in numbers]
        if start is None:
            _put(pages.named(COLOPHON).body, 0, markers)
        elif 1 in numbers:
            _put(pages.named(OPENING).body, 0, markers)
        else:
            _mark(places[start.run], start.letter, markers, parents)


def _together(
    starts: Sequence[Start | None], places: Iterable[int]
) -> list[tuple[Start | None, list[int]]]:
    """The places in the book in order, None for its end, with the pages that begin at each."""
    known = sorted(places)
    found: dict[Start | None, list[int]] = {}
    place: Start | None = None
    for number in range(len(starts), 0, -1):
        own = _in_book(starts[number - 1], known)
        place = Start(-1, 0) if number == 1 else own or place
        found.setdefault(place, []).insert(0, number)
    return list(reversed(found.items()))


def _in_book(start: Start | None, known: Sequence[int]) -> Start | None:
    """The place, or that of the next run which the book has."""
    if start is None or start.run in known:
        return start
    return next((Start(run, 0) for run in known if run > start.run), None)


def _marker(page: int, label: str) -> Element:
    """Empty, so that it is not read within a sentence; it has a name for those who ask."""
    named = {EPUB_TYPE: "pagebreak", "role": "doc-pagebreak", "id": marker_id(page)}
    return Element("span", {**named, "aria-label": label})


def _mark(run: Run, letter: int, markers: list[Element], parents: dict[Element, Element]) -> None:
    if letter == 0:
        _mark_before(run.block, markers, parents)
        return
    node, at = _node_at(run, letter)
    above = _above(node.owner, run.block, parents)
    link = next((one for one in above if one.tag == "a"), None)
    if link is not None:
        _put_before(link, markers, parents)
    else:
        _split(node, at, markers)


def _mark_before(block: Element, markers: list[Element], parents: dict[Element, Element]) -> None:
    """Before a block and those that begin with it; inside it where nothing may stand before."""
    before, here = None, block
    while (parent := parents.get(here)) is not None:
        if _may_hold(parent, parents):
            before = here
        if parent[0] is not here or (parent.text or "").strip():
            break
        here = parent
    if before is None:
        _put(block, 0, markers)
    else:
        _put_before(before, markers, parents)


def _may_hold(parent: Element, parents: dict[Element, Element]) -> bool:
    in_glossary = parent.tag == "div" and parents[parent].tag == "dl"
    return parent.tag in _HOLDERS and not in_glossary


def _node_at(run: Run, letter: int) -> tuple[TextNode, int]:
    """The text that has a letter of the run, and where in it."""
    for node in run.nodes:
        count = len(letters(node.text))
        if letter < count:
            return node, next(
                at
                for at in range(len(node.text))
                if letters(node.text[at]) and len(letters(node.text[:at])) == letter
            )
        letter -= count
    raise ValueError("The run is not the one that the place was found in.")


def _above(element: Element, block: Element, parents: dict[Element, Element]) -> Iterator[Element]:
    while element is not block:
        yield element
        element = parents[element]


def _split(node: TextNode, at: int, markers: list[Element]) -> None:
    text, holder, owner = node.text, node.holder, node.owner
    if node.is_tail:
        holder.tail, place = text[:at], list(owner).index(holder) + 1
    else:
        holder.text, place = text[:at], 0
    markers[-1].tail = text[at:]
    for further, marker in enumerate(markers):
        owner.insert(place + further, marker)


def _put(element: Element, place: int, markers: list[Element]) -> None:
    """As the first children of an element, before its words."""
    markers[-1].tail, element.text = element.text, None
    for further, marker in enumerate(markers):
        element.insert(place + further, marker)


def _put_before(element: Element, markers: list[Element], parents: dict[Element, Element]) -> None:
    parent = parents[element]
    place = list(parent).index(element)
    for further, marker in enumerate(markers):
        parent.insert(place + further, marker)
