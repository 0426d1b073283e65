"""The fonts beside a web page have every character that they are asked for, and little more."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont

from everyleaf.formats.web_fonts import _Languages, characters_by_script, web_fonts
from everyleaf.language import Language, known_languages
from everyleaf.layout.fontcache import font_folder
from tests.conftest import ARABIC, CHINESE, ENGLISH, REPOSITORY
from tests.small_publication import LEAFLET

URDU = known_languages()["ur"]
SAMPLE = [
    known_languages()[tag] for tag in ("cy", "pl", "ro", "es", "ar", "ur", "bn", "pa", "zh-Hans")
]


def _asked(page: str) -> dict[str, set[str]]:
    asked = characters_by_script([page], ARABIC, [ENGLISH, ARABIC, URDU, CHINESE], font_folder())
    return {script.code: set(characters) for script, characters in asked.items()}


def test_another_language_s_face_is_asked_for_the_words_in_that_language() -> None:
    asked = _asked(
        '<p lang="ar">ماء Water <bdi lang="ur">پانی</bdi><br> <b lang="zh-Hans">水</b> 7</p>'
    )
    assert asked["Aran"] - {"水"} == set("پانی"), "and what no main face has"
    assert asked["Hans"] == set("水")
    assert asked["Latn"] == asked["Arab"] >= set("ماءWaterپانی水7 ")


def test_what_the_page_s_own_faces_lack_is_asked_of_all_others() -> None:
    asked = _asked('<p lang="ar">ماء <img alt="水" lang="en"> 水</p>')
    assert asked["Hans"] == asked["Aran"] == {"水"}


def test_a_language_ends_with_its_element_whatever_is_left_open_in_it() -> None:
    found = _Languages(['<div lang="en">a<p lang="ar">b<ul><li>c</p>d</div>'])
    assert found.found == {"en": {"a", "d"}, "ar": {"b", "c"}}


@pytest.mark.parametrize("tag", ["en", "ar", "zh-Hans"])
def test_every_word_of_a_page_is_in_the_face_of_its_language(editions: Path, tag: str) -> None:
    folder = editions / LEAFLET / tag
    there = {path.stem: set(TTFont(path).getBestCmap()) for path in folder.glob("fonts/*.woff2")}
    page = (folder / "index.html").read_text(encoding="utf-8")
    body = page[: page.index("<style")] + page[page.index("</style>") :]
    found = _Languages([body]).found
    assert len(found) >= 3
    for language, characters in found.items():
        code = known_languages()[language].script.code if language else "Latn"
        for weight in ("400", "700"):
            has = there[f"{code}-{weight}"] | there[f"Latn-{weight}"]
            shown = {c for c in characters if c.isprintable() and not c.isspace()}
            lacking = {c for c in shown if ord(c) not in has}
            assert not lacking, (language, lacking)


@pytest.mark.parametrize("language", SAMPLE, ids=lambda language: language.tag)
def test_a_cut_face_sets_words_as_the_whole_one_does(language: Language) -> None:
    """A translation of the sample: the same advances and places, letter by letter."""
    catalogue = f"translations/{language.gettext}/LC_MESSAGES/living-well-with-side-effects.po"
    text = (REPOSITORY / catalogue).read_text(encoding="utf-8")
    script, fonts = language.script, font_folder()
    whole = TTFont(fonts / script.package / script.regular)
    cut = TTFont(
        io.BytesIO(web_fonts({script: frozenset(text)}, fonts)[f"{script.code}-400.woff2"])
    )
    assert len(cut.getGlyphOrder()) < len(whole.getGlyphOrder())
    assert list(_shaped(cut, text)) == list(_shaped(whole, text))


def _shaped(font: TTFont, text: str) -> Iterator[list[tuple[int, ...]]]:
    """For each line: every glyph's advance and place in font units, and its letter."""
    font.flavor, buffer = None, io.BytesIO()
    font.save(buffer)
    face = harfbuzz.Font(harfbuzz.Face(buffer.getvalue()))
    for line in filter(None, text.splitlines()):
        run = harfbuzz.Buffer()
        run.add_str(line)
        run.guess_segment_properties()
        harfbuzz.shape(face, run)
        glyphs = zip(run.glyph_positions, run.glyph_infos, strict=True)
        yield [(at.x_advance, at.x_offset, at.y_offset, glyph.cluster) for at, glyph in glyphs]
