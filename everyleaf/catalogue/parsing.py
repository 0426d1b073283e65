"""Parses PO text into blocks, every byte kept; strict where msgfmt is."""

from __future__ import annotations

import re

from everyleaf.catalogue.block import Block, Key
from everyleaf.catalogue.po_strings import unescape

_KEYWORDS = r"msgctxt|msgid_plural|msgid|msgstr"
_TEXT = re.compile(
    rf'[ \t]*(#~\|?|#\|)?[ \t]*(?:({_KEYWORDS})(?:\[([0-9]{{1,3}})\])?[ \t]*)?'
    r'"((?:[^"\\\n]|\\[^\n])*)"[ \t\f\v\r]*'
)  # fmt: skip
# An entry as nearly all are, in one step; what differs in any way goes line by line.
_STRINGS = r'((?:"(?:[^"\\\n]|\\[^\n])*"\n)+)'
_USUAL = re.compile(
    rf"(\n*)((?:#(?:[ .:,][^\n]*)?\n)*)(?:msgctxt {_STRINGS})?msgid {_STRINGS}msgstr {_STRINGS}"
    r'(?=\n*\Z|\n+[^"\s])'
)
_BLANK = re.compile(r"\n*")
_NO_STRING = re.compile(r"[#m]")  # at the start of a line: no string of the entry before
# What may follow what in an entry (GNU gettext manual, "The Format of PO Files").
_NEXT = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr[]",),
    "msgstr": (),
    "msgstr[]": ("msgstr[]",),
}
_ENDS = ("msgstr", "msgstr[]")


class PoSyntaxError(ValueError):
    """What is not a PO file, and on which line (from 1)."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem


def parse_blocks(text: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of ``text`` in order, and the lines behind the last; raises `PoSyntaxError`.

    Joined, all lines of both are ``text`` again.
    """
    parser = _Parser()
    start, number = 0, 1
    blank_until = 0  # a run of empty lines is looked through once, not from each of its lines
    while start < len(text):
        may_begin = not parser.lines and start >= blank_until
        usual = _USUAL.match(text, start) if may_begin else None
        if may_begin and not usual:
            blank_until = _BLANK.match(text, start).end()  # type: ignore[union-attr]  # matches ""
        if usual:
            parser.take_usual(number, usual)
            number += usual[0].count("\n")
            start = usual.end()
        else:
            end = text.find("\n", start) + 1 or len(text)
            parser.take(number, text[start:end])
            number += 1
            start = end
            if parser.is_complete and _NO_STRING.match(text, start):
                parser.close()
    parser.close()
    return tuple(parser.blocks), tuple(parser.waiting)


