"""Whole numbers in words: by CLDR's rules (RBNF), by num2words, or from a table of our own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from everyleaf.speech.spoken.forms import Forms, Whole

LARGEST = 999_999_999  # what is longer is a code, not a count


def in_words(value: int, forms: Forms, gender: str = "") -> str:
    """``value`` in words, agreeing with a noun of ``gender``; raises `ValueError` above `LARGEST`."""
    if not 0 <= value <= LARGEST:
        raise ValueError(value)
    return MAKERS[forms.whole.by](value, forms.whole, gender)


def digit_by_digit(digits: str, forms: Forms) -> str:
    """Each digit as a word."""
    return " ".join(in_words(int(digit), forms) for digit in digits)


def _variant(whole: Whole, gender: str) -> str:
    return whole.variants.get(gender) or whole.variants.get("", "")


def _by_rbnf(value: int, whole: Whole, gender: str) -> str:
    """Rule-based number formats of CLDR."""
    said = _rbnf(whole.rules).format_number(value, ruleset_names=[_variant(whole, gender)])  # type: ignore[attr-defined]
    return str(said.text).replace("\u00ad", "")


@cache
def _rbnf(rules: str) -> object:
    from unicode_rbnf import RbnfEngine  # late: only speech needs it

    return RbnfEngine.for_language(rules)


def _by_num2words(value: int, whole: Whole, gender: str) -> str:
    from num2words import num2words  # type: ignore[import-untyped]  # late: only speech needs it

    return str(num2words(value, lang=whole.rules))


def _by_table(value: int, whole: Whole, gender: str) -> str:
    """From words below a hundred, patterns for hundreds, and steps such as thousand and lakh."""
    if value < 100:
        return whole.below_hundred[value]
    for size, pattern in whole.steps:
        if value >= size:
            high, low = divmod(value, size)
            said = pattern.replace("{n}", _by_table(high, whole, gender))
            return _joined(said, low, whole, gender)
    high, low = divmod(value, 100)
    return _joined(whole.hundreds[high], low, whole, gender)


def _joined(high: str, low: int, whole: Whole, gender: str) -> str:
    if not low:
        return high
    return whole.joined.format(high=high, low=_by_table(low, whole, gender))


MAKERS: Mapping[str, Callable[[int, Whole, str], str]] = {
    "rbnf": _by_rbnf,
    "num2words": _by_num2words,
    "table": _by_table,
}


def ordinal(value: int, forms: Forms, rules: str) -> str:
    """An ordinal in words by one of CLDR's rule sets of the language."""
    said = _rbnf(forms.whole.rules).format_number(value, ruleset_names=[rules])  # type: ignore[attr-defined]
    return str(said.text)
