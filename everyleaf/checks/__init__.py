"""Checks: one file a rule family; two registries, one for sources, one for messages.

A new check is a function, a line in a registry and a folder of cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from everyleaf.catalogue import Catalogue, Entry
from everyleaf.checks import characters, colours, dates, facts, links, messages, pictures, structure
from everyleaf.checks.source_case import SourceCase
from everyleaf.diagnostics import Diagnostic
from everyleaf.document import Document, Message
from everyleaf.publication import Publication

SourceCheck = Callable[[SourceCase], Iterable[Diagnostic]]
SettingsCheck = Callable[[Publication], Iterable[Diagnostic]]
MessageCheck = Callable[[Document, Message, Entry], Iterable[Diagnostic]]

SOURCE_CHECKS: Mapping[str, SourceCheck] = {
    "one-title": structure.one_title,
    "heading-levels": structure.heading_levels,
    "no-italics": structure.no_italics,
    "no-raw-html": structure.no_raw_html,
    "lists-apart": structure.lists_apart,
    "callout-kinds": structure.callout_kinds,
    "videos-known": structure.videos_known,
    "notes-known": structure.notes_known,
    "pictures-described": pictures.pictures_described,
    "pictures-there": pictures.pictures_there,
    "pictures-safe": pictures.pictures_safe,
    "leaflets-known": links.leaflets_known,
    "addresses-allowed": links.addresses_allowed,
    "places-known": links.places_known,
    "facts-known": facts.facts_known,
    "facts-real": facts.facts_real,
    "review-dates": dates.review_dates,
    "plain-characters": characters.plain_characters,
}

SETTINGS_CHECKS: Mapping[str, SettingsCheck] = {"colours-readable": colours.colours_readable}

MESSAGE_CHECKS: Mapping[str, MessageCheck] = {
    "one-block": messages.one_block,
    "no-raw-html": messages.no_raw_html,
    "same-placeholders": messages.same_placeholders,
    "same-structure": messages.same_structure,
    "plain-characters": messages.plain_characters,
}


def check_settings(publication: Publication) -> list[Diagnostic]:
    """Everything that the checks find in settings that were read without a fault."""
    return [found for check in SETTINGS_CHECKS.values() for found in check(publication)]


def check_source(case: SourceCase) -> list[Diagnostic]:
    """Everything that the checks find in one source document."""
    return [found for check in SOURCE_CHECKS.values() for found in check(case)]


def check_translation(document: Document, catalogue: Catalogue) -> list[Diagnostic]:
    """Everything that the checks find in the usable messages of a catalogue."""
    found: list[Diagnostic] = []
    for message in document.messages:
        entry = catalogue.find(message.text, message.context)
        if entry is not None and entry.is_usable:
            for check in MESSAGE_CHECKS.values():
                found += check(document, message, entry)
    return list(dict.fromkeys(found))


__all__ = ["MESSAGE_CHECKS", "SOURCE_CHECKS", "SourceCase", "check_source", "check_translation"]
