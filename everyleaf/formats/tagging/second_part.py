"""What PDF/UA-2 asks of the tree beyond PDF/UA-1 (ISO 14289-2, ISO 32000-2, WTPDF 1.0).

The plan speaks of the types of PDF 1.7. Here they become those of PDF 2.0, each in its
namespace; references lead both ways; and places in the file are elements, not only points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from everyleaf.formats.tagging.planning import Plan
from everyleaf.formats.tagging.structure import Node

# The standard structure namespace for PDF 2.0 (ISO 32000-2, 14.8.6.1).
NAMESPACE = "http://iso.org/pdf2/ssn"
# Types that PDF 2.0 did not take over. They stay what they are in the namespace of PDF 1.7,
# which needs no name (ISO 32000-2, 14.8.6.2); ISO/TS 32005 says what may hold what.
OLDER_TYPES = frozenset(("Art", "BlockQuote", "Code", "Quote", "Reference", "TOC", "TOCI"))
# A leaflet's h1 is its Title, and its headings count from there (ISO 32000-2, 14.8.4); a
# Note is an FENote (ISO 14289-2, 8.2.5.14).
_NAMES: Mapping[str, str] = {
    "H1": "Title", "Note": "FENote", **{f"H{level}": f"H{level - 1}" for level in range(2, 7)}
}  # fmt: skip
PAGE_NUMBER = b"/Artifact <</Type /Pagination /Subtype /PageNum>> BDC"


def name_artifacts(plan: Plan) -> None:
    """Mark page numbers as what they are (ISO 32000-2, table 363); before drawing."""
    for box in plan.page_numbers:
        plan.artifacts[box] = PAGE_NUMBER


def rename(plan: Plan) -> None:
    """Give the nodes their types in PDF 2.0 and their references; after links are there."""
    notes = {node.element: node for node in plan.root.nodes() if node.kind == "Note"}
    for node in plan.root.nodes():
        if node.kind == "Reference":
            _refer(node, plan, notes)
        elif node.kind == "TOCI":
            _lead_to_headings(node, plan)
        elif node.kind == "L" and node.element is not None and node.element.tag == "dl":
            node.attributes["List"] = {"ListNumbering": "/Description"}
        elif node.kind == "Div" and _has_caption(node):
            node.kind = "Sect"
    for note in notes.values():
        kind = "Footnote" if note.element in plan.roles.footnotes else "Endnote"
        note.attributes["FENote"] = {"NoteType": f"/{kind}"}
    for node in plan.root.nodes():
        node.kind = _NAMES.get(node.kind, node.kind)


def _has_caption(node: Node) -> bool:
    """A picture with its caption: what a Div or Part holds counts as held by what is around it.

    There a Caption must stand first or last (ISO 14289-2, 8.2.5.27). In the Figure itself its
    words would be hidden behind the Alt.
    """
    return any(isinstance(kid, Node) and kid.kind == "Caption" for kid in node.kids)


def _refer(citation: Node, plan: Plan, notes: Mapping[Element | None, Node]) -> None:
    """A citation and its note name each other (ISO 14289-2, 8.2.5.14)."""
    for target in _targets(citation.element, plan):
        if (note := notes.get(target)) is not None:
            citation.refers_to.append(note)
            note.refers_to.append(citation)


def _targets(element: Element | None, plan: Plan) -> Iterator[Element]:
    """Where an element or its links lead; a call of a footnote is the note's own element."""
    if element is None:
        return
    if element in plan.roles.footnotes:
        yield element
    for link in element.iter("a"):
        if (target := plan.roles.target(link)) is not None:
            yield target


def _lead_to_headings(entry: Node, plan: Plan) -> None:
    """An entry of the contents names what it leads to (ISO 14289-2, 8.2.5.8)."""
    if entry.element is None:
        return
    own = [link for link in entry.element.iter("a") if _item_of(link, plan) is entry.element]
    targets = [target for link in own if (target := plan.roles.target(link)) is not None]
    entry.refers_to += [plan.node_of(target) for target in targets]


def _item_of(link: Element, plan: Plan) -> Element | None:
    above = plan.roles.parents.get(link)
    while above is not None and above.tag != "li":
        above = plan.roles.parents.get(above)
    return above


def lead_to_elements(plan: Plan, document: Any, pdf: Any, written: Mapping[int, Any]) -> None:
    """Let links and bookmarks lead to elements (structure destinations, ISO 14289-2, 8.8).

    ``written`` are the elements of the PDF by id() of their nodes. The page and the point
    stay beside it, for programs that know no other (ISO 32000-2, table 202).
    """
    places = _named_places(pdf)
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link" and "Dest" in item:
            name = item["Dest"].string
            if name in places:  # the check of links tells of others
                _lead(item, places[name], _written(plan.roles.by_id.get(name), plan, written))
    bookmarks = [item for item in pdf.objects if _is_bookmark(item)]
    headings = _bookmarked(document)
    for bookmark, heading in zip(bookmarks, headings, strict=True):
        _lead(bookmark, bookmark["Dest"], _written(heading, plan, written))
    if places:
        del pdf.catalog["Names"]["Dests"]
    if not pdf.catalog.get("Names", True):
        del pdf.catalog["Names"]


def _named_places(pdf: Any) -> dict[str, Any]:
    """The points of a page that links name."""
    pairs = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    return {name.string: place for name, place in zip(pairs[::2], pairs[1::2], strict=True)}


def _is_bookmark(item: Any) -> bool:
    return isinstance(item, dict) and "Title" in item and "Dest" in item


def _bookmarked(document: Any) -> Iterator[Element]:
    """The elements of the bookmarks in WeasyPrint's order."""
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):
            if box.bookmark_label and box.style["bookmark_level"] != "none":
                yield box.element


def _written(element: Element | None, plan: Plan, written: Mapping[int, Any]) -> Any:
    """The PDF element of an HTML element, else of the nearest in or around it."""
    for node in plan.nodes_near(element):
        if id(node) in written:
            return written[id(node)]
    return written[id(plan.root)]


def _lead(item: Any, place: Any, element: Any) -> None:
    del item["Dest"]
    item["A"] = pydyf.Dictionary(
        {
            "Type": "/Action",
            "S": "/GoTo",
            "D": place,
            "SD": pydyf.Array([element.reference, *place[1:]]),
        }
    )
