"""What stands on every page (running heads and feet, page numbers) is not read out."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterator

from everyleaf.checks.tags.elements import Spot
from everyleaf.checks.tags.marked_content import MarkedPage, Shown
from everyleaf.checks.tags.tag_case import Defect, TagCase, finding, shown
from everyleaf.diagnostics import Diagnostic

_EDGE = 0.13  # of the page's height, at its head and at its foot
_STEP = 2.0  # points: the same place on two pages
_SHARE = 0.3  # of the pages: heads of left and right pages differ, and a cover has none
_DIGITS = re.compile(r"\d+")


def running_text_untagged(case: TagCase) -> Iterator[Diagnostic]:
    """Running heads, feet and page numbers are Artifacts (STANDARDS 14; ISO 14289-1, 7.8).

    They are known by standing at the head or the foot of many pages, at the same place,
    with the same words but for their numbers.
    """
    seen: dict[tuple[str, int, int], list[tuple[int, str]]] = defaultdict(list)
    for page in case.file.pages:
        for line in _lines_at_the_edges(page):
            words = _DIGITS.sub("0", line.text)
            place = round(line.left / _STEP), round(line.baseline / _STEP)
            seen[(words, *place)].append((page.number, line.text))
    many = max(2, _SHARE * len(case.file.pages))
    tagged = [
        Defect(rows[0][0], f"{shown(rows[0][1])} stands on {len(rows)} pages and is read on each")
        for rows in seen.values()
        if len(rows) >= many
    ]
    yield from finding(case, "running-text-tagged", tagged, "Make it an Artifact.")


def page_numbers_untagged(case: TagCase) -> Iterator[Diagnostic]:
    """A page's own number, at its head or foot, is an Artifact (STANDARDS 14).

    The raised mark of a note is none, whatever its number: it is a Reference, a citation of
    what stands elsewhere (ISO 32000-1, 14.8.4.4).
    """
    references = case.file.of_kind("Reference")
    marks = frozenset(spot for one, _ in references for spot in one.all_spots())
    tagged = [
        Defect(page.number, f"the page number {shown(line.text)} is read out")
        for page in case.file.pages
        for line in _lines_at_the_edges(page, marks)
        if line.text.isdecimal() and int(line.text) == page.number
    ]
    yield from finding(case, "page-number-tagged", tagged, "Make it an Artifact.")


def _lines_at_the_edges(page: MarkedPage, but: frozenset[Spot] = frozenset()) -> Iterator[Shown]:
    """All that is tagged in one line, as one: a bullet at the same place is no running head.

    ``but`` are places to leave out.
    """
    lines: dict[int, list[Shown]] = defaultdict(list)
    for number, piece in page.pieces.items():
        for one in piece.shown if Spot(page.number, number) not in but else ():
            if not _EDGE < one.baseline / page.height < 1 - _EDGE:
                lines[round(one.baseline / _STEP)].append(one)
    for parts in lines.values():
        if words := " ".join("".join(one.text for one in parts).split()):
            yield dataclasses.replace(parts[0], text=words)
