"""Whole numbers in words: by CLDR's rules (RBNF), by num2words, or from a table of our own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from everyleaf.speech.spoken.forms import Forms

if TYPE_CHECKING:
    from unicode_rbnf import RbnfEngine

LARGEST = 999_999_999  # what is longer is a code, not a count


def in_words(value: int, forms: Forms, gender: str = "") -> str:
    """``value`` in words, agreeing with a noun of ``gender``.

    Raises `ValueError` above `LARGEST`.
    """
    if not 0 <= value <= LARGEST:
        raise ValueError(value)
    said = forms.whole.exact.get(str(value)) or MAKERS[forms.whole.by](value, forms, gender)
    for letter, ours in forms.whole.letters.items():
        said = said.replace(letter, ours)
    return said


def digit_by_digit(digits: str, forms: Forms) -> str:
    """Each digit as a word."""
    return forms.digit_gap.join(in_words(int(digit), forms) for digit in digits)


def _by_rbnf(value: int, forms: Forms, gender: str) -> str:
    """Rule-based number formats of CLDR."""
    variants = forms.whole.variants
    rules = variants.get(gender) or variants[""]
    said = _rbnf(forms.whole.rules).format_number(value, ruleset_names=[rules])
    return str(said.text).replace("\u00ad", "")


@cache
def _rbnf(rules: str) -> RbnfEngine:
    from unicode_rbnf import RbnfEngine  # late: only speech needs it

    return RbnfEngine.for_language(rules)


def _by_num2words(value: int, forms: Forms, gender: str) -> str:
    from num2words import num2words  # type: ignore[import-untyped]  # late: only speech needs it

    return str(num2words(value, lang=forms.whole.rules))


def _by_table(value: int, forms: Forms, gender: str) -> str:
    """From words below a hundred, words for hundreds, and steps such as thousand and lakh."""
    words = forms.whole.below_hundred
    if value < 100:
        return (words.get(gender) or words[""])[value]
    step = next((step for step in forms.whole.steps if value >= step[0]), None)
    if step is None:
        high, low = divmod(value, 100)
        return _joined(forms.whole.hundreds[high], low, forms, gender)
    size, unit = step
    high, low = divmod(value, size)
    pattern = unit.form(forms.cldr.plural_form(high))
    return _joined(pattern.replace("{n}", _by_table(high, forms, "")), low, forms, gender)


def _joined(high: str, low: int, forms: Forms, gender: str) -> str:
    if not low:
        return high
    return forms.whole.joined.format(high=high, low=_by_table(low, forms, gender))


MAKERS: Mapping[str, Callable[[int, Forms, str], str]] = {
    "rbnf": _by_rbnf,
    "num2words": _by_num2words,
    "table": _by_table,
}


def ordinal(value: int, forms: Forms, rules: str) -> str:
    """An ordinal in words by one of CLDR's rule sets of the language."""
    said = _rbnf(forms.whole.rules).format_number(value, ruleset_names=[rules])
    return str(said.text)
