"""The fonts of a PDF: whose they are, how wide their signs are, what their signs mean."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import pikepdf

from everyleaf.language import Script, known_scripts

_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_SIGNS = re.compile(rb"begincidchar(.*?)endcidchar", re.DOTALL)
_SIGN = re.compile(rb"<([0-9a-fA-F]+)>\s+(\d+)")
_WORDS = re.compile(rb"<([0-9a-fA-F]*)>|(\[[^\]]*\])")
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font. ``script`` is the row of scripts.toml that it is the face of, None for a stranger.

    ``widths`` are in thousandths of the size; ``code_bytes`` is the length of a sign's code;
    ``absent`` are the codes that stand for glyph 0, .notdef.
    """

    name: str
    script: Script | None
    is_bold: bool
    is_embedded: bool
    code_bytes: int
    absent: frozenset[int]
    default_width: float
    widths: Mapping[int, float] = field(repr=False)
    texts: Mapping[int, str] = field(repr=False)

    def codes(self, data: bytes) -> list[int]:
        """The codes of the signs in a string that is shown."""
        if self.code_bytes == 1:
            return list(data)
        return list(struct.unpack(f">{len(data) // 2}H", data[: len(data) // 2 * 2]))

    def width(self, codes: list[int]) -> float:
        """How far these signs move on, in thousandths of the size."""
        widths, other = self.widths, self.default_width
        return sum([widths.get(code, other) for code in codes])

    def text(self, code: int) -> str:
        """What a sign stands for."""
        return self.texts.get(code, UNKNOWN)


def read_face(font: pikepdf.Object) -> Face:
    """The face in a font dictionary of a page."""
    whole = font.get("/Subtype") == pikepdf.Name.Type0
    inner = font.DescendantFonts[0] if whole else font
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    name = str(font.get("/BaseFont", "/unnamed")).lstrip("/")
    return Face(
        name=name,
        script=_scripts_by_family().get(str(descriptor.get("/FontFamily", ""))),
        is_bold="bold" in name.lower(),
        is_embedded=any(key in descriptor for key in _FILES),
        code_bytes=2 if whole else 1,
        absent=frozenset(_absent(font)) if whole else frozenset(),
        default_width=float(inner.get("/DW", 1000) if whole else 0),
        widths=dict(_wide_widths(inner) if whole else _plain_widths(inner)),
        texts=dict(_texts(font)),
    )


@cache
def _scripts_by_family() -> Mapping[str, Script]:
    return {script.family: script for script in known_scripts().values()}


def _absent(font: pikepdf.Object) -> Iterator[int]:
    """The codes of glyph 0: 0 itself, and those that the font's own CMap leads there.

    WeasyPrint gives each missing character a code of its own, so that it can be copied.
    """
    yield 0
    encoding = font.get("/Encoding")
    if isinstance(encoding, pikepdf.Stream):
        for body in _SIGNS.findall(encoding.read_bytes()):
            yield from (int(code, 16) for code, glyph in _SIGN.findall(body) if int(glyph) == 0)


def _plain_widths(font: pikepdf.Object) -> Iterator[tuple[int, float]]:
    first = int(font.get("/FirstChar", 0))
    for code, width in enumerate(font.get("/Widths", pikepdf.Array()), start=first):
        yield code, float(width)


def _wide_widths(font: pikepdf.Object) -> Iterator[tuple[int, float]]:
    """The widths of a CIDFont: ``first [w w …]`` or ``first last w`` (ISO 32000-1, 9.7.4.3)."""
    row = list(font.get("/W", pikepdf.Array()))
    at = 0
    while at + 1 < len(row):
        first, second = int(row[at]), row[at + 1]
        if isinstance(second, pikepdf.Array):
            for offset, width in enumerate(second):
                yield first + offset, float(width)
            at += 2
        elif at + 2 < len(row):
            for code in range(first, int(second) + 1):
                yield code, float(row[at + 2])
            at += 3
        else:
            return


def _texts(font: pikepdf.Object) -> Iterator[tuple[int, str]]:
    """What the codes stand for, from the ToUnicode map (ISO 32000-1, 9.10.3)."""
    if "/ToUnicode" not in font:
        return
    for kind, body in _SECTION.findall(font.ToUnicode.read_bytes()):
        words = _WORDS.findall(body)
        if kind == b"char":
            for (code, _), (text, _) in zip(words[::2], words[1::2], strict=False):
                yield int(code, 16), _decoded(text)
        else:
            yield from _ranges(words)


def _ranges(words: list[tuple[bytes, bytes]]) -> Iterator[tuple[int, str]]:
    for (low, _), (high, _), (start, several) in zip(
        words[::3], words[1::3], words[2::3], strict=False
    ):
        each = [text for text, _ in _WORDS.findall(several)]
        for offset in range(int(high, 16) - int(low, 16) + 1):
            if offset < len(each):
                yield int(low, 16) + offset, _decoded(each[offset])
            elif start:
                text = _decoded(start)
                yield int(low, 16) + offset, text[:-1] + chr(ord(text[-1]) + offset)


def _decoded(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace") or UNKNOWN
