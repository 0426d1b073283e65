"""Writes PO templates, and catalogues that nobody has translated yet."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from everyleaf.catalogue.block import Block, Key
from everyleaf.catalogue.block_editing import Edit, Style, new_block
from everyleaf.catalogue.catalogue import ORIGIN_FIELD
from everyleaf.catalogue.plural_forms import plural_forms
from everyleaf.catalogue.po_file import PoFile

_STYLE = Style()
_FIXED = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """One message for translators: notes come out as ``#.``, references as ``#:``."""

    source: str
    context: str
    notes: tuple[str, ...]
    reference: str
    flags: tuple[str, ...] = ()
    plural: str = ""

    @property
    def key(self) -> Key:
        """What names the message in catalogues."""
        return Key(self.context, self.source)

    @property
    def edit(self) -> Edit:
        """What an entry of a catalogue must say to be like the template."""
        return Edit(notes=self.notes, references=(self.reference,), formats=self.flags)


def merged(entries: Iterable[TemplateEntry]) -> tuple[TemplateEntry, ...]:
    """One entry a key, in order of the first; the notes of the others are added to it."""
    found: dict[Key, TemplateEntry] = {}
    for entry in entries:
        first = found.setdefault(entry.key, entry)
        notes = tuple(dict.fromkeys((*first.notes, *entry.notes)))
        found[entry.key] = dataclasses.replace(first, notes=notes)
    return tuple(found.values())


def template_text(entries: Iterable[TemplateEntry], title: str) -> bytes:
    """A .pot file. It holds no date, so that an unchanged source gives an unchanged file."""
    head = _header({"Project-Id-Version": title, "Language": ""}, Style())
    blocks = (untranslated(entry, 2, Style()) for entry in merged(entries))
    return PoFile((head, *blocks), (), Style()).data


def untranslated_catalogue(entries: Iterable[TemplateEntry], title: str, name: str) -> bytes:
    """A .po file with every message still to be translated; ``name`` is gettext's."""
    head = PoFile((header_block(title, name),), (), Style())
    blocks = (untranslated(entry, head.plural_count or 2, head.style) for entry in merged(entries))
    return head.with_blocks([*head.blocks, *blocks]).data


def header_block(title: str, name: str, style: Style = _STYLE) -> Block:
    """The header of a catalogue in the language of gettext's ``name``.

    It counts as machine-drafted until its translator says otherwise: the safe side.
    """
    fields = {"Project-Id-Version": title, "Language": name}
    if forms := plural_forms(name):
        fields["Plural-Forms"] = forms
    return _header({**fields, ORIGIN_FIELD: "machine"}, style)


def _header(fields: Mapping[str, str], style: Style) -> Block:
    plain = {name: " ".join(value.split()) for name, value in {**fields, **_FIXED}.items()}
    said = "".join(f"{name}: {value}\n" for name, value in plain.items())
    head = new_block(Key("", ""), "", (said,), Edit(), style)
    return dataclasses.replace(head, lines=head.lines[1:])  # no empty line before the first


def untranslated(entry: TemplateEntry, forms: int, style: Style) -> Block:
    """The entry as a block without translation; ``forms`` is how many a plural has."""
    targets = ("",) * (forms if entry.plural else 1)
    return new_block(entry.key, entry.plural, targets, entry.edit, style)
