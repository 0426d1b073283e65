"""Amounts in a text: numbers in figures and in words, each with its unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from everyleaf.facts.fact import Amount
from everyleaf.facts.folding import MASK
from everyleaf.facts.reading_numbers import NUMBER, SPACED_NUMBER, value_of
from everyleaf.facts.words import Meaning, Words, signs
from everyleaf.language import Language

_FRACTION = re.compile(r"(?<![\d/.,])([1-3])/([2-9])(?![\d/])")


def find_amounts(text: str, language: Language, words: Words | None) -> Iterator[Amount]:
    """Every amount in a folded text, in its order."""
    known = words or signs()
    in_figures, rest = _in_figures(text, language, known)
    in_words = list(_in_words(rest, known)) if words else []
    for amount in sorted([*in_figures, *in_words], key=lambda one: one.start):
        yield amount if amount.unit else replace(amount, unit=_unit(text, amount, known))


def _in_figures(text: str, language: Language, words: Words) -> tuple[list[Amount], str]:
    found: list[Amount] = []
    for match in _FRACTION.finditer(text):
        found.append(Amount(Decimal(match[1]) / Decimal(match[2]), match[0], match.start()))
        text = _masked(text, match.span())
    for place, character in enumerate(text):
        if unicodedata.category(character) == "No" and 0 < unicodedata.numeric(character) < 1:
            value = Decimal(str(unicodedata.numeric(character)))
            found.append(Amount(value, character, place))
    pattern = SPACED_NUMBER if words.spaced_thousands else NUMBER
    for match in pattern.finditer(text):
        found += _amounts_of(match, language)
    return found, pattern.sub(lambda match: MASK * len(match[0]), text)


def _amounts_of(match: re.Match[str], language: Language) -> Iterator[Amount]:
    """The number; where the marks make none (a list 0,1,2), each run of figures is one."""
    value = value_of(match[0], language)
    if value is not None:
        yield Amount(value, match[0], match.start())
        return
    for part in re.finditer(r"\d+", match[0]):
        yield Amount(Decimal(part[0]), part[0], match.start() + part.start())


def _masked(text: str, span: tuple[int, int]) -> str:
    return text[: span[0]] + MASK * (span[1] - span[0]) + text[span[1] :]


def _in_words(text: str, words: Words) -> Iterator[Amount]:
    """Number words: the longest at each place, tens and units put together."""
    found = [
        _amount(match, meaning)
        for pattern, meaning in words.numbers
        for match in pattern.finditer(text)
    ]
    found += _numerals(text, words)
    # a word that is in both lists has another meaning too, so it is weak
    found.sort(key=lambda one: (one.start, -len(one.written), one.by_ending, not one.weak))
    yield from _put_together(text, _apart(found), words)


def _amount(match: re.Match[str], meaning: Meaning) -> Amount:
    return Amount(
        meaning.value, match[0], match.start(), meaning.unit, meaning.weak,
        in_words=True, by_ending=meaning.by_ending,
    )  # fmt: skip


def _apart(found: Sequence[Amount]) -> list[Amount]:
    kept: list[Amount] = []
    for one in found:
        if not kept or one.start >= kept[-1].start + len(kept[-1].written):
            kept.append(one)
    return kept


def _put_together(text: str, found: list[Amount], words: Words) -> Iterator[Amount]:
    """Twenty-four: 20 and 4, with nothing but the joining sign between them."""
    before: Amount | None = None
    for one in found:
        joined = before and _sum(text, before, one, words)
        if joined:
            before = joined
            continue
        if before:
            yield before
        before = one
    if before:
        yield before


def _sum(text: str, one: Amount, other: Amount, words: Words) -> Amount | None:
    tens, ones = (other, one) if words.units_first else (one, other)
    between = text[one.start + len(one.written) : other.start]
    fits = tens.value % 10 == 0 and 20 <= tens.value <= 90 and 1 <= ones.value <= 9
    if not fits or tens.weak or not words.joined or not words.joined.fullmatch(between):
        return None
    if ones.weak and ones.value != 1:
        return None
    written = text[one.start : other.start + len(other.written)]
    return replace(one, value=tens.value + ones.value, written=written, weak=False)


def _numerals(text: str, words: Words) -> Iterator[Amount]:
    """Signs that are read as numbers (the numerals of the data) before what is counted."""
    if not words.numerals:
        return
    run = re.compile(f"[{''.join(words.numerals)}]+")
    for match in run.finditer(text):
        for start, part in _apart_if_two(match, words):
            value = _positional(part, words)
            counted = words.counted and words.counted.match(text, match.end())
            is_ordinal = bool(words.ordinal) and text.endswith(words.ordinal, 0, match.start())
            weak = not counted or value == 1 or is_ordinal
            yield Amount(Decimal(value), part, start, weak=weak, in_words=True)


def _apart_if_two(run: re.Match[str], words: Words) -> list[tuple[int, str]]:
    """Two plain numerals side by side are two numbers: "one two days" is a day or two."""
    if len(run[0]) == 2 and all(1 <= words.numerals[sign] <= 9 for sign in run[0]):
        return [(run.start(), run[0][0]), (run.start() + 1, run[0][1])]
    return [(run.start(), run[0])]


def _positional(run: str, words: Words) -> int:
    """Tens and hundreds stand behind their number: three-ten-five is 35."""
    total = current = 0
    for sign in run:
        value = words.numerals[sign]
        if value >= 10:
            total += (current or 1) * value
            current = 0
        else:
            current = current * 10 + value
    return total + current


def _unit(text: str, amount: Amount, words: Words) -> str:
    """The longest unit just behind the amount, else one just before it."""
    end = amount.start + len(amount.written)
    behind = [
        (match.end(), unit) for pattern, unit in words.units if (match := pattern.match(text, end))
    ]
    if behind:
        return max(behind)[1]
    start = text[: amount.start]
    return next((unit for pattern, unit in words.units_before if pattern.search(start)), "")
