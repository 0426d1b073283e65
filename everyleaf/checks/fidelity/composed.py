"""The words of a composed page: what a layout adds to a leaflet, and in which language."""

from __future__ import annotations

from html.parser import HTMLParser

from everyleaf.checks.fidelity.folding import key

_SILENT = frozenset({"head", "style", "script", "template"})
_VOID = frozenset({"br", "img", "hr", "wbr", "meta", "link", "input", "path", "circle", "rect"})
_SPOKEN = ("alt", "aria-label", "title")


class ComposedWords(HTMLParser):
    """All words of a page: ``text`` without white space, ``spoken`` piece by piece.

    ``spoken`` pairs each stretch of text with the language in effect for it.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.spoken: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = [("", "")]
        self._silent = 0
        self.feed(html)
        self.close()
        self.text = "".join(words for words, _ in self.spoken)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the language; say what stands in alt and aria-label."""
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang") or self._open[-1][1]
        if not self._silent:
            for name in _SPOKEN:
                self._say(given.get(name, ""), language)
        if tag not in _VOID:
            self._open.append((tag, language))
            self._silent += tag in _SILENT

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """``<path/>`` opens nothing."""

    def handle_endtag(self, tag: str) -> None:
        """Close the element, and whatever stands open in it."""
        if tag not in (name for name, _ in self._open):
            return
        while True:
            name, _ = self._open.pop()
            self._silent -= name in _SILENT
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """Words, in the language in effect."""
        if not self._silent:
            self._say(data, self._open[-1][1])

    def _say(self, words: str, language: str) -> None:
        if said := key(words):
            self.spoken.append((said, language))
