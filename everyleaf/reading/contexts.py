"""Contexts for short messages that could mean two things.

"Open" as a heading and "Open" in a table may need two translations. So a message of one
or two words that stands in blocks of different kinds has the kind as its context, at all
its places; one that an author gave a context keeps it. The rule looks at one leaflet, so
that a template depends on nothing else.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from everyleaf.document import Message

# What translators call the blocks; headings of all levels are one kind.
KIND_NAMES = {
    "summary": "summary",
    "h1": "title",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "p": "paragraph",
    "li": "list item",
    "th": "table heading",
    "td": "table cell",
    "dt": "term in a glossary",
    "dd": "meaning in a glossary",
    "caption": "caption of a table",
    "picture": "picture",
}
_MOST_WORDS = 2
_MOST_LETTERS = 40  # where a script writes no spaces, two words are surely shorter


def kind_name(kind: str) -> str:
    """A kind of block in words."""
    return KIND_NAMES.get(kind, kind.replace("-", " "))


def with_contexts(messages: Iterable[Message]) -> tuple[Message, ...]:
    """``messages``, the short ambiguous ones with their kind as context."""
    all_messages = tuple(messages)
    kinds: dict[str, set[str]] = {}
    for message in all_messages:
        if _may_need_one(message):
            kinds.setdefault(message.text, set()).add(kind_name(message.kind))
    return tuple(
        dataclasses.replace(message, context=kind_name(message.kind))
        if _may_need_one(message) and len(kinds[message.text]) > 1
        else message
        for message in all_messages
    )


def _may_need_one(message: Message) -> bool:
    is_short = len(message.text.split()) <= _MOST_WORDS and len(message.text) <= _MOST_LETTERS
    return is_short and not message.context
