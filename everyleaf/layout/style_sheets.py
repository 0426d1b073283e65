"""The style sheets of a layout: what CSS would pass over in silence is told, with its line.

By its rules (CSS Syntax 3; Custom Properties 1, section 3) a mistake costs its declaration or
its rule alone and nobody hears of it: a page goes out without the frame of its warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import tinycss2

from everyleaf.diagnostics import Diagnostic, Place, error

# Custom properties that every style sheet may use: `typefaces` sets them.
GIVEN = frozenset(
    "--ink --paper --rule --accent --tint --leading --heading-leading --scale".split()
)
_DEEPEST = 50  # brackets; a thousand would be too many for Python
_RULES_WITHIN = frozenset({"media", "supports", "layer", "container", "scope"})
_SET_IN_TEMPLATE = re.compile(r"(--[\w-]+)\s*:")


def style_faults(folder: Path, shown: str, names: Sequence[str]) -> list[Diagnostic]:
    """What is wrong in the style sheets ``names``, which are used together.

    ``shown`` is the name of ``folder`` in findings. A file that cannot be read has none:
    who composes a page with it says so.
    """
    texts = {name: text for name in names if (text := text_of(folder, name)) is not None}
    if too_deep := [
        _too_deep(f"{shown}/{name}") for name in texts if _depth(texts[name]) > _DEEPEST
    ]:
        return too_deep
    trees = {name: list(_nodes(_rules(text))) for name, text in texts.items()}
    known = GIVEN | _set_in(node for nodes in trees.values() for node in nodes)
    known |= _set_by_templates(folder)
    are_whole = len(trees) == len(names)  # or the missing one may set what another uses
    return [
        fault
        for name, nodes in trees.items()
        for fault in _faults(nodes, known if are_whole else None, f"{shown}/{name}")
    ]


def text_of(folder: Path, name: str) -> str | None:
    """A file below ``folder``; None where it is none, lies outside or is not UTF-8."""
    try:
        path = (folder / name).resolve()
        return path.read_text(encoding="utf-8") if path.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):  # a name with a NUL, too
        return None


def _depth(text: str) -> int:
    """How deep brackets stand within each other."""
    steps = (1 if sign in "([{" else -1 for sign in text if sign in "([{}])")
    return max(accumulate(steps), default=0)


def _too_deep(shown: str) -> Diagnostic:
    said = f"Its brackets stand within each other more than {_DEEPEST} deep."
    return error("style-syntax", Place(shown), said, "Close the brackets.")


def _rules(text: str) -> list[Any]:
    return list(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _nodes(nodes: Iterable[Any]) -> Iterator[Any]:
    """Rules and declarations, those within others too, and whatever could not be read."""
    for node in nodes:
        yield node
        content = getattr(node, "content", None)
        if content is not None:
            yield from _nodes(_within(node, content))


def _within(rule: Any, content: list[Any]) -> list[Any]:
    holds_rules = rule.type == "at-rule" and rule.lower_at_keyword in _RULES_WITHIN
    parse = tinycss2.parse_rule_list if holds_rules else tinycss2.parse_blocks_contents
    return list(parse(content, skip_comments=True, skip_whitespace=True))


def _set_in(nodes: Iterable[Any]) -> frozenset[str]:
    declared = (node.name for node in nodes if node.type == "declaration")
    return frozenset(name for name in declared if name.startswith("--"))


def _set_by_templates(folder: Path) -> frozenset[str]:
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    texts = (text_of(folder, name) or "" for name in names)
    return frozenset(name for text in texts for name in _SET_IN_TEMPLATE.findall(text))


def _faults(nodes: Iterable[Any], known: frozenset[str] | None, shown: str) -> Iterator[Diagnostic]:
    for node in nodes:
        for wrong in _errors(node):
            said = f"This is no CSS, and would be passed over: {wrong.message}."
            remedy = "Mend the line; or a brace before it is one too many, or was not closed."
            yield error("style-syntax", Place(shown, wrong.source_line), said, remedy)
        if node.type == "declaration" and known is not None:
            for name in _used_without_fallback(node.value):
                if name not in known:
                    yield _unset(name, Place(shown, node.source_line))


def _unset(name: str, place: Place) -> Diagnostic:
    said = f"{name} is used and set nowhere in the style sheets of this layout."
    remedy = f"Set it, or give a value for want of it: var({name}, VALUE)."
    return error("style-variable", place, said, remedy)


def _errors(node: Any) -> list[Any]:
    """The node itself, or signs before its braces or in its value that fit nowhere."""
    tokens = getattr(node, "prelude", None) or getattr(node, "value", None) or []
    return [one for one in (node, *tokens) if one.type == "error"]


def _used_without_fallback(tokens: Iterable[Any]) -> Iterator[str]:
    for token in tokens:
        inside = getattr(token, "arguments", None) or getattr(token, "content", None) or []
        if token.type == "function" and token.lower_name == "var":
            has_fallback = any(part == "," for part in inside)
            names = [part.value for part in inside if part.type == "ident"]
            if names and not has_fallback:
                yield names[0]
        yield from _used_without_fallback(inside)
