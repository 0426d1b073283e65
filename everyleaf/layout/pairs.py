"""The body of a translation beside its original, block by block.

Both trees have the same blocks in the same order (`Document.original`), so one walk over
the two gives the pairs. A pair is what a person can point at: a heading, a paragraph, the
words of a list item, a cell of a table, a term, its meaning.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markupsafe import Markup

from everyleaf.document import HEADINGS, INLINE, has_class, inline_part
from everyleaf.layout.body import BodyWriter

_HOLDERS = frozenset({"section", "blockquote", "div"})


class PairWriter:
    """Writes a document and its original with the macros of a layout that shows both.

    ``macros`` has pair, item_words, item, items, term, meaning, terms, cell, table,
    linear_table, callout, picture, video and notes. A list, a glossary and a table stay one
    element each: both languages stand in each item, term and cell.
    """

    def __init__(self, own: BodyWriter, original: BodyWriter, macros: Any) -> None:
        self.own = own
        self.original = original
        self.macros = macros

    def body(self) -> Markup:
        """All but the title, as HTML."""
        first, second = self.own.document.body, _without_ids(self.original.document.body)
        titles = first.find("h1"), second.find("h1")
        return Markup("").join(
            self._block(a, b) for a, b in _together(first, second) if a is not titles[0]
        )

    def _inside(self, own: Element, original: Element) -> Markup:
        return Markup("").join(self._block(a, b) for a, b in _together(own, original))

    def _block(self, own: Element, original: Element) -> Markup:
        ways = {
            "callout": self._callout, "video": self._video, "picture": self._picture,
            "ul": self._list, "ol": self._list, "dl": self._glossary, "table": self._table,
            **dict.fromkeys(HEADINGS, self._heading), **dict.fromkeys(_HOLDERS, self._holder),
        }  # fmt: skip
        names = (*own.get("class", "").split(), own.tag)
        way = next((ways[name] for name in names if name in ways), None)
        if way is not None:
            return way(own, original)
        return self._pair(self.own.outer(own), self.original.outer(original), own.tag)

    def _pair(self, own: Markup, original: Markup, kind: str) -> Markup:
        return Markup(self.macros.pair(own, original, kind))  # noqa: S704

    def _heading(self, own: Element, original: Element) -> Markup:
        """Only the translation's is a heading: a leaflet has one outline."""
        beside = Markup('<p class="{}">{}</p>').format(own.tag, self.original.heading(original))
        return self._pair(self.own.outer(own), beside, own.tag)

    def _holder(self, own: Element, original: Element) -> Markup:
        inside = self._inside(own, original)
        if has_class(own, "notes"):
            return Markup(self.macros.notes(inside))  # noqa: S704
        tag = own.tag if own.tag in _HOLDERS else "div"
        return Markup(f"<{tag}>{{}}</{tag}>").format(inside)  # noqa: S704

    def _list(self, own: Element, original: Element) -> Markup:
        items = [
            Markup(self.macros.item(self._item(a, b), a.get("id", "")))  # noqa: S704
            for a, b in _together(own, original)
        ]
        return Markup(self.macros.items(Markup("").join(items), own.tag, own.get("start", "")))  # noqa: S704

    def _item(self, own: Element, original: Element) -> Markup:
        """The words of an item, or its first paragraph, beside its sign; then what follows."""
        words, beside = self._inline(own, original)
        blocks = list(_together(own, original))
        if not words.strip() and blocks and blocks[0][0].tag == "p":
            words, beside = self._inline(*blocks.pop(0))
        first = Markup(self.macros.item_words(words, beside)) if words.strip() else Markup("")  # noqa: S704
        return first + Markup("").join(self._block(a, b) for a, b in blocks)

    def _inline(self, own: Element, original: Element) -> tuple[Markup, Markup]:
        return self.own.inner(inline_part(own)), self.original.inner(inline_part(original))

    def _glossary(self, own: Element, original: Element) -> Markup:
        """Each term in both languages, then each of its meanings in both."""
        parts = [
            self.macros.term(*self._inline(a, b))
            if a.tag == "dt"
            else self.macros.meaning(self._meaning(a, b))
            for a, b in _together(own, original)
        ]
        return Markup(self.macros.terms(Markup("").join(map(Markup, parts))))  # noqa: S704

    def _meaning(self, own: Element, original: Element) -> Markup:
        words, beside = self._inline(own, original)
        first = self._pair(words, beside, "words") if words.strip() else Markup("")
        return first + self._inside(own, original)

    def _table(self, own: Element, original: Element) -> Markup:
        """One table: two side by side would have no room for their words."""
        caption, beside = own.find("caption"), original.find("caption")
        words = Markup("")
        if caption is not None and beside is not None:
            words = self._pair(*self._inline(caption, beside), "caption")
        heads = self._cells(own, original, "thead/tr/th")
        rows = zip(own.iterfind("tbody/tr"), original.iterfind("tbody/tr"), strict=True)
        cells = [self._cells(mine, theirs, "*") for mine, theirs in rows]
        if len(heads) > self.own.widest_table:
            return Markup(self.macros.linear_table(words, heads, cells))  # noqa: S704
        columns, *body = [[self._cell(*both) for both in row] for row in (heads, *cells)]
        return Markup(self.macros.table(words, columns, body))  # noqa: S704

    def _cells(self, own: Element, original: Element, path: str) -> list[tuple[Markup, Markup]]:
        mine = (self.own.inner(cell) for cell in own.iterfind(path))
        theirs = (self.original.inner(cell) for cell in original.iterfind(path))
        return list(zip(mine, theirs, strict=True))

    def _cell(self, own: Markup, original: Markup) -> Markup:
        """Both languages in one cell; nothing where the reader is to write."""
        return Markup(self.macros.cell(own, original)) if own.strip() else Markup("")  # noqa: S704

    def _callout(self, own: Element, original: Element) -> Markup:
        titles = _with_class(own, "callout-title"), _with_class(original, "callout-title")
        words, beside = self._titles(*titles)
        inside = self._inside(_rest(own, titles[0]), _rest(original, titles[1]))
        kind = own.get("data-kind", "note")
        return Markup(self.macros.callout(kind, words, beside, inside))  # noqa: S704

    def _picture(self, own: Element, original: Element) -> Markup:
        image = own.find("img")
        if image is None:
            return Markup("")
        words, beside = self._titles(own.find("figcaption"), original.find("figcaption"))
        address = self.own.picture_base + image.get("src", "")
        return Markup(self.macros.picture(address, image.get("alt", ""), words, beside))  # noqa: S704

    def _video(self, own: Element, original: Element) -> Markup:
        video = self.own.document.front.videos[own.get("data-video", "")]
        names = ("video-title", "video-summary")
        both = [self._titles(_with_class(own, name), _with_class(original, name)) for name in names]
        poster = self.own.picture_base + video.poster
        return Markup(self.macros.video(video, poster, *both))  # noqa: S704

    def _titles(self, own: Element | None, original: Element | None) -> tuple[Markup, Markup]:
        if own is None or original is None:
            return Markup(""), Markup("")
        return self._inline(own, original)


def _together(own: Element, original: Element) -> Iterator[tuple[Element, Element]]:
    """The blocks in ``own``, each with the same one in ``original``."""
    mine = [child for child in own if child.tag not in INLINE]
    theirs = [child for child in original if child.tag not in INLINE]
    return zip(mine, theirs, strict=True)


def _without_ids(body: Element) -> Element:
    """A page has each id once, and links lead into the translation."""
    plain = copy.deepcopy(body)
    for element in plain.iter():
        element.attrib.pop("id", None)
    return plain


def _with_class(element: Element, name: str) -> Element | None:
    return next((child for child in element if has_class(child, name)), None)


def _rest(element: Element, title: Element | None) -> Element:
    rest = Element(element.tag)
    rest.extend(child for child in element if child is not title)
    return rest
