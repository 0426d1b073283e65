"""Notes: each has an ID, and a reference that leads to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from everyleaf.checks.tags.elements import Element
from everyleaf.checks.tags.navigation import Link, Target
from everyleaf.checks.tags.tag_case import Defect, TagCase, finding, shown
from everyleaf.diagnostics import Diagnostic

_SLACK = 1.0  # points
_KIND = "Note"


def notes_identified(case: TagCase) -> Iterator[Diagnostic]:
    """Every Note has an ID of its own, listed in the IDTree (ISO 14289-1, 7.9; Matterhorn 19)."""
    file = case.file
    notes = [note for note, _ in file.of_kind(_KIND)]
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
    reached = {
        note.key
        for reference, _ in file.of_kind("Reference")
        for link in _links(case, reference)
        for note in _notes_at(case, link.target)
    }
    alone = [
        Defect(file.page_of(note), f"no Reference leads to the note {shown(file.text(note))}")
        for note, _ in file.of_kind(_KIND)
        if note.key not in reached
    ]
    yield from finding(case, "note-without-reference", alone, "Tag its mark as Reference > Link.")


def _links(case: TagCase, reference: Element) -> Iterator[Link]:
    known = case.file.links_by_key
    for one in (reference, *reference.all_of("Link")):
        yield from (known[held.key] for held in one.annotations if held.key in known)


def _notes_at(case: TagCase, target: Target | None) -> list[Element]:
    """The note that a link leads to: the first one below the place, or all of a whole page."""
    if target is None:
        return []
    starts = [
        (line.baseline, note)
        for note, _ in case.file.of_kind(_KIND)
        for line in list(case.file.lines(note))[:1]
        if line.page == target.page
    ]
    if target.top is None:
        return [note for _, note in starts]
    below = [row for row in starts if row[0] <= target.top + _SLACK]
    return [max(below, key=lambda row: row[0])[1]] if below else []
