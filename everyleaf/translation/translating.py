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
from everyleaf.document import MESSAGE, Document, Message
from everyleaf.facts import write_facts
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


def _finished(document: Document, language: Language, targets: list[str]) -> Document:
    body = copy.deepcopy(document.body)
    for element in [e for e in body.iter() if e.get(MESSAGE)]:
        graft(element, targets[int(element.get(MESSAGE, "0"))], document.inline)
    name_first_references(body)
    write_facts(body, document.facts, language)
    front = dataclasses.replace(document.front, summary=targets[0])
    title = document.source_title or _written_title(document)
    return dataclasses.replace(
        document, language=language, body=body, front=front, source_title=title
    )


def _written_title(document: Document) -> str:
    """The title in the source language, its facts written."""
    heading = document.body.find("h1")
    holder = Element("div")
    if heading is not None:
        holder.append(copy.deepcopy(heading))
    write_facts(holder, document.facts, document.source_language)
    return " ".join("".join(holder.itertext()).split())
