"""Taking back what was sent out: each file to those who know its kind, then one step of writing.

A new kind of returned file is a line in ``RETURNED_KINDS``: how its content is
recognised, and a function that takes it to the `Desk` and says what became of it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from everyleaf.catalogue import Catalogue, PoFile, catalogue_of, read_po_file
from everyleaf.diagnostics import Diagnostic, error, has_errors
from everyleaf.document import Document
from everyleaf.engine.gathering import read_source
from everyleaf.engine.listening import receive_listening
from everyleaf.engine.message_checks import before_it_is_confirmed, check_catalogue
from everyleaf.language import Language
from everyleaf.publication import Publication
from everyleaf.records import AudioSignOff, add_record, read_records
from everyleaf.speech.listening import is_listening
from everyleaf.store import write_atomically
from everyleaf.translation.handoff import LeafletUnits, Sent, read_sent, units_of, updated
from everyleaf.translation.receiving import (
    Change,
    Check,
    Received,
    ReturnedFile,
    is_po,
    is_xliff,
    is_zip,
    leaflet_of,
    merge,
    read_po,
    read_xliff,
    unpacked,
)
from everyleaf.translation.receiving.writing import with_changes

# What stands beside the translations in a package that we sent; it may come back with them.
_SENT_ALONG = (".html", ".csv", ".json", ".tmx", ".tbx", ".pdf", ".txt")


@dataclass
class Desk:
    """What all files of one delivery are held against, and what is to be written in the end.

    ``pending`` has the catalogues that change, by path, ``signed`` what listeners have
    signed: nothing is written before every file has been read.
    """

    publication: Publication
    diagnostics: list[Diagnostic] = field(default_factory=list)
    pending: dict[Path, PoFile] = field(default_factory=dict)
    signed: list[AudioSignOff] = field(default_factory=list)
    _leaflets: dict[str, dict[str, LeafletUnits]] = field(default_factory=dict)
    _files: dict[Path, PoFile] = field(default_factory=dict)

    def leaflets(self, language: Language) -> dict[str, LeafletUnits]:
        """The messages of every leaflet as they stand, with what this delivery has changed."""
        if language.tag not in self._leaflets:
            self._leaflets[language.tag] = dict(self._read(language))
        return self._leaflets[language.tag]

    def _read(self, language: Language) -> Iterable[tuple[str, LeafletUnits]]:
        for path in self.publication.leaflet_files():
            document, found = read_source(self.publication, path)
            po = self.publication.catalogue_file(path.stem, language)
            file, more = read_po_file(po, self.publication.shown(po))
            self.diagnostics += [one for one in (*found, *more) if has_errors([one])]
            if document is not None and file is not None and not has_errors(found):
                self._files[po] = file
                catalogue = catalogue_of(file, self.publication.shown(po))
                yield path.stem, units_of(document, catalogue, self.publication.shown(path))[0]

    def take(self, leaflet: LeafletUnits, language: Language, changes: Sequence[Change]) -> None:
        """Put the changes where the next file of this delivery and `write` find them."""
        if not changes:
            return
        path = self.publication.catalogue_file(leaflet.leaflet, language)
        file = with_changes(self.pending.get(path, self._files[path]), changes)
        self.pending[path] = file
        catalogue = catalogue_of(file, leaflet.catalogue.path)
        self.leaflets(language)[leaflet.leaflet] = updated(leaflet, catalogue)

    def write(self) -> list[Path]:
        """Write every file that changed, each in one step; returns their paths."""
        for path, file in self.pending.items():
            write_atomically(path, file.data)
        records = [add_record(self.publication.records, row) for row in self.signed]
        return [*self.pending, *records]


@dataclass(frozen=True)
class ReturnedKind:
    """A kind of returned file, known by its content, never by its name."""

    recognises: Callable[[bytes], bool]
    receive: Callable[[Desk, bytes, str], Sequence[Received]]


def receive_translation(
    read: Callable[[bytes, str], tuple[list[ReturnedFile], list[Diagnostic]]],
) -> Callable[[Desk, bytes, str], Sequence[Received]]:
    """The receiving of catalogues that ``read`` reads."""

    def receive(desk: Desk, data: bytes, name: str) -> Sequence[Received]:
        files, found = read(data, name)
        if found:
            faults = [f"{one.problem} {one.remedy}".strip() for one in found]
            desk.diagnostics += found
            return [Received(name, "", "", (), faults)]
        return [_received(desk, one) for one in files]

    return receive


def _receive_listening(desk: Desk, data: bytes, name: str) -> Sequence[Received]:
    """What a listener has marked; all of it right is an audio sign-off."""
    signed, found = receive_listening(desk.publication, data, name)
    desk.diagnostics += found
    told = [f"{one.problem} {one.remedy}".strip() for one in found]
    if signed is None:
        return [Received(name, "", "", (), told or ["It is no sign-off."])]
    desk.signed.append(signed)
    said = f"{signed.name} has heard all of it and found it right"
    return [Received(name, signed.leaflet, signed.language, (), (), (said, *told))]


RETURNED_KINDS: Mapping[str, ReturnedKind] = {
    "xliff": ReturnedKind(is_xliff, receive_translation(read_xliff)),
    "po": ReturnedKind(is_po, receive_translation(read_po)),
    "listening": ReturnedKind(is_listening, _receive_listening),
}


def receive_delivery(desk: Desk, data: bytes, name: str) -> list[Received]:
    """Everything in a returned zip or file; what is wrong is in the desk's diagnostics."""
    files, found = unpacked(data, name)
    desk.diagnostics += found
    received = [
        one
        for member, content in files.items()
        for one in _receive_file(desk, content, member, alone=not is_zip(data))
    ]
    if not received and not found:
        said = "There is no translation in it (PO, XLIFF 1.2 or 2.0), and no listener's answer."
        desk.diagnostics.append(error("returned-empty", None, f"{name}: {said}"))
    return received


