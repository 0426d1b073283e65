"""Gathers what is sent out to a translator: the messages of one language, and all beside them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from everyleaf.catalogue import read_catalogue
from everyleaf.checks import MESSAGE_CHECKS
from everyleaf.diagnostics import Diagnostic, has_errors
from everyleaf.engine.gathering import read_source
from everyleaf.language import Language
from everyleaf.publication import Publication
from everyleaf.release import SignOff, read_sign_offs
from everyleaf.release.sign_offs import roles_signed
from everyleaf.translation import localise
from everyleaf.translation.handoff import (
    Handoff,
    LeafletUnits,
    read_glossary,
    sent_now,
    units_of,
)

Told = Callable[[str], None]
# Where a rule comes from is for editors; a translator reads the rule alone.
_SOURCE_OF_RULE = re.compile(r"\s*\([^()]*(?:STANDARDS|section|UAX|RFC)[^()]*\)")


def prepare(
    publication: Publication,
    language: Language,
    names: tuple[str, ...],
    form: str,
    told: Told = lambda name: None,
) -> tuple[Handoff | None, list[Diagnostic]]:
    """What is to be packed, or None and everything that stands against it.

    ``told`` is called with the name of each leaflet that is read.
    """
    signed, found = read_sign_offs(publication.records)
    every: dict[str, LeafletUnits] = {}
    for path in publication.leaflet_files():
        told(path.stem)
        units, problems = _units(publication, language, path, signed)
        found += problems if not names or path.stem in names else []
        if units is not None:
            every[path.stem] = units
    glossary = publication.translations / language.gettext / "glossary.csv"
    terms, problems = read_glossary(glossary, publication.shown(glossary))
    found += problems
    if has_errors(found):
        return None, found
    chosen = [units for name, units in every.items() if not names or name in names]
    catalogues = {
        units.leaflet: publication.catalogue_file(units.leaflet, language).read_bytes()
        for units in chosen
    }
    sent = sent_now(language, chosen)
    memory = list(every.values())
    made = Handoff(
        publication, language, form, sent, chosen, memory, catalogues, terms, checks_in_words()
    )
    return made, found


def _units(
    publication: Publication, language: Language, path: Path, signed: tuple[SignOff, ...]
) -> tuple[LeafletUnits | None, list[Diagnostic]]:
    document, found = read_source(publication, path)
    if document is None or has_errors(found):
        return None, found
    file = publication.catalogue_file(path.stem, language)
    catalogue, problems = read_catalogue(file, publication.shown(file))
    if catalogue is None:
        return None, problems
    translated, _ = localise(document, language, catalogue)
    approved = translated is not None and "approver" in roles_signed(signed, translated)
    return units_of(document, catalogue, publication.shown(path), approved=approved)


def checks_in_words() -> tuple[str, ...]:
    """The rule of each check of messages, as its own documentation says it."""
    first = ((check.__doc__ or "").strip().split("\n")[0] for check in MESSAGE_CHECKS.values())
    return tuple(_SOURCE_OF_RULE.sub("", line) for line in first if line)
