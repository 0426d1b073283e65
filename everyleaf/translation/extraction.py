"""Messages for translators: what a leaflet's template holds."""

from __future__ import annotations

from collections.abc import Iterator

from everyleaf.catalogue import TemplateEntry
from everyleaf.document import Document, Message
from everyleaf.reading import kind_name, placeholders

# Where the name of a kind does not say what is wanted.
_MORE = {
    "summary": "one sentence: for whom, about what",
    "picture": "picture: what it shows [in brackets], and its caption",
}


def document_entries(document: Document, shown: str) -> Iterator[TemplateEntry]:
    """One entry a message, with the headings above it and the values of its facts.

    The reference names the file alone: a line number would change with every
    line that is added above.
    """
    for message in document.messages:
        names = placeholders(message.text)
        flags = ("python-brace-format",) if names else ()
        notes = (*_where(message), *(_fact(document, name) for name in dict.fromkeys(names)))
        yield TemplateEntry(message.text, message.context, notes, shown, flags)


def kind_of(message: Message) -> str:
    """What kind of block a message is, in words for translators."""
    return _MORE.get(message.kind) or kind_name(message.kind)


def _where(message: Message) -> Iterator[str]:
    yield f"Kind: {kind_of(message)}"
    if message.path:
        yield "Under: " + " > ".join(message.path)


def _fact(document: Document, name: str) -> str:
    fact = document.facts.get(name)
    return f"{{{name}}} becomes: {fact.value}" if fact else f"{{{name}}} is unknown"
