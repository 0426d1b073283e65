"""Document and catalogue to the document in that language.

A message is used only if it is translated and not fuzzy. One that is not
withholds the whole edition: never English in the middle of Polish.
"""

from __future__ import annotations

import copy
import dataclasses
from xml.etree.ElementTree import Element

from everyleaf.catalogue import Catalogue
from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.document import MESSAGE, Document, Message, numbered
from everyleaf.facts import write_facts, write_note_numbers
from everyleaf.language import Language
from everyleaf.reading import graft, name_first_references


def localise(
    document: Document, language: Language, catalogue: Catalogue | None
) -> tuple[Document | None, list[Diagnostic]]:
    """``document`` in ``language``, its facts written; or None and each missing message.

    ``catalogue`` is None for the source language only.
    """
    if catalogue is None:
        return _finished(document, language, [message.text for message in document.messages]), []
    targets, found = _targets(document, catalogue)
    return (None, found) if found else (_finished(document, language, targets), [])


def _targets(document: Document, catalogue: Catalogue) -> tuple[list[str], list[Diagnostic]]:
    targets: list[str] = []
    found: list[Diagnostic] = []
    for message in document.messages:
        entry = catalogue.find(message.text, message.context)
        if entry is not None and entry.is_usable:
            targets.append(entry.target)
            continue
        place = Place(catalogue.path) if entry is None else entry.place
        state = "missing" if entry is None else "fuzzy" if entry.fuzzy else "untranslated"
        found.append(_unusable(state, place, message))
    return targets, _once(found)


_UNUSABLE = {
    "missing": (
        "has no entry",
        "Type: everyleaf update; then translate the message.",
    ),
    "fuzzy": ("is fuzzy", "Check the translation, and take the mark fuzzy away."),
    "untranslated": ("is not translated", "Write its msgstr."),
}


def _unusable(state: str, place: Place, message: Message) -> Diagnostic:
    what, remedy = _UNUSABLE[state]
    shown = message.text if len(message.text) <= 80 else message.text[:77] + "..."
    problem = f'The message "{shown}" ({message.place}) {what}.'
    return error(f"message-{state}", place, problem, remedy)


def _once(found: list[Diagnostic]) -> list[Diagnostic]:
    return list(dict.fromkeys(found))


def draft(
    document: Document, language: Language, catalogue: Catalogue
) -> tuple[Document, list[Diagnostic]]:
    """``document`` in ``language`` as far as it is translated, and each missing message.

    For those who work on it, never for patients: a message that may not be used stands
    there as its number and what is the matter with it, never as the source's words.
    """
    missing = _targets(document, catalogue)[1]
    targets = [_drafted(number, message, catalogue) for number, message in numbered(document)]
    return _finished(document, language, targets), missing


def _drafted(number: int, message: Message, catalogue: Catalogue) -> str:
    entry = catalogue.find(message.text, message.context)
    if entry is not None and entry.is_usable:
        return entry.target
    if entry is not None and entry.target.strip():
        return f"{_marked(f'{number} fuzzy')} {entry.target}"
    return _marked(f"{number} missing")


def _marked(said: str) -> str:
    """Isolated, so that it reads from left to right wherever it stands."""
    return f"\N{LEFT-TO-RIGHT ISOLATE}(( {said} ))\N{POP DIRECTIONAL ISOLATE}"


def _finished(document: Document, language: Language, targets: list[str]) -> Document:
    body = copy.deepcopy(document.body)
    for element in [e for e in body.iter() if e.get(MESSAGE)]:
        graft(element, targets[int(element.get(MESSAGE, "0"))], document.inline)
    return finish(document, language, body, targets[0])


def finish(document: Document, language: Language, body: Element, summary: str) -> Document:
    """``body``, a translation of the body of ``document``, made a document of its own.

    Its facts are written in the way of ``language``, and it gets its original.
    """
    name_first_references(body)
    write_facts(body, document.facts, language)
    write_note_numbers(body, language)
    front = dataclasses.replace(document.front, summary=summary)
    original = _original(document)
    return dataclasses.replace(
        document,
        language=language,
        body=body,
        front=front,
        source_title=original.title,
        original=None if language == document.source_language else original,
    )


def _original(document: Document) -> Document:
    """The source, its facts written; ``document`` itself has placeholders still."""
    body = copy.deepcopy(document.body)
    write_facts(body, document.facts, document.source_language)
    return dataclasses.replace(document, body=body)