def _receive_file(desk: Desk, data: bytes, name: str, *, alone: bool) -> Sequence[Received]:
    for kind in RETURNED_KINDS.values():
        if kind.recognises(data):
            return kind.receive(desk, data, name)
    if alone or name.lower().endswith(_SENT_ALONG):
        return []
    return [Received(name, "", "", (), ("It is none of the kinds of files that come back.",))]


def _received(desk: Desk, returned: ReturnedFile) -> Received:
    sent, found = read_sent(desk.publication.records, returned.sent)
    desk.diagnostics += found
    language, fault = _language(desk.publication, returned, sent)
    if language is None:
        return _not_taken(desk, returned, fault)
    if not returned.units:  # nothing was to be done in it
        return Received(returned.name, "", language.tag, ())
    leaflet = leaflet_of(returned, desk.leaflets(language).values())
    if leaflet is None:
        return _not_taken(desk, returned, "None of its messages is one of this publication.")
    merged = merge(returned, leaflet, sent, _checks(desk.publication, language))
    desk.take(leaflet, language, merged.changes)
    return dataclasses.replace(merged.received, language=language.tag)


def _checks(publication: Publication, language: Language) -> Check:
    """The checks that a returned translation must pass, those of every publishing."""
    records, _ = read_records(publication.records)  # what is wrong with them, `check` tells

    def check(document: Document, catalogue: Catalogue) -> list[Diagnostic]:
        found = check_catalogue(publication, document, catalogue, language, records)
        return before_it_is_confirmed(found)

    return check


def _not_taken(desk: Desk, returned: ReturnedFile, fault: str) -> Received:
    desk.diagnostics.append(error("returned-refused", None, f"{returned.name}: {fault}"))
    return Received(returned.name, "", returned.language, (), (fault,))


def _language(
    publication: Publication, returned: ReturnedFile, sent: Sent | None
) -> tuple[Language | None, str]:
    """The language of a returned file, or None and why: by its own word and our record."""
    said = returned.language.replace("_", "-").lower()
    if not said and sent is not None:
        said = sent.language.lower()
    if not said:
        return None, "It does not say which language it is in."
    for language in publication.languages:
        names = (language.tag.lower(), language.gettext.replace("_", "-").lower())
        # tools add a region (pl-PL), and some leave one out that they were given
        if said in names or said.startswith(f"{language.tag.lower()}-"):
            if language == publication.source_language:
                return None, "It is in the language of the sources."
            if sent is not None and sent.language != language.tag:
                return None, f"It says {said}, but {sent.language} was sent out."
            return language, ""
    return None, f"This publication has no language {said[:40]}."
