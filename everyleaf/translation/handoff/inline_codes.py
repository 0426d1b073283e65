"""Inline codes: what stands in a message beside its words, as a translator's tool keeps it.

A message is text, points (a fact, a line break, a footnote's reference) and pairs around
text (bold, a link). Codes are numbered by their order in the source; in the translation
the same code has the same number, wherever it stands (XLIFF 1.2, 2.2; XLIFF 2.0, 4.7.2).
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Point:
    """A code that stands for itself; ``shown`` is what a reader sees there."""

    kind: str
    meaning: str
    markdown: str
    shown: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """A code around other text; ``meaning`` tells two links apart."""

    kind: str
    meaning: str
    opening: str
    closing: str
    inside: tuple[Node, ...]
    number: int = 0


Node = str | Point | Pair
Code = Point | Pair


def codes_in(nodes: Iterable[Node]) -> Iterator[Code]:
    """Every code, in the order in which they begin."""
    for node in nodes:
        if isinstance(node, str):
            continue
        yield node
        if isinstance(node, Pair):
            yield from codes_in(node.inside)


def words_in(nodes: Iterable[Node]) -> str:
    """The text without its codes; a point leaves a space."""
    parts = (
        node if isinstance(node, str) else words_in(node.inside) if isinstance(node, Pair) else " "
        for node in nodes
    )
    return "".join(parts)


def numbered(nodes: tuple[Node, ...], source: Iterable[Code] = ()) -> tuple[Node, ...]:
    """The nodes with numbers: those of the same codes in ``source``, new ones for the rest."""
    free: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    last = 0
    for code in source:
        free[code.kind, code.meaning].append(code.number)
        last = max(last, code.number)
    fresh = iter(range(last + 1, last + 1 + sum(1 for _ in codes_in(nodes))))

    def give(node: Node) -> Node:
        if isinstance(node, str):
            return node
        known = free[node.kind, node.meaning]
        number = known.pop(0) if known else next(fresh)
        if isinstance(node, Point):
            return dataclasses.replace(node, number=number)
        return dataclasses.replace(node, number=number, inside=tuple(map(give, node.inside)))

    return tuple(map(give, nodes))


def by_number(nodes: Iterable[Node]) -> Mapping[int, Code]:
    """The codes of a source message by their numbers."""
    return {code.number: code for code in codes_in(nodes)}


def differences(returned: Iterable[Node], source: Mapping[int, Code]) -> list[str]:
    """In words: which codes are lost, doubled or added, or are no longer around anything."""
    given = Counter((code.number, type(code)) for code in codes_in(returned))
    wanted = Counter((code.number, type(code)) for code in source.values())
    lost = [_called(source[number]) for number, _ in (wanted - given)]
    added = [
        f"{_called(source[number])} a second time" if number in source else f"code {number}"
        for number, _ in (given - wanted)
    ]
    return [f"lost {', '.join(lost)}"] * bool(lost) + [f"new {', '.join(added)}"] * bool(added)


def restored(returned: Iterable[Node], source: Mapping[int, Code]) -> tuple[Node, ...]:
    """The returned text with the codes of the source put back by their numbers.

    What a file says about a code beside its number is never believed. Raises
    KeyError where `differences` would have found something.
    """
    return tuple(_restored(node, source) for node in returned)


def _restored(node: Node, source: Mapping[int, Code]) -> Node:
    if isinstance(node, str):
        return node
    code = source[node.number]
    if isinstance(node, Pair) and isinstance(code, Pair):
        return dataclasses.replace(code, inside=restored(node.inside, source))
    if isinstance(node, Point) and isinstance(code, Point):
        return code
    raise KeyError(node.number)


def with_values(nodes: Iterable[Node], values: Mapping[str, str]) -> tuple[Node, ...]:
    """The nodes with facts that show their value, by the fact's name."""

    def show(node: Node) -> Node:
        if isinstance(node, Pair):
            return dataclasses.replace(node, inside=with_values(node.inside, values))
        if isinstance(node, Point) and node.kind == "fact":
            return dataclasses.replace(node, shown=values.get(node.meaning, node.shown))
        return node

    return tuple(map(show, nodes))


def alike(one: Iterable[Node], other: Iterable[Node]) -> bool:
    """Whether both say the same with the same numbered codes; white space is folded."""
    return _spelt(one, by_kind=False) == _spelt(other, by_kind=False)


def same_sense(one: Iterable[Node], other: Iterable[Node]) -> bool:
    """Whether both say the same with codes of the same kinds and meanings."""
    return _spelt(one, by_kind=True) == _spelt(other, by_kind=True)


def _spelt(nodes: Iterable[Node], *, by_kind: bool) -> str:
    """The nodes as one string that two alike have in common (NUL stands in no text)."""

    def parts(some: Iterable[Node]) -> Iterator[str]:
        for node in some:
            if isinstance(node, str):
                yield node
                continue
            if by_kind and node.kind == "character" and isinstance(node, Point):
                yield node.shown  # an escape: the same character, written more carefully
                continue
            name = f"{node.kind} {node.meaning}" if by_kind else str(node.number)
            yield f"\0{name}\0"
            if isinstance(node, Pair):
                yield from parts(node.inside)
                yield "\0/\0"

    return _SPACE.sub(" ", "".join(parts(nodes))).strip()


def _called(code: Code) -> str:
    shown = code.shown if isinstance(code, Point) else words_in(code.inside)
    return f"{code.kind} {code.number} ({shown.strip()[:40] or code.meaning[:40]})"
