"""Reads a PO file that came back, in whatever form msgmerge, Poedit or Weblate left it."""

from __future__ import annotations

import re

from everyleaf.catalogue import catalogue_of, parsed
from everyleaf.diagnostics import Diagnostic
from everyleaf.translation.handoff.package import HANDOFF_FIELD
from everyleaf.translation.handoff.unit import message_key
from everyleaf.translation.receiving.returned import ReturnedFile, ReturnedUnit

_BEGINS = re.compile(rb'^[ \t]*msgid[ \t]+"', re.MULTILINE)


def is_po(data: bytes) -> bool:
    """Whether ``data`` holds a message as PO files do."""
    return _BEGINS.search(data[:200_000]) is not None and b"<xliff" not in data[:20_000]


def read_po(data: bytes, name: str) -> tuple[list[ReturnedFile], list[Diagnostic]]:
    """The file, or none and what is wrong: read as strictly as a catalogue of our own."""
    file, found = parsed(data, name)
    if file is None:
        return [], found
    catalogue = catalogue_of(file, name)
    units = tuple(
        ReturnedUnit(message_key(e.source, e.context), e.source, e.target, e.fuzzy)
        for e in catalogue.entries.values()
    )
    header = catalogue.header
    language = header.get("Language", "").strip()
    return [ReturnedFile(name, language, header.get(HANDOFF_FIELD, "").strip(), units)], []
