"""Changes into a catalogue; what is not changed stays the same to the byte."""

from __future__ import annotations

from collections.abc import Iterable

from translate.storage import pypo

from everyleaf.translation.receiving.merging import Change


def with_changes(data: bytes, changes: Iterable[Change]) -> bytes:
    """The PO file ``data`` with new translations for some of its messages."""
    by_key = {(change.context, change.source): change for change in changes}
    store = pypo.pofile.parsestring(data)
    for unit in store.units:
        if unit.isheader() or unit.isobsolete():
            continue
        change = by_key.get((str(unit.getcontext()), str(unit.source)))
        if change is not None:
            if str(unit.target) != change.target:
                unit.target = change.target
            unit.markfuzzy(change.fuzzy)
            if not change.fuzzy:
                unit.prev_msgctxt, unit.prev_msgid, unit.prev_msgid_plural = [], [], []
    return bytes(store)
