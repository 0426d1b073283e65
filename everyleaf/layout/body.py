"""The body of a document as HTML: plain elements as they are, the rest by the layout's macros."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

from everyleaf.document import HEADINGS, MESSAGE, Document, has_class, text_of
from everyleaf.language import Language

_VOID = frozenset({"br", "img", "hr"})
_SHORT = 12  # letters of a word that would look lost on a line of its own
_WHOLE = 18  # letters of a compound that fits a line of the largest heading, and a telephone
_UNBROKEN = 40  # letters of a fact that still stays on one line
_WHOLE_SPAN = r'<span class="whole">\g<0></span>'
_LAST_SIGNS = re.compile(r"(?<=\w{4})[^\s<>&;]{5}$")  # two words, or one and its sign
_COMPOUND = re.compile(rf"(?<!\S)(?=\S{{3,{_WHOLE}}}(?!\S))\w+(?:-\w+)+[^\s-]*")
_TAGS = re.compile(r"(<[^>]*>)")
_PRIVATE = frozenset({MESSAGE, "data-kind"})


def kept_together(words: str, language: Language) -> str:
    """``words`` with no break after the short words that must not end a line."""
    if not language.keep_with_next:
        return words
    return _short_words(language.keep_with_next).sub("\\1\N{NO-BREAK SPACE}", words)


def kept_together_in(html: str, language: Language) -> Markup:
    """The same for HTML: its words, not its tags."""
    return _in_words(html, lambda words: kept_together(words, language))


def _in_words(html: str, change: Callable[[str], str]) -> Markup:
    parts = [part if part.startswith("<") else change(part) for part in _TAGS.split(html)]
    return Markup("".join(parts))  # noqa: S704  # what came in was escaped


@cache
def _short_words(words: tuple[str, ...]) -> re.Pattern[str]:
    choice = "|".join(map(re.escape, words))
    return re.compile(rf"(?<![\w'’-])({choice})\s", re.IGNORECASE)


def heading_lines(html: str, language: Language) -> Markup:
    """A heading whose last words stay together and whose compounds are not broken.

    So that no word stands alone on its last line, and no line ends in a hyphen
    (STANDARDS 2: no hyphenation). Where words have no spaces, the last signs are kept.
    """
    html = str(html)  # a pattern escapes what it puts into Markup
    if language.script.most_ems:
        return Markup(_LAST_SIGNS.sub(_WHOLE_SPAN, html))  # noqa: S704  # it was Markup
    rest, _, last = html.rpartition(" ")
    if rest.count(" ") and not {"<", ">"} & set(last) and len(last) <= _SHORT:
        html = f"{rest}\N{NO-BREAK SPACE}{last}"
    return _in_words(html, partial(_COMPOUND.sub, _WHOLE_SPAN))


class BodyWriter:
    """Writes one document with the macros of one layout.

    ``macros`` has callout, video, picture, table, linear_table and notes.
    ``picture_base`` stands before a picture's file name; ``leaflet_addresses``
    says where other leaflets are (a link to one that is not there becomes text).
    """

    def __init__(
        self,
        document: Document,
        macros: Any,
        widest_table: int,
        picture_base: str,
        leaflet_addresses: Mapping[str, str],
    ) -> None:
        self.document = document
        self.macros = macros
        self.widest_table = widest_table
        self.picture_base = picture_base
        self.leaflet_addresses = leaflet_addresses

    def inner(self, element: Element) -> Markup:
        """What stands in ``element``, as HTML."""
        parts = [self.words(element.text)]
        for child in element:
            parts += [self.outer(child), self.words(child.tail)]
        return Markup("").join(parts)

    def words(self, text: str | None) -> Markup:
        """Running words, as HTML."""
        return escape(kept_together(text or "", self.document.language))

    def heading(self, element: Element) -> Markup:
        """The words of a heading, as `heading_lines` keeps them."""
        return heading_lines(self.inner(element), self.document.language)

    def outer(self, element: Element) -> Markup:
        """``element`` itself, as HTML."""
        if has_class(element, "callout"):
            return self._callout(element)
        if has_class(element, "video"):
            return self._video(element)
        if has_class(element, "picture"):
            return self._picture(element)
        if has_class(element, "notes"):
            return Markup(self.macros.notes(self.inner(element)))  # noqa: S704
        if element.tag == "table":
            return self._table(element)
        if element.tag == "a":
            return self._link(element)
        if has_class(element, "fact") and len(text_of(element)) > _UNBROKEN:
            return self._plain(
                element, {**element.attrib, "class": f"{element.get('class')} wraps"}
            )
        return self._plain(element, dict(element.attrib))

    def _plain(self, element: Element, attributes: dict[str, str]) -> Markup:
        shown = "".join(
            f' {name}="{escape(value)}"'
            for name, value in attributes.items()
            if name not in _PRIVATE
        )
        if element.tag in _VOID:
            return Markup(f"<{element.tag}{shown}>")  # noqa: S704
        opening, closing = Markup(f"<{element.tag}{shown}>"), Markup(f"</{element.tag}>")  # noqa: S704
        inside = self.heading(element) if element.tag in HEADINGS else self.inner(element)
        return opening + inside + closing

    def _callout(self, element: Element) -> Markup:
        title = element.find("p[@class='callout-title']")
        rest = [child for child in element if child is not title]
        kind = element.get("data-kind", "note")
        words = self.inner(title) if title is not None else Markup("")
        return Markup(self.macros.callout(kind, words, self._all(rest)))  # noqa: S704

    def _video(self, element: Element) -> Markup:
        video = self.document.front.videos[element.get("data-video", "")]
        title, summary = (
            element.find("p[@class='video-title']"),
            element.find("p[@class='video-summary']"),
        )
        transcript = element.find("div[@class='transcript']")
        return Markup(  # noqa: S704
            self.macros.video(
                video,
                self.picture_base + video.poster,
                self.inner(title) if title is not None else "",
                self.inner(summary) if summary is not None else "",
                self.inner(transcript) if transcript is not None else "",
                element.get("data-video", ""),
            )
        )

    def _picture(self, element: Element) -> Markup:
        image, caption = element.find("img"), element.find("figcaption")
        if image is None:
            return Markup("")
        address = self.picture_base + image.get("src", "")
        words = self.inner(caption) if caption is not None else ""
        return Markup(self.macros.picture(address, image.get("alt", ""), words))  # noqa: S704

    def _table(self, element: Element) -> Markup:
        columns = [self.inner(cell) for cell in element.iterfind("thead/tr/th")]
        rows = [[self.inner(cell) for cell in row] for row in element.iterfind("tbody/tr")]
        caption = element.find("caption")
        words = self.inner(caption) if caption is not None else ""
        macro = self.macros.table if len(columns) <= self.widest_table else self.macros.linear_table
        return Markup(macro(words, columns, rows))  # noqa: S704

    def _link(self, element: Element) -> Markup:
        attributes = dict(element.attrib)
        target = attributes.get("href", "")
        if target.endswith(".md") and "/" not in target:
            address = self.leaflet_addresses.get(target.removesuffix(".md"))
            if address is None:
                return self.inner(element)
            attributes["href"] = address
        return self._plain(element, attributes)

    def _all(self, elements: list[Element]) -> Markup:
        return Markup("").join(self.outer(element) for element in elements)


def _contents_line(heading: Element, language: Language) -> Markup:
    return heading_lines(escape(kept_together(text_of(heading), language)), language)


def summary(document: Document) -> Markup:
    """The sentence on the front, as HTML; like a heading where words have no spaces."""
    language = document.language
    words = escape(kept_together(document.front.summary, language))
    return heading_lines(words, language) if language.script.most_ems else words


def contents(document: Document) -> list[dict[str, Any]]:
    """The sections for a list of contents: id, text and level of each h2 and h3."""
    return [
        {
            "id": heading.get("id", ""),
            "text": _contents_line(heading, document.language),
            "level": int(heading.tag[1]),
        }
        for heading in document.body.iter()
        if heading.tag in ("h2", "h3")
    ]
