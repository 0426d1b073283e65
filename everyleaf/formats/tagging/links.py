"""Links: one annotation a page for each, with words that a person can read."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from everyleaf.formats.tagging.attributes import POINTS
from everyleaf.formats.tagging.planning import Plan
from everyleaf.formats.tagging.roles import Roles
from everyleaf.formats.tagging.structure import Node

_PRINTED = 4  # the annotation flag (ISO 32000-1, table 165)


def attach(plan: Plan, document: Any, pdf: Any) -> None:
    """Hang each link annotation below its Link element and give it readable Contents.

    WeasyPrint makes one for each box inside a link; those of one link on one page become
    one, with a quadrilateral a line (ISO 32000-1, table 173).
    """
    for number, page in enumerate(document.pages):
        found: dict[Element, list[Any]] = {}
        for box in page._page_box.descendants(placeholders=True):
            annotation = getattr(box, "link_annotation", None)
            if annotation is not None and _is_of(annotation, pdf):
                link = _link_of(box.element, plan)
                found.setdefault(link, []).append(annotation)
        _settle(found, plan, pdf, number)
    for node in list(plan.root.nodes()):
        if node.kind == "Note":
            _lead_back(node, plan.roles, document, pdf)


def _is_of(annotation: Any, pdf: Any) -> bool:
    number = annotation.number
    return number is not None and number < len(pdf.objects) and pdf.objects[number] is annotation


def _link_of(element: Element, plan: Plan) -> Any:
    above: Element | None = element
    while above is not None and above not in plan.links:
        above = plan.roles.parents.get(above)
    return above


def _settle(found: dict[Element, list[Any]], plan: Plan, pdf: Any, number: int) -> None:
    page = _page(pdf, number)
    kept = []
    for link, parts in found.items():
        node = plan.links.get(link)
        if node is None:  # in a running foot: an Artifact
            continue
        one = _merged(parts)
        one["Contents"] = pydyf.String(readable(link, node, plan.roles))
        one["F"] = _PRINTED
        node.annotations.append((number, one))
        kept.append(one.reference)
    if "Annots" in page:
        page["Annots"] = pydyf.Array(kept)
    if not kept:
        page.pop("Annots", None)


def _page(pdf: Any, number: int) -> Any:
    return pdf.objects[int(pdf.page_references[number].split()[0])]


def _lead_back(note: Node, roles: Roles, document: Any, pdf: Any) -> None:
    """Make the number of a note a link to where the text refers to it first."""
    label = note.kids[0] if note.kids else None
    source = next((link for link in roles.references(note.element) if link.get("id")), None)
    if source is None or not isinstance(label, Node) or label.kind != "Lbl":
        return
    leaf = next(leaf for leaf in label.leaves())
    words = f"{_heading_over(source, roles)} {label.words()}".strip()
    values = {
        "Type": "/Annot", "Subtype": "/Link", "F": _PRINTED,
        "Rect": pydyf.Array(_in_points(leaf.box, document.pages[leaf.page].height)),
        "BS": pydyf.Dictionary({"W": 0}), "Dest": pydyf.String(source.get("id", "")),
        "Contents": pydyf.String(words),
    }  # fmt: skip
    annotation = pydyf.Dictionary(values)
    pdf.add_object(annotation)
    _page(pdf, leaf.page).setdefault("Annots", pydyf.Array()).append(annotation.reference)
    link = Node("Link", label, label.language, kids=label.kids)
    link.annotations.append((leaf.page, annotation))
    label.kids = [link]


def _in_points(box: Any, height: float) -> tuple[float, ...]:
    left, top = box.position_x, height - box.position_y
    corners = (left, top - box.height, left + box.width, top)
    return tuple(round(corner * POINTS, 3) for corner in corners)


def _merged(annotations: list[Any]) -> Any:
    outer = _outermost([_upright(annotation["Rect"]) for annotation in annotations])
    one, *others = annotations
    for other in others:
        other.clear()
    left, bottom, right, top = zip(*outer, strict=True)
    one["Rect"] = pydyf.Array((min(left), min(bottom), max(right), max(top)))
    if len(outer) > 1:
        one["QuadPoints"] = pydyf.Array(
            part for x1, y1, x2, y2 in outer for part in (x1, y2, x2, y2, x1, y1, x2, y1)
        )
    return one


def _outermost(boxes: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """The boxes that lie in no other one, in their order."""
    kept: list[tuple[float, ...]] = []
    for box in sorted(boxes, key=lambda box: (box[0] - box[2]) * (box[3] - box[1])):
        if not any(_holds(other, box) for other in kept):
            kept.append(box)
    return [box for place, box in enumerate(boxes) if box in kept and box not in boxes[:place]]


def _upright(rectangle: Any) -> tuple[float, ...]:
    x1, y1, x2, y2 = rectangle
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _holds(outer: tuple[float, ...], inner: tuple[float, ...], slack: float = 0.5) -> bool:
    return (
        outer[0] <= inner[0] + slack and outer[1] <= inner[1] + slack
        and outer[2] >= inner[2] - slack and outer[3] >= inner[3] - slack
    )  # fmt: skip


def readable(link: Element, node: Node, roles: Roles) -> str:
    """What a link says by itself: its label or words.

    A bare mark, such as that of a note, gets the title of the section it leads to.
    """
    if label := link.get("aria-label") or link.get("title"):
        return label
    words = node.words()
    target = roles.target(link)
    if target is None or any(map(str.isalpha, words)):
        return words
    return f"{_heading_over(target, roles)} {words}".strip()


def _heading_over(element: Element, roles: Roles) -> str:
    above: Element | None = element
    while above is not None:
        for level in range(1, 7):
            if (heading := above.find(f"h{level}")) is not None:
                return " ".join("".join(heading.itertext()).split())
        above = roles.parents.get(above)
    return ""
