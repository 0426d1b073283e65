"""A block: one entry of a PO file, as its lines and as what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_FORM = re.compile(r"^[ \t]*(?:#~[ \t]*)?msgstr")
_KEYWORD = re.compile(r"^[ \t]*(?:#~[ \t]*)?msg")


class Key(NamedTuple):
    """What names a message: its context (or the empty string) and its source text."""

    context: str
    source: str


@dataclass(frozen=True, slots=True)
class Block:
    """One entry. ``lines`` are as in the file, line ends and the empty lines before it kept.

    ``line`` is where it begins (counted from 1; 0 if it is in no file yet). ``targets`` has
    one text, or one for each plural form.
    """

    lines: tuple[str, ...]
    line: int
    key: Key
    plural: str
    targets: tuple[str, ...]
    flags: tuple[str, ...] = ()
    is_obsolete: bool = False

    @property
    def is_header(self) -> bool:
        """Whether it is the header: the message with an empty source."""
        return not self.key.source and not self.key.context and not self.is_obsolete

    @property
    def is_fuzzy(self) -> bool:
        """Whether a person has yet to confirm the translation."""
        return "fuzzy" in self.flags

    @property
    def is_translated(self) -> bool:
        """Whether every form has a text, fuzzy or not."""
        return bool(self.targets) and all(target.strip() for target in self.targets)


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines of a block by what they are, each as in the file; in gettext's order."""

    gap: tuple[str, ...]
    comments: tuple[str, ...]
    notes: tuple[str, ...]
    references: tuple[str, ...]
    flags: tuple[str, ...]
    previous: tuple[str, ...]
    message: tuple[str, ...]
    forms: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """All of them in one row."""
        return (
            *self.gap, *self.comments, *self.notes, *self.references, *self.flags,
            *self.previous, *self.message, *self.forms,
        )  # fmt: skip


_NAMES = tuple(Parts.__dataclass_fields__)


def parts_of(block: Block) -> Parts:
    """The lines of ``block`` by what they are; comments of one kind stay in their order."""
    found: dict[str, list[str]] = {name: [] for name in _NAMES}
    for name, line in _named(block.lines):
        found[name].append(line)
    return Parts(**{name: tuple(lines) for name, lines in found.items()})


def comments_of(block: Block) -> tuple[str, ...]:
    """The lines that translators wrote above the message, as they stand."""
    return tuple(line for line in parts_of(block).comments if line.strip())


def _named(lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    name, has_begun = "gap", False
    for line in lines:
        bare = line.strip()
        if bare:
            has_begun = True
            name = _kind(bare, line, name)
        yield (name if has_begun else "gap"), line


_MARKS = {
    "#.": "notes", "#:": "references", "#,": "flags", "#|": "previous", "#~|": "previous",
}  # fmt: skip


def _kind(bare: str, line: str, before: str) -> str:
    """Which part a line belongs to; a string goes on with the part before it."""
    if bare.startswith("#") and not (bare.startswith("#~") and _is_text(bare)):
        return _MARKS.get(bare[:3] if bare.startswith("#~") else bare[:2], "comments")
    if _FORM.match(line):
        return "forms"
    return "message" if _KEYWORD.match(line) else before


def _is_text(bare: str) -> bool:
    return bare[2:].lstrip().startswith(("msg", '"'))


def with_mark(line: str) -> str:
    """A line of a message as it stands when the message is obsolete."""
    if not line.strip():
        return line
    return "#~" + line[1:] if line.startswith("#|") else f"#~ {line}"
