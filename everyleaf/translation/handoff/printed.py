"""What the parser that prints makes of a message, to hold our reading of its codes against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from everyleaf.document import InlineContext
from everyleaf.reading import graft
from everyleaf.translation.handoff.inline_codes import Node, Pair, Point

_TAGS = {"bold": "strong", "italics": "em", "link": "a"}


def printed_alike(nodes: tuple[Node, ...], text: str, context: InlineContext) -> bool:
    """Whether the parser finds in ``text`` the same words inside the same codes as ``nodes``."""
    is_picture = bool(nodes) and isinstance(nodes[0], Pair) and nodes[0].kind == "picture"
    holder = Element("figure" if is_picture else "p")
    graft(holder, text, context)
    return _folded(_of_tree(holder)) == _folded(_of_nodes(nodes))


def _folded(parts: Iterable[str]) -> str:
    return " ".join("".join(parts).split())


def _of_tree(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _of_child(child)
        yield child.tail or ""


def _of_child(child: Element) -> Iterator[str]:
    words = "".join(child.itertext())
    match child.tag:
        case "br":
            yield "\0br\0"
        case "data" | "sup" | "code":
            yield f"\0{child.tag} {words}\0"
        case "img":
            yield f"\0img {child.get('src')}\0{child.get('alt')}\0/\0"
        case "a" if child.find("bdi") is not None or child.get("href") == words:
            yield f"\0address {words}\0"
        case _:
            yield f"\0{child.tag} {child.get('href', '')}\0"
            yield from _of_tree(child)
            yield "\0/\0"


def _of_nodes(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif isinstance(node, Point):
            yield _of_point(node)
        elif node.kind == "picture":
            yield f"\0img {node.meaning}\0{''.join(_shown(node.inside))}\0/\0"
        elif node.kind == "caption":
            yield "\0figcaption \0"
            yield from _of_nodes(node.inside)
            yield "\0/\0"
        else:
            yield f"\0{_TAGS[node.kind]} {node.meaning}\0"
            yield from _of_nodes(node.inside)
            yield "\0/\0"


def _of_point(point: Point) -> str:
    match point.kind:
        case "line break":
            return "\0br\0"
        case "fact":
            return f"\0data {point.markdown}\0"
        case "footnote":
            return f"\0sup {point.shown}\0"
        case "code":
            return f"\0code {point.shown.strip()}\0"
        case "address":
            return f"\0address {point.shown}\0"
        case _:
            return point.shown


def _shown(nodes: Iterable[Node]) -> Iterator[str]:
    """What an attribute holds of the nodes: their text, and facts by name."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif isinstance(node, Point):
            yield node.markdown if node.kind == "fact" else node.shown
        else:
            yield "\0"  # no attribute holds a code
