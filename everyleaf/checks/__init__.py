"""Checks: one file a rule family; two registries, one for sources, one for messages.

A new check is a function, a line in a registry and a folder of cases.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping

from everyleaf.catalogue import Catalogue, Entry
from everyleaf.checks import characters, colours, dates, facts, formats, links, pictures, structure
from everyleaf.checks.messages import facts as message_facts
from everyleaf.checks.messages import language as message_language
from everyleaf.checks.messages import markup, negation, surface
from everyleaf.checks.messages.glossary import Term, read_glossary, terms_kept
from everyleaf.checks.messages.negation import UNCONFIRMED
from everyleaf.checks.messages.two_ways import one_way
from everyleaf.checks.messages.waiving import NEVER_WAIVED, settle
from everyleaf.checks.source_case import SourceCase
from everyleaf.diagnostics import Diagnostic
from everyleaf.document import Document, Message
from everyleaf.language import Language
from everyleaf.publication import Publication
from everyleaf.records import Records

SourceCheck = Callable[[SourceCase], Iterable[Diagnostic]]
SettingsCheck = Callable[[Publication], Iterable[Diagnostic]]
MessageCheck = Callable[[Document, Message, Entry], Iterable[Diagnostic]]

NO_RECORDS = Records()

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

SETTINGS_CHECKS: Mapping[str, SettingsCheck] = {
    "colours-readable": colours.colours_readable,
    "formats-known": formats.formats_known,
}

MESSAGE_CHECKS: Mapping[str, MessageCheck] = {
    "one-block": markup.one_block,
    "no-raw-html": markup.no_raw_html,
    "same-placeholders": markup.same_placeholders,
    "same-structure": markup.same_structure,
    "plain-characters": markup.plain_characters,
    "same-addresses": message_facts.same_addresses,
    "same-phones": message_facts.same_phones,
    "same-dates": message_facts.same_dates,
    "same-amounts": message_facts.same_amounts,
    "same-rhythms": message_facts.same_rhythms,
    "same-negation": negation.same_negation,
    "words-confirmed": negation.words_confirmed,
    "no-source-words": message_language.no_source_words,
    "right-script": message_language.right_script,
    "own-letters": message_language.own_letters,
    "composed": message_language.composed,
    "number-order": message_facts.number_order,
    "like-length": surface.like_length,
    "changed": surface.changed,
    "like-end": surface.like_end,
}


# The code of every finding about a message; a waiver names one of them.
MESSAGE_CODES = frozenset(
    "raw-html message-two-blocks message-fact-lost message-fact-added message-markup"
    " message-control message-bidi message-address message-phone message-date message-number"
    " message-unit message-rhythm message-negation-lost message-negation-new"
    " message-negation-fewer message-unconfirmed"
    " message-source-words message-script message-letters message-nfc message-number-order"
    " message-length message-same message-end message-glossary message-two-ways".split()
)


def check_settings(publication: Publication) -> list[Diagnostic]:
    """Everything that the checks find in settings that were read without a fault."""
    return [found for check in SETTINGS_CHECKS.values() for found in check(publication)]


def check_source(case: SourceCase) -> list[Diagnostic]:
    """Everything that the checks find in one source document."""
    return [found for check in SOURCE_CHECKS.values() for found in check(case)]


def check_translation(
    document: Document,
    catalogue: Catalogue,
    language: Language,
    *,
    records: Records = NO_RECORDS,
    terms: tuple[Term, ...] = (),
    said: dict[str, Entry] | None = None,
) -> list[Diagnostic]:
    """Everything that the checks find in the usable messages of a catalogue.

    ``terms`` are those of the language's glossary; ``said`` gathers how each source text
    is translated, over all leaflets of the language. What a waiver or a confirmation of
    ``records`` settles becomes a note that names the person and the reason.
    """
    towards = dataclasses.replace(document, language=language)
    found: list[Diagnostic] = []
    said = {} if said is None else said
    for message in document.messages:
        entry = catalogue.find(message.text, message.context)
        if entry is not None and entry.is_usable:
            findings = [
                f for check in MESSAGE_CHECKS.values() for f in check(towards, message, entry)
            ]
            findings += [*terms_kept(terms, message, entry), *one_way(said, message, entry)]
            said.setdefault(message.text, entry)
            found += settle(findings, towards, entry, records)
    return list(dict.fromkeys(found))


__all__ = [
    "MESSAGE_CHECKS",
    "MESSAGE_CODES",
    "NEVER_WAIVED",
    "SOURCE_CHECKS",
    "UNCONFIRMED",
    "SourceCase",
    "check_settings",
    "check_source",
    "check_translation",
    "read_glossary",
]
