"""XLIFF 2.0 (OASIS, 5 August 2014): <pc> around text, <ph/> by itself, original data beside.

One segment a unit: a tool may split it, and what comes back is joined again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

from everyleaf.language import Language
from everyleaf.translation.handoff.inline_codes import Code, Node, Pair, Point, codes_in
from everyleaf.translation.handoff.unit import LeafletUnits, State, Unit
from everyleaf.translation.handoff.xml_text import XML_SPACE, add_text, child, xml_bytes

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
NAMESPACES: Any = {None: NAMESPACE}  # lxml takes None for "no prefix"; its types do not know
# Section 4.3.1.38 and 4.3.1.34: type, and subType where "xlf:" has a word for it.
_TYPES = {
    "bold": ("fmt", "xlf:b"),
    "italics": ("fmt", "xlf:i"),
    "line break": ("fmt", "xlf:lb"),
    "fact": ("ui", "xlf:var"),
    "link": ("link", ""),
    "address": ("link", ""),
    "footnote": ("link", ""),
    "picture": ("image", ""),
    "caption": ("image", ""),
}
# "initial" may have a target; a later state must have one (section 4.3.1.33). subState says
# what "initial" alone cannot: that the target is there and somebody must look at it.
STATES = {
    State.NEW: ("initial", ""),
    State.FUZZY: ("initial", "everyleaf:needs-review"),
    State.TRANSLATED: ("translated", ""),
    State.APPROVED: ("final", ""),
}


def xliff_2_0(leaflet: LeafletUnits, source: Language, target: Language, sent: str) -> bytes:
    """One leaflet as an XLIFF 2.0 file; ``sent`` names the hand-off in a note."""
    root = etree.Element(f"{{{NAMESPACE}}}xliff", nsmap=NAMESPACES)
    root.set("version", "2.0")
    root.set("srcLang", source.tag)
    root.set("trgLang", target.tag)
    file = child(root, "file", id=leaflet.leaflet, original=f"source/{leaflet.leaflet}.md")
    notes = child(file, "notes")
    child(notes, "note", f"Leaflet: {leaflet.document.title}", category="leaflet")
    child(notes, "note", sent, category="handoff")
    for unit in leaflet.units:
        _unit(file, unit, drafted=leaflet.catalogue.is_machine_drafted)
    return xml_bytes(root)


def _unit(file: etree._Element, unit: Unit, *, drafted: bool) -> None:
    element = child(file, "unit", id=unit.key, name=f"message {unit.number}")
    element.set(XML_SPACE, "preserve")
    notes = child(element, "notes")
    for note in (f"Message {unit.number}", *unit.notes):
        child(notes, "note", note, appliesTo="source")
    data = _original_data(element, unit)
    state, detail = STATES[unit.state]
    segment = child(element, "segment", id="s1", state=state)
    if drafted and unit.state is State.TRANSLATED:
        detail = "everyleaf:machine-draft"
    if detail:
        segment.set("subState", detail)
    _add_codes(child(segment, "source"), unit.source, data)
    if unit.state is not State.NEW:
        _add_codes(child(segment, "target"), unit.target, data)


def _original_data(element: etree._Element, unit: Unit) -> dict[str, str]:
    """The Markdown of every code in <originalData>; gives each its id."""
    ids: dict[str, str] = {}
    for code in (*codes_in(unit.source), *codes_in(unit.target)):
        for markdown in _written(code):
            ids.setdefault(markdown, f"d{len(ids) + 1}")
    if ids:
        original = child(element, "originalData")
        for markdown, name in ids.items():
            data = child(original, "data", markdown, id=name)
            data.set(XML_SPACE, "preserve")
    return ids


def _written(code: Code) -> tuple[str, ...]:
    return (code.markdown,) if isinstance(code, Point) else (code.opening, code.closing)


def _add_codes(parent: etree._Element, nodes: Iterable[Node], data: dict[str, str]) -> None:
    for node in nodes:
        match node:
            case str():
                add_text(parent, node)
            case Point():
                shown = node.shown.strip() or node.kind
                point = _code(parent, "ph", node)
                point.set("dataRef", data[node.markdown])
                point.set("disp", _plain(shown))
            case Pair():
                pair = _code(parent, "pc", node)
                pair.set("dataRefStart", data[node.opening])
                pair.set("dataRefEnd", data[node.closing])
                _add_codes(pair, node.inside, data)


def _code(parent: etree._Element, tag: str, code: Code) -> etree._Element:
    kind, detail = _TYPES.get(code.kind, ("other", ""))
    return child(
        parent, tag, id=str(code.number), canCopy="no", canDelete="no", type=kind,
        subType=detail or f"everyleaf:{code.kind.replace(' ', '-')}",
    )  # fmt: skip


def _plain(text: str) -> str:
    return " ".join(text.split())
