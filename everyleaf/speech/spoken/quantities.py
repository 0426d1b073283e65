"""A number and what it counts: decimals, signs before it, units and prices after it.

Decimals are always composed here, a digit at a time: libraries say "two comma zero"
for 2.5, or "two, fifty" (FINDINGS, "Numbers in words").
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from everyleaf.speech.spoken.forms import Currency, Forms, Unit
from everyleaf.speech.spoken.whole_numbers import digit_by_digit, in_words


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was written: ``whole``, and the digits behind the decimal mark."""

    whole: int
    decimals: str = ""

    @property
    def value(self) -> Decimal:
        """The value; its final zeros count for the plural (CLDR, plural operands)."""
        return Decimal(f"{self.whole}.{self.decimals}" if self.decimals else str(self.whole))


def parse_number(text: str, forms: Forms) -> Number | None:
    """The number in ``text`` by the marks of the language; None where it is not plain.

    "1.000" in a language that groups by spaces may be one or a thousand: nobody guesses.
    """
    for mark in forms.decimal_marks:
        whole, found, decimals = text.partition(mark)
        if found and decimals.isdecimal() and (grouped := _ungrouped(whole, forms)) is not None:
            return Number(grouped, decimals)
    other = next((mark for mark in ".," if mark in text), "")
    if other and other not in (*forms.decimal_marks, *forms.group_marks):
        whole, _, decimals = text.partition(other)
        if len(decimals) in (1, 2) and whole.isdecimal() and decimals.isdecimal():
            return Number(int(whole), decimals)
        return None
    grouped = _ungrouped(text, forms)
    return None if grouped is None else Number(grouped)


def _ungrouped(text: str, forms: Forms) -> int | None:
    if text.isdecimal():
        return int(text)
    for mark in (*forms.group_marks, "\u00a0", "\u202f"):
        first, *groups = text.split(mark)
        digits = first + "".join(groups)
        if groups and 1 <= len(first) <= 3 and {3} == {*map(len, groups)} and digits.isdecimal():
            return int(digits)
    return None


def say_number(number: Number, forms: Forms, gender: str = "") -> str:
    """The number in words."""
    if not number.decimals:
        return in_words(number.whole, forms, gender)
    digits = digit_by_digit(number.decimals, forms)
    return forms.decimal.format(whole=in_words(number.whole, forms), digits=digits)


def say_quantity(number: Number, unit: Unit, forms: Forms) -> str:
    """The number with its unit: "two point five milligrams"."""
    pattern = unit.form(plural_of(number, forms))
    return pattern.replace("{n}", say_number(number, forms, unit.gender))


def plural_of(number: Number, forms: Forms) -> str:
    """The CLDR plural category of a number as it is said: "1.0" is never singular."""
    category = forms.cldr.plural_form(number.value)
    return "other" if number.decimals and category == "one" else category


def say_span(first: Number, last: Number, unit: Unit, forms: Forms) -> str:
    """A range with its unit said once: "three to five milligrams"."""
    pattern = unit.form(forms.range_plural or plural_of(last, forms))
    gender = f"{unit.gender} {forms.range_case}".strip()
    ends = {"from": say_number(first, forms, gender), "to": say_number(last, forms, gender)}
    both = forms.range.format_map(ends)
    if "{n}" in pattern:
        return pattern.replace("{n}", both)
    return forms.range.format_map({"from": say_quantity(first, unit, forms), "to": pattern})


def say_price(number: Number, currency: Currency, forms: Forms) -> str:
    """A price: "three pounds fifty pence"."""
    unit = say_quantity(Number(number.whole), currency.unit, forms)
    if len(number.decimals) != 2 or not int(number.decimals):
        return (
            unit if not number.decimals.strip("0") else say_quantity(number, currency.unit, forms)
        )
    hundredth = say_quantity(Number(int(number.decimals)), currency.hundredth, forms)
    return currency.joined.format(unit=unit, hundredth=hundredth)
