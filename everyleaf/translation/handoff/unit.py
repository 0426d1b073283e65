"""A unit: one message as it is sent out, with what is known about its translation."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from everyleaf.catalogue import Catalogue, Entry
from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.document import Document, Message
from everyleaf.facts import localised_date
from everyleaf.translation.extraction import document_entries
from everyleaf.translation.handoff.inline_codes import Node, codes_in, numbered, with_values
from everyleaf.translation.handoff.markdown_codes import coded


class State(enum.StrEnum):
    """How far a translation is."""

    NEW = "new"
    FUZZY = "needs review"
    TRANSLATED = "translated"
    APPROVED = "approved"  # a sign-off of this very text stands in records/; never set by a file


@dataclass(frozen=True, slots=True)
class Unit:
    """One message: ``number`` counts the leaflet's messages from 1, ``key`` names it for good.

    ``source`` and ``target`` are text with numbered codes; ``markdown`` is the
    translation as the catalogue has it.
    """

    key: str
    number: int
    message: Message
    notes: tuple[str, ...]
    source: tuple[Node, ...]
    target: tuple[Node, ...]
    markdown: str
    state: State
    place: Place


@dataclass(frozen=True)
class LeafletUnits:
    """All units of one leaflet, each message once."""

    document: Document
    catalogue: Catalogue
    units: tuple[Unit, ...]

    @property
    def leaflet(self) -> str:
        """The leaflet's name."""
        return self.document.leaflet


def message_key(text: str, context: str) -> str:
    """What a message is known by outside the catalogue: a digest of its context and source.

    The two are joined as in gettext's MO files (EOT between them).
    """
    joined = f"{context}\x04{text}".encode("utf-8", "replace")
    return f"m{hashlib.sha256(joined).hexdigest()[:20]}"


def units_of(
    document: Document, catalogue: Catalogue, shown: str, *, approved: bool = False
) -> tuple[LeafletUnits, list[Diagnostic]]:
    """The units of a leaflet, and the messages that its catalogue has no entry for.

    ``approved`` says that the translation as a whole is signed off as it stands.
    """
    units: dict[str, Unit] = {}
    values = _values(document)
    found: list[Diagnostic] = []
    notes = {(e.context, e.source): e.notes for e in document_entries(document, shown)}
    for number, message in enumerate(document.messages, start=1):
        entry = catalogue.find(message.text, message.context)
        key = message_key(message.text, message.context)
        if entry is None:
            found.append(_behind(catalogue, message))
        elif key not in units:
            told = notes.get((message.context, message.text), ())
            source = with_values(numbered(coded(message.text, document.inline)), values)
            target = _target(entry, document, source, values)
            state = _state(entry, approved=approved)
            units[key] = Unit(
                key, number, message, told, source, target, entry.target, state, entry.place
            )
    return LeafletUnits(document, catalogue, tuple(units.values())), list(dict.fromkeys(found))


def updated(leaflet: LeafletUnits, catalogue: Catalogue) -> LeafletUnits:
    """The units with the translations of ``catalogue``, which has the same messages."""
    values = _values(leaflet.document)

    def translated(unit: Unit) -> Unit:
        entry = catalogue.find(unit.message.text, unit.message.context)
        state = _state(entry, approved=False) if entry else unit.state
        if entry is None or (entry.target, state) == (unit.markdown, unit.state):
            return unit
        target = _target(entry, leaflet.document, unit.source, values)
        return dataclasses.replace(unit, target=target, markdown=entry.target, state=state)

    return LeafletUnits(leaflet.document, catalogue, tuple(map(translated, leaflet.units)))


def _target(
    entry: Entry, document: Document, source: tuple[Node, ...], values: Mapping[str, str]
) -> tuple[Node, ...]:
    nodes = coded(entry.target.strip(), document.inline)
    return with_values(numbered(nodes, codes_in(source)), values)


def _values(document: Document) -> dict[str, str]:
    """What each fact says, as the reader of the source sees it."""
    return {
        name: localised_date(fact.value, document.source_language)
        if isinstance(fact.value, datetime.date)
        else fact.value
        for name, fact in document.facts.items()
    }


def _state(entry: Entry, *, approved: bool) -> State:
    if not entry.target.strip():
        return State.NEW
    if entry.fuzzy:
        return State.FUZZY
    return State.APPROVED if approved else State.TRANSLATED


def _behind(catalogue: Catalogue, message: Message) -> Diagnostic:
    shown = message.text if len(message.text) <= 60 else message.text[:57] + "..."
    remedy = "Type: everyleaf update; then send it out."
    problem = f'The catalogue has no entry for "{shown}" ({message.place}).'
    return error("handoff-catalogue-behind", Place(catalogue.path), problem, remedy)
