"""The checks of one catalogue, with all that they hold it against: records, glossary, memory."""

from __future__ import annotations

import dataclasses

from everyleaf.catalogue import Catalogue, Entry
from everyleaf.checks import UNCONFIRMED, check_translation, read_glossary
from everyleaf.diagnostics import Diagnostic, Severity
from everyleaf.document import Document
from everyleaf.language import Language
from everyleaf.publication import Publication
from everyleaf.records import Records, read_records


def check_catalogue(
    publication: Publication,
    source: Document,
    catalogue: Catalogue,
    language: Language,
    records: Records | None = None,
    said: dict[str, Entry] | None = None,
) -> list[Diagnostic]:
    """Everything that stands against a catalogue.

    ``records`` are read where they are not given; ``said`` are the translations of the
    language's other leaflets so far, by source text, and grows.
    """
    found: list[Diagnostic] = []
    if records is None:
        records, found = read_records(publication.records)
    glossary = publication.translations / language.gettext / "glossary.csv"
    terms, wrong = read_glossary(glossary, publication.shown(glossary))
    memory = {} if said is None else said
    checked = check_translation(
        source, catalogue, language, records=records, terms=terms, said=memory
    )
    return [*found, *wrong, *checked]


def before_it_is_confirmed(found: list[Diagnostic]) -> list[Diagnostic]:
    """The same where a linguist can only confirm later: that is told, and stops nothing yet."""
    return [
        dataclasses.replace(one, severity=Severity.WARNING) if one.code == UNCONFIRMED else one
        for one in found
    ]
