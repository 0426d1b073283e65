"""What must hold of any text in any language: no digit lost, nothing said by half."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.language import known_languages
from everyleaf.speech.numbers import unspeakable
from everyleaf.speech.spoken import Forms, forms_of, read_aloud
from everyleaf.speech.spoken.whole_numbers import LARGEST, digit_by_digit, in_words

TAGS = sorted({tag.partition("-")[0] for tag in known_languages() if forms_of(tag)})
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}([/.-])\d{1,2}\1\d{4}")
written = st.text("0123456789.,:/-–−'’ \u00a0\u2009×x%½£+<≥()mgl°C٬٫第年", max_size=20)
tokens = st.from_regex(
    r"[-–−.,<]?[0-9]{1,4}([.,:/–−'’٬٫\u2009×x-][0-9]{1,4}){0,3}( ?(mg|ml|kg|%|mEq|h|mmHg))?",
    fullmatch=True,
)
languages = st.sampled_from(TAGS)


def _forms(tag: str) -> Forms:
    forms = forms_of(tag)
    assert forms is not None
    return forms


def _digits(text: str) -> list[str]:
    return [character for character in text if character.isdecimal()]


@given(text=written, tag=languages)
def test_no_text_makes_it_crash(text: str, tag: str) -> None:
    read_aloud(text, _forms(tag))


@given(text=st.text(), tag=languages)
def test_no_text_at_all_makes_it_crash(text: str, tag: str) -> None:
    read_aloud(text, _forms(tag))


@given(token=tokens, tag=languages)
def test_a_number_is_said_whole_or_left_for_the_guard(token: str, tag: str) -> None:
    said = read_aloud(token, _forms(tag))
    left = _digits(said)
    if not _DATE.search(token):
        assert not left or left == _digits(token) or unspeakable(said, _forms(tag).locale)


@given(tag=languages, number=st.integers(0, LARGEST), data=st.data())
def test_every_unit_says_its_number(tag: str, number: int, data: st.DataObject) -> None:
    forms = _forms(tag)
    name = data.draw(st.sampled_from(sorted(forms.unit_names)))
    unit = forms.units[forms.unit_names[name]]
    said = read_aloud(f"{number} {name}", forms)
    words = forms.changed(in_words(number, forms, unit.gender), forms.before_unit)
    assert number <= 2 or words in said or str(number) in said


@given(
    tag=languages, whole=st.integers(0, 999), digits=st.text("0123456789", min_size=1, max_size=2)
)
def test_every_decimal_place_is_said(tag: str, whole: int, digits: str) -> None:
    forms = _forms(tag)
    said = read_aloud(f"{whole}{forms.decimal_marks[0]}{digits} mg", forms)
    assert in_words(whole, forms) in said
    assert digit_by_digit(digits, forms) in said


@given(tag=languages, text=st.text(st.characters(categories=["L", "Zs"]), max_size=60))
def test_text_without_digits_and_signs_stays_as_it_is(tag: str, text: str) -> None:
    forms = _forms(tag)
    if not any(short in text for short in forms.abbreviations):
        assert read_aloud(text, forms) == text


def _rows(forms: Forms) -> Iterator[str]:
    """Something written for each row of a language's data."""
    for name, unit in forms.units.items():
        yield from (f"{count} {written}" for count in (1, 5) for written in (name, *unit.written))
    yield from (f"{sign} 5 mg" for sign in forms.comparisons)
    for currency in forms.currencies.values():
        yield from (f"{sign}25" for sign in currency.unit.written if not sign.isalpha())
    for hour in range(24):
        yield from (f"{hour:02}:{minute}" for minute in ("00", "05", "15", "30", "51"))
    for fraction in (name for name in forms.fractions if " " not in name):
        yield from (fraction, f"1{fraction}", f"2{fraction}", f"3{fraction}")


@pytest.mark.parametrize("tag", TAGS)
def test_every_row_of_the_data_can_be_spoken(tag: str) -> None:
    forms = _forms(tag)
    for text in _rows(forms):
        said = read_aloud(text, forms)
        assert not re.search(r"[{}]", said), text
        assert not unspeakable(said, forms.locale), text


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(
    "text",
    [
        ".5 mg",
        "1'500 mg", "1’500 mg", "1\u2009500 mg", "2 500 mg", "–5 °C", "10mg–5mg", "10 mg-5 mg",
        "1-800", "5/6", "1:10", "5 mEq", "5 MG", "10 U", "7 kPa", "10 mcg/zz", "1 × 10⁹/L",
        "2 x 3 x 5 mg", "5 mg x 2", "½–1", "+44 (0)20 7946 1234", "1-2-3 mg", "5-3 mg",
        "£12345678901", "12345678901 mg", "31/02/2026", "3+ days", "£2m", "(5/6)", "12:60",
        "www.nhs.uk/medicines", "leaf.example/tea",
    ],
)  # fmt: skip
def test_what_is_dangerous_to_guess_is_withheld(tag: str, text: str) -> None:
    forms = _forms(tag)
    assert unspeakable(read_aloud(text, forms), forms.locale)
