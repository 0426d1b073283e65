"""Changes into a catalogue; what is not changed stays the same to the byte."""

from __future__ import annotations

from collections.abc import Iterable

from everyleaf.catalogue import Edit, Key, PoFile
from everyleaf.translation.receiving.merging import Change


def with_changes(file: PoFile, changes: Iterable[Change]) -> PoFile:
    """The PO file with new translations for some of its messages; raises `KeyError`."""
    edits = {}
    for change in changes:
        key = Key(change.context, change.source)
        forms = len(file.living[key].targets)
        edits[key] = Edit(
            targets=(change.target,) * forms,
            fuzzy=change.fuzzy,
            forget_previous=not change.fuzzy,
        )
    return file.with_edits(edits)
