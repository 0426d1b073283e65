"""Fonts, sizes and colours as CSS: by script and language, from data alone."""

from __future__ import annotations

import pytest
import tinycss2

from everyleaf.language import Language, Script, known_languages, known_scripts
from everyleaf.layout.typefaces import (
    colour_rules,
    faces,
    font_face_rules,
    language_rules,
    palette,
)
from everyleaf.publication import Brand
from tests.conftest import ARABIC, CHINESE, ENGLISH

ALL = tuple(known_languages().values())


def rules(css: str) -> list[str]:
    parsed = tinycss2.parse_stylesheet(css, skip_whitespace=True)
    assert [node.type for node in parsed if node.type == "error"] == []
    return [tinycss2.serialize(node.prelude) for node in parsed]


@pytest.mark.parametrize("language", ALL, ids=lambda row: row.tag)
def test_a_page_is_set_in_the_face_and_leading_of_its_language(language: Language) -> None:
    css = language_rules(language, ALL, 12)
    root = css.partition("}")[0]
    assert root.startswith(f"html{{font-size:{12 * language.script.scale:.3f}pt;")
    assert f'font-family:"{language.script.family}"' in root
    assert f"line-height:{language.script.leading};" in root


@pytest.mark.parametrize("script", known_scripts().values(), ids=lambda row: row.code)
def test_headings_are_tighter_than_text_but_never_closer_than_the_script_bears(
    script: Script,
) -> None:
    heading = script.heading_leading or script.leading
    assert script.least_leading <= heading <= script.leading


def test_a_page_knows_the_leading_of_its_headings() -> None:
    assert "--heading-leading:2.0;" in language_rules(known_languages()["ur"], ALL, 12)
    assert "--heading-leading:1.26;" in language_rules(ENGLISH, ALL, 12)


def test_another_language_on_the_page_has_its_own_face_and_size() -> None:
    css = language_rules(ENGLISH, (ENGLISH, ARABIC, CHINESE), 12)
    assert rules(css) == ["html", ":lang(ar)", "[lang=ar]", ":lang(zh-Hans)", "[lang=zh-Hans]"]
    assert f':lang(ar){{font-family:"{ARABIC.script.family}"' in css


def test_a_size_is_relative_to_the_page_it_stands_on() -> None:
    scale = ENGLISH.script.scale / ARABIC.script.scale
    assert f"[lang=en]{{font-size:{scale:.3f}em" in language_rules(ARABIC, (ENGLISH,), 12)


def test_no_face_of_another_language_fills_in_for_a_missing_letter() -> None:
    css = language_rules(ARABIC, (ENGLISH, CHINESE), 12)
    stack = css.partition("font-family:")[2].partition("}")[0].split(",")
    assert stack == [f'"{x.script.family}"' for x in (ARABIC, ENGLISH)]


def test_latin_is_there_for_names_and_numbers_in_every_publication() -> None:
    assert [script.code for script in faces([ARABIC])] == ["Latn", "Arab"]


def test_each_face_is_loaded_in_two_weights_and_never_slanted() -> None:
    css = font_face_rules(faces([ARABIC]))
    assert css.count("@font-face") == 4
    assert 'src:url("leaf://font/Arab-700.ttf")' in css
    assert "italic" not in css


def test_a_web_page_loads_its_own_fonts() -> None:
    css = font_face_rules(faces([ENGLISH]), "woff2", "fonts")
    assert 'url("fonts/Latn-400.woff2")' in css


def test_every_script_has_a_family_of_its_own() -> None:
    families = [script.family for script in known_scripts().values()]
    assert len(set(families)) == len(families)


def test_paper_is_printed_in_ink_and_screens_show_light() -> None:
    assert "#" not in colour_rules(Brand(), on_paper=True)
    assert "cmyk" not in colour_rules(Brand(), on_paper=False)
    assert palette(Brand(), on_paper=True)["ink"] == "device-cmyk(0 0 0 1)"
    assert palette(Brand(), on_paper=True)["accent"] == "device-cmyk(0.92 0.42 0.34 0.36)"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("on", ["paper", "tint"])
@pytest.mark.parametrize("ink", ["ink", "accent"])
def test_text_on_a_screen_has_the_contrast_of_wcag_aa(ink: str, on: str) -> None:
    colours = palette(Brand(), on_paper=False)
    high, low = sorted((luminance(colours[on]), luminance(colours[ink])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5
