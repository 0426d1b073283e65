"""From laid-out pages to the structure tree, before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from everyleaf.formats.tagging.attributes import describe
from everyleaf.formats.tagging.pages import (
    Piece,
    footnote_elements,
    is_page_number,
    pieces,
)
from everyleaf.formats.tagging.roles import GROUPING, INLINE, Roles
from everyleaf.formats.tagging.source_text import SourceText, without_unseen
from everyleaf.formats.tagging.structure import Leaf, Node


@dataclass
class Plan:
    """What each box is drawn as: a leaf of the tree, or an Artifact. Boxes by id()."""

    root: Node
    roles: Roles
    leaves: dict[int, Leaf] = field(default_factory=dict)
    artifacts: dict[int, bytes] = field(default_factory=dict)
    links: dict[Element, Node] = field(default_factory=dict)
    nodes: dict[Element, Node] = field(default_factory=dict)  # the outermost of each element
    page_numbers: set[int] = field(default_factory=set)  # boxes in heads and feet, by id()

    def node_of(self, element: Element) -> Node:
        """The node of an element, else the nearest in or around it."""
        return next(self.nodes_near(element))

    def nodes_near(self, element: Element | None) -> Iterator[Node]:
        """The nodes of an element, of those in it, and of those around it."""
        inside = element.iter() if element is not None else ()
        yield from (self.nodes[one] for one in inside if one in self.nodes)
        while element is not None and (element := self.roles.parents.get(element)) is not None:
            if element in self.nodes:
                yield self.nodes[element]
        yield self.root


def plan(document: Any) -> Plan:
    """The structure of a laid-out WeasyPrint document, one element each over all pages."""
    html = document.pages[0]._page_box.children[0].element
    planner = _Planner(html, footnote_elements(document))
    for piece in pieces(document):
        planner.add(piece)
    made = planner.plan
    _arrange(made.root)
    _mark_word_breaks(made.root)
    for node in made.root.nodes():
        describe(node, document)
    return made


class _Planner:
    def __init__(self, html: Element, footnotes: frozenset[Element]) -> None:
        roles = Roles(html, footnotes)
        self.roles = roles
        self.source = SourceText(html)
        root = Node("Document", None, html.get("lang", ""), element=html)
        self.plan = Plan(root, roles)
        self._outer = self.plan.nodes
        self._outer[html] = root
        self._inner: dict[Element, Node] = {html: root}
        self._items: dict[Element, Node] = {}  # LI by the dt that begins it
        self._last: Leaf | None = None

    def add(self, piece: Piece) -> None:
        """Take one box into the tree, or note it as an Artifact."""
        if piece.artifact is not None:
            self.plan.artifacts[id(piece.box)] = piece.artifact
            if is_page_number(piece):
                self.plan.page_numbers.add(id(piece.box))
        elif piece.element is None:
            return
        elif piece.kind == "cell":
            self.inside(piece.element)  # it is there even where it is empty
        elif piece.kind == "picture":
            self._add_picture(piece, piece.element)
        elif without_unseen(piece.box.text).strip():
            self._add_words(piece, piece.element)
        elif piece.box.text.isspace() and self._last is not None:
            self._last.space_after = True

    def _add_picture(self, piece: Piece, element: Element) -> None:
        leaf = Leaf(piece.page, piece.box, line=piece.line)
        parent = self.inside(self.roles.parents[element])
        figure = parent.append("Figure", element, self.roles.order[element])
        figure.kids.append(leaf)
        self.plan.leaves[id(piece.box)] = leaf

    def _add_words(self, piece: Piece, element: Element) -> None:
        leaf = Leaf(piece.page, piece.box, piece.box.text, bool(piece.pseudo), piece.line)
        if piece.line is not None:
            leaf.in_rtl_line = piece.line.style["direction"] == "rtl"
        if not piece.pseudo:
            before, leaf.space_after = self.source.show(element, leaf.text)
            if before and self._last is not None:
                self._last.space_after = True
        self._holder(element, piece.pseudo).kids.append(leaf)
        self.plan.leaves[id(piece.box)] = leaf
        self._last = leaf

    def _holder(self, element: Element, pseudo: str) -> Node:
        if pseudo in ("marker", "footnote-marker"):
            self.inside(element)
            return self._outer[element].append("Lbl", None, self.roles.order[element] - 0.5)
        if pseudo == "footnote-call":
            return self.inside(self.roles.parents[element]).append("Reference", element, 0)
        return self.inside(element)

    def inside(self, element: Element) -> Node:
        """The node that holds what stands in ``element``; made where there is none."""
        if (found := self._inner.get(element)) is not None:
            return found
        chain = self.roles.chain(element)
        parent = node = self._parent(element, chain)
        order = self.roles.order[element]
        for kind in chain:
            node = node.append(kind, element, order)
            self._outer.setdefault(element, node)
        self._speak(element, parent, node, order)
        if "Link" in chain:
            self.plan.links[element] = node
        if "Note" in chain:
            node.identifier = element.get("id") or f"note-{order:.0f}"
        return self._inner[element]

    def _speak(self, element: Element, parent: Node, node: Node, order: float) -> None:
        """Give ``element``'s nodes the language that it names."""
        language = self.roles.language(element)
        if language and language != parent.language:
            if node is parent:
                node = node.append(self.roles.wrapper(element), element, order)
            for made in _up_to(node, parent):
                made.language = language
        self._inner[element] = node
        self._outer.setdefault(element, node)

    def _parent(self, element: Element, chain: tuple[str, ...]) -> Node:
        above = self.roles.parents[element]
        if chain in (("Lbl",), ("LBody",)) and above.tag == "dl":
            return self._item(element, above)
        if chain in (("L",), ("TOC",)) and self.roles.chain(above) == ("TOCI", "Reference"):
            self.inside(above)
            return self._outer[above]
        return self.inside(above)

    def _item(self, element: Element, definitions: Element) -> Node:
        """The LI of a dt or dd: it begins with the first dt after a dd."""
        first, previous = element, "dd"
        for child in definitions:
            if child.tag == "dt" and previous == "dd":
                first = child
            previous = child.tag
            if child is element:
                break
        if first not in self._items:
            order = self.roles.order[first]
            self._items[first] = self.inside(definitions).append("LI", first, order)
        return self._items[first]


