"""Finds the facts of a text in any script: what is found is taken out, so that it counts once.

The order matters: an address may hold figures, a phone number looks like a number,
a date holds three. What remains are amounts, in figures and in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from everyleaf.facts.amounts import find_amounts
from everyleaf.facts.dates import find_dates, find_times
from everyleaf.facts.fact import Fact, Facts
from everyleaf.facts.folding import MASK, fold_letters, without_markup
from everyleaf.facts.words import signs, words_of
from everyleaf.language import Language

_MAIL = re.compile(r"(?<![a-z0-9._%+-])[a-z0-9._%+-]+@[a-z0-9.-]*[a-z0-9]")
_WEB = re.compile(
    r"(?:https?://|www\.)[a-z0-9-][!#-&*-;=?-Z\\^-z|~]*[a-z0-9/]"
    r"|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:org|com|net|uk|gov|nhs|wales|int|edu|info|eu|example)"
    r"(?![\w-])(?:/[!#-&*-;=?-Z\\^-z|~]*[a-z0-9/])?"
)
_SCHEME = re.compile(r"^https?://(?:www\.)?|^www\.")
# A number that is dialled: begins with 0, + or a bracket and has 7 digits or more, or is
# written in groups and has 9 or more.
_PHONE = re.compile(
    r"(?<![a-z\d.,/])(?:\+|\(|(?=\d))[\d(](?:[ \u00a0\u202f()‐‑‒–-]{0,2}\d){5,}(?![\d/]|[.,]\d)"
)
_GROUPED_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
_YEARS = re.compile(r"(?:1[89]|2[01])\d\d\s?[‐‑‒–-]\s?(?:1[89]|2[01])\d\d")


def find_facts(text: str, language: Language) -> Facts:
    """The facts of one message, written in ``language`` with inline Markdown."""
    words = words_of(language.tag)
    left = whole = fold_letters(without_markup(text))
    addresses, left = _taken(left, _addresses(left))
    dates, left = find_dates(left, language, words)
    phones, left = _taken(left, _phones(left))
    times, left = find_times(left, words)
    known = words or signs()
    return Facts(
        addresses=tuple(addresses),
        phones=tuple(phones),
        dates=tuple(dates),
        times=tuple(times),
        amounts=tuple(find_amounts(left, language, words)),
        rhythms=_units(known.rhythms, left),
        mentions=_units(known.mentions, whole),
    )


def _units(patterns: Mapping[str, re.Pattern[str]], text: str) -> frozenset[str]:
    return frozenset(unit for unit, pattern in patterns.items() if pattern.search(text))


def _taken(
    text: str, found: Iterator[tuple[re.Match[str], frozenset[str]]]
) -> tuple[list[Fact], str]:
    facts: list[Fact] = []
    for match, readings in list(found):
        facts.append(Fact(readings, match[0]))
        text = text[: match.start()] + MASK * len(match[0]) + text[match.end() :]
    return facts, text


def _addresses(text: str) -> Iterator[tuple[re.Match[str], frozenset[str]]]:
    taken: list[tuple[int, int]] = []
    for pattern in (_MAIL, _WEB):
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield match, frozenset({_SCHEME.sub("", match[0]).rstrip("/")})


def _phones(text: str) -> Iterator[tuple[re.Match[str], frozenset[str]]]:
    for match in _PHONE.finditer(text):
        if readings := _dialled(match[0].strip()):
            yield match, readings


def _dialled(written: str) -> frozenset[str]:
    """What one dials; an international number also as it is dialled at home."""
    digits = re.sub(r"\D", "", written)
    if _GROUPED_THOUSANDS.fullmatch(written) or _YEARS.fullmatch(written):
        return frozenset()
    if written[0] in "+(0":
        if len(digits) < 7:
            return frozenset()
    elif len(digits) < 9 or len(digits) == len(written):
        return frozenset()
    if written[0] != "+" and not digits.startswith("00"):
        return frozenset({digits})
    plain = digits.removeprefix("00")
    own = {"0" + plain[length:].removeprefix("0") for length in (1, 2, 3)}
    return frozenset({plain, *own})
