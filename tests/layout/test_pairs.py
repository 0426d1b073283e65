"""A translation beside its original: every block with the same block, in its language."""

from __future__ import annotations

import re

import pytest

from everyleaf.layout import compose
from tests.conftest import ARABIC, CHINESE, ENGLISH
from tests.layout.conftest import BODY, ComposedOf

EVERYTHING = (
    BODY
    + """
## Words and quotations

1. First
2. Second

    Still the second.

    * Below it

Cup
:   What tea is in.

Pot
:   What tea comes from.

> Said by many.

Plan
{: .caption}

| Day | Morning | Evening |
| --- | --- | --- |
| Tuesday | 1 | 2 |
"""
)
_PAIR = re.compile(
    r'<(div|span) class="own">(.*?)</\1> ?<\1 class="original" lang="(\w+)" dir="(\w+)">(.*?)</\1>',
    re.DOTALL,
)


def pairs(page: str) -> list[tuple[str, str]]:
    """Words of the translation, words of the source."""
    shown = page.partition("</style>")[2]
    assert {(m[3], m[4]) for m in _PAIR.finditer(shown)} == {("en", "ltr")}
    return [(plain(m[2]), plain(m[5])) for m in _PAIR.finditer(shown)]


def plain(html: str) -> str:
    whole = re.sub(r'<span class="whole">(.*?)</span>', r"\1", html)
    return " ".join(re.sub(r"<[^>]*>", " ", whole).split())


@pytest.mark.parametrize("language", [ARABIC, CHINESE], ids=lambda row: row.tag)
def test_both_sides_say_the_same_where_the_translation_repeats_the_source(
    composed_of: ComposedOf, language: object
) -> None:
    found = pairs(compose(composed_of("bilingual", language, EVERYTHING)))
    assert [own for own, _ in found] == [original for _, original in found]
    said = [own for own, _ in found]
    for words in (
        "First", "Still the second.", "Below it", "Stop", "Not now.", "How to pour",
        "A nurse pours.", "A cup", "Said by many.", "A note.", "Notes", "Tea",
        "Cup", "What tea is in.", "Plan", "Day", "Tuesday", "Evening", "2",
    ):  # fmt: skip
        assert words in said


def test_a_list_a_glossary_and_a_table_stay_one_each(composed_of: ComposedOf) -> None:
    page = compose(composed_of("bilingual", ARABIC, EVERYTHING)).partition("</style>")[2]
    text = page.partition('class="back"')[0]
    assert text.count("<ol") == 2  # the numbered list, and that of the notes
    assert text.count("<ul") == 1
    assert text.count("<dl") == 1
    assert (text.count("<dt>"), text.count("<dd>")) == (2, 2)
    assert (text.count("<table"), text.count("<caption")) == (2, 1)


def test_the_sign_beside_the_source_is_not_read_out(composed_of: ComposedOf) -> None:
    page = compose(composed_of("bilingual", ARABIC, EVERYTHING)).partition("</style>")[2]
    items = page.partition('class="back"')[0].count("<li")
    assert page.count('<span class="sign" aria-hidden="true"></span>') == items


def test_a_wide_table_is_read_row_by_row(composed_of: ComposedOf) -> None:
    columns = "| Day | A | B | C | D |\n|---|---|---|---|---|\n| Monday | 1 | 2 | | 4 |\n"
    page = compose(composed_of("bilingual", ARABIC, f"# Tea\n\n{columns}"))
    assert "<table" not in page.partition("</style>")[2]
    found = pairs(page)
    assert [own for own, _ in found if own in ("Monday", "A 1", "B 2", "C", "D 4")] == [
        "Monday", "A 1", "B 2", "C", "D 4",
    ]  # fmt: skip


def test_the_page_has_one_outline_and_each_id_once(composed_of: ComposedOf) -> None:
    page = compose(composed_of("bilingual", ARABIC, EVERYTHING)).partition("</style>")[2]
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert page.count("<h1") == 1
    assert '<h2 id="cups">' in page
    assert '<p class="h2">Cups</p>' in page


def test_the_source_has_its_facts_and_its_direction(composed_of: ComposedOf) -> None:
    page = compose(composed_of("bilingual", ARABIC))
    assert page.partition("</style>")[2].count("0808 157 0123") >= 3  # twice in the text
    assert '<html lang="ar" dir="rtl"' in page


def test_other_layouts_do_not_show_the_source(composed_of: ComposedOf) -> None:
    assert 'class="original"' not in compose(composed_of("standard", ARABIC))


def test_a_source_has_no_original(composed_of: ComposedOf) -> None:
    assert composed_of("standard", ENGLISH).document.original is None
