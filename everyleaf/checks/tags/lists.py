"""Lists: items with bodies, one element a list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from everyleaf.checks.tags.elements import Element
from everyleaf.checks.tags.tag_case import Defect, TagCase, finding, shown
from everyleaf.diagnostics import Diagnostic

_NUMBERED = frozenset(
    "None Unordered Description Disc Circle Square Ordered Decimal UpperRoman LowerRoman "
    "UpperAlpha LowerAlpha".split()
)


def items_with_bodies(case: TagCase) -> Iterator[Diagnostic]:
    """L holds LI, LI holds Lbl and one LBody, never P (STANDARDS 14; ISO 32000-1, 14.8.4.3.3)."""
    file = case.file
    bare = [
        Defect(file.page_of(item), f"the item {shown(file.text(item))} holds {_kinds(item)}")
        for item, _ in file.of_kind("LI")
        if not _is_item(item)
    ]
    remedy = "Write the item's own text into LBody, its bullet or number into Lbl."
    yield from finding(case, "list-item-without-body", bare, remedy)
    loose = [
        Defect(file.page_of(one), f"{one.kind} stands in {above[-1].kind if above else 'the root'}")
        for one, above in file.elements
        if not _is_in_its_place(one, above[-1].kind if above else "")
    ]
    yield from finding(case, "list-children", loose, "Let L hold LI (and Caption) alone.")


def lists_numbered(case: TagCase) -> Iterator[Diagnostic]:
    """Every list says how its items are numbered (ListNumbering; ISO 14289-1, 7.6)."""
    file = case.file
    silent = [
        Defect(file.page_of(one), f"a list does not say how it is numbered ({_numbering(one)})")
        for one, _ in file.of_kind("L")
        if _numbering(one) not in _NUMBERED
    ]
    yield from finding(case, "list-numbering", silent, "Give L the attribute ListNumbering.")


def lists_whole(case: TagCase) -> Iterator[Diagnostic]:
    """A list that goes over to another page is one L (STANDARDS 14)."""
    file = case.file
    cut = [
        Defect(file.page_of(after), f"a list begins anew: {shown(file.text(after))}")
        for around, _ in file.elements
        for before, after in pairwise(_elements_and_text(around))
        if before is not None and after is not None and _goes_on(case, before, after)
    ]
    yield from finding(case, "list-cut", cut, "Let one L hold the items of both pages.")


def _elements_and_text(around: Element) -> list[Element | None]:
    return [kid if isinstance(kid, Element) else None for kid in around.kids]


def _goes_on(case: TagCase, before: Element, after: Element) -> bool:
    if before.kind != "L" or after.kind != "L" or _numbering(before) != _numbering(after):
        return False
    last = max((spot.page for spot in before.all_spots()), default=1)
    return case.file.page_of(after) > last


def _numbering(one: Element) -> str:
    return str(one.attributes.get("ListNumbering", "nothing"))


def _kinds(item: Element) -> str:
    kinds = ", ".join(dict.fromkeys(kid.kind for kid in item.elements))
    return f"{kinds or 'no element'}" + (" and text of its own" if any(item.spots) else "")


def _is_item(item: Element) -> bool:
    kinds = [kid.kind for kid in item.elements]
    return kinds in (["Lbl", "LBody"], ["LBody"]) and not any(item.spots)


def _is_in_its_place(one: Element, around: str) -> bool:
    if around == "L" and one.kind not in ("L", "LI", "Caption"):
        return False
    needed = {"LI": ("L",), "LBody": ("LI",), "Lbl": ("LI", "Note", "TOCI", "Link", "Reference")}
    return one.kind not in needed or around in needed[one.kind]
