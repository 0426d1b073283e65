"""Reads XLIFF 1.2 and 2.x that came back, however a tool has cut it up.

Of a code only its number is read; what it stands for is known here. No entity is
resolved, no document type is accepted, nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.translation.handoff.inline_codes import Node, Pair, Point
from everyleaf.translation.receiving.returned import ReturnedFile, ReturnedUnit

_BEGINS = re.compile(rb"<(?:[\w.-]+:)?xliff[\s>]")
_LINE_END = re.compile(r"[ \t]*\n\s*")
_BLOCK = re.compile(r"[*+\-#>!|:\d]")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
# XLIFF 1.2, 2.3, "state": those that say that nobody has to look at it again.
_DONE_1_2 = frozenset({"translated", "final", "signed-off"})
_DONE_2_0 = frozenset({"translated", "reviewed", "final"})  # XLIFF 2.0, 4.3.1.33
_POINTS = frozenset({"x", "ph"})
_PAIRS = frozenset({"g", "pc"})
_OPENINGS, _CLOSINGS = frozenset({"bx", "sc"}), frozenset({"ex", "ec"})
_THROUGH = frozenset({"mrk"})  # around text: a segment, a comment, a term
_NOTHING = frozenset({"sm", "em"})


def is_xliff(data: bytes) -> bool:
    """Whether ``data`` begins as XLIFF does, in any encoding with ASCII in it."""
    return _BEGINS.search(data[:20_000].replace(b"\0", b"")) is not None


def read_xliff(data: bytes, name: str) -> tuple[list[ReturnedFile], list[Diagnostic]]:
    """One returned file for each <file>, or none and what is wrong."""
    place = Place(name)
    head = data[:20_000].replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        return [], [_refused(place, "It has a document type declaration.")]
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        return [], [_refused(place, f"It is not well-formed XML: {str(problem)[:100]}.")]
    docinfo: Any = root.getroottree().docinfo
    if docinfo.doctype:
        return [], [_refused(place, "It has a document type declaration.")]
    read = _READERS.get(root.get("version", "")[:2]) if _name(root) == "xliff" else None
    if read is None:
        return [], [_refused(place, "It is neither XLIFF 1.2 nor XLIFF 2.0.")]
    return [read(root, file, name) for file in root if _name(file) == "file"], []


def _refused(place: Place, problem: str) -> Diagnostic:
    remedy = "Ask for the file as the translator's tool saves it."
    return error("returned-unreadable", place, problem, remedy)


def _name(element: etree._Element) -> str:
    """The local name; empty for what is no element (an entity that was not resolved)."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _children(element: etree._Element, *names: str) -> list[etree._Element]:
    return [child for child in element if _name(child) in names]


def _file_1_2(root: etree._Element, file: etree._Element, name: str) -> ReturnedFile:
    language = file.get("target-language", "")
    units = tuple(_unit_1_2(u) for u in file.iter() if _name(u) == "trans-unit")
    return ReturnedFile(name, language, file.get("build-num", ""), units)


def _unit_1_2(unit: etree._Element) -> ReturnedUnit:
    key = unit.get("id", "")
    targets = _children(unit, "target")
    try:
        source = _nodes(_children(unit, "source")[:1])
        target = _nodes(targets[:1])
    except _Fault as fault:
        return ReturnedUnit(key, (), (), fuzzy=True, fault=str(fault))
    state = targets[0].get("state") if targets else None
    done = state in _DONE_1_2 or (state or "").startswith("x-")
    return ReturnedUnit(key, source, target, state is not None and not done, done)


def _file_2(root: etree._Element, file: etree._Element, name: str) -> ReturnedFile:
    notes = (note for head in _children(file, "notes") for note in _children(head, "note"))
    sent = next((n.text or "" for n in notes if n.get("category") == "handoff"), "")
    units = tuple(_unit_2(u) for u in file.iter() if _name(u) == "unit")
    return ReturnedFile(name, root.get("trgLang", ""), sent.strip(), units)