class _Parser:
    """Line by line; what is not yet certain to belong to the open entry waits."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.waiting: list[str] = []  # empty lines and comments, perhaps of the next entry
        self._start_anew()

    def _start_anew(self) -> None:
        self.lines: list[str] = []
        self.line = self.first_text = 0
        self.field = ""
        self.texts: dict[str, list[str]] = {}
        self.forms: list[list[str]] = []
        self.flags: list[str] = []
        self.obsolete: bool | None = None

    @property
    def is_complete(self) -> bool:
        """Whether an entry is open that may end here: an empty line stands behind it."""
        return self.field in _ENDS and bool(self.waiting)

    def take(self, number: int, line: str) -> None:
        bare = line.strip(" \t\r\n\f\v")
        if not bare:
            self.waiting.append(line)
        elif bare.startswith("#") and not _is_message(bare):
            self._comment(number, line, bare)
        else:
            self._text(number, line)

    def take_usual(self, number: int, found: re.Match[str]) -> None:
        """A whole entry; nothing is open before it, and nothing of it can follow."""
        gap, comments, context, source, target = found.groups()
        try:
            key = Key(_joined(context), _joined(source))
            targets = (_joined(target),)
        except ValueError:  # line by line, to tell the line
            for more, line in enumerate(_lines(found[0])):
                self.take(number + more, line)
            return
        flags = _flags(comments) if "#," in comments else ()
        lines = (*self.waiting, *_lines(found[0]))
        self.waiting = []
        self.blocks.append(Block(lines, number + len(gap), key, "", targets, flags))

    def _comment(self, number: int, line: str, bare: str) -> None:
        if self.field in _ENDS:
            self.close()
        elif self.field:
            raise PoSyntaxError(number, "a comment stands inside a message")
        if bare.startswith("#,"):
            self.flags += _flags(bare)
        if bare.startswith(("#|", "#~|")) and not _TEXT.fullmatch(line.rstrip("\n")):
            raise PoSyntaxError(number, "a previous message is not written as a string")
        self.line = self.line or number
        self._keep(line)

    def _text(self, number: int, line: str) -> None:
        found = _TEXT.fullmatch(line.rstrip("\n"))
        if found is None:
            raise PoSyntaxError(number, _what_is_wrong(line))
        mark, keyword, index, written = found.groups()
        obsolete = mark is not None
        if self.field in _ENDS and (keyword in ("msgctxt", "msgid") or obsolete != self.obsolete):
            self.close()
        if self.obsolete is not None and obsolete != self.obsolete:
            raise PoSyntaxError(number, "#~ stands before a part of the message only")
        try:
            self._string(number, keyword, index, unescape(written))
        except ValueError as problem:
            said = problem.problem if isinstance(problem, PoSyntaxError) else str(problem)
            raise PoSyntaxError(number, said) from problem
        self.obsolete = obsolete
        self.line, self.first_text = self.line or number, self.first_text or number
        self._keep(line)

    def _string(self, number: int, keyword: str | None, index: str | None, text: str) -> None:
        if keyword is None:
            if not self.field:
                raise PoSyntaxError(number, "a string stands outside of a message")
            (self.forms[-1] if self.field in _ENDS else self.texts[self.field]).append(text)
            return
        field = "msgstr[]" if index is not None else keyword
        if field not in _NEXT[self.field]:
            raise PoSyntaxError(number, f"{keyword} stands in the wrong place")
        self.field = field
        if keyword != "msgstr":
            self.texts[field] = [text]
        elif index is not None and int(index) != len(self.forms):
            raise PoSyntaxError(number, f"msgstr[{len(self.forms)}] should stand here")
        else:
            self.forms.append([text])

    def _keep(self, line: str) -> None:
        self.lines += (*self.waiting, line)
        self.waiting = []

    def close(self) -> None:
        """End the open entry; comments without a message wait for the end of the file."""
        if self.field in _ENDS:
            texts = {name: "".join(parts) for name, parts in self.texts.items()}
            key = Key(texts.get("msgctxt", ""), texts["msgid"])
            targets = tuple("".join(parts) for parts in self.forms)
            flags = tuple(dict.fromkeys(self.flags))
            plural = texts.get("msgid_plural", "")
            block = Block(
                tuple(self.lines), self.line, key, plural, targets, flags, bool(self.obsolete)
            )
            self.blocks.append(block)
        elif self.field:
            raise PoSyntaxError(self.first_text, "a message has no msgstr")
        else:
            self.waiting = [*self.lines, *self.waiting]
        self._start_anew()


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")[:-1]]


def _joined(strings: str | None) -> str:
    """What strings say that stand on lines of their own."""
    return unescape(strings[1:-2].replace('"\n"', "")) if strings else ""


def _flags(comments: str) -> tuple[str, ...]:
    lines = (line.strip()[2:] for line in comments.split("\n") if line.startswith("#,"))
    flags = (flag.strip() for line in lines for flag in line.split(","))
    return tuple(dict.fromkeys(filter(None, flags)))


def _is_message(bare: str) -> bool:
    """Whether a line that begins with # is text of an obsolete message."""
    return bare.startswith("#~") and not bare.startswith("#~|") and bare[2:].lstrip()[:1] != "#"


def _what_is_wrong(line: str) -> str:
    if line.lstrip().startswith("domain"):
        return "domain lines are not for catalogues of one leaflet"
    if re.match(r'[ \t]*(?:#~[ \t]*)?(?:msg[a-z]|")', line):
        return "something stands outside the quotation marks, or one lacks its backslash"
    return f"{line.strip()[:40]!r} is no line of a PO file"
