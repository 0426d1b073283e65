"""The structure tree as PDF objects (ISO 32000-1 and -2, 14.7)."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pydyf

from everyleaf.formats.tagging.roles import ROLE_MAP
from everyleaf.formats.tagging.structure import Leaf, Node

_MAY_BE_EMPTY = frozenset(("TD", "TH"))


class TreeWriter:
    """Writes one tree into one pydyf.PDF.

    ``namespace`` is that of all types but ``older_types``; without one, types that PDF 1.7
    does not have get a role. ``elements`` are what was written, by id() of its node.
    """

    def __init__(
        self,
        pdf: Any,
        pages: list[dict[int, Leaf]],
        namespace: str | None = None,
        older_types: frozenset[str] = frozenset(),
    ) -> None:
        self.pdf = pdf
        self.pages = pages
        self.elements: dict[int, Any] = {}
        self._named = self._object(_namespace(namespace)) if namespace else None
        self._older = older_types
        self._holders: dict[int, Any] = {}  # the element of a leaf, by id()
        self._identifiers: dict[str, bytes] = {}
        self._annotated: list[tuple[bytes, Any]] = []
        self._used: set[str] = set()

    def write(self, root: Node) -> None:
        """Write all that was drawn, with ParentTree, IDTree and RoleMap."""
        prune(root)
        top = self._object({"Type": "/StructTreeRoot"})
        document = self._element(root, top.reference)
        top["K"] = pydyf.Array([document.reference])
        self._refer(root)
        self._parent_tree(top)
        if self._identifiers:
            pairs = sorted(self._identifiers.items(), key=lambda pair: pair[0].encode("utf-16-be"))
            names = [part for name, at in pairs for part in (pydyf.String(name), at)]
            top["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
        if self._named is not None:
            top["Namespaces"] = pydyf.Array([self._named.reference])
        elif used := {kind: f"/{ROLE_MAP[kind]}" for kind in sorted(self._used & set(ROLE_MAP))}:
            top["RoleMap"] = pydyf.Dictionary(used)
        self.pdf.catalog["StructTreeRoot"] = top.reference

    def _object(self, values: dict[str, Any]) -> Any:
        made = pydyf.Dictionary(values)
        self.pdf.add_object(made)
        return made

    def _typed(self, kind: str, parent: bytes) -> Any:
        """A new element of this type, in its namespace."""
        element = self._object({"Type": "/StructElem", "S": f"/{kind}", "P": parent})
        if self._named is not None and kind not in self._older:
            element["NS"] = self._named.reference
        self._used.add(kind)
        return element

    def _element(self, node: Node, parent: bytes) -> Any:
        element = self.elements[id(node)] = self._typed(node.kind, parent)
        pages = [kid.page for kid in node.kids if isinstance(kid, Leaf) and not kid.actual_text]
        page = pages[0] if pages else None
        if page is not None:
            element["Pg"] = self.pdf.page_references[page]
        kids: list[Any] = []
        for said, run in groupby(node.kids, _is_said):
            if said:
                leaves = [kid for kid in run if isinstance(kid, Leaf)]
                kids.append(self._said(leaves, element.reference).reference)
                continue
            for kid in run:
                if isinstance(kid, Node):
                    kids.append(self._element(kid, element.reference).reference)
                else:
                    kids += self._contents(kid, page, element)
        for number, annotation in node.annotations:
            kids.append(self._object_reference(number, annotation, element))
        if kids:
            element["K"] = pydyf.Array(kids)
        self._say(node, element)
        return element

    def _said(self, leaves: list[Leaf], parent: bytes) -> Any:
        """A Span whose ActualText stands for the glyphs of its lines."""
        page = leaves[0].page
        span = self._typed("Span", parent)
        span["Pg"] = self.pdf.page_references[page]
        span["K"] = pydyf.Array(
            [kid for leaf in leaves for kid in self._contents(leaf, page, span)]
        )
        span["ActualText"] = pydyf.String("".join(leaf.actual_text or "" for leaf in leaves))
        return span

    def _contents(self, leaf: Leaf, page: int | None, holder: Any) -> list[Any]:
        self._holders[id(leaf)] = holder
        if leaf.page == page:
            return list(leaf.mcids)
        at = self.pdf.page_references[leaf.page]
        return [pydyf.Dictionary({"Type": "/MCR", "Pg": at, "MCID": mcid}) for mcid in leaf.mcids]

    def _object_reference(self, page: int, annotation: Any, holder: Any) -> Any:
        self._annotated.append((holder.reference, annotation))
        at = self.pdf.page_references[page]
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": at})

    def _say(self, node: Node, element: Any) -> None:
        if node.attributes:
            owned = [
                pydyf.Dictionary({"O": f"/{owner}", **values})
                for owner, values in node.attributes.items()
            ]
            element["A"] = owned[0] if len(owned) == 1 else pydyf.Array(owned)
        if node.alt:
            element["Alt"] = pydyf.String(node.alt)
        if node.identifier:
            element["ID"] = pydyf.String(node.identifier)
            self._identifiers[node.identifier] = element.reference
        if node.language and (node.parent is None or node.language != node.parent.language):
            element["Lang"] = pydyf.String(node.language)

    def _refer(self, root: Node) -> None:
        """Write what cites what (Ref), as far as it is in the tree."""
        for node in root.nodes():
            cited = [self.elements[id(one)] for one in node.refers_to if id(one) in self.elements]
            if cited:
                references = dict.fromkeys(one.reference for one in cited)
                self.elements[id(node)]["Ref"] = pydyf.Array(references)

    def _parent_tree(self, top: Any) -> None:
        numbers: list[Any] = []
        for number, leaves in enumerate(self.pages):
            holders = [self._holders[id(leaves[mcid])].reference for mcid in range(len(leaves))]
            numbers += [number, pydyf.Array(holders)]
        for key, (holder, annotation) in enumerate(self._annotated, start=len(self.pages)):
            numbers += [key, holder]
            annotation["StructParent"] = key
        tree = self._object({"Nums": pydyf.Array(numbers)})
        top["ParentTree"] = tree.reference
        top["ParentTreeNextKey"] = len(self.pages) + len(self._annotated)


def _namespace(name: str) -> dict[str, Any]:
    return {"Type": "/Namespace", "NS": pydyf.String(name)}


def _is_said(kid: Node | Leaf) -> bool:
    return isinstance(kid, Leaf) and kid.actual_text is not None


def prune(node: Node) -> bool:
    """Drop what was not drawn and elements that hold nothing; whether ``node`` stays."""
    node.kids = [kid for kid in node.kids if (kid.mcids if isinstance(kid, Leaf) else prune(kid))]
    return bool(node.kids or node.annotations) or node.kind in _MAY_BE_EMPTY
