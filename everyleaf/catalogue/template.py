"""Writes PO templates, and catalogues that nobody has translated yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from translate.lang.data import languages
from translate.storage import pypo

from everyleaf.catalogue.catalogue import ORIGIN_FIELD


@dataclass(frozen=True, slots=True)
class TemplateEntry:
    """One message for translators: notes come out as ``#.``, references as ``#:``."""

    source: str
    context: str
    notes: tuple[str, ...]
    reference: str
    flags: tuple[str, ...] = ()
    plural: str = ""


def template_text(entries: Iterable[TemplateEntry], title: str) -> bytes:
    """A .pot file. It holds no date, so that an unchanged source gives an unchanged file."""
    return _text(entries, {"Project-Id-Version": title, "Language": ""})


def untranslated_catalogue(entries: Iterable[TemplateEntry], title: str, name: str) -> bytes:
    """A .po file with every message still to be translated; ``name`` is gettext's.

    It counts as machine-drafted until its translator says otherwise: the safe side.
    """
    header = {"Project-Id-Version": title, "Language": name}
    if forms := _plural_forms(name):
        header["Plural-Forms"] = forms
    return _text(entries, {**header, ORIGIN_FIELD: "machine"})


def _plural_forms(name: str) -> str:
    row = languages.get(name) or languages.get(name.split("_", maxsplit=1)[0])
    return f"nplurals={row[1]}; plural={row[2]};" if row and row[1] else ""


def _text(entries: Iterable[TemplateEntry], header: Mapping[str, str]) -> bytes:
    store = pypo.pofile(noheader=True)
    head = pypo.pounit("")
    fixed = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    head.target = "".join(f"{key}: {value}\n" for key, value in {**header, **fixed}.items())
    store.addunit(head)
    _add(store, entries)
    return bytes(store).lstrip(b"\n")


def _add(store: pypo.pofile, entries: Iterable[TemplateEntry]) -> None:
    seen: dict[tuple[str, str], pypo.pounit] = {}
    for entry in entries:
        unit = seen.get((entry.context, entry.source))
        if unit is None:
            unit = pypo.pounit([entry.source, entry.plural] if entry.plural else entry.source)
            seen[entry.context, entry.source] = unit
            if entry.context:
                unit.msgctxt = pypo.quoteforpo(entry.context)
            unit.addlocation(entry.reference)
            for flag in entry.flags:
                unit.settypecomment(flag)
            store.addunit(unit)
        for line in entry.notes:
            if line not in unit.getnotes("developer").splitlines():
                unit.addnote(line, origin="developer")
