"""Text as it is said: everything that an engine may misread, written in words.

The text is read from left to right; at each place the first reading that fits wins, the
longest kinds first (a dose before its number). What no reading knows stays as it is: the
guard (`everyleaf.speech.numbers`) finds it and withholds the audio. A reading that is not
sure gives None, never a guess: "2 500 mg" may be one dose or two tablets.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from babel.dates import format_date

from everyleaf.speech.spoken.forms import Forms, Unit
from everyleaf.speech.spoken.quantities import (
    Number,
    parse_number,
    say_number,
    say_price,
    say_quantity,
    say_span,
)
from everyleaf.speech.spoken.whole_numbers import LARGEST, digit_by_digit, in_words, ordinal

# A number that begins here: not inside a word, a longer number, or a spaced one.
_START = r"(?<![0-9A-Za-z\u00c0-\u024f])(?<![0-9][.,:/])(?<![0-9][ \u00a0\u202f])"
_NUMBER = r"\d+(?:[.,'\u00a0\u202f\u2009]\d{3}(?!\d))*(?:[.,\u066b]\d+)?"
# A word ends here; ideographs need no space between them, and Indic vowel signs are no \w.
_END = r"(?!(?![\u3400-\u9fff])\w|[\u0300-\u036f\u0900-\u0dff]|[.,:/]\d)"
_DASH = r"[-‐‑‒–—−~～]"
_GAP = r"[ \u00a0\u202f\u2009]?"
_COUNTED = Unit(other="{n}")


@dataclass(frozen=True, slots=True)
class Reading:
    """One kind of thing that is said otherwise than it is written.

    ``say`` gives the words for a match, or None where it is not sure.
    """

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str | None]


def read_aloud(text: str, forms: Forms) -> str:
    """``text`` (its digits in ASCII) with all that ``forms`` knows in words."""
    readings = _readings(forms)
    parts: list[str] = []
    position = 0
    while position < len(text):
        said, end = _first(text, position, readings)
        if said is None:
            parts.append(text[position])
            position += 1
        else:
            parts.append(_apart(said, text[position - 1 : position], text[end : end + 1]))
            position = end
    return "".join(parts)


def _first(text: str, position: int, readings: Iterable[Reading]) -> tuple[str | None, int]:
    for reading in readings:
        found = reading.pattern.match(text, position)
        said = reading.say(found) if found and found.end() > position else None
        if found and said is not None:
            return said, found.end()
    return None, position


def _apart(said: str, before: str, after: str) -> str:
    """A space where words would run together, as in "5mg" or "24/7"; none between ideographs."""
    left = " " if before.isalnum() and not _is_ideograph(before + said[:1]) else ""
    right = " " if after.isalnum() and not _is_ideograph(said[-1:] + after) else ""
    return f"{left}{said}{right}"


def _is_ideograph(text: str) -> bool:
    return any("\u3400" <= character <= "\u9fff" for character in text)


def _readings(forms: Forms) -> tuple[Reading, ...]:
    """All readings of a language, the longest kinds first; made once for each language."""
    cached: tuple[Reading, ...] | None = forms.__dict__.get("readings")
    if cached is None:
        cached = forms.__dict__["readings"] = tuple(_all(forms))
    return cached


def _all(forms: Forms) -> Iterator[Reading]:
    unit = rf"{_GAP}(?P<unit>{_choice(forms.unit_names)})" if forms.units else r"(?P<unit>(?!))"
    amount = rf"{_NUMBER}(?:{unit.replace('?P<unit>', '?:')}(?:/(?:{_choice(forms.unit_names)}))?)?"
    yield from _abbreviations(forms)
    yield from _dates(forms)
    yield from _dialled(forms)
    yield from _times(forms)
    yield from _pressure(forms)
    yield from _prices(forms)
    yield from _before(forms, amount)
    yield from _spans(forms, unit)
    yield _quantity(forms, unit)
    yield from _fractions(forms)
    yield from _ordinals(forms)
    yield _plain(forms)
    yield from _signs(forms)


def _choice(names: Iterable[str]) -> str:
    """The names as one pattern, the longest first; each ends where its word ends."""
    ordered = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(n) + ("" if _is_ideograph(n) else _END) for n in ordered) or "(?!)"


def _abbreviations(forms: Forms) -> Iterator[Reading]:
    for short, words in forms.abbreviations.items():
        end = "" if short.endswith(".") else _END
        start = r"(?<!\w)" if short[0].isalnum() and not _is_ideograph(short) else ""
        yield Reading(re.compile(start + re.escape(short) + end), lambda _, words=words: words)  # type: ignore[misc]


def _dates(forms: Forms) -> Iterator[Reading]:
    """2026-11-01, and 01/11/2026 in the language's own order; a wrong date is left alone."""

    def say(found: re.Match[str]) -> str | None:
        try:
            day = datetime.date(*(int(found[name]) for name in "ymd"))
        except ValueError:
            return None
        return str(format_date(day, format="long", locale=forms.locale))

    yield Reading(re.compile(rf"{_START}(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d){_END}"), say)
    parts = {"d": r"(?P<d>\d{1,2})", "m": r"(?P<m>\d{1,2})", "y": r"(?P<y>\d{4})"}
    ordered = [parts[name] for name in forms.date_order]
    for mark in "/.":
        yield Reading(re.compile(_START + re.escape(mark).join(ordered) + _END), say)


