"""Headings, and what is made of them: bookmarks and the list of contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from everyleaf.checks.tags.elements import Element
from everyleaf.checks.tags.navigation import Bookmark, Target
from everyleaf.checks.tags.tag_case import Defect, TagCase, finding, shown, signs_of
from everyleaf.diagnostics import Diagnostic

_LEVELS = ("H1", "H2", "H3", "H4", "H5", "H6")
_NEAR = 60.0  # points between where a bookmark leads and the heading's first line


def headings_in_order(case: TagCase) -> Iterator[Diagnostic]:
    """One H1, first; no level is left out on the way down (STANDARDS 6; Matterhorn 14)."""
    headings = _headings(case)
    levels = [level for level, _ in headings]
    defects = []
    if levels.count(1) != 1 or levels[0] != 1:
        defects.append(Defect(None, f"The headings are of the levels {levels}"))
    for (before, _), (level, element) in pairwise(headings):
        if level > before + 1:
            said = f"{shown(case.file.text(element))} is H{level}, below an H{before}"
            defects.append(Defect(case.file.page_of(element), said))
    yield from finding(case, "heading-order", defects, "Begin with one H1; leave no level out.")


def bookmarks_are_headings(case: TagCase) -> Iterator[Diagnostic]:
    """The bookmarks are the headings: words, order, nesting, place (STANDARDS 14)."""
    file = case.file
    wanted = [(level, file.text(element), element) for level, element in _headings(case)]
    defects = [
        Defect(file.page_of(element), f"the bookmark of {shown(text)} {fault}")
        for at, (level, text, element) in enumerate(wanted)
        for fault in [_bookmark_fault(case, at, level, text, element)]
        if fault
    ]
    defects += [
        Defect(None, f"The bookmark {shown(extra.title)} is of no heading")
        for extra in file.bookmarks[len(wanted) :]
    ]
    remedy = "Let the bookmarks be the headings, nested as they are."
    yield from finding(case, "bookmarks-differ", defects, remedy)


def contents_lead_right(case: TagCase) -> Iterator[Diagnostic]:
    """Each entry of the contents leads to the heading of its words, on the page that it says.

    STANDARDS 11 and 14.
    """
    headings = [(signs_of(case.file.text(one)), one) for _, one in _headings(case)]
    wrong = [
        Defect(case.file.page_of(entry), f"the entry {shown(case.file.text(entry))} {fault}")
        for entry, _ in case.file.of_kind("TOCI")
        for fault in [_entry_fault(case, entry, headings)]
        if fault
    ]
    remedy = "Link each entry to its heading, and print the page number of that one."
    yield from finding(case, "contents-astray", wrong, remedy)


def _headings(case: TagCase) -> list[tuple[int, Element]]:
    return [(int(one.kind[1]), one) for one, _ in case.file.of_kind(*_LEVELS)]


def _bookmark_fault(case: TagCase, at: int, level: int, text: str, heading: Element) -> str:
    if at >= len(case.file.bookmarks):
        return "is missing"
    bookmark: Bookmark = case.file.bookmarks[at]
    if signs_of(bookmark.title) != signs_of(text):
        return f"says {shown(bookmark.title)}"
    if bookmark.level != level:
        return f"is of level {bookmark.level}, not {level}"
    return "" if _leads_to(case, bookmark.target, heading) else "leads elsewhere"


def _entry_fault(case: TagCase, entry: Element, headings: Sequence[tuple[str, Element]]) -> str:
    words = signs_of(case.file.text(entry))
    own = [(text, one) for text, one in headings if words.startswith(text) and text]
    if not own:
        return "has the words of no heading"
    text, heading = max(own, key=lambda row: len(row[0]))
    links = [case.file.links_by_key[a.key] for one in (entry, *entry.all_of("Link", "Reference"))
             for a in one.annotations if a.key in case.file.links_by_key]  # fmt: skip
    if not links:
        return "is no link"
    if not all(_leads_to(case, link.target, heading) for link in links):
        return "leads elsewhere"
    number = words[len(text) :]
    page = case.file.page_of(heading)
    if number and (not number.isdecimal() or int(number) != page):
        return f"says page {number}, and its heading stands on page {page}"
    return ""


def _leads_to(case: TagCase, target: Target | None, heading: Element) -> bool:
    if target is None or (target.element and not _names(case, target.element, heading)):
        return False
    line = next(case.file.lines(heading), None)
    if line is None or line.page != target.page:
        return False
    return target.top is None or -line.size < target.top - line.baseline < _NEAR + line.size


def _names(case: TagCase, key: int, heading: Element) -> bool:
    """Whether the element of a structure destination is the heading, or holds it."""
    above = next((around for one, around in case.file.elements if one is heading), ())
    return any(one.key == key for one in (heading, *above))
