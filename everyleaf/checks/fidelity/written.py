"""What a leaflet says, block by block: the text that every file of it must give back."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from everyleaf.document import HEADINGS, Document, has_class, text_of

_BLOCKS = frozenset(
    "article section p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tr th td caption "
    "aside div figure figcaption blockquote pre img".split()
)
_GROUPS = {"ul": "L", "ol": "L", "dl": "L", "table": "Table"}
# The structure element that the text of an element must stand in.
_KINDS = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "li": "LI", "dt": "Lbl", "dd": "LI", "th": "TH", "td": "TD", "caption": "Caption",
    "img": "Figure",
}  # fmt: skip
_NOTE, _PICTURE = "Note", "Figure"
_HEADINGS = frozenset(_KINDS[name] for name in HEADINGS)


@dataclass(frozen=True)
class Written:
    """One block. ``kind`` is the structure element that it stands in, empty where any does.

    ``group`` is the list or the table that it is a part of, by number, and ``group_kind``
    the element that holds all of it. ``goes_on`` where the layout adds words of its own
    (the length of a video). ``parts`` are its pieces in order, each with its language.
    """

    text: str
    kind: str = ""
    group: int = 0
    group_kind: str = ""
    goes_on: bool = False
    parts: tuple[tuple[str, str], ...] = ()


def written(document: Document, widest_table: int) -> tuple[Written, ...]:
    """The blocks of a leaflet, in order, as its paged forms say them.

    Declared differences: what a video says stands beside it on the web alone; a table of
    more than ``widest_table`` columns is read row by row, each cell after its head.

    Where the document has its original, each block is followed by the same one of it, in
    the same list, item or cell; but only the translation's headings are headings (a leaflet
    has one outline), a term is one Lbl in both languages, and a picture is described once.
    """
    blocks = _spoken(document, widest_table)
    if document.original is not None:
        pairs = zip(blocks, _spoken(document.original, widest_table), strict=True)
        blocks = (block for pair in pairs for block in _beside(*pair))
    return tuple(one for one in blocks if one.text.strip() or one.kind == _PICTURE)


def _spoken(document: Document, widest_table: int) -> Iterator[Written]:
    """Every block, those without words too, told to be in the document's language."""
    for block in _Writer(widest_table).blocks(document.body):
        parts = ((block.text, document.language.tag),)
        yield dataclasses.replace(block, parts=parts)


def _beside(own: Written, original: Written) -> Iterator[Written]:
    if own.kind == "Lbl":
        both = f"{own.text} {original.text}"
        yield dataclasses.replace(own, text=both, parts=own.parts + original.parts)
        return
    yield own
    if own.kind in _HEADINGS:
        yield dataclasses.replace(original, kind="")
    elif own.kind != _PICTURE:
        yield original


@dataclass(frozen=True)
class _Around:
    """What the text of an element stands in."""

    kind: str = ""
    group: int = 0
    group_kind: str = ""


class _Writer:
    def __init__(self, widest_table: int) -> None:
        self._widest = widest_table
        self._groups = 0

    def blocks(self, element: Element, around: _Around = _Around()) -> Iterator[Written]:
        if has_class(element, "transcript"):
            return
        if element.tag == "table" and len(element.findall("thead/tr/th")) > self._widest:
            yield from self._linear(element)
            return
        around = self._entered(element, around)
        if element.tag == "img":
            yield Written(element.get("alt", ""), _PICTURE)
            return
        text, goes_on = element.text or "", has_class(element, "video-title")
        for child in element:
            if child.tag in _BLOCKS:
                yield _one(text, around, goes_on=goes_on)
                text = ""
                yield from self.blocks(child, around)
            else:
                text += _inline(child)
            text += child.tail or ""
        yield _one(text, around, goes_on=goes_on)

    def _entered(self, element: Element, around: _Around) -> _Around:
        if has_class(element, "notes"):
            return _Around(_NOTE)
        kind = _KINDS.get(element.tag, around.kind) if around.kind != _NOTE else _NOTE
        if element.tag not in _GROUPS or kind == _NOTE:
            return dataclasses.replace(around, kind=kind)
        self._groups += 1
        return _Around(kind, self._groups, _GROUPS[element.tag])

    def _linear(self, table: Element) -> Iterator[Written]:
        heads = [text_of(cell) for cell in table.iterfind("thead/tr/th")]
        caption = table.find("caption")
        if caption is not None:
            yield _one(text_of(caption))
        for row in table.iterfind("tbody/tr"):
            cells = [text_of(cell) for cell in row]
            yield _one(cells[0] if cells else "")
            for head, cell in zip(heads[1:], cells[1:], strict=False):
                yield _one(f"{head} {cell}", _Around("LI"))


def _one(text: str, around: _Around = _Around(), *, goes_on: bool = False) -> Written:
    return Written(text, around.kind, around.group, around.group_kind, goes_on)


def _inline(element: Element) -> str:
    """The words in a line; a link back from a note has none of the leaflet's."""
    if has_class(element, "backlink"):
        return ""
    return " " if element.tag == "br" else "".join(element.itertext())
