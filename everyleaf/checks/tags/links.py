"""Links: tagged, and with words that a person understands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from everyleaf.checks.tags.navigation import Link
from everyleaf.checks.tags.tag_case import Defect, TagCase, finding, shown
from everyleaf.diagnostics import Diagnostic

_RAW = re.compile(r"(?:https?:|mailto:|tel:|#|/|file:)\S*", re.IGNORECASE)


def links_readable(case: TagCase) -> Iterator[Diagnostic]:
    """The Contents of a link is words, not the address that it leads to (STANDARDS 14)."""
    raw = [
        Defect(link.page, f"a link is read out as {shown(link.contents)}")
        for link in case.file.links
        if not link.contents.strip() or _RAW.fullmatch(link.contents.strip())
    ]
    yield from finding(case, "link-contents", raw, "Write the link's words into its Contents.")


def links_tagged(case: TagCase) -> Iterator[Diagnostic]:
    """Every link stands in a Link element with text; none in another one (ISO 14289-1, 7.18.5)."""
    file = case.file
    held = {a.key for one, _ in file.of_kind("Link") for a in one.annotations}
    loose = [
        Defect(link.page, f"the link {shown(link.contents)} is in no Link element")
        for link in file.links
        if not link.is_tagged or link.key not in held
    ]
    yield from finding(case, "link-untagged", loose, "Let a Link element hold it (OBJR).")
    known = file.links_by_key
    wrong = [
        Defect(file.page_of(one), f"a Link {_fault(nested, holds)}: {shown(file.text(one))}")
        for one, above in file.of_kind("Link")
        for nested in [any(around.kind == "Link" for around in above)]
        for holds in [any(a.key in known for a in one.annotations)]
        if nested or not holds
    ]
    yield from finding(case, "link-element", wrong, "Let each Link hold its words and its link.")


def links_lead_somewhere(case: TagCase) -> Iterator[Diagnostic]:
    """A link has an address, or a place in the file that is there, its element too."""
    known = frozenset(one.key for one, _ in case.file.elements)
    lost = [
        Defect(link.page, f"the link {shown(link.contents)} leads nowhere")
        for link in case.file.links
        if not _leads(link, known)
    ]
    yield from finding(case, "link-astray", lost, "Name a place that is in the file.")


def _fault(nested: bool, holds: bool) -> str:
    return "stands in another Link" if nested or holds else "holds no link"


def _leads(link: Link, known: frozenset[int]) -> bool:
    target = link.target
    if target is None:
        return bool(link.address)
    return not target.element or target.element in known
