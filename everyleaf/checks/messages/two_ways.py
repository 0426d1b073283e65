"""One source text that is translated in two ways (STANDARDS 34)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from everyleaf.catalogue import Entry
from everyleaf.diagnostics import Diagnostic, warning
from everyleaf.document import Message


def one_way(said: Mapping[str, Entry], message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """``said`` has the first translation of each source text of the language.

    A context (msgctxt) says that a text has another meaning; such a one is left out.
    """
    first = said.get(message.text)
    if message.context or first is None or first.target.strip() == entry.target.strip():
        return
    problem = (
        f'The same source is translated in another way at {first.place}: "{first.target[:60]}".'
    )
    remedy = "Choose one of the two, or give the message a context."
    yield warning("message-two-ways", entry.place, problem, remedy)
