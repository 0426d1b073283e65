"""The blocks of a leaflet as braille sets them.

Emphasis is not shown. The number of a footnote stands in square brackets, the footnote
at the end of its section. A table is read row by row, each cell after the name of its
column; a picture is its description.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from everyleaf.document import HEADINGS, has_class, text_of
from everyleaf.formats.book.pages import pages_of
from everyleaf.formats.braille.liblouis import WITHIN_NUMBER
from everyleaf.layout import Composition
from everyleaf.speech.inline import BLOCKS
from everyleaf.speech.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Block:
    """One block: ``kind`` is title, heading, boxed, item or text; ``tag`` its language."""

    kind: str
    text: str
    tag: str


def blocks_of(composition: Composition) -> Iterator[Block]:
    """All of a leaflet: title, publisher, notices, text, colophon. Raises `TemplateFault`."""
    tag = composition.document.language.tag
    writer = _Writer(Phrases(composition.words.translations))
    for page in pages_of(composition):
        _keep_phones_whole(page.body)
        for block in writer.blocks(page.body, tag):
            yield block
            if block.kind == "title":
                name = composition.settings.publisher.name
                yield Block("text", writer.phrases.publisher(name), tag)


def _keep_phones_whole(body: Element) -> None:
    for link in body.iterfind(".//a[@href]"):
        for part in link.iter() if link.get("href", "").startswith("tel:") else ():
            part.text = (part.text or "").replace(" ", WITHIN_NUMBER)


@dataclass(frozen=True)
class _Writer:
    phrases: Phrases

    def blocks(self, element: Element, tag: str, kind: str = "text") -> Iterator[Block]:
        tag = element.get("lang", tag)
        kind = self._kind(element, kind)
        if element.tag == "table":
            yield from self._table(element, tag)
        elif element.tag == "figure":
            yield from self._figure(element, tag)
        elif element.tag == "div" and has_class(element, "row"):
            yield Block("item", text_of(element), tag)
        elif element.tag == "ol":
            yield from self._numbered(element, tag)
        else:
            yield from self._own(element, tag, kind)
            for child in element:
                if child.tag in BLOCKS:
                    yield from self.blocks(child, tag, kind)

    def _numbered(self, items: Element, tag: str) -> Iterator[Block]:
        for position, item in enumerate(items, 1):
            note = item.get("value")  # a footnote keeps the number of its reference
            label = f"[{note}]" if note else f"{position}."
            for first, block in enumerate(self.blocks(item, tag)):
                text = block.text if first else f"{label} {block.text}"
                yield replace(block, text=text)

    def _kind(self, element: Element, kind: str) -> str:
        if element.tag in HEADINGS:
            return "title" if element.tag == "h1" else "heading"
        if element.tag == "li":
            return "item"
        if element.tag == "p" and any(has_class(element, name) for name in _BOXED):
            return "boxed"
        return kind

    def _own(self, element: Element, tag: str, kind: str) -> Iterator[Block]:
        words = " ".join(_inline(element).split())
        if words:
            yield Block(kind, words, _language_of(element, tag))

    def _figure(self, element: Element, tag: str) -> Iterator[Block]:
        for image in element.iter("img"):
            if alt := image.get("alt"):
                yield Block("text", self.phrases.picture(alt), tag)
        for caption in element.iter("figcaption"):
            yield Block("text", text_of(caption), tag)

    def _table(self, table: Element, tag: str) -> Iterator[Block]:
        for caption in table.findall("caption"):
            yield Block("boxed", text_of(caption), tag)
        columns = [text_of(cell) for cell in table.iterfind("thead/tr/th")]
        for row in table.iterfind("tbody/tr"):
            cells = [text_of(cell) for cell in row]
            said = [self.phrases.cell(c, t) for c, t in zip(columns, cells, strict=False) if t]
            yield Block("item", " ".join(said), tag)


_BOXED = ("notice-title", "callout-title", "video-title", "linear-name")


def _inline(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag not in BLOCKS:
            inner = _inline(child)
            if child.tag == "sup" and child.find("a") is not None:
                inner = f" [{inner.strip()}]"
            parts.append(" " if child.tag == "br" else inner)
        parts.append(child.tail or "")
    return "".join(parts)


def _language_of(element: Element, tag: str) -> str:
    """That of a block which is wholly in another language, such as the publisher's name."""
    inner = list(element)
    alone = len(inner) == 1 and not (element.text or "").strip() + (inner[0].tail or "").strip()
    return inner[0].get("lang", tag) if alone else tag
