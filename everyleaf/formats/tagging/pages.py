"""The boxes of the laid-out pages, in WeasyPrint's order, with what they are drawn as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from everyleaf.formats.tagging.roles import is_decoration

# Artifacts by kind (ISO 32000-1, 14.8.2.2.2).
LAYOUT = b"/Artifact <</Type /Layout>> BDC"
_REPEATED = b"/Artifact <</Type /Pagination>> BDC"


@dataclass(frozen=True)
class Piece:
    """A box of ``kind`` words, picture or cell; ``artifact`` is how decoration is marked."""

    page: int
    box: Any
    element: Element | None
    kind: str = ""
    pseudo: str = ""
    line: Any = None
    artifact: bytes | None = None


def pieces(document: Any) -> Iterator[Piece]:
    """Text boxes, pictures and table cells of all pages."""
    seen: dict[Element, int] = {}
    for number, page in enumerate(document.pages):
        start = Piece(number, None, None)
        for child in page._page_box.children:
            yield from _inside(child, start, seen)


def footnote_elements(document: Any) -> frozenset[Element]:
    """What the style sheet sends to the foot of a page (float: footnote)."""
    from weasyprint.formatting_structure import boxes

    areas = (
        child
        for page in document.pages
        for child in page._page_box.children
        if isinstance(child, boxes.FootnoteAreaBox)
    )
    return frozenset(note.element for area in areas for note in area.children)


def _inside(box: Any, above: Piece, seen: dict[Element, int]) -> Iterator[Piece]:
    from weasyprint.formatting_structure import boxes

    box = getattr(box, "_box", box)  # an AbsolutePlaceholder stands for its box
    unread = above.artifact or _hidden(box.element)
    here = replace(above, box=box, element=box.element, pseudo=_pseudo(box), artifact=unread)
    if isinstance(box, boxes.TextBox):
        yield replace(here, kind="words")
    elif isinstance(box, boxes.ReplacedBox):
        silent = box.element is not None and is_decoration(box.element)
        mark = here.artifact or (LAYOUT if silent else None)
        yield replace(here, kind="picture", artifact=mark)
    else:
        if isinstance(box, boxes.MarginBox):
            here = replace(here, artifact=_pagination(box.at_keyword))
        elif isinstance(box, boxes.LineBox):
            here = replace(here, line=box)
        elif isinstance(box, boxes.TableRowGroupBox) and _is_repeated(box, here, seen):
            here = replace(here, artifact=_REPEATED)
        elif isinstance(box, boxes.TableCellBox):
            yield replace(here, kind="cell")
        for child in getattr(box, "children", ()):
            yield from _inside(child, here, seen)


def _hidden(element: Element | None) -> bytes | None:
    """What a layout keeps from being read out: a sign that repeats one (WAI-ARIA 1.2, 6.6)."""
    return LAYOUT if element is not None and element.get("aria-hidden") == "true" else None


def _pseudo(box: Any) -> str:
    return str(box.element_tag or "").partition("::")[2]


def _is_repeated(group: Any, here: Piece, seen: dict[Element, int]) -> bool:
    """A head or foot of a table that has stood on an earlier page."""
    if not (group.is_header or group.is_footer) or group.element is None:
        return False
    return seen.setdefault(group.element, here.page) != here.page


def is_page_number(piece: Piece) -> bool:
    """Whether a box of a running head or foot is a number and nothing else."""
    attached = piece.artifact is not None and b"/Attached" in piece.artifact
    return attached and piece.kind == "words" and str(piece.box.text).strip().isdecimal()


def _pagination(keyword: str) -> bytes:
    side = keyword.removeprefix("@").partition("-")[0]
    subtype = {"top": "/Subtype /Header ", "bottom": "/Subtype /Footer "}.get(side, "")
    attached = f"/Attached [/{side.capitalize()}]"
    return f"/Artifact <</Type /Pagination {subtype}{attached}>> BDC".encode()
