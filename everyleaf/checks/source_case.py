"""What a check of a source is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from everyleaf.diagnostics import Place
from everyleaf.document import MESSAGE, Document, has_class
from everyleaf.publication import Publication


@dataclass(frozen=True)
class SourceCase:
    """A source document, its publication, and the names of all its leaflets."""

    document: Document
    publication: Publication
    leaflets: frozenset[str]

    @property
    def file(self) -> Place:
        """The source file as a whole."""
        return Place(f"source/{self.document.leaflet}.md")

    def place_of(self, element: Element) -> Place:
        """Where the message of ``element`` (or the first one inside it) stands."""
        for candidate in element.iter():
            if index := candidate.get(MESSAGE):
                return self.document.messages[int(index)].place
        return self.file

    def left_out(self) -> Iterator[Element]:
        """The blocks that are in no catalogue ({: .notranslate }); they are no messages."""
        return (e for e in self.document.body.iter() if has_class(e, "notranslate"))

    def elements(self, tag: str) -> Iterator[tuple[Element, Place]]:
        """Every element called ``tag``, with the place of the message that holds it."""
        place = self.file
        for element in self.document.body.iter():
            if element.get(MESSAGE):
                place = self.place_of(element)
            if element.tag == tag:
                yield element, place
