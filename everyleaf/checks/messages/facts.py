"""Facts: nothing lost, nothing new, nothing changed (STANDARDS 32).

In 46 published translations of one leaflet, six had a defect of this kind: a cut
phone number, a reversed one, a broken e-mail domain (twice), a lost date, two
contact paragraphs missing (STANDARDS, section 7).
"""

from __future__ import annotations

from collections.abc import Iterator

from everyleaf.catalogue import Entry
from everyleaf.checks.messages.message_case import facts_in, words_for
from everyleaf.diagnostics import Diagnostic, error, warning
from everyleaf.document import Document, Message
from everyleaf.facts import (
    Difference,
    Facts,
    differences,
    figures_alone,
    figures_in_order,
    spans_lost,
)

_REMEDIES = {
    "lost": "Put it into the translation as the source has it.",
    "new": "Take it out, or write what the source says.",
    "changed": "Write the unit of the source.",
}


def _both(document: Document, message: Message, entry: Entry) -> tuple[Facts, Facts]:
    source = facts_in(message.text, document.source_language.tag)
    target = facts_in(entry.target, document.language.tag)
    if words_for(document.language) and words_for(document.source_language):
        return source, target
    return figures_alone(source), figures_alone(target)  # words_confirmed asks for a person


def _told(code: str, entry: Entry, one: Difference) -> Diagnostic:
    what = {"number": "number", "unit": "amount", "rhythm": "rhythm"}.get(one.kind, one.kind)
    if one.other:
        problem = f'The {what} "{one.written}" of the source has become "{one.other}".'
    elif one.state == "lost":
        problem = f'The {what} "{one.written}" of the source is not in the translation.'
    else:
        problem = f'The {what} "{one.written}" is not in the source.'
    return error(code, entry.place, problem, _REMEDIES[one.state])


def same_addresses(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """Every web and e-mail address, letter by letter (STANDARDS 32)."""
    for one in differences(*_both(document, message, entry)):
        if one.kind == "address":
            yield _told("message-address", entry, one)


def same_phones(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """Every phone number, digit by digit, in the digits of any script (STANDARDS 32)."""
    for one in differences(*_both(document, message, entry)):
        if one.kind == "phone":
            yield _told("message-phone", entry, one)


def same_dates(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """Every date and every time of day, however it is written (STANDARDS 32)."""
    for one in differences(*_both(document, message, entry)):
        if one.kind in ("date", "time"):
            yield _told("message-date", entry, one)


def same_amounts(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """Every number, in figures or in words, with its unit (STANDARDS 32): 1.0 mg is not 10 mg."""
    for one in differences(*_both(document, message, entry)):
        if one.kind == "number":
            yield _told("message-number", entry, one)
        elif one.kind == "unit":
            yield _told("message-unit", entry, one)


def same_rhythms(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """How often and how long: daily is not weekly, two weeks are not two days (STANDARDS 32)."""
    if not words_for(document.language) or not words_for(document.source_language):
        return  # words_confirmed asks for a person
    source, target = _both(document, message, entry)
    for one in differences(source, target):
        if one.kind == "rhythm":
            yield _told("message-rhythm", entry, one)
    for unit in sorted(spans_lost(source, target)):
        problem = f"The source counts in {unit}s; the translation names none."
        yield error("message-rhythm", entry.place, problem, _REMEDIES["changed"])


def number_order(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """Plain numbers in another order may be a turned range: 3-5, not 5-3 (STANDARDS 34)."""
    source, target = _both(document, message, entry)
    ours, theirs = figures_in_order(source), figures_in_order(target)
    if ours != theirs and sorted(ours) == sorted(theirs):
        problem = f"The numbers stand in another order: {', '.join(theirs)}."
        remedy = f"See that each says what it says in the source ({', '.join(ours)})."
        yield warning("message-number-order", entry.place, problem, remedy)