def _unit_2(unit: etree._Element) -> ReturnedUnit:
    """The segments joined; the targets in their order (section 4.3.1.29)."""
    key = unit.get("id", "")
    parts = _children(unit, "segment", "ignorable")
    segments = [part for part in parts if _name(part) == "segment"]
    sources = [source for part in parts for source in _children(part, "source")[:1]]
    pieces = [
        (*_children(part, "target"), *_children(part, "source"))[0:1]
        if _name(part) == "ignorable" else _children(part, "target")[:1]
        for part in parts
    ]  # fmt: skip
    targets = [target for piece in pieces for target in piece]
    if not any(_children(part, "target") for part in segments):
        targets = []
    if targets and not all(_children(part, "target") for part in segments):
        fault = "Only some of its segments are translated."
        return ReturnedUnit(key, (), (), fuzzy=True, fault=fault)
    try:
        source, target = _nodes(sources), _nodes(_in_order(targets))
    except _Fault as problem:
        return ReturnedUnit(key, (), (), fuzzy=True, fault=str(problem))
    done = all(part.get("state", "initial") in _DONE_2_0 for part in segments)
    return ReturnedUnit(key, source, target, not done, done)


def _in_order(targets: list[etree._Element]) -> list[etree._Element]:
    def place(item: tuple[int, etree._Element]) -> int:
        order = item[1].get("order", "")
        return int(order) if _NUMBER.fullmatch(order) else item[0]

    return [target for _, target in sorted(enumerate(targets, start=1), key=place)]


_READERS = {"1.": _file_1_2, "2.": _file_2}


class _Fault(Exception):
    """Why a message cannot be read."""


_Token = str | Point | tuple[str, int]  # text, a code by itself, or ("open" | "close", number)


def _nodes(elements: list[etree._Element]) -> tuple[Node, ...]:
    """The content of the elements, one after the other, as text and numbered codes."""
    begun: dict[str, int] = {}
    tokens = [token for element in elements for token in _tokens(element, begun)]
    return _trimmed(_nested(tokens))


def _tokens(element: etree._Element, begun: dict[str, int]) -> Iterator[_Token]:
    if element.text:
        yield _LINE_END.sub(_line_end, element.text)
    for child in element:
        yield from _token(child, begun)
        if child.tail:
            yield _LINE_END.sub(_line_end, child.tail)


def _line_end(found: re.Match[str]) -> str:
    """A line that a tool wrapped is one line; a second block stays one, and is refused later."""
    is_block = found[0].count("\n") > 1 or _BLOCK.match(found.string, found.end())
    return found[0] if is_block else " "


def _token(child: etree._Element, begun: dict[str, int]) -> Iterator[_Token]:
    name = _name(child)
    if name in _POINTS:
        yield Point("", "", "", "", _number(child, "id"))
    elif name in _PAIRS:
        number = _number(child, "id")
        yield "open", number
        yield from _tokens(child, begun)
        yield "close", number
    elif name in _OPENINGS:
        number = _number(child, "id")
        begun[child.get("rid") or child.get("id") or ""] = number
        yield "open", number
    elif name in _CLOSINGS:
        reference = child.get("startRef") or child.get("rid") or child.get("id") or ""
        yield "close", begun.get(reference, 0) or _number(child, "startRef", "rid", "id")
    elif name in _THROUGH:
        yield from _tokens(child, begun)
    elif name not in _NOTHING:
        raise _Fault(f"It holds a code that was not sent: <{name or 'entity'}>.")


def _number(element: etree._Element, *names: str) -> int:
    value = next(filter(None, map(element.get, names)), "")
    if not _NUMBER.fullmatch(value):
        raise _Fault(f'It holds a code that was not sent: "{value[:20]}".')
    return int(value)


def _nested(tokens: list[_Token]) -> tuple[Node, ...]:
    """Openings and closings joined to pairs; they may stand apart but not across each other."""
    levels: list[tuple[int, list[Node]]] = [(0, [])]
    for token in tokens:
        if not isinstance(token, tuple):
            levels[-1][1].append(token)
        elif token[0] == "open":
            levels.append((token[1], []))
        elif len(levels) < 2 or levels[-1][0] != token[1]:
            raise _Fault("Two codes overlap, or one ends before it begins.")
        else:
            number, inside = levels.pop()
            levels[-1][1].append(Pair("", "", "", "", _joined(inside), number))
    if len(levels) > 1:
        raise _Fault("A code is opened and never closed.")
    return _joined(levels[0][1])


def _joined(nodes: list[Node]) -> tuple[Node, ...]:
    """Neighbouring texts as one."""
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and joined and isinstance(joined[-1], str):
            joined[-1] += node
        elif node != "":
            joined.append(node)
    return tuple(joined)


def _trimmed(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    parts = list(nodes)
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    return tuple(part for part in parts if part != "")
