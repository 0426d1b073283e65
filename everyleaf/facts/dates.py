"""Dates and times of day, in words and in figures, by the names and the order of CLDR."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from everyleaf.facts.fact import Fact
from everyleaf.facts.folding import LETTER, MASK, fold_letters
from everyleaf.facts.words import Words, words_of
from everyleaf.language import Language, known_languages

_DAY = r"(?P<d>[0-3]?\d)"
_YEAR = r"(?P<y>(?:1[89]|2[01])\d\d)"
_IN_FIGURES = re.compile(
    r"(?<![\d./-])(?:(?P<y1>\d{4})(?P<s>[-./])(?P<b>\d{1,2})(?P=s)(?P<c>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<t>[-./])(?P<b2>\d{1,2})(?P=t)(?P<y2>(?:\d\d){1,2}))(?![\d]|[./-]\d)"
)
_CLOCK = (
    re.compile(r"(?<![\d:.,])(?P<h>[012]?\d):(?P<m>[0-5]\d)(?![\d:])"),
    re.compile(
        r"(?<![\d:.,])(?P<h>[012]?\d)(?:[.:](?P<m>[0-5]\d))?\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)"
    ),
)
_AFTER = re.compile(r"\s?(?:am|pm|a\.m\.|p\.m\.)(?!\w)")


def find_times(text: str, words: Words | None) -> tuple[list[Fact], str]:
    """Times of day, read on a clock of twelve hours (8 pm is 20:00), and the text without."""
    found: list[Fact] = []
    for pattern in (*_CLOCK, *(words.times if words else ())):
        for match in pattern.finditer(text):
            hour, minute = int(match["h"]), int(match["m"] or 0)
            if hour <= 24:
                end = _AFTER.match(text, match.end())
                found.append(Fact(frozenset({f"{hour % 12}:{minute:02}"}), match[0].strip()))
                text = _without(text, match.start(), end.end() if end else match.end())
    return found, text


def find_dates(text: str, language: Language, words: Words | None) -> tuple[list[Fact], str]:
    """Dates, read as year-month-day with what is left out as 0, and the text without them."""
    found: list[Fact] = []
    for pattern in _patterns(language, words):
        for match in pattern.finditer(text):
            if readings := _readings(match, language, words):
                found.append(Fact(frozenset(readings), match[0].strip()))
                text = _without(text, match.start(), match.end())
    return found, text


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + MASK * (end - start) + text[end:]


def _readings(match: re.Match[str], language: Language, words: Words | None) -> set[str]:
    group = match.groupdict()
    if "s" not in group:
        month = group.get("m") or _month_number(group.get("month") or "", language, words)
        return _valid(group.get("y") or 0, month, group.get("d") or 0)
    if group["y1"]:
        return _valid(group["y1"], group["b"], group["c"])
    year = group["y2"] if len(group["y2"]) == 4 else f"20{group['y2']}"
    first, second = group["a"], group["b2"]
    if _month_comes_first(language):
        first, second = second, first
    return _valid(year, second, first) or _valid(year, first, second)


def _valid(year: str | int, month: str | int, day: str | int) -> set[str]:
    if 1 <= int(month) <= 12 and 0 <= int(day) <= 31:
        return {f"{int(year)}-{int(month)}-{int(day)}"}
    return set()


@cache
def _month_comes_first(language: Language) -> bool:
    pattern = Locale.parse(language.cldr).date_formats["short"].pattern
    return pattern.find("M") < pattern.find("d") and not pattern.startswith("y")


def _month_number(name: str, language: Language, words: Words | None) -> int:
    return _months(language, words).get(" ".join(name.split()), 0)


def _months(language: Language, words: Words | None) -> dict[str, int]:
    names = dict(_cldr_months(language))
    for month, forms in (words.months if words else {}).items():
        names |= dict.fromkeys(forms.split("|"), month)
    return names


@cache
def _cldr_months(language: Language) -> dict[str, int]:
    months = Locale.parse(language.cldr).months
    return {
        fold_letters(name).rstrip("."): number
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[form][width].items()
        if not fold_letters(name)[:1].isdigit()
    }


def _patterns(language: Language, words: Words | None) -> list[re.Pattern[str]]:
    return [*_worded_patterns(language.tag), *(words.dates if words else ()), _IN_FIGURES]


@cache
def _worded_patterns(tag: str) -> tuple[re.Pattern[str], ...]:
    language = known_languages()[tag]
    names = sorted(_months(language, words_of(tag)), key=len, reverse=True)
    month = rf"(?P<month>{'|'.join(map(re.escape, names))})\.?(?![{LETTER}])"
    ending = rf"(?:[.º°ª]|(?:(?!\d)[{LETTER}]){{1,5}})?"  # 1st, 1af, 1.º
    link = rf"(?:\s*(?:(?!\d)[{LETTER}]){{1,3}})?"  # 1 de noviembre de 2026, 1st of November
    year = rf"[\s,،]*{_YEAR}(?!\d)"
    return (
        re.compile(rf"(?<![\d.,]){_DAY}{ending}{link}\s+{month}(?:{link}{year})?"),
        re.compile(rf"(?<![{LETTER}]){month}\s+{_DAY}(?:st|nd|rd|th)?(?!\d)(?:{year})?"),
        re.compile(rf"(?<![{LETTER}]){month}{link}{year}"),
    )
