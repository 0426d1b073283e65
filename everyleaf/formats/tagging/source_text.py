"""Where white space stands between the words that the lines of a page show."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

# Soft hyphen, zero-width space, bidi controls: they say nothing. Joiners do.
_UNSEEN = dict.fromkeys(
    (0xAD, 0x61C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
)


def without_unseen(text: str) -> str:
    """``text`` without the signs that only guide its setting."""
    return text.translate(_UNSEEN)


class SourceText:
    """The text of an HTML document, and how far its elements have been shown.

    A line that ends at a white space does not show it, yet the words stay two words
    (ISO 32000-1, 14.8.2.5). So each text box is found again in the source.
    """

    def __init__(self, root: Element) -> None:
        self.text = ""
        self._places: dict[Element, list[int]] = {}
        parts: list[str] = []
        length = 0
        for owner, words in _text_nodes(root):
            seen = without_unseen(words)
            places = self._places.setdefault(owner, [])
            places += [length + at for at, sign in enumerate(seen) if not sign.isspace()]
            parts.append(seen)
            length += len(seen)
        self.text = "".join(parts)
        self._shown: dict[Element, int] = {}

    def show(self, element: Element, words: str) -> tuple[bool, bool]:
        """Whether white space stands before and after the next ``words`` of ``element``."""
        count = sum(not sign.isspace() for sign in without_unseen(words))
        start = self._shown.get(element, 0)
        places = self._places.get(element, [])
        if not count or start + count > len(places):
            return False, False
        self._shown[element] = start + count
        return self._space_at(places[start] - 1), self._space_at(places[start + count - 1] + 1)

    def _space_at(self, place: int) -> bool:
        return 0 <= place < len(self.text) and self.text[place].isspace()


def _text_nodes(element: Element) -> Iterator[tuple[Element, str]]:
    if element.tag in ("head", "style", "script"):
        return
    if element.tag == "br":
        yield element, "\n"
    yield element, element.text or ""
    for child in element:
        yield from _text_nodes(child)
        yield element, child.tail or ""
