"""Pseudo-locales change the words of a leaflet and nothing else in it."""

from __future__ import annotations

import pytest

from everyleaf.catalogue import TemplateEntry
from everyleaf.document import Document, text_of
from everyleaf.language import PseudoLocale, known_languages, pseudo_locales, well_formed
from everyleaf.translation import pseudo_document, pseudo_words
from tests.conftest import HEAD, document

BODY = """\
# Tea on {helpline}

Call **now** on {helpline} or write to <help@example.org>.[^x]

* See [our page](https://example.org/tea?a=1) or <https://example.org/plain>
* Take `code` as it is

![A cup of tea.](cup.svg "One cup")

| Day | Cups |
| --- | --- |
| Monday | 3 |

!!! urgent "Stop"
    Not now.

[^x]: A note.
"""
ACCENTED, MIRRORED = (
    next(row for row in pseudo_locales().values() if row.way == way)
    for way in ("accented", "mirrored")
)
both = pytest.mark.parametrize("locale", [ACCENTED, MIRRORED], ids=lambda row: row.language.tag)


def pseudo(locale: PseudoLocale) -> Document:
    return pseudo_document(document(BODY, HEAD), locale)


def test_no_pseudo_locale_is_a_language_of_people() -> None:
    assert not set(pseudo_locales()) & set(known_languages())
    assert all(map(well_formed, pseudo_locales()))


@both
def test_facts_addresses_links_and_pictures_are_untouched(locale: PseudoLocale) -> None:
    body = pseudo(locale).body
    assert [text_of(e) for e in body.iter("bdi")] == [
        "0808 157 0123", "0808 157 0123", "help@example.org"
    ]  # fmt: skip
    assert [e.get("href") for e in body.iter("a")] == [
        "tel:08081570123", "tel:08081570123", "mailto:help@example.org", "#fn-x",
        "https://example.org/tea?a=1", "https://example.org/plain",
    ]  # fmt: skip
    assert [e.get("src") for e in body.iter("img")] == ["cup.svg"]
    assert "https://example.org/plain" in [e.text for e in body.iter("a")]
    assert [e.text for e in body.iter("code")] == ["code"]


@both
def test_every_message_stands_in_brackets_so_that_a_cut_shows(locale: PseudoLocale) -> None:
    made = pseudo(locale)
    shown = "".join(made.body.itertext())
    messages = (
        len(made.messages) - 2
    )  # the summary is no part of the body, nor what a picture shows
    assert shown.count("[") == shown.count("]") == messages + 1  # a picture has a caption too
    assert [e.get("alt", "")[0] + e.get("alt", "")[-1] for e in made.body.iter("img")] == ["[]"]
    assert made.front.summary[0] + made.front.summary[-1] == "[]"


@both
def test_the_title_says_that_nobody_speaks_it(locale: PseudoLocale) -> None:
    assert pseudo(locale).title.startswith(locale.language.tag)


def test_an_accented_text_is_two_fifths_longer() -> None:
    source = document("# T\n\nDrink a full glass of water with each tablet.\n")
    made = pseudo_document(source, ACCENTED)
    before, after = (text_of(d.body.findall("p")[0]) for d in (source, made))
    assert 1.4 <= (len(after) - 2) / len(before) <= 1.45
    assert "áá" in after
    assert not set("aeiou") & set(after)


def test_a_mirrored_text_can_be_broken_between_its_words() -> None:
    made = pseudo_document(document("# T\n\nDrink water\n"), MIRRORED)
    words = text_of(made.body.findall("p")[0]).strip("[]").split(" ")
    assert words == ["\u202eDrink\u202c", "\u202ewater\u202c"]
    assert made.language.direction == "rtl"


@both
def test_the_layouts_words_keep_their_gaps(locale: PseudoLocale) -> None:
    entries = (
        TemplateEntry("Logo of %(publisher)s, 5 %% off", "", (), "a"),
        TemplateEntry("%(number)s minute", "", (), "a", (), "%(number)s minutes"),
        TemplateEntry("May", "month", (), "a"),
    )
    words = pseudo_words(entries, locale).translations
    logo = words.gettext("Logo of %(publisher)s, 5 %% off")
    assert logo % {"publisher": "Leaf"} != "Logo of Leaf, 5 % off"
    assert "Leaf" in logo % {"publisher": "Leaf"}
    assert words.ngettext("%(number)s minute", "%(number)s minutes", 3) % {"number": 3} != "3"
    assert words.pgettext("month", "May") != "May"


def test_the_source_stays_as_it_is_and_comes_along() -> None:
    source = document(BODY, HEAD)
    before = text_of(source.body)
    made = pseudo_document(source, ACCENTED)
    assert text_of(source.body) == before
    assert made.original is not None
    assert made.original.title == "Tea on 0808 157 0123"
