"""Facts found in any script, and compared."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.facts import Difference, differences, find_facts, words_of
from everyleaf.language import known_languages
from tests.conftest import SAMPLE_LANGUAGES

LANGUAGES = known_languages()


def amounts(text: str, tag: str = "en") -> list[tuple[str, str]]:
    """Each strong amount with its unit."""
    found = find_facts(text, LANGUAGES[tag]).amounts
    return [(f"{one.value.normalize():f}", one.unit) for one in found if not one.weak]


def compared(source: str, target: str, tag: str) -> list[Difference]:
    return list(
        differences(find_facts(source, LANGUAGES["en"]), find_facts(target, LANGUAGES[tag]))
    )


@pytest.mark.parametrize(
    ("text", "tag", "value"),
    [
        ("1,000", "en", "1000"),
        ("1,000", "pl", "1"),
        ("1.000", "es", "1000"),
        ("1.000", "en", "1"),
        ("1.0", "en", "1"),
        ("1,5", "en", "1.5"),
        ("1.5", "pl", "1.5"),
        ("0.125", "es", "0.125"),
        ("1.250,50", "es", "1250.5"),
        ("1,50,000", "bn", "150000"),
        ("12 500", "pl", "12500"),
        ("12\u00a0500", "en", "12500"),
        ("١٬٥٠٠٫٥", "ar", "1500.5"),
        ("۱٫۵", "ur", "1.5"),
        ("২.৫", "bn", "2.5"),
        ("੨.੫", "pa", "2.5"),
        ("२.५", "en", "2.5"),
        ("３．５", "zh-Hans", "3.5"),
        ("½", "en", "0.5"),
        ("1/2", "en", "0.5"),
    ],
)
def test_a_number_is_read_in_its_script_and_by_its_locale(text: str, tag: str, value: str) -> None:
    assert [one for one, _ in amounts(text, tag)] == [value]


@pytest.mark.parametrize(
    ("text", "tag", "wanted"),
    [
        ("twenty-four hours", "en", ("24", "hour")),
        ("dwadzieścia cztery godziny", "pl", ("24", "hour")),
        ("أربع وعشرون ساعة", "ar", ("24", "hour")),
        ("二十四小时", "zh-Hans", ("24", "hour")),
        ("三个月", "zh-Hans", ("3", "month")),
        ("يومان", "ar", ("2", "day")),
        ("a fortnight", "en", ("2", "week")),
        ("bythefnos", "cy", ("2", "week")),
        ("10mg", "en", ("10", "milligram")),
        ("10 µg", "en", ("10", "microgram")),
        ("24 de ore", "ro", ("24", "hour")),
        ("২টি ট্যাবলেট", "bn", ("2", "tablet")),
        ("摄氏38", "zh-Hans", ("38", "celsius")),
        ("**10** mg", "en", ("10", "milligram")),
    ],
)
def test_an_amount_has_its_unit(text: str, tag: str, wanted: tuple[str, str]) -> None:
    assert amounts(text, tag) == [wanted]


@pytest.mark.parametrize(
    "written",
    [
        "0808 157 0123",
        "08081570123",
        "(0808) 157-0123",
        "٠٨٠٨ ١٥٧ ٠١٢٣",
        "\u2066۰۸۰۸ ۱۵۷ ۰۱۲۳\u2069",
    ],
)
def test_a_phone_number_is_the_same_in_all_digits(written: str) -> None:
    assert find_facts(f"x {written}.", LANGUAGES["en"]).phones[0].readings == {"08081570123"}


def test_an_international_number_is_also_dialled_at_home() -> None:
    assert compared("Call 020 7946 0317.", "اتصل +44 20 7946 0317.", "ar") == []


@pytest.mark.parametrize("text", ["10,000,000", "2019-2026", "1 2 3", "12 500 000"])
def test_other_figures_are_no_phone_number(text: str) -> None:
    assert find_facts(text, LANGUAGES["en"]).phones == ()


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("1 November 2026", "en"),
        ("1st of November 2026", "en"),
        ("November 1, 2026", "en"),
        ("01/11/2026", "en"),
        ("2026-11-01", "en"),
        ("1 de noviembre de 2026", "es"),
        ("1.11.2026", "pl"),
        ("1 listopada 2026", "pl"),
        ("1 Tachwedd 2026", "cy"),
        ("1 noiembrie 2026", "ro"),
        ("١ نوفمبر ٢٠٢٦", "ar"),
        ("1 تشرين الثاني 2026", "ar"),
        ("۱ نومبر ۲۰۲۶", "ur"),
        ("১ নভেম্বর, ২০২৬", "bn"),
        ("1 ਨਵੰਬਰ 2026", "pa"),
        ("2026年11月1日", "zh-Hans"),
    ],
)
def test_a_date_is_read_as_it_is_written_in_each_language(text: str, tag: str) -> None:
    dates = find_facts(text, LANGUAGES[tag]).dates
    assert [one.readings for one in dates] == [{"2026-11-1"}]


def test_the_words_of_the_month_are_no_date_without_a_day() -> None:
    assert find_facts("You may march on.", LANGUAGES["en"]).dates == ()


def test_figures_inside_links_and_placeholders_are_not_in_the_text() -> None:
    text = "[page](https://a.example/12) {ward_2} [^3]"
    facts = find_facts(text, LANGUAGES["en"])
    assert (facts.amounts, facts.addresses) == ((), ())


def test_a_lost_dose_beside_the_same_number_is_seen() -> None:
    found = compared("Take 5 mg with 5 ml.", "Tome 5 mg.", "es")
    assert [(one.kind, one.state) for one in found] == [("number", "lost")]


def test_swapped_amounts_are_seen() -> None:
    found = compared("2 hours, then 4 days", "4 horas, luego 2 días", "es")
    assert {one.kind for one in found} == {"unit"}


@pytest.mark.parametrize("tag", SAMPLE_LANGUAGES)
def test_each_language_of_the_sample_has_its_words(tag: str) -> None:
    words = words_of(tag)
    assert words is not None
    assert words.negation is not None
    strong = {meaning.value for _, meaning in words.numbers if not meaning.weak}
    assert words.numerals or {Decimal(n) for n in range(2, 9)} <= strong
    assert {"hour", "day", "week", "month", "year"} <= {unit for _, unit in words.units}
    assert {"day", "week", "month"} <= set(words.rhythms)


@pytest.mark.parametrize("tag", sorted(LANGUAGES))
@given(text=st.text(max_size=200))
def test_any_text_has_the_facts_that_it_has(tag: str, text: str) -> None:
    facts = find_facts(text, LANGUAGES[tag])
    assert list(differences(facts, facts)) == []


@pytest.mark.parametrize(
    "text", ["1 " * 20000, "0" * 20000, "www." * 9000, "a@" * 9000, "一" * 9000]
)
def test_a_long_hostile_text_is_read(text: str) -> None:
    facts = find_facts(text, LANGUAGES["zh-Hans"])
    assert facts == find_facts(text, LANGUAGES["zh-Hans"])
