"""The one segmentation: which elements hold messages, and what those messages are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from everyleaf.diagnostics import Place
from everyleaf.document import HEADINGS, MESSAGE, Message
from everyleaf.reading.structure import blocks_with_text

# What stands before the text of a block on its line: marks of quotations, lists, headings,
# meanings, footnotes and callouts. What stands behind it: an attribute list.
_MARK = re.compile(
    r"^\s*(?:>|[*+-]\s|\d+\.\s|#{1,6}|:\s|\[\^[^\]\s]+\]:|!!!\s*[\w -]*(?=\")|\"|\s)"
)
_ATTRIBUTES = re.compile(r"\s*\{:[^}]*\}\s*$")
_CELL = re.compile(r"(?<!\\)\|")
_LINE_END = re.compile(r"( {2})?[ \t]*\n[ \t]*")


def fold(text: str) -> str:
    """The block on one line: rewrapping a paragraph is no change; a hard break stays one."""
    return _LINE_END.sub(lambda end: "  \n" if end[1] else " ", text.strip())


class LineFinder:
    """On which line of the source a block's text begins; looks onward from the last one.

    ``first`` is the index of the line at which the Markdown begins.
    """

    def __init__(self, source: str, first: int = 0) -> None:
        self._lines = source.split("\n")
        self._first = self._from = first

    def line_of(self, text: str) -> int | None:
        """The line (from 1), or None where the text was written in another way."""
        wanted = text.strip().split("\n")[0].strip()
        for fits in (_is_line, _is_in_line):
            for start in (self._from, self._first):
                for number in range(start, len(self._lines)):
                    if wanted and fits(wanted, self._lines[number]):
                        self._from = number if "|" in self._lines[number] else number + 1
                        return number + 1
        return None


def _is_line(text: str, line: str) -> bool:
    """Whether ``text`` is all that ``line``, or one cell of it, says."""
    said = _ATTRIBUTES.sub("", line)
    while (rest := _MARK.sub("", said, count=1)) != said:
        said = rest
    return text in (said.strip(' "#'), said.strip()) or text in map(str.strip, _CELL.split(line))


def _is_in_line(text: str, line: str) -> bool:
    return text in line


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
        yield Message(text, context, _kind(element), tuple(path), place, raw)
        if element.tag in HEADINGS:
            path.append(text)


def _kind(element: Element) -> str:
    if element.tag in ("p", "figure"):
        return element.get("class", "").split(" ")[0] or element.tag
    return element.tag
