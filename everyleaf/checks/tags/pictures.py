"""Pictures: what they show is said, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from everyleaf.checks.tags.elements import Element
from everyleaf.checks.tags.tag_case import Defect, TagCase, finding
from everyleaf.diagnostics import Diagnostic

_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|tiff?|bmp|pdf)", re.IGNORECASE)


def figures_described(case: TagCase) -> Iterator[Diagnostic]:
    """A Figure has an Alt that a person can use; decoration is an Artifact (STANDARDS 14)."""
    file = case.file
    silent = [
        Defect(file.page_of(one), f"a Figure says {_said(one)}")
        for one, _ in file.of_kind("Figure")
        if not _is_described(one)
    ]
    remedy = "Describe the picture in Alt; make it an Artifact where it only decorates."
    yield from finding(case, "figure-without-alt", silent, remedy)


def figures_placed(case: TagCase) -> Iterator[Diagnostic]:
    """A Figure's BBox is where it stands, on its page (ISO 14289-1, 7.3; Matterhorn 13)."""
    file = case.file
    wrong = [
        Defect(file.page_of(one), f"a Figure's BBox is {one.attributes.get('BBox', 'missing')}")
        for one, _ in file.of_kind("Figure")
        if not _is_placed(case, one)
    ]
    yield from finding(case, "figure-box", wrong, "Give the Figure its box on the page as BBox.")


def _said(one: Element) -> str:
    return "nothing" if one.alternative is None else f"“{one.alternative.strip()}”"


def _is_described(one: Element) -> bool:
    words = (one.alternative or one.actual_text or "").strip()
    return bool(words) and not _FILE_NAME.fullmatch(words)


def _is_placed(case: TagCase, one: Element) -> bool:
    box = one.attributes.get("BBox")
    if not isinstance(box, tuple) or len(box) != 4:
        return False
    left, bottom, right, top = box
    page = case.file.pages[min(case.file.page_of(one), len(case.file.pages)) - 1]
    return left < right and bottom < top and right > 0 and top > 0 and bottom < page.height
