"""What a check of the structure tree is given, and how it says what it found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from everyleaf.checks.tags.tagged_file import TaggedFile
from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.edition import Edition

_NOT_SIGNS = re.compile(r"[\s\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True)
class TagCase:
    """A tagged PDF and the edition that it is.

    ``composed`` are the words of the page that its layout composed, None where it is not at
    hand.
    """

    edition: Edition
    file: TaggedFile
    composed: str | None = None

    @property
    def place(self) -> Place:
        """Where findings stand: the edition's name."""
        return Place(self.edition.name)


@dataclass(frozen=True)
class Defect:
    """One place where a rule is broken; ``page`` is None where it is the whole file."""

    page: int | None
    said: str


def finding(
    case: TagCase, code: str, defects: Sequence[Defect], remedy: str
) -> Iterator[Diagnostic]:
    """At most one finding a code: the first place, and how many more there are."""
    if not defects:
        return
    first, others = defects[0], defects[1:]
    where = f"Page {first.page}: " if first.page is not None else ""
    more = f" So in {len(others)} more places." if others else ""
    yield error(code, case.place, f"{where}{first.said}.{more}", remedy)


def signs_of(text: str) -> str:
    """The signs of a text in NFC, without white space and bidi controls: to compare by."""
    return _NOT_SIGNS.sub("", unicodedata.normalize("NFC", text))


def shown(text: str) -> str:
    """Text in quotation marks, cut short."""
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= 40 else f"“{words[:38].rstrip()} …”"
