from __future__ import annotations

import datetime

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.language import known_languages
from everyleaf.speech.numbers import unspeakable


@pytest.mark.parametrize(
    "text",
    [
        "Take 2.5 mg", "Take 5 mg", "Take 5mg", "5 ml twice", "wait 30 min.", "5 µg", "10 IU",
        "3-5", "3–5 days", "3 – 5 days", "-5 degrees", "−5", "1,000", "1 000 people", "12 345",
        "24-hour line", "COVID-19", "HER2", "B12", "1st", "9:30", "24/7", "1/11/2026", "7 x 5",
        "38°C", "5%", "½", "x²", "Ⅳ", "≥5", "+5", "±", "a × b", "a = b", "salt & water", "#", "→",
        "£5", "€", "info@leaf.example", "mg/ml", "a_b", "snake\\", "•", "5 * 3", "[1]",
        "call 999", "call 111", "08081570123", "0808", "😀", "\x00", "\ufffd", "\u202e",
        "5 mEq", "7 kPa", "10 U", "5 MG", "2 tsp", ".5", "five ml x three", "2 x daily",
        "\ue000", "٣٫٥", "٣-٥", "5٪", "１２．５",
    ],
)  # fmt: skip
def test_what_an_engine_may_misread_is_found(text: str) -> None:
    assert unspeakable(text, "en_GB")


@pytest.mark.parametrize(
    "text",
    [
        "", "Yes.", "Don’t stop – call us…", "“Is it safe?” (No; not yet.)", "well-being",
        "24 hours a day",
        "2 CT scans", "3 GPs", "an x-ray", "1 in 8 women", "stage 4.",
        "38 degrees Celsius", "0 8 0 8, 1 5 7",
        "٣ أيام", "您好，请坐！（是）", "2026年11月1日", "5个人", "আপনি কেমন আছেন।", "۵ دن",
    ],
)  # fmt: skip
def test_words_pauses_and_plain_integers_may_be_spoken(text: str) -> None:
    assert unspeakable(text, "en_GB") == ()


@pytest.mark.parametrize(
    "tag", sorted(tag for tag, row in known_languages().items() if row.voice.engine)
)
def test_dates_in_words_may_be_spoken(tag: str) -> None:
    cldr = known_languages()[tag].cldr
    for month in range(1, 13):
        day = datetime.date(2026, month, 1)
        assert unspeakable(format_date(day, "long", cldr), cldr) == ()


def test_a_lone_surrogate_is_found() -> None:
    assert unspeakable("a\ud800")


def test_short_unit_names_of_the_language_are_found_and_full_ones_are_not() -> None:
    assert unspeakable("5 مغم", "ar")
    assert unspeakable("5 مليغرام", "ar") == ()
    assert unspeakable("5毫克", "zh_Hans") == ()
    assert unspeakable("5 godz", "pl")


def test_a_finding_names_the_place_and_what_is_there() -> None:
    (found,) = unspeakable("Take 2.5 daily")
    assert (found.start, found.text) == (5, "2.5")


@given(st.text())
def test_any_text_is_judged_and_places_are_right(text: str) -> None:
    for found in unspeakable(text):
        assert text[found.start :].startswith(found.text.split(" ", 1)[0].replace("?", ""))


@pytest.mark.parametrize("text", ["x", "5", "5 ", "-", "5-", "x-", "🙂", "\u0301", " "])
def test_a_very_long_text_is_judged_and_does_not_grow_the_work_without_end(text: str) -> None:
    """Reading it again for each of its signs would take hours."""
    one, long = unspeakable(text * 2), unspeakable(text * (200_000 // len(text)))
    assert bool(one) <= bool(long)


@given(st.characters(categories=["Nd"]), st.characters(categories=["Nd"]))
def test_a_decimal_in_any_script_is_found(whole: str, part: str) -> None:
    assert unspeakable(f"{whole}.{part}")
