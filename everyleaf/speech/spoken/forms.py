"""The spoken forms of one language: a file of data, written by people who speak it.

``<tag>.toml`` beside this file, named by the language part of the BCP 47 tag. What a
language's file lacks is not guessed: the text stays as it is, and the guard in
`everyleaf.speech.numbers` then withholds the audio.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from importlib import resources
from typing import Annotated, Self

import msgspec
from babel import Locale
from msgspec import Meta

Plurals = Mapping[str, str]  # CLDR plural category to a pattern; {n} is the number in words


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a unit is said for each CLDR plural category; ``{n}`` is the number in words.

    A form without ``{n}`` says the number itself (Arabic duals). ``fraction`` is for a
    language whose other forms cannot follow "½"; ``per`` is what follows a quantity:
    "per millilitre". ``gender`` picks the row of ``whole.variants``.
    """

    other: str
    zero: str | None = None
    one: str | None = None
    two: str | None = None
    few: str | None = None
    many: str | None = None
    fraction: str | None = None
    per: str | None = None
    gender: str = ""
    written: tuple[str, ...] = ()

    def form(self, category: str) -> str:
        """The pattern of a plural category."""
        return getattr(self, category) or self.other

    def has_another_word(self, written: str, said: str) -> bool:
        """Whether ``written`` is a word of this unit, such as "weeks", that ``said`` lacks."""
        patterns = (self.zero, self.one, self.two, self.few, self.many, self.other)
        known = {word for pattern in patterns if pattern for word in pattern.split()}
        return written in known and written not in said.split()


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


class Clock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a time by the clock is said; hours and minutes that no field names are cardinals.

    ``oblique_hours`` are said after the words in ``oblique_after`` and in a range.
    """

    at: str  # "8:30": "{hour} {minute}"
    on_the_hour: str  # "8:00": "{hour} o'clock"
    below_ten: str = ""  # "8:05": "{hour} zero {minute}"
    range: str = ""  # "9:00-17:00", where it is said otherwise than other ranges
    gender: str = ""
    minute: Unit = Unit(other="{n}")
    hours: tuple[str, ...] = ()  # from 0 to 23
    oblique_hours: tuple[str, ...] = ()
    oblique_after: tuple[str, ...] = ()
    minutes: Mapping[str, str] = {}  # "30" is "{hour} and a half"
    exact: Mapping[str, str] = {}  # "00:00" is "midnight"
    half_days: Mapping[str, str] = {}  # after a time: "am" is "{time} a m"


class Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """All spoken forms of a language.

    Patterns have named gaps in braces; ``{last:soft}`` changes what fills the gap by the
    row "soft" of ``changes``: "p-" is where the words begin, "-un" the end of any word, and
    "-un$" the end of the last.
    ``decimal_marks`` and ``group_marks`` are the signs that the language's leaflets use
    in numbers, the usual one first.
    """

    locale: str
    whole: Whole
    clock: Clock
    decimal: str  # the pattern of a decimal: "{whole} point {digits}"
    decimal_marks: Annotated[tuple[str, ...], Meta(min_length=1)]
    range: str  # "{from} to {to}"
    minus: str
    times: Unit  # "2 × 500 mg": "{n} times {rest}"
    mixed: Mapping[str, str]  # "" is "{whole} and {fraction}"; "½" and "1½" may be said otherwise
    changes: Mapping[str, Mapping[str, str]] = {}
    before_unit: str = ""  # the row of ``changes`` for a number that its unit follows
    range_case: str = ""  # added to the gender of a range's last number: "genitive"
    range_gender: str = ""  # of a range that no unit follows
    range_plural: str = ""  # the plural category of a range's unit, where it is always one
    decimal_plural: str = ""  # of a unit after a decimal, where it is always one
    fraction_plural: str = ""  # of a unit after "½"; where empty, nobody knows how to say it
    mixed_plural: str = ""  # of a unit after "1½"
    mixed_quantity: str = ""  # or: "{quantity} and {fraction}", the unit before the fraction
    teens_plural: bool = False  # 12 and 22 are counted as 2 is
    per_amount: str = ""  # "250 mg/5 ml": "{quantity} in {amount}"
    over: str = ""  # blood pressure, "120/80": "{first} over {last}"
    digit_gap: str = " "  # between the words of digits said one by one
    group_pause: str = ", "  # between the groups of a telephone number
    group_marks: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()  # words after which a number is no count
    prefixes: tuple[str, ...] = ()  # words that are written together with the next
    scales: tuple[str, ...] = ()  # words that belong to the number before them: "million"
    fractions: Mapping[str, str] = {}  # "½ feminine", "½ noun": before such a word
    comparisons: Mapping[str, str] = {}  # before a quantity: "≥" is "at least {rest}"
    signs: Mapping[str, str] = {}  # between words: "&" is "and"
    abbreviations: Mapping[str, str] = {}
    ordinals: Mapping[str, str] = {}  # a suffix to its rule set: "th" is "spellout-ordinal"
    dialled: tuple[str, ...] = ("111", "112", "999", "116 123")
    date_order: str = "dmy"
    year_sign: str = ""  # after a year that is said a digit at a time
    units: Mapping[str, Unit] = {}
    currencies: Mapping[str, Currency] = {}

    @cached_property
    def cldr(self) -> Locale:
        """The CLDR locale, for plural categories and dates."""
        return Locale.parse(self.locale)

    def fill(self, pattern: str, **gaps: str) -> str:
        """``pattern`` with its gaps filled, and changed as the pattern asks."""
        return pattern.format_map({name: _Gap(words, self) for name, words in gaps.items()})

    def changed(self, words: str, change: str) -> str:
        """``words`` as a row of ``changes`` changes them; as they are where it is empty."""
        for written, ours in self.changes[change].items() if change else ():
            if written.startswith("-"):
                end = r"\Z" if written.endswith("$") else r"(?!\S)"
                words = re.sub(re.escape(written.strip("-$")) + end, ours.strip("-$"), words)
            elif words.startswith(written[:-1]):
                return ours[:-1] + words[len(written) - 1 :]
        return words

    @cached_property
    def unit_names(self) -> Mapping[str, str]:
        """Every way in which a unit is written, to its key."""
        return {name: key for key, unit in self.units.items() for name in (key, *unit.written)}


class _Gap(str):
    """Words for a gap; the format specification names a row of ``changes``."""

    __slots__ = ("_forms",)
    _forms: Forms

    def __new__(cls, words: str, forms: Forms) -> Self:
        gap = super().__new__(cls, words)
        gap._forms = forms
        return gap

    def __format__(self, change: str) -> str:
        return self._forms.changed(str(self), change)


@cache
def forms_of(language_tag: str) -> Forms | None:
    """The spoken forms of a language, or None where nobody has written them."""
    name = f"{language_tag.partition('-')[0]}.toml"
    file = resources.files(__package__).joinpath(name)
    if not file.is_file():
        return None
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Forms)
