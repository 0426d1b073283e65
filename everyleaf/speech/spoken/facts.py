"""Dates, telephone numbers, blood pressures and prices, as people say them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from babel.dates import format_date

from everyleaf.speech.spoken.forms import Currency, Forms
from everyleaf.speech.spoken.marks import (
    BEFORE,
    DASH,
    END,
    GAP,
    NO_UNIT,
    NUMBER,
    START,
    Reading,
    choice,
)
from everyleaf.speech.spoken.quantities import parse_number, say_price, say_span
from everyleaf.speech.spoken.whole_numbers import digit_by_digit, in_words

_LONGEST_PHONE = 15  # digits (ITU-T E.164)
_GROUPED = r"(?:\(0\d{2,5}\)|\+\d{1,4}|0\d{2,5})(?:[ \u00a0‐‑–-]\d+)+"


def dates(forms: Forms) -> Iterator[Reading]:
    """2026-11-01, and 01/11/2026 in the language's own order; a wrong date is left alone."""

    def say(found: re.Match[str]) -> str | None:
        try:
            day = datetime.date(*(int(found[name]) for name in "ymd"))
        except ValueError:
            return None
        return years.sub(year, str(format_date(day, format="long", locale=forms.locale)))

    def year(found: re.Match[str]) -> str:
        return digit_by_digit(found["year"], forms) + forms.year_sign

    sign = re.escape(forms.year_sign) or "(?!)"
    years = re.compile(rf"{START}(?P<year>\d{{4}}){sign}")
    yield Reading(years, year)

    yield Reading(re.compile(rf"{START}(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d){END}"), say)
    parts = {"d": r"(?P<d>\d{1,2})", "m": r"(?P<m>\d{1,2})", "y": r"(?P<y>\d{4})"}
    ordered = [parts[name] for name in forms.date_order]
    for mark in "/.-":
        yield Reading(re.compile(START + re.escape(mark).join(ordered) + END), say)


def dialled(forms: Forms) -> Iterator[Reading]:
    """Telephone numbers, a digit at a time, a pause at each group (STANDARDS 22)."""

    def say(found: re.Match[str]) -> str | None:
        length = sum(character.isdecimal() for character in found.group())
        return groups(found) if 8 <= length <= _LONGEST_PHONE else None

    def groups(found: re.Match[str]) -> str:
        parts = re.split(r"[\s()‐‑–-]+", found.group())
        return forms.group_pause.join(map(group, filter(None, parts)))

    def group(text: str) -> str:
        digits = digit_by_digit(text.lstrip("+"), forms)
        return f"{forms.signs['+']}{forms.digit_gap}{digits}" if text.startswith("+") else digits

    plus = "(?<![+])"
    yield Reading(re.compile(rf"{START}{plus}(?:{_GROUPED}|(?:0|\+[1-9])\d{{7,14}})(?!\w)"), say)
    counted = rf"(?!{GAP}(?:{choice(forms.unit_names)}))"
    short = rf"(?:{'|'.join(forms.dialled) or '(?!)'})"
    yield Reading(re.compile(START + short + END + NO_UNIT + counted), groups)


def pressures(forms: Forms) -> Iterator[Reading]:
    """A blood pressure: 120/80, with or without mmHg."""

    def say(found: re.Match[str]) -> str | None:
        first, last = int(found["first"]), int(found["last"])
        if not 60 <= last < first <= 260:  # millimetres of mercury that a person can have
            return None
        ends = {"first": in_words(first, forms), "last": in_words(last, forms)}
        said = forms.fill(forms.over, **ends)
        return forms.units["mmHg"].other.replace("{n}", said) if found["unit"] else said

    if forms.over:
        unit = rf"(?:{GAP}(?P<unit>mmHg)(?!\w))?" if "mmHg" in forms.units else "(?P<unit>(?!))?"
        both = r"(?P<first>\d{2,3})/(?P<last>\d{2,3})"
        yield Reading(re.compile(rf"{START}{both}{unit}{END}{NO_UNIT}"), say)


def prices(forms: Forms) -> Iterator[Reading]:
    """£3.50, 12,50 zł, £5-£10; "£2 million" is left alone."""
    for key, currency in forms.currencies.items():
        yield from _prices(key, currency, forms)


def _prices(key: str, currency: Currency, forms: Forms) -> Iterator[Reading]:
    def say(found: re.Match[str]) -> str | None:
        number = parse_number(found["number"], forms)
        return say_price(number, currency, forms) if number else None

    def span(found: re.Match[str]) -> str | None:
        first, last = (parse_number(found[name], forms) for name in ("first", "last"))
        if first is None or last is None or first.decimals or last.decimals:
            return None
        return say_span(first, last, currency.unit, forms) if first.whole < last.whole else None

    sign = rf"(?:{'|'.join(map(re.escape, (*currency.unit.written, key)))})"
    end = rf"{END}(?!{GAP}(?:{'|'.join(map(re.escape, forms.scales)) or '(?!)'}))"
    dash = rf"{GAP}{DASH}{GAP}"
    first, last = rf"(?P<first>{NUMBER})", rf"(?P<last>{NUMBER})"
    number = rf"(?P<number>{NUMBER})"
    before, start = rf"{BEFORE}{sign}{GAP}", rf"{START}(?<![£€$])"
    yield Reading(re.compile(rf"{before}{first}{dash}(?:{sign}{GAP})?{last}{end}"), span)
    yield Reading(re.compile(rf"{before}{number}{end}"), say)
    yield Reading(re.compile(rf"{start}{first}{dash}{last}{GAP}{sign}(?!\w)"), span)
    yield Reading(re.compile(rf"{start}{number}{GAP}{sign}(?!\w)"), say)
