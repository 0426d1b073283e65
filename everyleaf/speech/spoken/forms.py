"""The spoken forms of one language: a file of data, written by people who speak it.

``<tag>.toml`` beside this file, named by the language part of the BCP 47 tag. What a
language's file lacks is not guessed: the text stays as it is, and the guard in
`everyleaf.speech.numbers` then withholds the audio.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from importlib import resources
from typing import Annotated

import msgspec
from babel import Locale
from msgspec import Meta

Plurals = Mapping[str, str]  # CLDR plural category to a pattern; {n} is the number in words


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a unit is said for each CLDR plural category; ``{n}`` is the number in words.

    A form without ``{n}`` says the number itself (Arabic duals). ``per`` is what follows
    a quantity: "per millilitre". ``gender`` picks the row of ``whole.variants``.
    """

    other: str
    zero: str | None = None
    one: str | None = None
    two: str | None = None
    few: str | None = None
    many: str | None = None
    per: str | None = None
    gender: str = ""
    written: tuple[str, ...] = ()

    def form(self, category: str) -> str:
        """The pattern of a plural category."""
        return getattr(self, category) or self.other


class Currency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A currency: its whole units, its hundredths, and how both are joined."""

    unit: Unit
    hundredth: Unit
    joined: str = "{unit} {hundredth}"


class Whole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How whole numbers are put into words.

    ``by`` names a maker in `whole_numbers.MAKERS`; ``rules`` is its own name of the
    language; ``variants`` maps a gender ("" where none is asked) to its rule set, and
    ``letters`` what the rules spell otherwise. The maker "table" takes the words below a
    hundred by gender, those of the hundreds, and steps (1000 and up) counted as units are.
    """

    by: str
    rules: str = ""
    variants: Mapping[str, str] = {}
    exact: Mapping[str, str] = {}  # numbers that the rules would say otherwise than people do
    letters: Mapping[str, str] = {}
    below_hundred: Mapping[str, tuple[str, ...]] = {}
    hundreds: tuple[str, ...] = ()
    steps: tuple[tuple[int, Unit], ...] = ()
    joined: str = "{high} {low}"


class Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """All spoken forms of a language.

    Patterns have named gaps in braces. ``decimal_marks`` and ``group_marks`` are the
    signs that the language's leaflets use in numbers, the usual one first.
    """

    locale: str
    whole: Whole
    decimal: str  # the pattern of a decimal: "{whole} point {digits}"
    decimal_marks: Annotated[tuple[str, ...], Meta(min_length=1)]
    range: str  # "{from} to {to}"
    minus: str
    times: Unit  # "2 × 500 mg": "{n} times {rest}"
    mixed: str  # "1½": "{whole} and {fraction}"
    at: str  # "8:30": "{hour} {minute}"
    on_the_hour: str  # "8:00": "{hour} o'clock"
    hour_gender: str = ""
    range_case: str = ""  # added to the gender of numbers in a range: "genitive"
    range_plural: str = ""  # the plural category of a range's unit, where it is always one
    half_days: Mapping[str, str] = {}  # after a time: "am" is "{time} a m"
    over: str = ""  # blood pressure, "120/80": "{first} over {last}"
    digit_gap: str = " "  # between the words of digits said one by one
    group_pause: str = ", "  # between the groups of a telephone number
    group_marks: tuple[str, ...] = ()
    fractions: Mapping[str, str] = {}
    comparisons: Mapping[str, str] = {}  # before a quantity: "≥" is "at least {rest}"
    signs: Mapping[str, str] = {}  # between words: "&" is "and"
    abbreviations: Mapping[str, str] = {}
    ordinals: Mapping[str, str] = {}  # a suffix to its rule set: "th" is "spellout-ordinal"
    dialled: tuple[str, ...] = ("111", "112", "999")
    date_order: str = "dmy"
    units: Mapping[str, Unit] = {}
    currencies: Mapping[str, Currency] = {}

    @cached_property
    def cldr(self) -> Locale:
        """The CLDR locale, for plural categories and dates."""
        return Locale.parse(self.locale)

    @cached_property
    def unit_names(self) -> Mapping[str, str]:
        """Every way in which a unit is written, to its key."""
        return {name: key for key, unit in self.units.items() for name in (key, *unit.written)}


@cache
def forms_of(language_tag: str) -> Forms | None:
    """The spoken forms of a language, or None where nobody has written them."""
    name = f"{language_tag.partition('-')[0]}.toml"
    file = resources.files(__package__).joinpath(name)
    if not file.is_file():
        return None
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Forms)
