"""Facts are written in the way of each language, and never change on the way."""

from __future__ import annotations

import dataclasses
import datetime
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

import pytest

from everyleaf.document import FactValue
from everyleaf.facts import (
    fact_element,
    localised_date,
    publisher_facts,
    with_digits,
    write_facts,
    write_note_numbers,
)
from everyleaf.language import Language
from everyleaf.publication import Publisher
from tests.conftest import ARABIC, CHINESE, ENGLISH

DAY = datetime.date(2026, 11, 1)
ARABIC_DIGITS = dataclasses.replace(ARABIC, digits="arab")


def written(kind: str, value: str | datetime.date, language: Language = ENGLISH) -> str:
    return tostring(fact_element("name", FactValue(kind, value), language), encoding="unicode")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (ENGLISH, "1 November 2026"),
        (ARABIC, "1 نوفمبر 2026"),
        (ARABIC_DIGITS, "١ نوفمبر ٢٠٢٦"),
        (CHINESE, "2026年11月1日"),
    ],
)
def test_a_date_is_written_as_cldr_says_in_the_digits_of_the_language(
    language: Language, expected: str
) -> None:
    text = "".join(
        character for character in localised_date(DAY, language) if character.isprintable()
    )
    assert text == expected


def test_a_date_says_its_day_to_machines_in_every_language() -> None:
    assert 'datetime="2026-11-01"' in written("date", DAY, ARABIC)


@pytest.mark.parametrize("language", [ENGLISH, ARABIC, CHINESE, ARABIC_DIGITS])
@pytest.mark.parametrize(
    ("kind", "value", "href"),
    [
        ("phone", "0808 157 0123", "tel:08081570123"),
        ("phone", "+44 808 157 0123", "tel:+448081570123"),
        ("email", "info@leaf.example", "mailto:info@leaf.example"),
    ],
)
def test_a_number_or_address_is_a_link_and_runs_left_to_right_unchanged(
    language: Language, kind: str, value: str, href: str
) -> None:
    assert written(kind, value, language) == (
        f'<a href="{href}" class="fact {kind}" data-fact="name"><bdi dir="ltr">{value}</bdi></a>'
    )


def test_a_web_address_is_shown_as_people_type_it() -> None:
    assert '<bdi dir="ltr">leaf.example/tea</bdi>' in written("web", "https://leaf.example/tea/")
    assert 'href="https://leaf.example/tea/"' in written("web", "https://leaf.example/tea/")


def test_a_text_stays_as_it_is() -> None:
    assert written("text", "1.0", ARABIC_DIGITS) == (
        '<span class="fact text" data-fact="name"><bdi>1.0</bdi></span>'
    )


def body(text: str) -> Element:
    article = Element("article")
    paragraph = SubElement(article, "p")
    paragraph.text = "a "
    for name in text.split():
        SubElement(paragraph, "data", {"data-fact": name}).tail = " b "
    return article


def test_every_placeholder_gets_its_value_and_the_words_around_it_stay() -> None:
    article = body("one two")
    write_facts(article, {"one": FactValue("text", "1"), "two": FactValue("text", "2")}, ENGLISH)
    assert "".join(article.itertext()) == "a 1 b 2 b "
    assert not list(article.iter("data"))


def test_an_unknown_placeholder_stays_where_it_is() -> None:
    article = body("other")
    write_facts(article, {}, ENGLISH)
    assert [data.get("data-fact") for data in article.iter("data")] == ["other"]


def test_digits_of_a_language_replace_ascii_digits_alone() -> None:
    assert with_digits("a 10 ٣", ARABIC_DIGITS) == "a ١٠ ٣"
    assert with_digits("a 10", ENGLISH) == "a 10"


def test_the_publisher_gives_the_facts_that_its_settings_name() -> None:
    facts = publisher_facts(Publisher("Leaf", helpline="0808 157 0123"))
    assert facts == {
        "publisher": FactValue("text", "Leaf"), "helpline": FactValue("phone", "0808 157 0123"),
    }  # fmt: skip


def test_the_numbers_of_notes_are_in_the_digits_of_the_language() -> None:
    body = fromstring('<p>Rest<sup><a class="noteref" href="#fn-a">12</a></sup></p>')
    write_note_numbers(body, dataclasses.replace(ENGLISH, digits="beng"))
    assert "".join(body.itertext()) == "Rest১২"
