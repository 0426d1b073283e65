"""A proof: a PDF for translators and editors, each message beside its translation.

Every message has its number (`everyleaf.document.numbered`), what is the matter with it
stands in its place, and a list leads from the number to the PO entry. The pages of a layout
follow, as far as they can be set. A message that may not be used is shown as missing, never
filled with the source's words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markupsafe import Markup

from everyleaf.catalogue import Catalogue, Entry, read_catalogue
from everyleaf.checks import check_translation
from everyleaf.diagnostics import Diagnostic
from everyleaf.document import MESSAGE, Document, Message, inline_part, numbered
from everyleaf.engine.gathering import read_source
from everyleaf.facts import write_facts
from everyleaf.language import Language, PseudoLocale, pseudo_locales
from everyleaf.layout.body import BodyWriter
from everyleaf.publication import Publication
from everyleaf.reading import graft
from everyleaf.translation import kind_of, pseudo_document

PICTURES = "leaf://source/"


@dataclass(frozen=True)
class Row:
    """One message of a proof: its words in both languages as HTML, and what is wrong with it.

    ``state`` is translated, fuzzy, untranslated, missing (no entry) or pseudo; ``line`` is
    the entry's in the catalogue; ``kind`` says in words what the message is.
    """

    number: int
    message: Message
    kind: str
    original: Markup
    own: Markup
    state: str
    line: int | None
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Proof:
    """All that a proof shows of one leaflet in one language.

    ``catalogue`` is None for a pseudo-locale; ``elsewhere`` are findings of no message.
    """

    source: Document
    language: Language
    catalogue: Catalogue | None
    rows: tuple[Row, ...]
    elsewhere: tuple[Diagnostic, ...] = field(default=())

    @property
    def counts(self) -> Mapping[str, int]:
        """How many messages are in each state, the most frequent first."""
        return dict(Counter(row.state for row in self.rows).most_common())


def read_proof(
    publication: Publication, leaflet: str, tag: str
) -> tuple[Proof | None, list[Diagnostic]]:
    """What the proof of ``leaflet`` in the language or pseudo-locale ``tag`` shows.

    None where the source or the catalogue cannot be read at all.
    """
    source, found = read_source(publication, publication.source / f"{leaflet}.md")
    if source is None:
        return None, found
    if locale := pseudo_locales().get(tag):
        rows = tuple(_pseudo_rows(source, locale))
        return Proof(source, locale.language, None, rows, tuple(found)), found
    language = next(row for row in publication.languages if row.tag == tag)
    path = publication.catalogue_file(leaflet, language)
    catalogue, unreadable = read_catalogue(path, publication.shown(path))
    if catalogue is None:
        return None, found + unreadable
    problems = check_translation(source, catalogue)
    rows = tuple(_rows(source, language, catalogue, problems))
    shown = {problem for row in rows for problem in row.findings}
    elsewhere = (*found, *(problem for problem in problems if problem not in shown))
    return Proof(source, language, catalogue, rows, elsewhere), found + problems


def _rows(
    source: Document, language: Language, catalogue: Catalogue, problems: list[Diagnostic]
) -> Iterator[Row]:
    for number, message in numbered(source):
        entry = catalogue.find(message.text, message.context)
        target = entry.target if entry else ""
        own = _words(source, message, target, language) if target.strip() else Markup("")
        found = tuple(one for one in problems if entry and one.place == entry.place)
        line = entry.place.line if entry else None
        yield Row(number, message, *_described(source, message), own, _state(entry), line, found)


def _state(entry: Entry | None) -> str:
    if entry is None:
        return "missing"
    if not entry.target.strip():
        return "untranslated"
    return "fuzzy" if entry.fuzzy else "translated"


def _pseudo_rows(source: Document, locale: PseudoLocale) -> Iterator[Row]:
    made = pseudo_document(source, locale)
    elements = {e.get(MESSAGE): e for e in made.body.iter() if e.get(MESSAGE)}
    for number, message in numbered(source):
        element = elements.get(str(number - 1))
        own = Markup.escape(made.front.summary) if element is None else _html(made, element)
        yield Row(number, message, *_described(source, message), own, "pseudo", None)


def _described(source: Document, message: Message) -> tuple[str, Markup]:
    """What kind of block a message is, and its words in the source language."""
    kind = kind_of(message).partition(":")[0]
    return kind, _words(source, message, message.text, source.source_language)


def _words(source: Document, message: Message, text: str, language: Language) -> Markup:
    """``text`` as it will stand on the page: marks applied, facts written."""
    holder = Element("figure" if message.kind == "picture" else "p")
    graft(holder, text, source.inline)
    write_facts(holder, source.facts, language)
    return _html(source, holder)


def _html(document: Document, element: Element) -> Markup:
    for link in element.iter("a"):
        if link.get("href", "").startswith("#"):  # what it leads to is not on the proof
            del link.attrib["href"]
    writer = BodyWriter(document, None, 1, PICTURES, {})
    if element.tag != "figure":
        return writer.inner(inline_part(element))
    image, caption = element.find("img"), element.find("figcaption")
    described = image.get("alt", "") if image is not None else ""
    words = writer.inner(caption) if caption is not None else Markup("")
    return Markup('<span class="alt">{}</span> {}').format(described, words)
