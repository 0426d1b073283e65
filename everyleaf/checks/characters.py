"""Characters that cannot be shown, or that change the order of what stands around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from everyleaf.checks.source_case import SourceCase
from everyleaf.diagnostics import Diagnostic, Place, error

_BIDI_OVERRIDES = re.compile("[\u202a-\u202e]")
_OPEN_ISOLATES, _CLOSE_ISOLATE = "\u2066\u2067\u2068", "\u2069"


def plain_characters(case: SourceCase) -> Iterator[Diagnostic]:
    """No control characters, no bidi overrides, no isolate left open (STANDARDS 33)."""
    for message in case.document.messages:
        yield from unsafe(message.text, message.place, "source")


def unsafe(text: str, place: Place, origin: str) -> Iterator[Diagnostic]:
    """The findings in one ``text``; their codes begin with ``origin`` (source, message)."""
    if bad := [
        c for c in text if unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") and c != "\n"
    ]:
        problem = f"It holds a character that cannot be shown: U+{ord(bad[0]):04X}."
        yield error(f"{origin}-control", place, problem, "Delete it.")
    if _BIDI_OVERRIDES.search(text):
        remedy = "Use isolates (U+2066 to U+2069), or none."
        yield error(f"{origin}-bidi", place, "It holds a bidi embedding or override.", remedy)
    if not _is_closed(text):
        problem = "An isolate (U+2066 to U+2068) is not closed, or closed before it is opened."
        yield error(f"{origin}-bidi", place, problem, "Close it with U+2069.")


def _is_closed(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character in _OPEN_ISOLATES) - (character == _CLOSE_ISOLATE)
        if depth < 0:
            return False
    return depth == 0
