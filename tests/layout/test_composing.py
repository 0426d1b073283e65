"""A document and a layout give a page; a broken layout gives a fault with its place."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path
from typing import Any

import pytest

from everyleaf.language import Language
from everyleaf.layout import TemplateFault, compose
from everyleaf.layout.body import heading_lines
from everyleaf.layout.composing import code_address, notice_text
from everyleaf.publication import Publisher, Settings
from tests.conftest import ARABIC, CHINESE, ENGLISH, write_files
from tests.layout.conftest import BODY, ComposedOf, layout_of

every_layout = pytest.mark.parametrize("name", ["standard", "large-print", "giant-print", "web"])
every_language = pytest.mark.parametrize(
    "language", [ENGLISH, ARABIC, CHINESE], ids=lambda x: x.tag
)


@every_layout
@every_language
def test_every_layout_says_its_language_and_direction(
    composed_of: ComposedOf, name: str, language: Language
) -> None:
    page = compose(composed_of(name, language, on_paper=name != "web"))
    assert f'<html lang="{language.tag}" dir="{language.direction}"' in page


@every_layout
def test_every_layout_shows_the_title_the_text_and_the_code(
    composed_of: ComposedOf, name: str
) -> None:
    made = composed_of(name, on_paper=name != "web")
    page = compose(made)
    for words in (
        "Tea</h1>",
        "<strong>now</strong>",
        "A note.",
        made.edition.code,
        "Leaf &amp; Co",
    ):
        assert words in page


@every_layout
def test_no_page_shows_a_placeholder_or_the_marks_of_messages(
    composed_of: ComposedOf, name: str
) -> None:
    page = compose(composed_of(name, on_paper=name != "web")).partition("</style>")[2]
    assert "{helpline}" not in page
    assert "data-message" not in page


def test_the_same_leaflet_gives_the_same_page(composed_of: ComposedOf) -> None:
    assert compose(composed_of()) == compose(composed_of())


def test_a_picture_is_described_and_its_description_escaped(composed_of: ComposedOf) -> None:
    assert 'alt="A &#34;cup&#34; &amp; saucer."' in compose(composed_of())


@pytest.mark.parametrize(
    "raw", ["<script>alert(1)</script>", "</style><script>", "{{ 'x' * 9 }}", "{% x %}"]
)
def test_text_of_an_author_is_never_markup_nor_template(composed_of: ComposedOf, raw: str) -> None:
    page = compose(composed_of(body=f"# T {raw}\n\n## {raw}\n\n{raw}\n\n* {raw}\n"))
    assert "<script>" not in page
    assert "xxxxxxxxx" not in page


def test_the_name_of_a_publisher_is_never_markup(composed_of: ComposedOf) -> None:
    page = compose(composed_of(settings=Settings("a", Publisher("<script>alert(1)</script>"))))
    assert "<script>" not in page


def test_a_link_to_a_leaflet_that_is_not_there_becomes_text(composed_of: ComposedOf) -> None:
    page = compose(composed_of(leaflet_addresses={"cup": "../cup/index.html"}))
    assert '<a href="../cup/index.html">More</a>' in page
    assert "pot.md" not in page
    assert "none" in page


def test_a_wide_table_becomes_a_list_that_keeps_every_cell(composed_of: ComposedOf) -> None:
    wide = dataclasses.replace(composed_of().layout, widest_table=1)
    page = compose(composed_of(layout=wide))
    assert "<table" not in page
    for words in ("Monday", "Cups", "3"):
        assert words in page


def test_a_page_without_a_base_address_has_no_code_to_scan(composed_of: ComposedOf) -> None:
    made = composed_of(body="# T\n", settings=Settings("a", Publisher("Leaf")))
    assert code_address(made.settings, "2222-2222") is None
    assert "<svg role" not in compose(made)


def test_a_base_address_may_end_in_a_slash_or_not() -> None:
    addresses = {
        code_address(Settings("a", Publisher("b"), base_address=base), "2222-2222")
        for base in ("https://leaf.example.org", "https://leaf.example.org/")
    }
    assert addresses == {"https://leaf.example.org/c/2222-2222/"}


@pytest.mark.parametrize("notice", ["draft", "draft_source", "outdated", "withdrawn"])
def test_every_notice_is_shown_and_can_be_spoken(composed_of: ComposedOf, notice: str) -> None:
    made = composed_of(notices=(notice,))
    spoken = notice_text(made, notice)
    assert spoken.endswith(".")
    assert "<" not in spoken
    assert 'class="notice-title"' in compose(made)


def test_a_translation_shows_its_notice_to_staff_too(composed_of: ComposedOf) -> None:
    page = compose(composed_of(language=ARABIC, notices=("draft",)))
    assert '<div class="notice-other" lang="en" dir="ltr">' in page


def test_only_a_translation_shows_the_title_of_the_source(composed_of: ComposedOf) -> None:
    page = compose(composed_of(language=ARABIC))
    shown = page.partition('<p class="source-title">')[2].partition("</p>")[0]
    assert shown == '<bdi lang="en" dir="ltr">Tea</bdi>'
    assert '<p class="source-title">' not in compose(composed_of())


# ---- broken layouts ------------------------------------------------------------------------


def fault(made: Any) -> tuple[str, str]:
    with pytest.raises(TemplateFault) as caught:
        compose(made)
    crossed = pickle.loads(pickle.dumps(caught.value))  # it must cross a worker's process
    return crossed.diagnostic.code, str(crossed.diagnostic.place)


@pytest.mark.parametrize(
    "line",
    [
        "{{ nobody }}", "{{ document.nobody }}", "{{ document.title.nobody.x }}", "{% if %}",
        "{% nonsense %}", "{{ 1 / 0 }}", "{{ none() }}", "{{ icon('sprig', 'pink') }}",
        "{{ document|nofilter }}", "{{ ''.__class__.__mro__ }}", "{{ 'a' + 1 }}",
        "{% call %}", "{{ [][0] }}", "{{ parts.nobody() }}", "{{ 1|int(2, 3, 4) }}",
        "{{ facts['x'] }}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("file", ["standard/page.html", "base/parts.html"])
def test_a_broken_template_is_told_with_its_file_and_line(
    composed_of: ComposedOf, layouts: Path, file: str, line: str
) -> None:
    path = layouts / file
    text = path.read_text()
    mark = "{% block front %}" if "page" in file else "{% macro brand() %}"
    before, found, after = text.partition(mark)
    assert found
    path.write_text(f"{before}{mark}\n{line}\n{after}")
    expected = f"layouts/{file}:{before.count(chr(10)) + 2}"
    assert fault(composed_of(folder=layouts)) == ("template-error", expected)


def test_a_missing_page_template_is_told(composed_of: ComposedOf, layouts: Path) -> None:
    (layouts / "standard/page.html").unlink()
    assert fault(composed_of(folder=layouts)) == ("template-error", "layouts/standard/page.html")


def test_a_missing_included_template_is_told(composed_of: ComposedOf, layouts: Path) -> None:
    (layouts / "base/colophon.html").unlink()
    assert fault(composed_of(folder=layouts)) == ("template-error", "layouts/base/colophon.html")


def test_a_missing_style_sheet_is_told_by_its_name(composed_of: ComposedOf, layouts: Path) -> None:
    (layouts / "standard/layout.css").unlink()
    code, place = fault(composed_of(folder=layouts))
    assert (code, place) == ("layout-file-missing", "layouts/standard/layout.css")


def test_a_missing_icon_is_told_by_its_name(composed_of: ComposedOf, layouts: Path) -> None:
    (layouts / "base/icons/phone.svg").unlink()
    assert fault(composed_of(folder=layouts)) == (
        "layout-file-missing", "layouts/base/icons/phone.svg",
    )  # fmt: skip


@pytest.mark.parametrize(
    "file", ["standard/page.html", "standard/layout.css", "base/icons/phone.svg"]
)
def test_a_layout_file_that_is_not_utf8_is_told(
    composed_of: ComposedOf, layouts: Path, file: str
) -> None:
    write_files(layouts, {file: b"caf\xe9"})
    code, _ = fault(composed_of(folder=layouts))
    assert code in ("template-error", "layout-file-missing")


@pytest.mark.parametrize("style", ["../secret.css", "/etc/hostname", "../../everyleaf.toml"])
def test_a_style_sheet_outside_the_layouts_is_refused(
    composed_of: ComposedOf, layouts: Path, style: str
) -> None:
    write_files(layouts.parent, {"secret.css": "secret"})
    odd = dataclasses.replace(layout_of(layouts, "standard"), styles=(style,))
    code, _ = fault(composed_of(folder=layouts, layout=odd))
    assert code == "layout-file-missing"


def test_a_template_outside_the_layouts_is_refused(composed_of: ComposedOf, layouts: Path) -> None:
    write_files(layouts.parent, {"secret.html": "secret"})
    odd = dataclasses.replace(layout_of(layouts, "standard"), page="../secret.html")
    assert fault(composed_of(folder=layouts, layout=odd))[0] == "template-error"


def test_body_uses_every_kind_of_block() -> None:
    assert all(mark in BODY for mark in ("!!!", "| ---", "![", "[^x]", "{helpline}"))


@pytest.mark.parametrize(
    ("language", "words", "shown"),
    [
        (ENGLISH, "What is it like", "What is it_like"),
        (ENGLISH, "Is it end-of-life care", 'Is it <span class="whole">end-of-life</span>_care'),
        (ENGLISH, "Two words", "Two words"),
        (ENGLISH, f"A {'very-' * 6}long word", f"A {'very-' * 6}long_word"),
        (CHINESE, "这份资料是怎样编写的？", '这份资料是怎<span class="whole">样编写的？</span>'),
        (CHINESE, "治疗", "治疗"),
    ],
)
def test_the_last_words_of_a_heading_and_its_compounds_stay_whole(
    language: Language, words: str, shown: str
) -> None:
    assert heading_lines(words, language) == shown.replace("_", "\N{NO-BREAK SPACE}")
