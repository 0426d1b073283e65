"""Negation and the words of number: by the data of each language, or by a person."""

from __future__ import annotations

from collections.abc import Iterator

from everyleaf.catalogue import Entry
from everyleaf.checks.messages.message_case import facts_in, words_for
from everyleaf.diagnostics import Diagnostic, error, warning
from everyleaf.document import Document, Message
from everyleaf.facts import negation_difference, negations

UNCONFIRMED = "message-unconfirmed"


def same_negation(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """A "not" that is lost turns advice into its opposite; so does a new one (issue: negation)."""
    ours, theirs = words_for(document.source_language), words_for(document.language)
    if not ours or not theirs:
        return  # words_confirmed asks for a person
    state = negation_difference(negations(message.text, ours), negations(entry.target, theirs))
    if state == "lost":
        remedy = "Say no where the source does (not, never, without, unless)."
        problem = "The source says no; a sentence of the translation does not."
        yield error("message-negation-lost", entry.place, problem, remedy)
    elif state == "new":
        remedy = "Say yes where the source does."
        problem = "A sentence of the translation says no; the source does not."
        yield error("message-negation-new", entry.place, problem, remedy)
    elif state == "fewer":
        remedy = "See that it still says both."
        problem = "A sentence of the source says no twice, the translation once."
        yield warning("message-negation-fewer", entry.place, problem, remedy)


def words_confirmed(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """Where nobody wrote down a language's words, a named linguist confirms each message.

    Asked of those that count, tell how often, or say no; others need no words.
    """
    if words_for(document.language) or document.language == document.source_language:
        return
    if asks_for_words(document, message):
        problem = (
            "It counts, says how often, or says no, and the words for that"
            f" in {document.language.tag} are not known here."
        )
        remedy = "When a linguist has compared it with the source, type: everyleaf confirm."
        yield error(UNCONFIRMED, entry.place, problem, remedy)


def asks_for_words(document: Document, message: Message) -> bool:
    """Whether a message holds number words, a rhythm or a negation."""
    ours = words_for(document.source_language)
    if ours is None:
        return True
    facts = facts_in(message.text, document.source_language.tag)
    counted = any(one.in_words and not one.weak for one in facts.amounts)
    return counted or bool(facts.rhythms) or any(n.plain for n in negations(message.text, ours))
