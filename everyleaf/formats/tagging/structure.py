"""The structure tree: elements, and the pieces of the pages that they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element


@dataclass(eq=False, slots=True)
class Leaf:
    """One piece of a page: a text box (a run of words on one line) or a picture.

    ``text`` is what was written, "" for a picture; ``space_after`` says that a white space
    of the text was lost at the end of the line. ``actual_text`` is set while drawing, where
    the element must say what its glyphs do not.
    """

    page: int
    box: Any
    text: str = ""
    generated: bool = False
    line: Any = None
    in_rtl_line: bool = False
    space_after: bool = False
    actual_text: str | None = None
    mcids: list[int] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Node:
    """A structure element. ``order`` is the place of its HTML element in the document.

    ``attributes`` are by owner ("Layout", "List", "Table"); ``annotations`` are pairs of
    page and link annotation; ``refers_to`` are what it cites, or is cited by (Ref).
    """

    kind: str
    parent: Node | None
    language: str = ""
    order: float = 0.0
    element: Element | None = None
    kids: list[Node | Leaf] = field(default_factory=list)
    annotations: list[tuple[int, Any]] = field(default_factory=list)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    alt: str | None = None
    identifier: str | None = None
    refers_to: list[Node] = field(default_factory=list)

    def append(self, kind: str, element: Element | None, order: float) -> Node:
        """A new last child in the language of this element."""
        child = Node(kind, self, self.language, order, element)
        self.kids.append(child)
        return child

    def leaves(self) -> Iterator[Leaf]:
        """All that it holds, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Leaf):
                yield kid
            else:
                yield from kid.leaves()

    def nodes(self) -> Iterator[Node]:
        """It and all elements below, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.nodes()

    def words(self) -> str:
        """Its text, white space folded; of pictures alone, what stands for them."""
        parts = (leaf.text + " " * leaf.space_after for leaf in self.leaves())
        pictures = (node.alt for node in self.nodes() if node.alt)
        return " ".join("".join(parts).split()) or " ".join(pictures)
