"""Merges a template into a catalogue: what is untouched stays the same to the byte.

A message is looked for in this order: in the catalogue; the same text among messages that
are no longer in use; the same text in the catalogue of another leaflet; a near text among
messages that are no longer in use. All but the first come back fuzzy, with the message
that they were made for (``#|``), so nothing of them goes out before a person has looked.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from everyleaf.catalogue import (
    Block,
    Edit,
    Key,
    PoFile,
    Previous,
    TemplateEntry,
    comments_of,
    edited,
    made_obsolete,
    new_block,
)
from everyleaf.language import Language
from everyleaf.translation.nearness import NearMessages
from everyleaf.translation.weighing import weigh_the_same

_FROM = "From the leaflet"


class Fate(enum.StrEnum):
    """What became of a message of the template."""

    KEPT = "kept"
    REVIVED = "revived"
    REMEMBERED = "remembered"
    NEAR = "near"
    EMPTIED = "emptied"  # near, but a number or a negation differs
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A translation in use in another leaflet's catalogue."""

    leaflet: str
    key: Key
    target: str


Memory = Mapping[str, Sequence[Remembered]]  # by source text


@dataclass(frozen=True)
class Merged:
    """The catalogue as it shall be, the fate of each message, and how many became obsolete."""

    file: PoFile
    fates: Mapping[Key, Fate]
    obsolete: int


def merge(
    file: PoFile, template: Sequence[TemplateEntry], source_language: Language, memory: Memory
) -> Merged:
    """``file`` with exactly the messages of ``template``, in its order; obsolete ones behind."""
    merging = _Merging(file, template, source_language, memory)
    blocks = [merging.block_of(entry) for entry in template]
    header = [block for block in file.blocks if block.is_header]
    obsolete, count = merging.obsolete()
    merged = file.with_blocks([*header, *blocks, *obsolete])
    return Merged(merged, merging.fates, count)