def _dialled(forms: Forms) -> Iterator[Reading]:
    """Telephone numbers, a digit at a time, a pause at each group (STANDARDS 22)."""

    def say(found: re.Match[str]) -> str | None:
        groups = re.split(r"[\s()\-.‐‑–]+", found.group())
        if sum(character.isdecimal() for character in found.group()) < 8:
            return None
        return forms.group_pause.join(filter(None, map(group, groups)))

    def group(text: str) -> str:
        plus = f"{forms.signs['+']} " if text.startswith("+") and "+" in forms.signs else ""
        return plus + digit_by_digit(text.lstrip("+"), forms) if text.lstrip("+") else ""

    yield Reading(re.compile(rf"{_START}(?:\+|0)\d[\d ()\u00a0‐‑–-]{{5,18}}\d(?![\w])"), say)
    for number in forms.dialled:
        yield Reading(re.compile(_START + number + _END), lambda found: group(found.group()))


def _times(forms: Forms) -> Iterator[Reading]:
    """A time by the clock: 8:30, 8:30am, 8am."""

    def say(found: re.Match[str]) -> str:
        hour = in_words(int(found["hour"]), forms, forms.hour_gender)
        minute, half = found.groupdict().get("minute") or "00", found["half"]
        if int(minute):
            first = digit_by_digit if minute[0] == "0" else _whole
            time = forms.at.format(hour=hour, minute=first(minute, forms))
        else:
            time = hour if half else forms.on_the_hour.format(hour=hour)
        return forms.half_days[half].format(time=time) if half else time

    half = rf"{_GAP}(?P<half>{_choice(forms.half_days)})"
    hour = rf"{_START}(?P<hour>[01]?\d|2[0-3])"
    if forms.half_days:
        yield Reading(re.compile(rf"{hour}(?:[:.](?P<minute>[0-5]\d))?{half}"), say)
    yield Reading(re.compile(rf"{hour}[:：](?P<minute>[0-5]\d)(?P<half>){_END}"), say)


def _whole(digits: str, forms: Forms) -> str:
    return in_words(int(digits), forms)


def _pressure(forms: Forms) -> Iterator[Reading]:
    """A blood pressure: 120/80."""

    def say(found: re.Match[str]) -> str | None:
        first, last = int(found["first"]), int(found["last"])
        if not 60 <= last < first <= 260:  # millimetres of mercury that a person can have
            return None
        return forms.over.format(first=in_words(first, forms), last=in_words(last, forms))

    if forms.over:
        yield Reading(re.compile(rf"{_START}(?P<first>\d{{2,3}})/(?P<last>\d{{2,3}}){_END}"), say)


def _prices(forms: Forms) -> Iterator[Reading]:
    for key, currency in forms.currencies.items():
        signs = "|".join(map(re.escape, (*currency.unit.written, key)))

        def say(found: re.Match[str], currency: object = currency) -> str | None:
            number = parse_number(found["number"], forms)
            return number and say_price(number, currency, forms)  # type: ignore[arg-type, return-value]

        number = rf"(?P<number>{_NUMBER})"
        yield Reading(re.compile(rf"(?:{signs}){_GAP}{number}{_END}"), say)
        yield Reading(re.compile(rf"{_START}{number}{_GAP}(?:{signs})(?!\w)"), say)


