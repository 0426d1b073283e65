"""The letters of a line whose glyphs stand off it, for programs that take lines to be level.

In Nastaliq a word climbs: its first letters stand far above its last. In Naskh, dots and
vowel marks are glyphs of their own above and below. Poppler, PDFium and others take what
stands off the line for another line, and give back words without these letters. So the
letters of such a line are first written level, unseen (text rendering mode 3, ISO 32000-1,
9.3.6), each as wide as it is drawn; then the glyphs are drawn, and say nothing. This is
also how scanned pages hold their text. Where a mouse finds each letter stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from everyleaf.formats.tagging.source_text import without_unseen

# A letter and its width in units of Pango, 1024 to a CSS pixel.
Letters = list[tuple[str, int]]
UNITS = 1024
# What a glyph says whose letter is written level: nothing. Its ToUnicode is a sign that all
# readers fold away, for PDFium; the empty ActualText around it is for poppler.
MUTE = "\N{ZERO WIDTH SPACE}"
BEGIN_MUTE = b"/Span <</ActualText ()>> BDC"


def level_letters(layout: Any) -> Letters:
    """The letters of an active Pango layout's line from left to right.

    Empty where all glyphs stand on the line.
    """
    from weasyprint.text.ffi import ffi, pango

    line, _ = layout.get_first_line()
    words, found, is_level = layout.text.encode(), Letters(), True
    run = line.runs[0]
    while run != ffi.NULL:
        item, string = run.data.item, run.data.glyphs
        count = string.num_glyphs
        glyphs = list(
            zip(string.log_clusters[0:count], string.glyphs[0:count], strict=True),
        )
        shown = [info for _, info in glyphs if info.glyph != pango.PANGO_GLYPH_EMPTY]
        is_level = is_level and not any(info.geometry.y_offset for info in shown)
        text = words[item.offset : item.offset + item.length]
        found += _letters(glyphs, text, turned=bool(item.analysis.level % 2))
        run = run.next
    return [] if is_level else found


def _letters(
    glyphs: Sequence[tuple[int, Any]], text: bytes, *, turned: bool
) -> Iterator[tuple[str, int]]:
    """Those of each cluster share its width; the last stands left where the run is turned."""
    starts = sorted({place for place, _ in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    for place, cluster in groupby(glyphs, itemgetter(0)):
        width = sum(info.geometry.width for _, info in cluster)
        signs = without_unseen(text[place : ends[place]].decode())
        for sign in reversed(signs) if turned else signs:
            yield sign, max(1, width // len(signs))
