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

from everyleaf.formats.tagging.shaped_line import Run
from everyleaf.formats.tagging.source_text import without_unseen

# A letter and its width in units of Pango, 1024 to a CSS pixel.
Letters = list[tuple[str, int]]
UNITS = 1024
# What a glyph says whose letter is written level: nothing. Its ToUnicode is a sign that all
# readers fold away, for PDFium; the empty ActualText around it is for poppler.
MUTE = "\N{ZERO WIDTH SPACE}"
BEGIN_MUTE = b"/Span <</ActualText ()>> BDC"


def level_letters(runs: Sequence[Run]) -> Letters:
    """The letters of a line from left to right; empty where all glyphs stand on the line."""
    if not any(glyph.y_offset for run in runs for glyph in run.drawn):
        return []
    return [letter for run in runs for letter in _letters(run)]


def _letters(run: Run) -> Iterator[tuple[str, int]]:
    """Those of each cluster share its width; the last stands left where the run is turned."""
    starts = sorted({glyph.place for glyph in run.glyphs})
    ends = dict(zip(starts, [*starts[1:], len(run.text)], strict=True))
    for place, cluster in groupby(run.glyphs, itemgetter(0)):
        width = sum([glyph.width for glyph in cluster])
        signs = without_unseen(run.text[place : ends[place]].decode())
        for sign in reversed(signs) if run.is_right_to_left else signs:
            yield sign, max(1, width // len(signs))
