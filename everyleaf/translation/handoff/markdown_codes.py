"""Inline Markdown to text and codes, and back, so that a message there and back is the same.

The reader here is held against the parser that prints (`everyleaf.reading.graft`): where
the two differ, every mark of the message becomes a code of its own. Nothing that would be
markup is ever left in the text, whatever was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from everyleaf.document import InlineContext
from everyleaf.reading.inline import NOTE_REFERENCE, PLACEHOLDER
from everyleaf.translation.handoff.inline_codes import Node, Pair, Point, same_sense
from everyleaf.translation.handoff.printed import printed_alike

_MARKS = re.compile(r"[\\`*_\[\]<>{}!&]|  \n")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!<&|])")
# What would be markup, or escape what follows, if it stood in a message as it is.
_NEEDS_ESCAPE = re.compile(
    r"\\(?=[\\`*_{}\[\]()>#+\-.!<&|]|$)|[`*\[\]<]|(?<!\w)_|_(?!\w)"
    r"|\{(?=[a-z][a-z0-9_]*\}|:)|&(?=[a-zA-Z]+;|#\w+;)"
)
_ALL_MARKS = re.compile(r"([\\`*_{}\[\]()>#+\-.!<&|])")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>]*|[^<> !]+@[^@<> ]+)>")
_TARGET = re.compile(r"\((<[^<>\s]*>|[^\s()<>\"']*(?:\([^\s()<>\"']*\)[^\s()<>\"']*)*)\)")
_REFERENCE = re.compile(r"\[([^\]\[]*)\]")
_EMPHASIS = re.compile(r"\*{1,2}(?!\s)|(?<!\w)_{1,2}(?!\s)")
_PICTURE = re.compile(
    r"!\[(?P<alt>[^\[\]]*)\]\((?P<address>[^\s()<>\"']+)(?: \"(?P<title>[^\"]*)\")?\)"
)
# For what the reader here does not understand: an address with its brackets is one code.
_RAW = re.compile(
    r"(?P<fact>\{[a-z][a-z0-9_]*\})|(?P<end>\]\([^)\n]*\)|\]\[[^\]\n]*\])|  \n|<[^<>]*>"
    r"|\[\^[^\]\s]+\]|\{:[^}]*\}|!(?=\[)|\\[\\`*_{}\[\]()>#+\-.!<&|]|[\\`*_\[\]<>{}]+|&(?=#?\w+;)"
)
_LONGEST = 5_000  # characters; no block of a leaflet has as many, and time grows with the square
_TIGHT = frozenset({"bold", "italics"})  # no space between the mark and its words


def coded(text: str, context: InlineContext) -> tuple[Node, ...]:
    """The message as text and codes; `markdown_of` gives back the same message."""
    if not _MARKS.search(text):
        return (text,) if text else ()
    if len(text) > _LONGEST:
        return _raw(text)
    try:
        nodes = _picture(text, context)
        if nodes is None:
            nodes = _Reader(text, context).read()
    except RecursionError:
        return _raw(text)
    if markdown_of(nodes) != text:
        return _raw(text)
    has_facts_alone = not _MARKS.search(PLACEHOLDER.sub("", text))
    return nodes if has_facts_alone or printed_alike(nodes, text, context) else _raw(text)


def markdown_of(nodes: Iterable[Node]) -> str:
    """The message as inline Markdown; what would be markup in its text is escaped."""
    return _markdown(nodes, _escaped)


def written(nodes: tuple[Node, ...], context: InlineContext) -> str | None:
    """The Markdown of a translation that came back, or None where none would say the same.

    Bold is drawn together around its words, because a mark beside a space is no mark; so
    are a picture and its caption, which are one mark.
    """
    drawn = tuple(_drawn_together(nodes))
    if any(isinstance(node, Pair) and node.kind == "picture" for node in drawn):
        drawn = tuple(node for node in drawn if not isinstance(node, str) or node.strip())
    for escape in (_escaped, _all_escaped):
        text = _markdown(drawn, escape).strip(" ")
        if same_sense(coded(text, context), drawn):
            return text
    return None


def _markdown(nodes: Iterable[Node], escape: Callable[[str], str]) -> str:
    parts = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(escape(node))
        elif isinstance(node, Point):
            parts.append(node.markdown)
        else:
            parts += [node.opening, _markdown(node.inside, escape), node.closing]
    return "".join(parts)


def _escaped(text: str) -> str:
    return _NEEDS_ESCAPE.sub(r"\\\g<0>", text)


def _all_escaped(text: str) -> str:
    return _ALL_MARKS.sub(r"\\\1", text)


def _drawn_together(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if not isinstance(node, Pair):
            yield node
            continue
        inside = list(_drawn_together(node.inside))
        before = after = ""
        if node.kind in _TIGHT and inside and isinstance(inside[0], str):
            before = inside[0][: len(inside[0]) - len(inside[0].lstrip())]
            inside[0] = inside[0].lstrip()
        if node.kind in _TIGHT and inside and isinstance(inside[-1], str):
            after = inside[-1][len(inside[-1].rstrip()) :]
            inside[-1] = inside[-1].rstrip()
        kept = tuple(part for part in inside if part != "")
        yield before
        yield Pair(node.kind, node.meaning, node.opening, node.closing, kept, node.number)
        yield after


def _raw(text: str) -> tuple[Node, ...]:
    """Every mark as a code of its own: nothing is understood, and nothing can be broken."""
    nodes: list[Node] = []
    position = 0
    for found in _RAW.finditer(text):
        nodes += [text[position : found.start()]] if found.start() > position else []
        escape = _ESCAPE.fullmatch(found[0])
        kind = "fact" if found["fact"] else "line break" if found[0] == "  \n" else "mark"
        kind, shown = ("character", escape[1]) if escape else (kind, found[0])
        meaning = found[0][1:-1] if kind == "fact" else found[0]
        nodes.append(Point(kind, meaning, found[0], shown))
        position = found.end()
    return (*nodes, *([text[position:]] if position < len(text) else []))


def _picture(text: str, context: InlineContext) -> tuple[Node, ...] | None:
    """A message that is one picture: its description, and its caption, are two pairs."""
    found = _PICTURE.fullmatch(text)
    if found is None:
        return None
    end = "" if found["title"] is not None else ")"
    address = f"]({found['address']}{end}"
    described = _Reader(found["alt"], context).read()
    nodes: list[Node] = [Pair("picture", found["address"], "![", address, described)]
    if found["title"] is not None:
        caption = _Reader(found["title"], context).read()
        nodes.append(Pair("caption", "", ' "', '")', caption))
    return tuple(nodes)


@dataclass
class _Reader:
    """Reads from left to right; ``_at`` is where it stands."""

    text: str
    context: InlineContext
    _at: int = 0

    def read(self) -> tuple[Node, ...]:
        nodes: list[Node] = []
        plain = self._at
        while self._at < len(self.text):
            start = self._at
            code = self._code()
            if code is None:
                escape = _ESCAPE.match(self.text, start)
                self._at = escape.end() if escape else start + 1
                continue
            nodes += _plain(self.text[plain:start])
            nodes.append(code)
            plain = self._at
        return (*nodes, *_plain(self.text[plain:]))

    def _code(self) -> Node | None:
        """The code that begins here, and the place behind it; or None, and no step."""
        for read in (self._point, self._link, self._emphasis):
            if (code := read()) is not None:
                return code
        return None

    def _point(self) -> Node | None:
        for kind, pattern in _POINTS:
            found = pattern.match(self.text, self._at)
            if found is None:
                continue
            if kind == "footnote" and found[1] not in self.context.footnotes:
                continue
            self._at = found.end()
            shown = found[0] if kind == "line break" else found[found.re.groups]
            if kind == "footnote":
                shown = str(self.context.footnotes[found[1]])
            return Point(kind, found[0] if kind == "code" else shown, found[0], shown)
        return None

    def _link(self) -> Node | None:
        end = _closing_bracket(self.text, self._at)
        if end is None:
            return None
        words = self.text[self._at + 1 : end]
        if target := _TARGET.match(self.text, end + 1):
            address = target[1].strip("<>")
        elif target := _REFERENCE.match(self.text, end + 1):
            name = (target[1] or words).lower()
            if name not in self.context.references:
                return None
            address = self.context.references[name][0]
        else:
            return None
        inside = _Reader(words, self.context).read()
        opening, closing = "[", self.text[end : target.end()]
        self._at = target.end()
        return Pair("link", address, opening, closing, inside)

    def _emphasis(self) -> Node | None:
        mark = _EMPHASIS.match(self.text, self._at)
        if mark is None:
            return None
        end = _closing_mark(self.text, mark.end(), mark[0])
        if end is None:
            return None
        inside = _Reader(self.text[mark.end() : end], self.context).read()
        self._at = end + len(mark[0])
        kind = "bold" if len(mark[0]) == 2 else "italics"
        return Pair(kind, "", mark[0], mark[0], inside)


_POINTS = (
    ("code", _CODE),
    ("fact", PLACEHOLDER),
    ("footnote", NOTE_REFERENCE),
    ("address", _AUTOLINK),
    ("line break", re.compile(r"  \n")),
)


def _plain(text: str) -> list[Node]:
    """Text with its escapes undone; those that would not come back the same are codes."""
    if not text:
        return []
    bare = _ESCAPE.sub(r"\1", text)
    return [bare] if _escaped(bare) == text else list(_raw(text))


def _closing_bracket(text: str, start: int) -> int | None:
    if text[start] != "[":
        return None
    depth, at = 0, start
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] in "[]":
            depth += 1 if text[at] == "[" else -1
            if not depth:
                return at
        at += 1
    return None


def _closing_mark(text: str, start: int, mark: str) -> int | None:
    """Where the same mark closes: not beside another of its kind, not behind a backslash.

    Underscores inside a word are no marks.
    """
    sign = re.escape(mark[0])
    after = r"\w" if mark[0] == "_" else sign
    end = re.compile(rf"(?<![\s\\{sign}]){re.escape(mark)}(?![{after}{sign}])").search(text, start)
    return end.start() if end else None
