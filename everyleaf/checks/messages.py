"""Translated messages: what is safe to put into the tree, and says the same.

The whole comparison of facts and number words comes with the translators' checks;
these are the ones without which nothing may be published (STANDARDS 32 and 33).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from everyleaf.catalogue import Entry
from everyleaf.checks import structure
from everyleaf.diagnostics import Diagnostic, error
from everyleaf.document import Document, Message
from everyleaf.reading import graft, placeholders

_NEW_BLOCK = re.compile(r"\n\s*\n|\n\s*(?:[*+-]\s|\d+[.)]\s|#{1,6}\s|>\s|!!!|\||:\s)")
_BIDI_OVERRIDES = re.compile("[\u202a-\u202e]")
_OPEN_ISOLATES, _CLOSE_ISOLATE = "\u2066\u2067\u2068", "\u2069"


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
    if lost or added:
        parts = [
            f"lost {', '.join(lost)}" if lost else "",
            f"new {', '.join(added)}" if added else "",
        ]
        problem = f"The markup differs from the source: {'; '.join(filter(None, parts))}."
        remedy = "Keep the marks, links and pictures of the source."
        yield error("message-markup", entry.place, problem[:400], remedy)


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
    text = entry.target
    if bad := [
        c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") and c != "\n"
    ]:
        problem = f"The translation holds a character that cannot be shown: U+{ord(bad[0]):04X}."
        yield error("message-control", entry.place, problem, "Delete it.")
    if _BIDI_OVERRIDES.search(text):
        remedy = "Use isolates (U+2066 to U+2069), or none."
        yield error("message-bidi", entry.place, "It holds a bidi embedding or override.", remedy)
    if sum(map(text.count, _OPEN_ISOLATES)) != text.count(_CLOSE_ISOLATE):
        problem = "An isolate (U+2066 to U+2068) is not closed."
        yield error("message-bidi", entry.place, problem, "Close it with U+2069.")
