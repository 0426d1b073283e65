"""Translation memory as TMX 1.4b (LISA OSCAR, 26 April 2005): all that is translated."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from everyleaf import __version__
from everyleaf.language import Language
from everyleaf.translation.handoff.inline_codes import Node, Pair, Point
from everyleaf.translation.handoff.unit import LeafletUnits, State
from everyleaf.translation.handoff.xml_text import XML_LANG, add_text, child, xml_bytes

_DONE = (State.TRANSLATED, State.APPROVED)


def tmx(leaflets: Iterable[LeafletUnits], source: Language, target: Language) -> bytes:
    """Every usable translation of these leaflets, in their order; the same pair once.

    The file has no dates, so that the same translations give the same file.
    """
    root = etree.Element("tmx", version="1.4")
    child(
        root, "header", creationtool="Everyleaf", creationtoolversion=__version__,
        segtype="block", o_tmf="Everyleaf", adminlang="en", srclang=source.tag, datatype="unknown",
    )  # fmt: skip
    body = child(root, "body")
    seen: set[tuple[str, str]] = set()
    for leaflet in leaflets:
        for unit in leaflet.units:
            pair = (unit.message.text, unit.markdown)
            if unit.state in _DONE and pair not in seen:
                seen.add(pair)
                element = child(body, "tu", tuid=unit.key)
                child(element, "prop", leaflet.leaflet, type="x-leaflet")
                if leaflet.catalogue.is_machine_drafted:
                    child(element, "prop", "machine draft", type="x-origin")
                _variant(element, source, unit.source)
                _variant(element, target, unit.target)
    return xml_bytes(root)


def _variant(unit: etree._Element, language: Language, nodes: Iterable[Node]) -> None:
    variant = child(unit, "tuv")
    variant.set(XML_LANG, language.tag)
    _add_codes(child(variant, "seg"), nodes)


def _add_codes(parent: etree._Element, nodes: Iterable[Node]) -> None:
    """<bpt> and <ept> hold the code itself (TMX 1.4b, "Content Markup"); x joins the languages."""
    for node in nodes:
        match node:
            case str():
                add_text(parent, node)
            case Point():
                child(parent, "ph", node.markdown, x=str(node.number), type=_type(node.kind))
            case Pair():
                number = str(node.number)
                child(parent, "bpt", node.opening, i=number, x=number, type=_type(node.kind))
                _add_codes(parent, node.inside)
                child(parent, "ept", node.closing, i=number)


def _type(kind: str) -> str:
    return {"bold": "bold", "italics": "italic", "link": "link", "line break": "lb"}.get(
        kind, f"x-{kind.replace(' ', '-')}"
    )
