"""A line as Pango has shaped it: its runs, and the glyphs of each."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

# PangoGlyphInfo: the glyph, its width, its offsets to the right and downwards, its flags. Read
# as a whole: a field at a time through cffi takes three times as long.
_GLYPH_INFO = struct.Struct("=IiiiI")


class Glyph(NamedTuple):
    """One glyph. ``place`` is where its cluster begins in the bytes of the run's text.

    ``width`` and ``y_offset`` are in units of Pango, 1024 to a CSS pixel.
    """

    place: int
    number: int
    width: int
    y_offset: int


class Run(NamedTuple):
    """Glyphs of one font and one direction, from left to right, and the UTF-8 of their text.

    Of ``glyphs``, those are ``drawn`` that are not empty, as the white space of a line's end is.
    """

    text: bytes
    is_right_to_left: bool
    glyphs: list[Glyph]
    drawn: list[Glyph]


def runs_of(layout: Any) -> Iterator[Run]:
    """The runs of an active Pango layout's first line."""
    from weasyprint.text.ffi import ffi, pango

    assert ffi.sizeof("PangoGlyphInfo") == _GLYPH_INFO.size
    line, _ = layout.get_first_line()
    words, run, empty = layout.text.encode(), line.runs[0], pango.PANGO_GLYPH_EMPTY
    while run != ffi.NULL:
        item = run.data.item
        text = words[item.offset : item.offset + item.length]
        glyphs = _glyphs(run.data.glyphs)
        drawn = [glyph for glyph in glyphs if glyph.number != empty]
        yield Run(text, bool(item.analysis.level % 2), glyphs, drawn)
        run = run.next


def _glyphs(shaped: Any) -> list[Glyph]:
    from weasyprint.text.ffi import ffi

    count = shaped.num_glyphs
    places = ffi.unpack(shaped.log_clusters, count)
    infos = _GLYPH_INFO.iter_unpack(ffi.buffer(shaped.glyphs, count * _GLYPH_INFO.size))
    return [
        Glyph(place, number, width, y_offset)
        for place, (number, width, _, y_offset, _) in zip(places, infos, strict=True)
    ]
