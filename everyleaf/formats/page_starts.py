"""Where the pages of paper begin in the words of the leaflet.

Layouts and books compose the same document, each in its own way. Both are cut into runs of
words (what stands between two boundaries of blocks), and these are laid beside the runs of
the document; so a place on paper is a place in the document, and one in a book.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any
from xml.etree.ElementTree import Element

from everyleaf.document import HEADINGS, INLINE, has_class
from everyleaf.formats.tagging.source_text import without_unseen

_WITHIN_WORDS = (INLINE | {"wbr"}) - {"br", "img"}
_UNREAD = frozenset({"head", "style", "script"})
_ADDED = ("video-length",)  # what layouts write into the runs of a document
# Heads of columns are repeated, notes stand elsewhere in a book: no page begins with them.
_NO_START = ("thead", "notes")


@dataclass(frozen=True, slots=True)
class TextNode:
    """Words of a tree: ``holder``'s text, or its tail. ``owner`` is what they stand in."""

    holder: Element
    is_tail: bool
    owner: Element

    @property
    def text(self) -> str:
        """The words."""
        return (self.holder.tail if self.is_tail else self.holder.text) or ""


@dataclass
class Run:
    """Words between two boundaries of blocks, or a picture, which has no words.

    ``block`` is the innermost block that they stand in, or the img.
    """

    block: Element
    nodes: list[TextNode] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same run in another form; ("", "") for none."""
        if self.block.tag == "img":
            return "img", self.block.get("src", "").rpartition("/")[2]
        words = "".join(letters(node.text) for node in self.nodes)
        return (str(self.block.tag) if words and self.block.tag in HEADINGS else ""), words


@dataclass(frozen=True, slots=True, order=True)
class Start:
    """A place in a document: before the letter ``letter`` of its run ``run``, both from 0.

    White space and what only guides setting are no letters.
    """

    run: int
    letter: int


def letters(text: str) -> str:
    """What is left of a text in every form: no white space, nothing unseen."""
    return "".join(without_unseen(text).split())


def runs(root: Element, left_out: Sequence[str] = ()) -> Iterator[Run]:
    """The runs of a tree in order; elements that ``left_out`` names by tag or class have none."""
    current: Run | None = None
    for node in _nodes(root, root, root, left_out):
        if isinstance(node, Element):
            if current is not None and current.key != ("", ""):
                yield current
            current = Run(node)
        elif current is not None:
            current.nodes.append(node)
    if current is not None and current.key != ("", ""):
        yield current


def _nodes(
    element: Element, owner: Element, block: Element, left_out: Sequence[str]
) -> Iterator[TextNode | Element]:
    """Text in turn with the block that begins, or goes on, at each boundary."""
    is_html = str(element.tag).isalnum()  # not a comment, nor SVG, which has a namespace
    unread = element.tag in _UNREAD or element.tag in left_out
    if not is_html or unread or any(has_class(element, name) for name in (*left_out, *_ADDED)):
        return
    bounded = element.tag not in _WITHIN_WORDS
    own = element if bounded and element.tag != "br" else block
    if bounded:
        yield own
    yield TextNode(element, is_tail=False, owner=element)
    for child in element:
        yield from _nodes(child, element, own, left_out)
        yield TextNode(child, is_tail=True, owner=element)
    if bounded:
        yield block


def runs_by_place(body: Element, tree: Element) -> dict[int, Run]:
    """The runs of ``tree`` that are those of a document's ``body``, by their place in it."""
    written, shown = list(runs(body, _NO_START)), list(runs(tree))
    matcher = SequenceMatcher(
        None, [run.key for run in written], [run.key for run in shown], autojunk=False
    )
    return {
        block.a + further: shown[block.b + further]
        for block in matcher.get_matching_blocks()
        for further in range(block.size)
    }


def page_starts(body: Element, root: Element, document: Any, pages: Sequence[Any]) -> list[str]:
    """Where each of ``pages`` begins: "RUN:LETTER" (`Start`), "" where it has no words of it.

    ``root`` is the HTML that WeasyPrint's ``document`` was laid out from. A page begins with
    the first of its words in the order of the leaflet, not before the page ahead of it.
    """
    from everyleaf.formats.tagging.pages import pieces

    places, least = _Places(runs_by_place(body, root)), Start(0, 0)
    found: defaultdict[int, list[Start]] = defaultdict(list)
    for piece in pieces(document):
        if piece.element is not None and not piece.artifact and not piece.pseudo:
            words = str(piece.box.text) if piece.kind == "words" else ""
            start = places.pass_by(piece.element, words)
            if start is not None:
                found[piece.page].append(start)
    starts = []
    for number, page in enumerate(document.pages):
        if page in pages:
            start = min((one for one in found[number] if one >= least), default=None)
            least = start or least
            starts.append(f"{start.run}:{start.letter}" if start else "")
    return starts


class _Places:
    """Where the words of each element stand in the document, as they are passed one by one."""

    def __init__(self, by_place: dict[int, Run]) -> None:
        self._of: defaultdict[Element, list[Start]] = defaultdict(list)
        for number, run in by_place.items():
            if run.block.tag == "img":
                self._of[run.block] = [Start(number, 0)]
            count = 0
            for node in run.nodes:
                length = len(letters(node.text))
                self._of[node.owner] += [Start(number, count + at) for at in range(length)]
                count += length
        self._passed: defaultdict[Element, int] = defaultdict(int)

    def pass_by(self, element: Element, words: str) -> Start | None:
        """The place of the next ``words`` of ``element``, or of a picture, which has none."""
        at = self._passed[element]
        self._passed[element] += len(letters(words))
        places = self._of.get(element, [])
        has_any = bool(letters(words)) or element.tag == "img"
        return places[at] if has_any and at < len(places) else None


def read_starts(written: Iterable[str]) -> list[Start | None]:
    """What `page_starts` wrote; None for a page without words of the leaflet."""
    return [Start(*map(int, one.split(":"))) if one else None for one in written]
