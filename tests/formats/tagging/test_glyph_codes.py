"""Which glyphs of a line stand for a space, so that it is kept where letters are muted."""

from __future__ import annotations

import pytest

from everyleaf.formats.tagging.glyph_codes import space_glyphs
from everyleaf.formats.tagging.shaped_line import Glyph, Run

LETTER, BLANK = 7, 3


def run(*clusters: tuple[str, int]) -> Run:
    """A run of one glyph a cluster."""
    glyphs, text = [], b""
    for signs, number in clusters:
        glyphs.append(Glyph(len(text), number, 500, 0))
        text += signs.encode()
    return Run(text, True, glyphs, glyphs)


def test_a_space_is_known_by_its_glyph() -> None:
    assert space_glyphs([run(("ا", LETTER), (" ", BLANK), ("ب", LETTER))]) == frozenset({BLANK})
    assert space_glyphs([run(("ا", LETTER))]) == frozenset()


@pytest.mark.parametrize(
    "other", ["\N{FIRST STRONG ISOLATE}", "\N{NO-BREAK SPACE}", " \N{ARABIC FATHA}", "ا"]
)
def test_a_glyph_that_also_stands_for_something_else_cannot_be_told(other: str) -> None:
    """HarfBuzz draws signs that are not seen as spaces without width."""
    assert space_glyphs([run((" ", BLANK)), run(("ب", LETTER), (other, BLANK))]) is None


def test_a_blank_glyph_of_an_unseen_sign_alone_is_no_space() -> None:
    assert space_glyphs([run(("\N{POP DIRECTIONAL ISOLATE}", BLANK), ("ب", LETTER))]) == frozenset()
