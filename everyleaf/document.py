"""The document: one leaflet in one language, as a tree that every format is made from.

``body`` is an ``article`` element in the words of HTML:

* ``h1`` with an id, blocks, then ``section`` elements; each section begins with its
  heading (h2 to h4, with an id), and sections nest.
* ``p``, ``ul``/``ol``/``li``, ``dl``/``dt``/``dd``, ``table`` with an optional
  ``caption``, ``thead``, ``tbody``, ``th[scope]``, ``td``.
* ``aside.callout.KIND``: ``p.callout-title``, then blocks.
* ``div.video[data-video=KEY]``: ``p.video-title``, ``p.video-summary``, then
  ``div.transcript``.
* ``figure.picture``: ``img[src][alt]`` and an optional ``figcaption``.
* ``section.notes``: the footnotes, ``ol`` of ``li#fn-NAME``.
* inline: ``strong``, ``a[href]``, ``br``, ``bdi``, ``sup`` with ``a.noteref``, and facts
  (`everyleaf.facts`), written in the way of the language.

An element whose text is one message has the attribute ``data-message``, the
message's index. Nothing downstream knows about translation.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from everyleaf.diagnostics import Place
from everyleaf.language import Language

MESSAGE = "data-message"
CALLOUT_KINDS = ("urgent", "note", "contact")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
INLINE = frozenset({"a", "strong", "em", "br", "code", "data", "sup", "bdi", "img", "span", "time"})


@dataclass(frozen=True, slots=True)
class FactValue:
    """What must survive translation: its kind (phone, email, web, date, text) and value."""

    kind: str
    value: str | datetime.date


@dataclass(frozen=True, slots=True)
class Video:
    """A video: where it is, its poster beside the source, its length in minutes."""

    address: str
    poster: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of a source file says. ``people`` maps a role to who filled it."""

    summary: str
    version: str
    reviewed: datetime.date
    next_review: datetime.date
    funding: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    videos: Mapping[str, Video] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """One unit of translation: the text of one block, cell or heading, as inline Markdown.

    ``kind`` is the element (p, li, th …) or the front matter key; ``path`` the
    headings above it; ``context`` the gettext msgctxt or the empty string;
    ``written`` is the block as it stands in the source, its line ends kept.
    """

    text: str
    context: str
    kind: str
    path: tuple[str, ...]
    place: Place
    written: str = ""


@dataclass(frozen=True, slots=True)
class InlineContext:
    """What inline text may refer to: link references, footnotes by name with their number."""

    references: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    footnotes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """One leaflet in one language.

    ``original`` is the same leaflet in the source language, its facts written: the two
    bodies have the same blocks in the same order. None where this is the source.
    """

    leaflet: str
    language: Language
    source_language: Language
    front: FrontMatter
    body: Element
    messages: tuple[Message, ...]
    inline: InlineContext
    facts: Mapping[str, FactValue]
    source_title: str = ""
    original: Document | None = None

    @property
    def title(self) -> str:
        """The text of the h1."""
        heading = self.body.find("h1")
        return "" if heading is None else text_of(heading)

    @property
    def is_source(self) -> bool:
        """Whether this is the document as its author wrote it."""
        return self.language == self.source_language


def text_of(element: Element) -> str:
    """All text in ``element``, white space folded."""
    return " ".join("".join(element.itertext()).split())


def numbered(document: Document) -> Iterator[tuple[int, Message]]:
    """Every message with its number: its place in the document, from 1, the summary first.

    It is the same in every language, on proofs and wherever else a message is pointed at.
    """
    return enumerate(document.messages, start=1)


def inline_part(element: Element) -> Element:
    """A copy of ``element`` without the blocks in it: the text of one message."""
    part = Element(element.tag, dict(element.attrib))
    part.text = element.text
    part.extend(child for child in element if child.tag in INLINE)
    return part


def has_class(element: Element, name: str) -> bool:
    """Whether ``element`` has the class ``name``."""
    return name in element.get("class", "").split()


def headings(body: Element) -> Iterator[Element]:
    """The headings in document order."""
    return (element for element in body.iter() if element.tag in HEADINGS)
