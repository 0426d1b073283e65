"""What a structure element says beside its type: attributes and alternatives."""

from __future__ import annotations

from typing import Any

from everyleaf.formats.tagging.roles import alternative
from everyleaf.formats.tagging.structure import Leaf, Node

POINTS = 0.75  # of a CSS pixel
# CSS counter styles by the ListNumbering that they are (ISO 32000-1, table 347).
_NUMBERING = {
    "none": "None", "circle": "Circle", "square": "Square",
    "lower-alpha": "LowerAlpha", "lower-latin": "LowerAlpha", "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha", "lower-roman": "LowerRoman", "upper-roman": "UpperRoman",
}  # fmt: skip


def describe(node: Node, document: Any) -> None:
    """Give ``node`` the attributes of its type (ISO 32000-1, 14.8.5)."""
    if node.kind == "L":
        node.attributes["List"] = {"ListNumbering": f"/{_numbering(node)}"}
    elif node.kind == "TH" and node.element is not None:
        row = node.element.get("scope") in ("row", "rowgroup")
        node.attributes["Table"] = {"Scope": "/Row" if row else "/Column"}
    elif node.kind == "Figure" and node.element is not None:
        node.alt = alternative(node.element)
        if not node.alt:
            _complain(node.element.get("src", ""))
        _place(node, document)
    if node.kind in ("TH", "TD") and node.element is not None:
        _span(node)


def _complain(source: str) -> None:
    from weasyprint.logger import LOGGER

    LOGGER.error('The picture "%s" has no words that stand for it (alt)', source)


def _numbering(node: Node) -> str:
    """A dictionary's terms follow no numbering scheme; a list of items has its marks."""
    element = node.element
    labels = [kid for item in node.kids if isinstance(item, Node) for kid in item.kids[:1]]
    first = next((kid for kid in labels if isinstance(kid, Node) and kid.kind == "Lbl"), None)
    if element is None or element.tag == "dl" or first is None:
        return "None"
    leaf = next(first.leaves(), None)
    style = leaf.box.style["list_style_type"] if leaf is not None else "none"
    usual = "Decimal" if element.tag == "ol" else "Disc"
    return _NUMBERING.get(style, usual) if isinstance(style, str) else usual


def _span(node: Node) -> None:
    assert node.element is not None
    for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        value = node.element.get(name, "1")
        if value.isdigit() and int(value) > 1:
            node.attributes.setdefault("Table", {})[key] = int(value)


def _place(node: Node, document: Any) -> None:
    """The bounding box in the page's own coordinates, in points from its lower left."""
    leaf = node.kids[0]
    assert isinstance(leaf, Leaf)
    box, height = leaf.box, document.pages[leaf.page].height
    left, top = box.content_box_x(), box.content_box_y()
    corners = (left, height - top - box.height, left + box.width, height - top)
    shown = " ".join(f"{corner * POINTS:.2f}" for corner in corners)
    placement = "/Inline" if leaf.line is not None else "/Block"
    node.attributes["Layout"] = {"BBox": f"[{shown}]", "Placement": placement}
