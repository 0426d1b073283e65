"""What stands on every page (running heads and feet, page numbers) is not read out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from everyleaf.checks.tags.blocks import Block
from everyleaf.checks.tags.elements import Spot
from everyleaf.checks.tags.marked_content import MarkedPage, Shown
from everyleaf.checks.tags.tag_case import Defect, TagCase, finding, shown, signs_of
from everyleaf.diagnostics import Diagnostic

_EDGE = 0.13  # of the page's height, at its head and at its foot
_STEP = 2.0  # points: the same place on two pages
_SHARE = 0.3  # of the pages: heads of left and right pages differ, and a cover has none
_DIGITS = re.compile(r"\d+")
_GENERATED = "Lbl"  # bullets and numbers of lists, which nobody wrote


@dataclass(frozen=True)
class _Line:
    """All that is tagged in one line at an edge, piece by piece."""

    page: int
    pieces: tuple[tuple[Spot, Shown], ...]

    @property
    def text(self) -> str:
        return " ".join("".join(one.text for _, one in self.pieces).split())

    @property
    def place(self) -> tuple[int, int]:
        _, first = self.pieces[0]
        return round(first.left / _STEP), round(first.baseline / _STEP)


def running_text_untagged(case: TagCase) -> Iterator[Diagnostic]:
    """Running heads, feet and page numbers are Artifacts (STANDARDS 14; ISO 14289-1, 7.8).

    They stand at the head or the foot of many pages, at the same place, with the same words
    but for their numbers; and these words are read more often than the page that the layout
    composed has them. Text that its author repeats is none, such as the head of each of
    many tables. Where the composed page is not at hand, words that are read elsewhere as
    often are none.
    """
    seen: dict[tuple[str, int, int], list[_Line]] = defaultdict(list)
    for page in case.file.pages:
        for line in _lines_at_the_edges(page):
            seen[(_DIGITS.sub("0", line.text), *line.place)].append(line)
    many = max(2, _SHARE * len(case.file.pages))
    often = [lines for lines in seen.values() if len(lines) >= many]
    words = _Words(case) if often else None
    tagged = [
        Defect(
            rows[0].page, f"{shown(rows[0].text)} stands on {len(rows)} pages and is read on each"
        )
        for rows in often
        if words is not None and words.are_running(rows)
    ]
    yield from finding(case, "running-text-tagged", tagged, "Make it an Artifact.")


class _Words:
    """How often words are read, and how often they were written."""

    def __init__(self, case: TagCase) -> None:
        blocks = case.file.blocks
        self._block_of = {spot: block for block in blocks for spot in block.spots}
        self._read = _folded("\0".join(one.text for one in blocks if one.kind != _GENERATED))
        self._written = None if case.composed is None else _folded(case.composed)

    def are_running(self, lines: list[_Line]) -> bool:
        """Whether lines at one place, with the same words, are read though nobody wrote them."""
        if not any(map(str.isalpha, lines[0].text)):
            return all(map(_has_own_number, lines))
        return any(self._is_added(text, len(lines)) for text in self._texts(lines[0]))

    def _is_added(self, text: str, times: int) -> bool:
        read = self._read.count(text)
        if self._written is None:
            return 2 * times > read
        return read > self._written.count(text)

    def _texts(self, line: _Line) -> Iterator[str]:
        """What a line says, by the blocks that it is of: all of a block, or its part here."""
        parts: Mapping[Block, list[str]] = defaultdict(list)
        spots = {spot for spot, _ in line.pieces}
        for spot, one in line.pieces:
            if (block := self._block_of.get(spot)) is not None and block.kind != _GENERATED:
                parts[block].append(one.text)
        for block, said in parts.items():
            whole = spots.issuperset(block.spots)
            if text := _folded(block.text if whole else "".join(said)):
                yield text


def _folded(text: str) -> str:
    return _DIGITS.sub("0", signs_of(text))


def _has_own_number(line: _Line) -> bool:
    return any(int(number) == line.page for number in _DIGITS.findall(line.text))


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


def _lines_at_the_edges(page: MarkedPage, but: frozenset[Spot] = frozenset()) -> Iterator[_Line]:
    """All that is tagged in one line, as one: a bullet at the same place is no running head.

    ``but`` are places to leave out.
    """
    lines: dict[int, list[tuple[Spot, Shown]]] = defaultdict(list)
    for number, piece in page.pieces.items():
        spot = Spot(page.number, number)
        for one in piece.shown if spot not in but else ():
            if not _EDGE < one.baseline / page.height < 1 - _EDGE:
                lines[round(one.baseline / _STEP)].append((spot, one))
    for pieces in lines.values():
        line = _Line(page.number, tuple(pieces))
        if line.text:
            yield line