def _up_to(node: Node, end: Node) -> list[Node]:
    found = []
    while node is not end and node.parent is not None:
        found.append(node)
        node = node.parent
    return found


def _arrange(node: Node) -> None:
    """Reading order is the document's; words in a grouping element get a paragraph."""
    for kid in node.kids:
        if isinstance(kid, Node):
            _arrange(kid)
    kids = [kid for kid in node.kids if isinstance(kid, Node)]
    if len(kids) == len(node.kids):
        node.kids.sort(key=lambda kid: kid.order if isinstance(kid, Node) else 0)
    if node.kind in GROUPING:
        node.kids = _paragraphs(node)
    node.kids = [_simplest(kid) for kid in node.kids]


def _paragraphs(node: Node) -> list[Node | Leaf]:
    arranged: list[Node | Leaf] = []
    for inline, run in groupby(node.kids, lambda kid: isinstance(kid, Leaf) or kid.kind in INLINE):
        if not inline:
            arranged += run
            continue
        paragraph = Node("P", node, node.language)
        for kid in run:
            _adopt(paragraph, kid)
        arranged.append(paragraph)
    return arranged


def _adopt(parent: Node, kid: Node | Leaf) -> None:
    parent.kids.append(kid)
    if isinstance(kid, Node):
        kid.parent = parent


def _simplest(kid: Node | Leaf) -> Node | Leaf:
    """A Div around one element says nothing."""
    if isinstance(kid, Leaf) or kid.kind != "Div" or len(kid.kids) != 1:
        return kid
    only = kid.kids[0]
    if isinstance(only, Node):
        only.parent = kid.parent
    return only


def _mark_word_breaks(root: Node) -> None:
    """Keep white space only where two words of one block follow each other without any."""
    previous: tuple[Node, Leaf] | None = None
    for block, leaf in _by_block(root, root):
        if previous is not None:
            before = previous[1]
            apart = leaf.generated and leaf.line is not before.line
            wanted = block is previous[0] and (before.space_after or apart)
            shown = before.text[-1:].isspace() or leaf.text[:1].isspace()
            before.space_after = wanted and not shown
        previous = (block, leaf)
    if previous is not None:
        previous[1].space_after = False


def _by_block(node: Node, block: Node) -> list[tuple[Node, Leaf]]:
    if node.kind not in INLINE:
        block = node
    found: list[tuple[Node, Leaf]] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            found += _by_block(kid, block)
        elif kid.text:
            found.append((block, kid))
    return found