def _before(forms: Forms, amount: str) -> Iterator[Reading]:
    """What stands before an amount: 2 × 500 mg, ≥ 38 °C, −5 °C."""

    def times(found: re.Match[str]) -> str:
        said = say_quantity(Number(int(found["count"])), forms.times, forms)
        return said.replace("{rest}", read_aloud(found["rest"], forms))

    rest = rf"(?P<rest>{amount}){_END}"
    yield Reading(re.compile(rf"{_START}(?P<count>\d{{1,3}}){_GAP}[xX×]{_GAP}{rest}"), times)
    compared = {**forms.comparisons, "-": forms.minus, "−": forms.minus}
    for sign, pattern in sorted(compared.items(), key=lambda item: -len(item[0])):
        gap = "" if sign in "-−" else _GAP

        def say(found: re.Match[str], pattern: str = pattern) -> str | None:
            said = _amount_in_words(found["rest"], forms)
            return said and pattern.format(rest=said)

        yield Reading(re.compile(rf"(?<![\w)]){re.escape(sign)}{gap}{rest}"), say)


def _amount_in_words(text: str, forms: Forms) -> str | None:
    """An amount all in words; a plain number too, which by itself may stay in digits."""
    if number := parse_number(text, forms):
        return say_number(number, forms)
    said = read_aloud(text, forms)
    return None if any(character.isdecimal() for character in said) else said


def _spans(forms: Forms, unit: str) -> Iterator[Reading]:
    """Ranges: 3-5 mg, 3 mg - 5 mg, 3-5. A range that falls is none (a score, a date)."""

    def say(found: re.Match[str]) -> str | None:
        first, last = (parse_number(found[name], forms) for name in ("first", "last"))
        if first is None or last is None or first.value >= last.value:
            return None
        key = found.groupdict().get("unit")
        named = forms.units[forms.unit_names[key]] if key else _COUNTED
        return say_span(first, last, named, forms)

    first, last = rf"{_START}(?P<first>{_NUMBER})", rf"(?P<last>{_NUMBER})"
    dash = rf"{_GAP}{_DASH}{_GAP}"
    yield Reading(re.compile(rf"{first}{unit.replace('unit>', 'same>')}?{dash}{last}{unit}"), say)
    yield Reading(re.compile(rf"{first}{dash}{last}{_END}"), say)


def _quantity(forms: Forms, unit: str) -> Reading:
    """A number with its unit, and what it is counted by: 5 mg, 5 mg/ml."""

    def say(found: re.Match[str]) -> str | None:
        number = parse_number(found["number"], forms)
        if number is None or number.whole > LARGEST:
            return None
        named = forms.units[forms.unit_names[found["unit"]]]
        said: str | None = say_quantity(number, named, forms)
        for name in found["per"].split("/")[1:]:
            per = forms.units[forms.unit_names[name]].per
            said = said and per and per.format(quantity=said)
        return said

    per = rf"(?P<per>(?:/(?:{_choice(forms.unit_names)}))*)"
    return Reading(re.compile(rf"{_START}(?P<number>{_NUMBER}){unit}{per}(?!/)"), say)


def _fractions(forms: Forms) -> Iterator[Reading]:
    for written, words in forms.fractions.items():

        def say(found: re.Match[str], words: str = words) -> str:
            if not found["whole"]:
                return words
            return forms.mixed.format(whole=in_words(int(found["whole"]), forms), fraction=words)

        gap = r"[ \u00a0]" if "/" in written else _GAP
        pattern = rf"{_START}(?:(?P<whole>\d{{1,3}}){gap})?{re.escape(written)}(?![\d/])"
        yield Reading(re.compile(pattern), say)


def _ordinals(forms: Forms) -> Iterator[Reading]:
    for suffix, rules in forms.ordinals.items():
        yield Reading(
            re.compile(rf"{_START}(?P<number>\d{{1,3}}){re.escape(suffix)}{_END}"),
            lambda found, rules=rules: ordinal(int(found["number"]), forms, rules),  # type: ignore[misc]
        )


def _plain(forms: Forms) -> Reading:
    """Decimals and grouped numbers. A plain whole number stays: engines read it by its noun."""

    def say(found: re.Match[str]) -> str | None:
        if found.group().isdecimal():
            return None
        number = parse_number(found.group(), forms)
        return None if number is None else say_number(number, forms)

    return Reading(re.compile(rf"{_START}{_NUMBER}{_END}"), say)


def _signs(forms: Forms) -> Iterator[Reading]:
    """Signs between words, such as "and/or"; between units, "mg/kg", they are left alone."""
    for sign, words in forms.signs.items():

        def say(found: re.Match[str], words: str = words) -> str | None:
            before = re.split(r"[\s/]", found.string[: found.start()])[-1]
            return None if before in forms.unit_names else f" {words} "

        gap = "[ \u00a0]?"
        yield Reading(re.compile(rf"(?<=\w){gap}{re.escape(sign)}{gap}(?=[^\W\d])"), say)
