"""The one segmentation: which elements hold messages, and what those messages are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from everyleaf.diagnostics import Place
from everyleaf.document import HEADINGS, MESSAGE, Message
from everyleaf.reading.structure import blocks_with_text

_LINE_END = re.compile(r"( {2})?[ \t]*\n[ \t]*")


def fold(text: str) -> str:
    """The block on one line: rewrapping a paragraph is no change; a hard break stays one."""
    return _LINE_END.sub(lambda end: "  \n" if end[1] else " ", text.strip())


class LineFinder:
    """On which line of the source a block's text begins; looks onward from the last one."""

    def __init__(self, source: str) -> None:
        self._lines = source.splitlines()
        self._from = 0

    def line_of(self, text: str) -> int | None:
        """The line (from 1), or None where the text was written in another way."""
        first = text.strip().split("\n")[0].strip()
        for start in (self._from, 0):
            for number in range(start, len(self._lines)):
                if first and first in self._lines[number]:
                    self._from = number
                    return number + 1
        return None


def segment(article: Element, shown: str, finder: LineFinder, first: int) -> Iterator[Message]:
    """Every message in ``article``; each element is marked with its index from ``first``."""
    path: list[str] = []
    for index, element in enumerate(list(blocks_with_text(article)), start=first):
        raw = element.text or ""
        text = element.text = fold(raw)
        if element.tag in HEADINGS:
            path[HEADINGS.index(element.tag) :] = []
        element.set(MESSAGE, str(index))
        context = element.attrib.pop("msgctxt", "")
        place = Place(shown, finder.line_of(raw))
        yield Message(text, context, _kind(element), tuple(path), place)
        if element.tag in HEADINGS:
            path.append(text)


def _kind(element: Element) -> str:
    if element.tag in ("p", "figure"):
        return element.get("class", "").split(" ")[0] or element.tag
    return element.tag
