"""Codes for glyphs that stand for several texts, so that every ToUnicode is exact.

A font's ToUnicode gives one text for each code, and WeasyPrint uses the number of the
glyph as its code. In Arabic script one glyph serves many letters (a bowl without its
dots, a dot alone), and programs that heed no structure tree would take the letters of its
first sight for all. Here such a glyph gets one more code for each further text, with a
CIDToGIDMap that leads back to the glyph (ISO 32000-1, 9.7.4.2).
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import pydyf

from everyleaf.formats.tagging.shaped_line import Run

_BATCH = 100  # lines of a bfchar block (Adobe Technical Note 5411, 1.4.1)
_CODES = 0x10000
_NOTHING = ""  # a zero-width sign here would part the words for poppler
# Where a code says nothing, PDFium takes the code itself for the sign: let it be one that
# is not seen (Unicode 16, 23.2 to 23.4: format controls, then variation selectors).
_UNSEEN = (
    0x2060, 0xFEFF, 0x200B, *range(0x206A, 0x2070), *range(0x2061, 0x2065),
    *range(0xFE00, 0xFE10),
)  # fmt: skip
STAND_IN = "["  # the faces of the sample have it
_SPACE = ord(" ")
_OTHER_WHITE = re.compile(r"[^\S ]")
_NON_JOINER = "\N{ZERO WIDTH NON-JOINER}"
_MARKS = "".join(sign for sign in map(chr, range(0x600, 0x900)) if unicodedata.combining(sign))


@dataclass
class _FontCodes:
    font: Any
    next_code: int
    codes: dict[tuple[int, str], int] = field(default_factory=dict)
    unseen: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.unseen = [code for code in reversed(_UNSEEN) if code >= self.next_code]

    def add(self, glyph: int, text: str) -> None:
        """One more code for ``glyph``, where there is one left."""
        if text == _NOTHING and self.unseen:
            self.codes[glyph, text] = self.unseen.pop()
            return
        while self.next_code in _UNSEEN:
            self.next_code += 1
        if self.next_code < _CODES:
            self.codes[glyph, text] = self.next_code
            self.next_code += 1


class GlyphCodes:
    """The further codes of the fonts of one PDF."""

    def __init__(self) -> None:
        self._fonts: dict[str, _FontCodes] = {}

    def code(self, font: Any, glyph: int, text: str) -> int:
        """The code by which ``glyph`` says ``text``; its own number where it does anyway."""
        if text != _NOTHING and font.to_unicode.get(glyph) == text:
            return glyph
        if (kept := self._fonts.get(font.hash)) is None:
            if font.bitmap or font.type == "otf":
                return glyph
            glyphs = _known(font.file_content, font.index).glyphs
            kept = self._fonts[font.hash] = _FontCodes(font, glyphs)
        if (glyph, text) not in kept.codes:
            kept.add(glyph, text)
        return kept.codes.get((glyph, text), glyph)

    def stand_in(self, font: Any) -> tuple[int, int]:
        """The glyph of ``font`` that stands for letters unseen; its width in thousandths of an em.

        It has ink, since PDFium leaves out what has none; it is as tall as a line, since
        PDFium selects by that; and it is as wide as a letter, which tells PDFium what a gap
        between words is.
        """
        known = _known(font.file_content, font.index)
        glyph, width = known.stand_in, known.width
        font.to_unicode.setdefault(glyph, known.sign)
        font.widths.setdefault(glyph, width)
        return glyph, width

    def write(self, pdf: Any) -> None:
        """Tell each font in ``pdf`` of its further codes."""
        for item in list(pdf.objects):
            if isinstance(item, dict) and item.get("Subtype") == "/Type0":
                for kept in self._fonts.values():
                    if item["BaseFont"] == kept.font.name and kept.codes:
                        _extend(pdf, item, kept)


def glyph_texts(runs: Iterable[Run]) -> Iterator[tuple[int, str]]:
    """The glyphs of a line, as drawn, each with what it stands for.

    The widest glyph of a cluster stands for its letters, the others for its marks or, dots
    before all, for nothing.
    """
    for run in runs:
        ends = _ends([glyph.place for glyph in run.drawn], len(run.text))
        for place, cluster in groupby(run.drawn, itemgetter(0)):
            text, glyphs = run.text[place : ends[place]].decode(), list(cluster)
            if len(glyphs) == 1:
                yield glyphs[0].number, text
                continue
            said = _shared_out(text, [glyph.width for glyph in glyphs])
            yield from zip((glyph.number for glyph in glyphs), said, strict=True)


def space_glyphs(runs: Sequence[Run]) -> frozenset[int] | None:
    """The glyphs of a line that stand for a space and for nothing else in it.

    None where that cannot be told by the glyph: it stands for an unseen sign, too, or there
    is other white space.
    """
    white, other = set[int](), set[int]()
    for text, _, _, drawn in runs:
        starts = {glyph.place for glyph in drawn} | {len(text)}
        for place, number, _, _ in drawn:
            is_space = text[place] == _SPACE and place + 1 in starts
            (white if is_space else other).add(number)
    is_plain = not any(_OTHER_WHITE.search(run.text.decode()) for run in runs)
    return frozenset(white) if is_plain and white.isdisjoint(other) else None


def _ends(places: list[int], length: int) -> dict[int, int]:
    """Where each cluster ends, by where it begins."""
    starts = sorted(set(places))
    return dict(zip(starts, [*starts[1:], length], strict=False))


def _shared_out(text: str, widths: list[int]) -> list[str]:
    """The text of a cluster by glyph: letters to the widest, marks to the others."""
    widest = widths.index(max(widths))
    others = [place for place in range(len(widths)) if place != widest]
    letters = text.rstrip(_MARKS)
    marks = list(text[len(letters) :])
    said = [_NOTHING] * len(widths)
    if not letters or len(marks) > len(others):
        letters, marks = text, []
    said[widest] = _as_read(letters)
    for place, mark in zip(others, reversed(marks), strict=False):
        said[place] = mark
    return said


def _as_read(letters: str) -> str:
    """A letter with its non-joiner first: both readers turn the signs of one glyph around."""
    bare = letters.rstrip(_NON_JOINER)
    return _NON_JOINER * (len(letters) - len(bare)) + bare


class _Known(NamedTuple):
    """What is known of a face: how many glyphs it has, and which can stand for letters."""

    glyphs: int
    stand_in: int
    sign: str
    width: int


@lru_cache(maxsize=32)
def _known(face: bytes, index: int) -> _Known:
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(face), fontNumber=index, lazy=True) as font:
        names, em = font.getBestCmap(), font["head"].unitsPerEm
        sign = ord(STAND_IN) if ord(STAND_IN) in names else max(names)
        width = round(1000 * font["hmtx"][names[sign]][0] / em)
        return _Known(font["maxp"].numGlyphs, font.getGlyphID(names[sign]), chr(sign), width)


def _extend(pdf: Any, font: Any, kept: _FontCodes) -> None:
    (reference,) = font["DescendantFonts"]
    descendant = _object(pdf, reference)
    pairs = sorted((code, glyph, text) for (glyph, text), code in kept.codes.items())
    glyphs = bytearray(2 * (pairs[-1][0] + 1))
    known = [(glyph, glyph) for glyph in kept.font.to_unicode]
    for code, glyph in [*known, *((code, glyph) for code, glyph, _ in pairs)]:
        glyphs[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    stream = pydyf.Stream([bytes(glyphs)], compress=True)
    pdf.add_object(stream)
    descendant["CIDToGIDMap"] = stream.reference
    for code, glyph, _ in pairs:
        descendant["W"].extend((code, pydyf.Array([kept.font.widths[glyph]])))
    _extend_texts(_object(pdf, font["ToUnicode"]).stream, pairs)


def _extend_texts(stream: list[bytes], pairs: list[tuple[int, int, str]]) -> None:
    end = stream.index(b"endcmap")
    for at in range(0, len(pairs), _BATCH):
        batch = pairs[at : at + _BATCH]
        lines = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, _, text in batch]
        block = [f"{len(batch)} beginbfchar", *lines, "endbfchar"]
        stream[end:end] = [line.encode() for line in block]
        end += len(block)


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
