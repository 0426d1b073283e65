"""XLIFF 1.2 (OASIS, 1 February 2008): what most translators' tools read.

Codes are <g> around text and <x/> by themselves; a tool that keeps its ids in place
keeps our Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from everyleaf.language import Language
from everyleaf.translation.handoff.inline_codes import Node, Pair, Point, words_in
from everyleaf.translation.handoff.unit import LeafletUnits, State, Unit
from everyleaf.translation.handoff.xml_text import XML_SPACE, add_text, child, xml_bytes

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
NAMESPACES: Any = {None: NAMESPACE}  # lxml takes None for "no prefix"; its types do not know
# Section 2.3, "ctype"; what is not in its list begins with x-.
_CTYPES = {"bold": "bold", "italics": "italic", "link": "link", "line break": "lb"}
# An empty <target> would tell some tools that the translation is empty; a new one has none.
STATES = {
    State.FUZZY: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.APPROVED: "signed-off",
}


def xliff_1_2(
    leaflet: LeafletUnits, source: Language, target: Language, sent: str, *, filled: bool = False
) -> bytes:
    """One leaflet as an XLIFF 1.2 file; ``sent`` names the hand-off in its header.

    ``filled``: only what is to be done, each target filled with its source and without
    a state. OmegaT's own reader shows targets alone, and leaves states as they are.
    """
    root = etree.Element(f"{{{NAMESPACE}}}xliff", nsmap=NAMESPACES)
    root.set("version", "1.2")
    file = child(
        root, "file", original=f"source/{leaflet.leaflet}.md", datatype="x-everyleaf",
        source_language=source.tag, target_language=target.tag,
    )  # fmt: skip
    file.set("product-name", "Everyleaf")
    file.set("build-num", sent)
    header = child(file, "header")
    child(header, "note", f"Leaflet: {leaflet.document.title}", from_="everyleaf")
    body = child(file, "body")
    for unit in leaflet.units:
        if filled and unit.state in (State.NEW, State.FUZZY):
            _filled_unit(body, unit)
        elif not filled:
            _unit(body, unit, drafted=leaflet.catalogue.is_machine_drafted)
    return xml_bytes(root)


def _filled_unit(body: etree._Element, unit: Unit) -> None:
    element = _begun(body, unit)
    add_codes(child(element, "target"), unit.source)
    notes = [*unit.notes, f"Present translation, to be reviewed: {words_in(unit.target)}"]
    _add_notes(element, unit, notes if unit.target else unit.notes)


def _unit(body: etree._Element, unit: Unit, *, drafted: bool) -> None:
    element = _begun(body, unit)
    if unit.state is State.APPROVED:
        element.set("approved", "yes")
    if unit.state is not State.NEW:
        target = child(element, "target", state=STATES[unit.state])
        if drafted and unit.state is not State.APPROVED:
            target.set("state-qualifier", "mt-suggestion")
        add_codes(target, unit.target)
    _add_notes(element, unit, unit.notes)


def _begun(body: etree._Element, unit: Unit) -> etree._Element:
    element = child(body, "trans-unit", id=unit.key, resname=f"message {unit.number}")
    element.set(XML_SPACE, "preserve")
    add_codes(child(element, "source"), unit.source)
    return element


def _add_notes(element: etree._Element, unit: Unit, notes: Iterable[str]) -> None:
    for note in (f"Message {unit.number}", *notes):
        child(element, "note", note, from_="everyleaf")


def add_codes(parent: etree._Element, nodes: Iterable[Node]) -> None:
    """Text with its codes as content of <source> or <target>."""
    for node in nodes:
        match node:
            case str():
                add_text(parent, node)
            case Point():
                child(
                    parent, "x", id=str(node.number), ctype=_ctype(node.kind),
                    equiv_text=node.shown.strip() or node.kind,
                )  # fmt: skip
            case Pair():
                pair = child(parent, "g", id=str(node.number), ctype=_ctype(node.kind))
                if node.meaning:
                    pair.set("equiv-text", node.meaning)
                add_codes(pair, node.inside)


def _ctype(kind: str) -> str:
    return _CTYPES.get(kind, f"x-{kind.replace(' ', '-')}")
