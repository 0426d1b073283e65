"""The content stream of a tagged page: what is marked, and as what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import pydyf

from everyleaf.formats.tagging.glyph_codes import GlyphCodes, glyph_texts, space_glyphs
from everyleaf.formats.tagging.level_letters import (
    BEGIN_MUTE,
    MUTE,
    UNITS,
    Letters,
    level_letters,
)
from everyleaf.formats.tagging.pages import LAYOUT
from everyleaf.formats.tagging.planning import Plan
from everyleaf.formats.tagging.shaped_line import runs_of
from everyleaf.formats.tagging.source_text import without_unseen
from everyleaf.formats.tagging.structure import Leaf

if TYPE_CHECKING:
    _Stream = Any
else:
    _Stream = object  # what WeasyPrint's Stream is comes in by `tagging_stream`

_GLYPHS = re.compile(r"<([0-9a-f]+)>")  # WeasyPrint writes <> between moves, too
_ONE_GLYPH = 4  # digits of its number
_NO_GLYPH = (-1, "")
_NO_TEXTS: Iterator[tuple[int, str]] = iter(())
_PAINTING = frozenset((b"S", b"s", b"f", b"f*", b"B"))
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))


def tagging_stream(base: Any, plan: Plan, codes: GlyphCodes) -> Any:
    """A page stream on top of ``base`` (WeasyPrint's, or one that maps colours)."""
    return type("TaggingStream", (TaggedDrawing, base), {"plan": plan, "codes": codes, "_mute": {}})


class TaggedDrawing(_Stream):  # type: ignore[misc]  # WeasyPrint is untyped
    """Marks what a Stream draws. ``_tags`` of a page becomes its leaves by MCID.

    After a line is drawn, its glyphs are read back by the ToUnicode of their fonts. Where
    they do not give its text, ActualText does: on the marked content from left to right,
    on the element from right to left, where readers turn the former around.
    """

    plan: Plan
    codes: GlyphCodes
    _leaf: Leaf | None = None  # the words that are being drawn
    _begun: int | None = None  # where in the stream their marked content begins
    _inside_artifact = False
    _shown: list[tuple[Any, Any]]  # what was shown, and in which font
    _texts: Iterator[tuple[int, str]] | None = None
    _font: Any = None
    _next_font: Any = None
    _level: Letters
    _is_mute = False
    _text_matrix: tuple[Any, ...] = ()
    _spaces: frozenset[int] | None = None  # of a line whose other glyphs say nothing
    _mute: dict[tuple[str, frozenset[int]], dict[str, str]]  # what such lines have shown so far

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Draw a box as a part of its element, or as an Artifact."""
        if self._tags is None:
            yield
            return
        leaf = self.plan.leaves.get(id(box))
        if leaf is None:
            if id(box) not in self.plan.artifacts and without_unseen(box.text).strip():
                _complain("have no place in the structure tree", box)
            with self._decoration(self.plan.artifacts.get(id(box), LAYOUT)):
                yield
            return
        if self.extra.get("Subtype") == "/Form":  # which has marked content of its own
            _complain("are in a group: opacity takes them out of the structure tree", box)
        self._leaf, self._shown, self._font, self._texts = leaf, [], None, None
        self._level, self._spaces = [], None
        self._start = len(self.stream)
        if not leaf.text:
            self._begin()
        yield
        self._close()
        self._leaf = None

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Draw decoration."""
        self._close()
        with self._decoration(LAYOUT):
            yield

    @contextmanager
    def _decoration(self, mark: bytes) -> Iterator[None]:
        if self._tags is None or self._inside_artifact:
            yield
            return
        self.stream.append(mark)
        self._inside_artifact = True
        yield
        self._inside_artifact = False
        self.stream.append(b"EMC")

    def begin_text(self) -> None:
        """Begin the marked content of a line with its words."""
        if self._leaf is not None and self._begun is None:
            self._set_off_underline()
            self._begin()
            if has_right_to_left(self._leaf.text):
                self._read_line(self._leaf.box.pango_layout)
        super().begin_text()

    def _read_line(self, layout: Any) -> None:
        """What each glyph says, or the letters that are to be written level before them."""
        runs = list(runs_of(layout))
        self._level = level_letters(runs)
        texts = glyph_texts(runs)
        if not self._level:
            self._texts = texts
        elif (spaces := space_glyphs(runs)) is not None:
            self._spaces = spaces
        else:
            self._texts = ((glyph, said if said.isspace() else MUTE) for glyph, said in texts)

    def _set_off_underline(self) -> None:
        """Lines below and above words are drawn before them, and are decoration."""
        if _PAINTING.intersection(self.stream[self._start :]):
            self.stream.insert(self._start, LAYOUT)
            self.stream.append(b"EMC")

    def add_font(self, pango_font: Any) -> Any:
        """Remember the font that is chosen."""
        font, size = super().add_font(pango_font)
        self._next_font = font
        return font, size

    def set_font_size(self, font: Any, size: Any) -> None:
        """Remember the font that is set."""
        self._font = self._next_font
        super().set_font_size(font, size)
        if self._leaf is not None and self._level:
            letters, self._level = self._level, []
            self._write_level(letters, size)

    def set_text_matrix(self, *values: Any) -> None:
        """Remember where the line begins."""
        self._text_matrix = values
        super().set_text_matrix(*values)

    def _write_level(self, letters: Letters, size: float) -> None:
        """The letters, each a sign stretched to its width, then back to the line's beginning."""
        stand_in, width = self.codes.stand_in(self._font)
        stretch = 100_000 / UNITS / size / width
        code = cache(partial(self.codes.code, self._font, stand_in))
        shown = [f"{stretch * room:.1f} Tz [<{code(sign):04x}>] TJ" for sign, room in letters]
        self.stream.append("\n".join(["3 Tr", *shown, "100 Tz 0 Tr"]).encode())
        super().set_text_matrix(*self._text_matrix)
        self.stream.append(BEGIN_MUTE)
        self._is_mute = True

    def end_text(self) -> None:
        """End what says nothing in the line that it was begun in."""
        if self._is_mute:
            self.stream.append(b"EMC")
            self._is_mute = False
        super().end_text()

    def show_text(self, text: Any) -> None:
        """Remember what the glyphs of a line say."""
        if self._leaf is not None and self._font is not None:
            self._shown.append((text, self._font))
            if not self._font.bitmap:
                text = self._by_what_is_said(text)
        super().show_text(text)

    def _by_what_is_said(self, text: str) -> str:
        if self._spaces is not None:
            return self._muted(text, self._spaces)
        return text if self._texts is None else _GLYPHS.sub(self._coded, text)

    def _muted(self, text: str, spaces: frozenset[int]) -> str:
        """Glyphs by codes that say nothing; ``spaces`` stay what they are."""
        known = self._mute.setdefault((self._font.hash, spaces), {})
        if (muted := known.get(text)) is None:
            muted = known[text] = _GLYPHS.sub(self._mute_of, text)
        return muted

    def _mute_of(self, shown: re.Match[str]) -> str:
        glyphs = _numbers(shown)
        said = [" " if glyph in (self._spaces or ()) else MUTE for glyph in glyphs]
        return self._by_codes(glyphs, said)

    def _coded(self, shown: re.Match[str]) -> str:
        """Glyphs by codes that say what they stand for here."""
        if len(shown[1]) == _ONE_GLYPH:  # most of Arabic script
            glyph, text = int(shown[1], 16), next(self._texts or _NO_TEXTS, _NO_GLYPH)
            if glyph == text[0]:
                code = self.codes.code(self._font, glyph, text[1])
                return shown[0] if code == glyph else f"<{code:04x}>"
            self._texts = None
            return shown[0]
        glyphs = _numbers(shown)
        said = list(islice(self._texts or (), len(glyphs)))
        if [glyph for glyph, _ in said] != glyphs:  # an ellipsis, or a sign that no font has
            self._texts = None
            return shown[0]
        return self._by_codes(glyphs, [text for _, text in said])

    def _by_codes(self, glyphs: Sequence[int], said: Sequence[str]) -> str:
        codes = map(partial(self.codes.code, self._font), glyphs, said)
        return "<" + "".join([f"{code:04x}" for code in codes]) + ">"

    def _begin(self) -> None:
        assert self._leaf is not None
        mcid = len(self._tags)
        self._tags[mcid] = self._leaf
        self._leaf.mcids.append(mcid)
        self._begun = len(self.stream)
        kind = "Span" if self._leaf.text else "Figure"
        self.stream.append(f"/{kind} <</MCID {mcid}>> BDC".encode())

    def _close(self) -> None:
        begun, leaf = self._begun, self._leaf
        if begun is None or leaf is None:
            return
        if leaf.text:
            self._say(leaf, begun)
        self.stream.append(b"EMC")
        self._begun = None

    def _say(self, leaf: Leaf, begun: int) -> None:
        words = leaf.text + " " * leaf.space_after
        if has_right_to_left(leaf.text):
            leaf.actual_text = words
            return
        shown, wanted = _folded("".join(_decoded(*one) for one in self._shown)), _folded(words)
        lost = wanted == f"{shown} "
        exact = lost or shown == wanted
        if leaf.in_rtl_line and shown != wanted:
            leaf.actual_text = words
        elif not exact or self._has_raised(begun) or (lost and not self._draw_space()):
            mark = {"MCID": leaf.mcids[-1], "ActualText": pydyf.String(words)}
            self.stream[begun] = b"/Span " + pydyf.Dictionary(mark).data + b" BDC"

    def _has_raised(self, begun: int) -> bool:
        """Whether a mark stands off the line, which PDFium takes for a line of its own."""
        rises = (token for token in self.stream[begun:] if token.endswith(b" Ts"))
        return any(token != b"0 Ts" for token in rises)

    def _draw_space(self) -> bool:
        """Draw the white space that the end of a line has lost, if the font has one."""
        if (glyph := _space_of(self._font)) is None:
            return False
        end = len(self.stream) - 1
        while self.stream[end] != b"ET":
            end -= 1
        self.stream.insert(end, f"[<{glyph:04x}>] TJ".encode())
        return True

    def clone(self, **arguments: Any) -> Any:
        """A group or pattern of the same page."""
        copy = super().clone(**arguments)
        copy.__class__ = type(self)
        return copy


def _numbers(shown: re.Match[str]) -> list[int]:
    digits = shown[1]
    return [int(digits[at : at + _ONE_GLYPH], 16) for at in range(0, len(digits), _ONE_GLYPH)]


def has_right_to_left(text: str) -> bool:
    """Whether readers may turn ``text`` around (Unicode bidi classes R, AL, AN)."""
    return any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in text)


def _folded(text: str) -> str:
    composed = unicodedata.normalize("NFC", without_unseen(text))
    return "".join(" " if sign.isspace() else sign for sign in composed)


def _decoded(text: Any, font: Any) -> str:
    digits = 2 if font.bitmap else 4
    glyphs = "".join(_GLYPHS.findall(text))
    codes = (int(glyphs[at : at + digits], 16) for at in range(0, len(glyphs), digits))
    return "".join(font.to_unicode.get(code) or "\N{REPLACEMENT CHARACTER}" for code in codes)


def _space_of(font: Any) -> int | None:
    if font is None or font.bitmap:
        return None
    return next((code for code, text in font.to_unicode.items() if text == " "), None)


def _complain(problem: str, box: Any) -> None:
    from weasyprint.logger import LOGGER

    LOGGER.error('The words "%s" %s', getattr(box, "text", "")[:40], problem)
