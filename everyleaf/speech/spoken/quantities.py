"""A number and what it counts: decimals, signs before it, units and prices after it.

Decimals are always composed here, a digit at a time: libraries say "two comma zero"
for 2.5, or "two, fifty" (FINDINGS, "Numbers in words").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from everyleaf.speech.spoken.forms import Currency, Forms, Unit
from everyleaf.speech.spoken.whole_numbers import LARGEST, digit_by_digit, in_words

_LONGEST = 40  # signs; more is no number that anybody says, and int() would refuse it


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

    "1.000" may be one or a thousand: where the mark is not the language's own for groups,
    nobody guesses. "0.125" and "0,125" are never a hundred and twenty-five.
    """
    if len(text) > _LONGEST or _may_be_grouped_elsewhere(text, forms):
        return None
    number = _parsed(text, forms)
    return number if number and number.whole <= LARGEST else None


def _parsed(text: str, forms: Forms) -> Number | None:
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


def _may_be_grouped_elsewhere(text: str, forms: Forms) -> bool:
    """A decimal with three places, such as "1,250": copied, it may be a thousand and more."""
    found = re.fullmatch(r"[1-9]\d{0,2}([.,])\d{3}", text)
    return found is not None and found[1] not in forms.group_marks


def _ungrouped(text: str, forms: Forms) -> int | None:
    if text.isdecimal():
        return int(text)
    for mark in (*forms.group_marks, "\u00a0", "\u202f"):
        first, *groups = text.split(mark)
        digits = first + "".join(groups)
        if groups and 1 <= len(first) <= 3 and {3} == {*map(len, groups)} and _is_count(digits):
            return int(digits)
    return None


def _is_count(digits: str) -> bool:
    return digits.isdecimal() and digits[0] != "0"


def say_number(number: Number, forms: Forms, gender: str = "") -> str:
    """The number in words."""
    if not number.decimals:
        return in_words(number.whole, forms, gender)
    digits = digit_by_digit(number.decimals, forms)
    return forms.fill(forms.decimal, whole=in_words(number.whole, forms), digits=digits)


def say_quantity(number: Number, unit: Unit, forms: Forms) -> str:
    """The number with its unit: "two point five milligrams"."""
    pattern = unit.form(plural_of(number, forms))
    if "{n}" not in pattern and number.value > 2:  # Welsh "once" is not eleven times
        pattern = unit.other
    said = say_number(number, forms, unit.gender)
    return pattern.replace("{n}", forms.changed(said, forms.before_unit))


def plural_of(number: Number, forms: Forms) -> str:
    """The CLDR plural category of a number as it is said: "1.0" is never singular."""
    if number.decimals and forms.decimal_plural:
        return forms.decimal_plural
    value = number.value
    if forms.teens_plural and not number.decimals and value > 10 and value % 10:
        value %= 10
    category = forms.cldr.plural_form(value)
    return "other" if number.decimals and category == "one" else category


def say_span(first: Number, last: Number, unit: Unit, forms: Forms) -> str:
    """A range with its unit said once: "three to five milligrams"."""
    pattern = unit.form(forms.range_plural or plural_of(last, forms))
    begin = say_number(first, forms, unit.gender)
    end = say_number(last, forms, f"{unit.gender} {forms.range_case}".strip())
    if "{n}" in pattern:
        both = forms.fill(forms.range, **{"from": begin, "to": end})
        return pattern.replace("{n}", both)
    return forms.fill(forms.range, **{"from": say_quantity(first, unit, forms), "to": pattern})


def say_fraction(whole: int | None, fraction: str, unit: Unit | None, forms: Forms) -> str | None:
    """A fraction, a mixed number, or either with its unit; None where nobody knows how."""
    gender = unit.gender if unit else ""
    words = forms.fractions[fraction]
    agreeing = forms.fractions.get(f"{fraction} {gender}")
    if whole is None:
        if unit is None:
            return words
        pattern = unit.form(forms.fraction_plural) if forms.fraction_plural else ""
        part = agreeing or forms.fractions.get(f"{fraction} noun", words)
        return pattern.replace("{n}", part) if "{n}" in pattern else None
    if unit and forms.mixed_quantity:
        quantity = say_quantity(Number(whole), unit, forms)
        return forms.fill(forms.mixed_quantity, quantity=quantity, fraction=agreeing or words)
    names = (f"{whole}{fraction} {gender}", f"{whole}{fraction}", fraction, "")
    pattern = next(forms.mixed[name] for name in names if name in forms.mixed)
    said = forms.fill(pattern, whole=in_words(whole, forms, gender), fraction=words)
    return unit.form(forms.mixed_plural or "other").replace("{n}", said) if unit else said


def say_price(number: Number, currency: Currency, forms: Forms) -> str:
    """A price: "three pounds fifty pence"."""
    unit = say_quantity(Number(number.whole), currency.unit, forms)
    if len(number.decimals) != 2 or not int(number.decimals):
        return (
            unit if not number.decimals.strip("0") else say_quantity(number, currency.unit, forms)
        )
    hundredth = say_quantity(Number(int(number.decimals)), currency.hundredth, forms)
    if not number.whole:
        return hundredth
    return forms.fill(currency.joined, unit=unit, hundredth=hundredth)
