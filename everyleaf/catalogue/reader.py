"""Reads a catalogue, or says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from everyleaf.catalogue.block import Block
from everyleaf.catalogue.catalogue import Catalogue, Entry
from everyleaf.catalogue.po_file import PoFile
from everyleaf.catalogue.refusals import language_of_folder, parsed
from everyleaf.diagnostics import Diagnostic, Place, error


def read_po_file(path: Path, shown: str) -> tuple[PoFile | None, list[Diagnostic]]:
    """The PO file in ``path`` to the byte, or None and what is wrong.

    ``shown`` names it in findings.
    """
    try:
        data = path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or "unknown reason"
        remedy = "Type: everyleaf extract (it writes an empty one to translate)."
        return None, [error("catalogue-unreadable", Place(shown), f"{reason}.", remedy)]
    return parsed(data, shown, language_of_folder(path))


def read_catalogue(path: Path, shown: str) -> tuple[Catalogue | None, list[Diagnostic]]:
    """The catalogue in ``path``, or None and what is wrong. ``shown`` names it in findings."""
    file, found = read_po_file(path, shown)
    return (catalogue_of(file, shown) if file else None), found


def catalogue_of(file: PoFile, shown: str) -> Catalogue:
    """What a PO file says, for translating; ``shown`` names it in findings."""
    entries = {
        (key.context, key.source): _entry(block, shown) for key, block in file.living.items()
    }
    return Catalogue(shown, file.header, entries)


def _entry(block: Block, shown: str) -> Entry:
    """Of a message with plurals the first form stands for all, if none is missing."""
    target = block.targets[0] if len(block.targets) == 1 or block.is_translated else ""
    place = Place(shown, block.line)
    return Entry(block.key.source, block.key.context, target, block.is_fuzzy, place)
