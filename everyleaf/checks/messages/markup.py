"""Markup of translated messages: what is safe to put into the tree, and has its marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from everyleaf.catalogue import Entry
from everyleaf.checks import characters, structure
from everyleaf.diagnostics import Diagnostic, error
from everyleaf.document import Document, Message
from everyleaf.reading import graft, placeholders

_NEW_BLOCK = re.compile(r"\n\s*\n|\n\s*(?:[*+-]\s|\d+[.)]\s|#{1,6}\s|>\s|!!!|\||:\s)")


def one_block(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """A message is one block; a second paragraph or a list in it would be lost or misread."""
    if _NEW_BLOCK.search(entry.target.strip()):
        remedy = "Put it on one line; the source has a message of its own for each block."
        problem = "The translation holds more than one block."
        yield error("message-two-blocks", entry.place, problem, remedy)


def no_raw_html(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """No HTML comes in through a catalogue (STANDARDS 33)."""
    yield from structure.raw_html(entry.target, entry.place)


def same_placeholders(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """Every fact of the source is in the translation, as often, and no other (STANDARDS 32)."""
    wanted, given = Counter(placeholders(message.text)), Counter(placeholders(entry.target))
    for name in wanted - given:
        problem = f"The fact {{{name}}} is lost."
        yield error("message-fact-lost", entry.place, problem, f"Put {{{name}}} where it belongs.")
    for name in given - wanted:
        problem = f"The fact {{{name}}} is not in the source."
        yield error("message-fact-added", entry.place, problem, f"Take {{{name}}} out.")


def same_structure(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """The same links, pictures, notes, bold and breaks as the source (STANDARDS 33)."""
    wanted = _structure(message.text, document)
    given = _structure(entry.target, document)
    lost, added = sorted((wanted - given).keys()), sorted((given - wanted).keys())
    if message.kind == "picture" and _words_beside(entry.target, document):
        remedy = "Write nothing before or after the picture; they would not be printed."
        problem = "Words stand beside the picture."
        yield error("message-markup", entry.place, problem, remedy)
    elif lost or added:
        parts = [
            f"lost {', '.join(lost)}" if lost else "",
            f"new {', '.join(added)}" if added else "",
        ]
        problem = f"The markup differs from the source: {'; '.join(filter(None, parts))}."
        remedy = "Keep the marks, links and pictures of the source."
        yield error("message-markup", entry.place, problem[:400], remedy)


def _words_beside(text: str, document: Document) -> bool:
    holder = Element("p")
    graft(holder, text, document.inline)
    return bool("".join(holder.itertext()).strip())


def _structure(text: str, document: Document) -> Counter[str]:
    holder = Element("p")
    graft(holder, text, document.inline)
    return Counter(filter(None, map(_sign, holder.iter())))


def _sign(element: Element) -> str:
    if element.tag == "a":
        return f"link to {element.get('href', '')}"
    if element.tag == "img":
        described = "" if element.get("alt", "").strip() else " without description"
        titled = " with caption" if element.get("title") else ""
        return f"picture {element.get('src', '')}{described}{titled}"
    return {"strong": "bold", "em": "italics", "br": "line break", "code": "code"}.get(
        element.tag, ""
    )


def plain_characters(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """No control characters, no bidi overrides, no isolate left open (STANDARDS 33)."""
    yield from characters.unsafe(entry.target, entry.place, "message")
