"""Notes: each has an ID, and a reference that leads to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from everyleaf.checks.tags.elements import Element
from everyleaf.checks.tags.navigation import Link
from everyleaf.checks.tags.tag_case import Defect, TagCase, finding, shown
from everyleaf.diagnostics import Diagnostic

_NEAR = 30.0  # points between where a link leads and the first line of its note


def notes_identified(case: TagCase) -> Iterator[Diagnostic]:
    """Every Note has an ID of its own, listed in the IDTree (ISO 14289-1, 7.9; Matterhorn 19)."""
    file = case.file
    notes = [note for note, _ in file.of_kind("Note", "FENote")]
    often = Counter(note.identity for note in notes)
    wrong = [
        Defect(file.page_of(note), f"the note {shown(file.text(note))} has no ID of its own")
        for note in notes
        if often[note.identity] > 1 or note.identity not in file.identities
    ]
    yield from finding(case, "note-without-id", wrong, "Give each Note an ID, and list it.")


def notes_referred_to(case: TagCase) -> Iterator[Diagnostic]:
    """Every Note has a Reference whose link leads to it (STANDARDS 14)."""
    file = case.file
    places = [
        (link.target.page, link.target.top)
        for reference, _ in file.of_kind("Reference")
        for link in _links(case, reference)
        if link.target is not None
    ]
    alone = [
        Defect(file.page_of(note), f"no Reference leads to the note {shown(file.text(note))}")
        for note, _ in file.of_kind("Note", "FENote")
        if not any(_is_at(case, note, page, top) for page, top in places)
    ]
    yield from finding(case, "note-without-reference", alone, "Tag its mark as Reference > Link.")


def _links(case: TagCase, reference: Element) -> Iterator[Link]:
    known = case.file.links_by_key
    for one in (reference, *reference.all_of("Link")):
        yield from (known[held.key] for held in one.annotations if held.key in known)


def _is_at(case: TagCase, note: Element, page: int, top: float | None) -> bool:
    lines = [line.baseline for line in case.file.lines(note) if line.page == page]
    return bool(lines) and (top is None or abs(max(lines) - top) < _NEAR)