@dataclass
class _Merging:
    file: PoFile
    template: Sequence[TemplateEntry]
    source_language: Language
    memory: Memory
    fates: dict[Key, Fate] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        wanted = {entry.key for entry in self.template}
        self.vanished = [block for key, block in self.file.living.items() if key not in wanted]
        old = [*self.file.obsolete, *self.vanished]
        self.old = [block for block in old if block.is_translated]
        self.by_source: dict[str, list[Block]] = {}
        for block in self.old:
            self.by_source.setdefault(block.key.source, []).append(block)
        self.near = NearMessages(self.old)
        self.forms = self.file.plural_count or 2

    def block_of(self, entry: TemplateEntry) -> Block:
        there = self.file.living.get(entry.key)
        if there is not None and there.plural == entry.plural:
            fate, block = self._kept(there, entry)
        else:
            fate, block = self._found(entry, there)
        self.fates[entry.key] = fate
        return block

    def _kept(self, there: Block, entry: TemplateEntry) -> tuple[Fate, Block]:
        like_template = edited(there, entry.edit, self.file.style)
        if any(target.strip() for target in there.targets) or entry.plural:
            return Fate.KEPT, like_template
        comments = comments_of(there)
        if any(_FROM in line for line in comments):  # a translator has emptied it
            return Fate.KEPT, like_template
        found = self._revived(entry, comments) or self._remembered(entry, comments)
        return found or (Fate.KEPT, like_template)

    def _found(self, entry: TemplateEntry, there: Block | None) -> tuple[Fate, Block]:
        if there is not None and there.is_translated:  # it has got, or lost, a plural
            return self._near(entry, there)
        found = self._revived(entry) or self._remembered(entry)
        if found:
            return found
        near = self.near.nearest(entry.source)
        if near is not None:
            return self._near(entry, near)
        return Fate.NEW, self._block(entry, self._empty(entry), Edit())

    def _revived(
        self, entry: TemplateEntry, kept: tuple[str, ...] = ()
    ) -> tuple[Fate, Block] | None:
        """The same text, in the same context if possible; of several the last."""
        same = [
            block
            for block in self.by_source.get(entry.source, ())
            if block.plural == entry.plural and self._fits(entry, block)
        ]
        if not same:
            return None
        old = max(same, key=lambda block: block.key == entry.key)
        self.used.add(id(old))
        edit = Edit(fuzzy=True, previous=Previous(old.key, old.plural))
        return Fate.REVIVED, self._block(entry, old.targets, edit, (*kept, *comments_of(old)))

    def _fits(self, entry: TemplateEntry, old: Block) -> bool:
        same_kind = bool(old.plural) == bool(entry.plural)
        return same_kind and len(old.targets) == len(self._empty(entry))

    def _remembered(
        self, entry: TemplateEntry, kept: tuple[str, ...] = ()
    ) -> tuple[Fate, Block] | None:
        same = self.memory.get(entry.source, ())
        if not same or entry.plural:
            return None
        best = max(same, key=lambda one: one.key == entry.key)
        comment = f"{_FROM} {best.leaflet}: check that it fits here."
        edit = Edit(fuzzy=True, previous=Previous(best.key), comments=(comment,))
        return Fate.REMEMBERED, self._block(entry, (best.target,), edit, kept)

    def _near(self, entry: TemplateEntry, old: Block) -> tuple[Fate, Block]:
        """A draft from the nearest text; where a number or a negation differs, a comment only."""
        self.used.add(id(old))
        comments = comments_of(old)
        previous = Previous(old.key, old.plural)
        if self._fits(entry, old) and self._weighs_the_same(entry, old):
            edit = Edit(fuzzy=True, previous=previous)
            return Fate.NEAR, self._block(entry, old.targets, edit, comments)
        told = (
            f"The source was: {_on_one_line((old.key.source, old.plural))}",
            f"Its translation was: {_on_one_line(old.targets)}",
        )
        edit = Edit(previous=previous, comments=told)
        return Fate.EMPTIED, self._block(entry, self._empty(entry), edit, comments)

    def _weighs_the_same(self, entry: TemplateEntry, old: Block) -> bool:
        pairs = ((old.key.source, entry.source), (old.plural, entry.plural))
        return all(weigh_the_same(one, other, self.source_language) for one, other in pairs)

    def _empty(self, entry: TemplateEntry) -> tuple[str, ...]:
        return ("",) * (self.forms if entry.plural else 1)

    def _block(
        self, entry: TemplateEntry, targets: tuple[str, ...], edit: Edit,
        kept: tuple[str, ...] = (),
    ) -> Block:  # fmt: skip
        like_template = dataclasses.replace(
            edit, notes=entry.notes, references=(entry.reference,), formats=entry.flags
        )
        return new_block(entry.key, entry.plural, targets, like_template, self.file.style, kept)

    def obsolete(self) -> tuple[list[Block], int]:
        """What is no longer in use and has a translation that came back nowhere."""
        new = [
            made_obsolete(block)
            for block in self.vanished
            if id(block) not in self.used and any(target.strip() for target in block.targets)
        ]
        keys = {(block.key, block.plural) for block in new}
        old = [
            block
            for block in self.file.obsolete
            if id(block) not in self.used and (block.key, block.plural) not in keys
        ]
        return [*old, *new], len(new)


def _on_one_line(texts: Iterable[str]) -> str:
    return " | ".join(" ".join(text.split()) for text in texts if text)


def memory_of(files: Mapping[str, PoFile], leaflet: str) -> Memory:
    """What the catalogues of the other leaflets in this language say; ``files`` by leaflet."""
    found: dict[str, list[Remembered]] = {}
    for name, file in sorted(files.items()):
        if name == leaflet:
            continue
        for key, block in file.living.items():
            if block.is_translated and not block.is_fuzzy and not block.plural:
                found.setdefault(key.source, []).append(Remembered(name, key, block.targets[0]))
    return found
