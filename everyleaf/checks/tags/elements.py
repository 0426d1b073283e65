"""The structure tree of a tagged PDF, read as it stands (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pikepdf

from everyleaf.checks.standard_types import (
    STANDARD_1_7,
    STANDARD_2_0,
    is_of_pdf_2,
    standard_type,
)

_DEEPEST = 60  # elements within elements; our own leaflets have about 15
# Elements within a line, and NonStruct, which is read as if it were not there (14.8.4.2).
_INLINE = frozenset(
    {"Span", "Link", "Reference", "Em", "Strong", "Quote", "Code", "Annot", "Sub", "NonStruct"}
)

Value = str | float | tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Marked content on a page: ``number`` is its MCID, pages count from 1."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation that an element holds, by its object number."""

    key: int


@dataclass(frozen=True, eq=False)
class Element:
    """A structure element. ``kind`` is its standard type in PDF 1.7, such as P, LI or TH.

    ``is_standard`` tells whether it is one. ``key`` is its object number and ``parent_key``
    that of the element which it says it stands in; None and "" stand for entries that are
    not there.
    """

    kind: str
    key: int
    parent_key: int
    kids: tuple[Element | Spot | Annotation, ...]
    language: str = ""
    alternative: str | None = None
    actual_text: str | None = None
    identity: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict)
    is_standard: bool = True

    @property
    def elements(self) -> Iterator[Element]:
        """The elements right below it."""
        return (kid for kid in self.kids if isinstance(kid, Element))

    @property
    def spots(self) -> Iterator[Spot]:
        """The marked content right below it."""
        return (kid for kid in self.kids if isinstance(kid, Spot))

    @property
    def annotations(self) -> Iterator[Annotation]:
        """The annotations right below it."""
        return (kid for kid in self.kids if isinstance(kid, Annotation))

    @property
    def is_inline(self) -> bool:
        """Whether its text belongs to the block around it."""
        return self.kind in _INLINE

    def all_of(self, *kinds: str) -> Iterator[Element]:
        """The elements below it of these kinds, in order."""
        return (one for one, _ in walk(self.elements) if one.kind in kinds)

    def all_spots(self) -> Iterator[Spot]:
        """The marked content in it and in all elements below it, in order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.all_spots()
            elif isinstance(kid, Spot):
                yield kid


Ancestors = tuple[Element, ...]


def walk(
    elements: Iterator[Element] | tuple[Element, ...], above: Ancestors = ()
) -> Iterator[tuple[Element, Ancestors]]:
    """Every element in order, each with those that it stands in, from the outside in."""
    for element in elements:
        yield element, above
        yield from walk(element.elements, (*above, element))


class TreeReader:
    """Reads the tree of one file."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._root = pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary())
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        self._pdf = pdf
        self._roles = self._root.get("/RoleMap", pikepdf.Dictionary())
        self._seen: set[int] = set()
        kids = self._children(self._root, None, 0)
        self.elements = tuple(kid for kid in kids if isinstance(kid, Element))
        self.identities = frozenset(self._identities())

    def detached(self) -> Iterator[str]:
        """The kinds of elements that page content belongs to and that the tree does not have."""
        known: set[int] = set()
        for row in self._rows():
            for entry in row:
                if not isinstance(entry, pikepdf.Dictionary):
                    continue  # no element: such content is found by its number
                key = entry.objgen[0]
                if key not in self._seen and key not in known:
                    known.add(key)
                    yield str(entry.get("/S", "/nothing"))[1:]

    def _rows(self) -> Iterator[Iterable[object]]:
        parents = pikepdf.NumberTree(self._root.ParentTree) if "/ParentTree" in self._root else {}
        for page in self._pdf.pages:
            number = page.obj.get("/StructParents")
            if number is not None and int(number) in parents:
                yield list(parents[int(number)])

    def _children(
        self, parent: pikepdf.Object, page: int | None, depth: int
    ) -> Iterator[Element | Spot | Annotation]:
        kids = parent.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Dictionary):
                if page is not None:
                    yield Spot(page, int(kid))
            elif kid.get("/Type") == pikepdf.Name.MCR:
                yield Spot(self._page(kid) or page or 0, int(kid.MCID))
            elif kid.get("/Type") == pikepdf.Name.OBJR:
                yield Annotation(kid.Obj.objgen[0])
            elif kid.objgen[0] not in self._seen and depth < _DEEPEST:
                yield self._element(kid, page, depth)

    def _element(self, raw: pikepdf.Object, page: int | None, depth: int) -> Element:
        self._seen.add(raw.objgen[0])
        return Element(
            kind=self._kind(raw),
            key=raw.objgen[0],
            parent_key=raw.P.objgen[0] if "/P" in raw else 0,
            kids=tuple(self._children(raw, self._page(raw) or page, depth + 1)),
            language=str(raw.get("/Lang", "")),
            alternative=_text(raw, "/Alt"),
            actual_text=_text(raw, "/ActualText"),
            identity=str(raw.get("/ID", "")),
            attributes=dict(_attributes(raw)),
            is_standard=self._is_standard(raw),
        )

    def _page(self, raw: pikepdf.Object) -> int | None:
        return self._pages.get(raw.Pg.objgen) if "/Pg" in raw else None

    def _kind(self, raw: pikepdf.Object) -> str:
        return standard_type(raw) if "/NS" in raw else self._role(raw)

    def _is_standard(self, raw: pikepdf.Object) -> bool:
        if "/NS" in raw:
            return is_of_pdf_2(raw) and str(raw.get("/S", "/"))[1:] in STANDARD_2_0
        return self._role(raw) in STANDARD_1_7

    def _role(self, raw: pikepdf.Object) -> str:
        """The type in the namespace that needs no name, by the RoleMap."""
        name = str(raw.get("/S", "/"))
        for _ in range(8):  # a role may lead to another role
            if name not in self._roles:
                break
            name = str(self._roles[name])
        return name[1:]

    def _identities(self) -> Iterator[str]:
        if "/IDTree" in self._root:
            yield from (str(name) for name in pikepdf.NameTree(self._root.IDTree))


def _text(raw: pikepdf.Object, key: str) -> str | None:
    return str(raw[key]) if key in raw else None


def _attributes(raw: pikepdf.Object) -> Iterator[tuple[str, Value]]:
    """The attributes of all owners together: Scope, ListNumbering, ColSpan, BBox."""
    found = raw.get("/A", pikepdf.Array())
    for row in found if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(row, pikepdf.Dictionary | pikepdf.Stream):
            for key, value in row.items():
                yield key[1:], _value(value)


def _number(raw: object) -> float:
    return float(raw) if isinstance(raw, int | float | Decimal) else math.nan


def _value(raw: object) -> Value:
    if isinstance(raw, pikepdf.Array):
        return tuple(_number(one) for one in raw)
    if isinstance(raw, int | float | Decimal):
        return float(raw)
    return str(raw).lstrip("/") if isinstance(raw, pikepdf.Name | pikepdf.String) else str(raw)
