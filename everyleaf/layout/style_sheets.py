"""The style sheets of a layout: what CSS would pass over in silence is told, with its line.

By its rules (CSS Syntax 3; Custom Properties 1, section 3) a mistake costs its declaration or
its rule alone and nobody hears of it: a page goes out without the frame of its warning. The
sheets of a layout become one, so that what one leaves open swallows the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import tinycss2

from everyleaf.diagnostics import Diagnostic, Place, error

# Custom properties that every style sheet may use: `typefaces` sets them.
GIVEN = frozenset(
    "--ink --paper --rule --accent --tint --leading --heading-leading --scale".split()
)
_DEEPEST = 50  # brackets within each other; a thousand would be too many for Python
_RULES_WITHIN = frozenset({"media", "supports", "layer", "container", "scope"})
_SET_IN_TEMPLATE = re.compile(r"(--[\w-]+)\s*:")
_NAMED_BY_TEMPLATE = re.compile(r"--[\w-]*\{[{%]")
_STRING = r"\"(?:\\[\s\S]|[^\"\\\n])*\"|'(?:\\[\s\S]|[^'\\\n])*'|url\([^\"'()\n]*\)"
_MARKS = re.compile(rf"/\*[\s\S]*?\*/|{_STRING}|(?P<open>/\*|[(\[{{])|(?P<close>[)\]}}])")
Rules = Sequence[Any]  # tinycss2's rules, declarations and errors


def style_faults(folder: Path, shown: str, names: Sequence[str]) -> list[Diagnostic]:
    """What is wrong in the style sheets ``names``, which are used together.

    ``shown`` is the name of ``folder`` in findings. A file that cannot be read has none:
    who composes a page with it says so.
    """
    texts = {name: text for name in names if (text := text_of(folder, name)) is not None}
    if found := [f for name, text in texts.items() for f in _left_open(text, f"{shown}/{name}")]:
        return found
    sheets: dict[str, Rules] = {}
    for name, text in texts.items():
        try:
            sheets[name] = list(_nodes(_rules(text)))
        except ValueError as problem:  # a number of thousands of digits
            found.append(_no_css(f"{problem}", Place(f"{shown}/{name}")))
    known = _known(folder, sheets.values()) if len(sheets) == len(names) else None
    for name, nodes in sheets.items():
        found += _faults(nodes, known, f"{shown}/{name}")
    return found


def text_of(folder: Path, name: str) -> str | None:
    """A file below ``folder``; None where it is none, lies outside or is not UTF-8."""
    try:
        path = (folder / name).resolve()
        return path.read_text("utf-8-sig") if path.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):  # a name with a NUL, too
        return None


def _left_open(text: str, shown: str) -> Iterator[Diagnostic]:
    """The first bracket or comment that is not closed, or the first that stands too deep."""
    still_open: list[int] = []
    for mark in _MARKS.finditer(text):
        if mark["open"]:
            still_open.append(mark.start())
        elif mark["close"] and still_open:
            still_open.pop()
        if len(still_open) > _DEEPEST:
            said = f"brackets stand within each other more than {_DEEPEST} deep"
            yield _no_css(said, Place(shown, _line(text, mark.start())))
            return
    for place in still_open[:1]:
        said = f"“{text[place : place + 2].strip()}” is not closed"
        yield _no_css(said, Place(shown, _line(text, place)))


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _no_css(problem: str, place: Place) -> Diagnostic:
    said = f"This is no CSS, and would be passed over: {problem.rstrip('.')}."
    return error("style-syntax", place, said, "Mend the line, or close what stands before it.")


def _rules(text: str) -> list[Any]:
    return list(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _nodes(nodes: Iterable[Any], *, are_nested: bool = False) -> Iterator[Any]:
    """Rules and declarations, those within others too, and whatever could not be read."""
    for node in nodes:
        yield node
        content = getattr(node, "content", None)
        if content is not None:
            is_rule = node.type == "qualified-rule"
            within = _within(node, content, are_nested=are_nested)
            yield from _nodes(within, are_nested=are_nested or is_rule)


def _within(rule: Any, content: list[Any], *, are_nested: bool) -> list[Any]:
    """In a rule, @media holds declarations, too (CSS Nesting 1, section 4)."""
    holds_rules = rule.type == "at-rule" and rule.lower_at_keyword in _RULES_WITHIN
    only_rules = holds_rules and not are_nested
    parse = tinycss2.parse_rule_list if only_rules else tinycss2.parse_blocks_contents
    return list(parse(content, skip_comments=True, skip_whitespace=True))


def _known(folder: Path, sheets: Iterable[Rules]) -> frozenset[str] | None:
    """The custom properties that are set; None where templates make names as they run."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    templates = "\n".join(text_of(folder, name) or "" for name in names)
    if _NAMED_BY_TEMPLATE.search(templates):
        return None
    own = frozenset(name for nodes in sheets for node in nodes for name in _set_by(node))
    return GIVEN | own | frozenset(_SET_IN_TEMPLATE.findall(templates))


def _set_by(node: Any) -> Iterator[str]:
    if node.type == "declaration" and node.name.startswith("--"):
        yield node.name
    elif node.type == "at-rule" and node.lower_at_keyword == "property":
        yield from (token.value for token in node.prelude if token.type == "ident")


def _faults(nodes: Rules, known: frozenset[str] | None, shown: str) -> Iterator[Diagnostic]:
    for node in nodes:
        place = Place(shown, node.source_line)
        for wrong in _errors(node):
            yield _no_css(wrong.message, Place(shown, wrong.source_line))
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            said = "@import has no effect: the style sheets of a layout become one."
            yield error("style-import", place, said, 'Name the file in "styles" of layout.toml.')
        if node.type == "declaration" and known is not None:
            for name in _used_without_fallback(node.value):
                if name not in known:
                    yield _unset(name, place)


def _unset(name: str, place: Place) -> Diagnostic:
    said = f"{name} is used and set nowhere in the style sheets of this layout."
    remedy = f"Set it, or give a value for want of it: var({name}, VALUE)."
    return error("style-variable", place, said, remedy)


def _errors(node: Any) -> Iterator[Any]:
    """The node itself, or signs before its braces or in its value that fit nowhere."""
    if node.type == "error":
        yield node
    for part in ("prelude", "value", "arguments"):
        inside = getattr(node, part, None)
        for token in inside if isinstance(inside, list) else ():
            yield from _errors(token)


def _used_without_fallback(tokens: Iterable[Any]) -> Iterator[str]:
    for token in tokens:
        inside = getattr(token, "arguments", None) or getattr(token, "content", None) or []
        if token.type == "function" and token.lower_name == "var":
            has_fallback = any(part == "," for part in inside)
            names = [part.value for part in inside if part.type == "ident"]
            if names and not has_fallback:
                yield names[0]
        yield from _used_without_fallback(inside)
