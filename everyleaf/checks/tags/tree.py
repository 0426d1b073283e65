"""The tree as a whole: nothing empty, nothing detached, nothing left out of it."""

from __future__ import annotations

from collections.abc import Iterator

from everyleaf.checks.tags.elements import Annotation, Element, Spot
from everyleaf.checks.tags.tag_case import Defect, TagCase, finding, shown
from everyleaf.diagnostics import Diagnostic

_MAY_BE_EMPTY = ("TD", "TH")  # a cell to write in


def text_in_the_tree(case: TagCase) -> Iterator[Diagnostic]:
    """All text on a page is in the tree or an Artifact (STANDARDS 14; Matterhorn 01)."""
    file = case.file
    loose = [
        Defect(page.number, f"{shown(text.text)} is neither tagged nor an Artifact")
        for page in file.pages
        for text in page.loose
    ]
    claimed = {spot for one in file.tree for spot in one.all_spots()}
    loose += [
        Defect(page.number, f"{shown(piece.text)} is tagged, and no element holds it")
        for page in file.pages
        for number, piece in page.pieces.items()
        if Spot(page.number, number) not in claimed
    ]
    yield from finding(case, "text-outside-tree", loose, "Tag it, or make it an Artifact.")


def signs_mapped(case: TagCase) -> Iterator[Diagnostic]:
    """Every sign that is read stands for a character, or an ActualText for it (Matterhorn 10-001).

    Readers without ActualText give such a sign nothing, or whatever its code happens to be.
    """
    file = case.file
    replaced = {
        spot for one, _ in file.elements if one.actual_text is not None for spot in one.all_spots()
    }
    mute = [
        Defect(page.number, f"{piece_shown} has {unmapped} signs that stand for nothing")
        for page in file.pages
        for number, piece in page.pieces.items()
        if piece.actual is None and Spot(page.number, number) not in replaced
        for unmapped, piece_shown in [(piece.unmapped, shown(piece.text))]
        if unmapped
    ]
    yield from finding(case, "sign-unmapped", mute, "Give the content an ActualText.")


def types_standard(case: TagCase) -> Iterator[Diagnostic]:
    """Every type is a standard one of its namespace, or has the role of one (Matterhorn 02).

    ISO 14289-1, 7.1; ISO 14289-2, 8.2.4. Programs know no others.
    """
    file = case.file
    unknown = [
        Defect(file.page_of(one), f"{one.kind} is no standard type where it stands")
        for one, _ in file.elements
        if not one.is_standard
    ]
    remedy = "Write a standard type of its namespace, or give it the role of one."
    yield from finding(case, "element-type", unknown, remedy)


def nothing_detached(case: TagCase) -> Iterator[Diagnostic]:
    """Every element that has content stands in the tree, below the one it names (P)."""
    file = case.file
    detached = [Defect(None, f"An element {kind} is not in the tree") for kind in file.detached]
    yield from finding(case, "element-detached", detached, "Put it into the tree, or leave it out.")
    astray = [
        Defect(file.page_of(one), f"{one.kind} stands in {above[-1].kind} and names another one")
        for one, above in file.elements
        if above and one.parent_key != above[-1].key
    ]
    yield from finding(case, "element-parent", astray, "Let P name the element it stands in.")


def nothing_empty(case: TagCase) -> Iterator[Diagnostic]:
    """No element without content, but for cells to write in (STANDARDS 14)."""
    file = case.file
    empty = [
        Defect(_page(case, above), f"an element {one.kind} holds nothing")
        for one, above in file.elements
        if one.kind not in _MAY_BE_EMPTY and _is_empty(case, one)
    ]
    yield from finding(case, "element-empty", empty, "Leave it out of the tree.")


def _page(case: TagCase, above: tuple[Element, ...]) -> int | None:
    around = next((one for one in reversed(above) if any(one.all_spots())), None)
    return None if around is None else case.file.page_of(around)


def _is_empty(case: TagCase, one: Element) -> bool:
    if one.kind == "Figure":
        return not any(one.all_spots())
    if any(kid.kind in ("Figure", *_MAY_BE_EMPTY) for kid in one.all_of("Figure", *_MAY_BE_EMPTY)):
        return False
    if one.is_inline and _has_content(case, one):
        return False  # the space between two words may be an element of its own
    return not case.file.text(one)


def _has_content(case: TagCase, one: Element) -> bool:
    held = any(isinstance(kid, Annotation) for kid in one.kids)
    return held or any(line.text for line in case.file.lines(one))
