"""Text as it is said: everything that an engine may misread, written in words.

The text is read from left to right; at each place the first reading that fits wins, the
longest kinds first (a dose before its number). What no reading knows stays as it is: the
guard (`everyleaf.speech.numbers`) finds it and withholds the audio. A reading that is not
sure gives None, never a guess: "2 500 mg" may be one dose or two tablets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from everyleaf.speech.spoken.clock import times
from everyleaf.speech.spoken.facts import dates, dialled, pressures, prices
from everyleaf.speech.spoken.forms import Forms, Unit
from everyleaf.speech.spoken.marks import (
    ALONE,
    BEFORE,
    DASH,
    END,
    GAP,
    NO_UNIT,
    NUMBER,
    START,
    Reading,
    apart,
    choice,
)
from everyleaf.speech.spoken.quantities import (
    Number,
    parse_number,
    say_fraction,
    say_number,
    say_quantity,
    say_span,
)
from everyleaf.speech.spoken.words_and_signs import abbreviations, ordinals, signs

_MOST_KNOWN = 10_000  # texts of a language; a long leaflet has some hundred
_NAMED = re.compile(r"\(\?P<\w+>")  # a group's name may stand once in a pattern
_SIGN_OF = {"1/2": "½", "1/4": "¼", "3/4": "¾", "1/3": "⅓", "2/3": "⅔"}


def read_aloud(text: str, forms: Forms) -> str:
    """``text`` (its digits in ASCII) with all that ``forms`` knows in words.

    What was read is remembered: the script of a recording is made three times.
    """
    known: dict[str, str] = forms.__dict__.setdefault("read", {})
    if text not in known:
        if len(known) >= _MOST_KNOWN:
            known.clear()
        known[text] = _read(text, forms)
    return known[text]


def _read(text: str, forms: Forms) -> str:
    readings, begin = _readings(forms)
    parts: list[str] = []
    position = 0
    while found := begin.search(text, position):
        parts.append(text[position : found.start()])
        position = found.start()
        said, end = _first(text, position, readings, forms)
        if said is None:
            parts.append(text[position : position + 1])
            position += 1
        else:
            before = "" if _is_prefixed(text, position, forms) else text[position - 1 : position]
            parts.append(apart(said, before, text[end : end + 1]))
            position = end
    return "".join((*parts, text[position:]))


def _is_prefixed(text: str, position: int, forms: Forms) -> bool:
    word = re.split(r"\W", text[max(0, position - 8) : position])[-1]
    return word in forms.prefixes


def _first(
    text: str, position: int, readings: Iterable[Reading], forms: Forms
) -> tuple[str | None, int]:
    if not text.endswith(forms.not_after or "\0", 0, position):
        for reading in readings:
            said, end = reading.at(text, position)
            if said is not None:
                return said, end
    return None, position


def _readings(forms: Forms) -> tuple[tuple[Reading, ...], re.Pattern[str]]:
    """All readings of a language, the longest kinds first, and where one may begin.

    Made once for each language.
    """
    cached: tuple[tuple[Reading, ...], re.Pattern[str]] | None = forms.__dict__.get("readings")
    if cached is None:
        found = tuple(_all(forms))
        any_of_them = "|".join(_NAMED.sub("(?:", one.pattern.pattern) for one in found)
        cached = forms.__dict__["readings"] = found, re.compile(any_of_them)
    return cached


def _all(forms: Forms) -> Iterator[Reading]:
    names = choice(forms.unit_names)
    unit = rf"{GAP}(?P<unit>{names})"
    amount = rf"{NUMBER}(?:{GAP}(?:{names})(?:/(?:{names}))*|{NO_UNIT})(?!/)"
    yield from abbreviations(forms)
    yield from dates(forms)
    yield from dialled(forms)
    yield from times(forms)
    yield from pressures(forms)
    yield from prices(forms)
    yield from _before(forms, amount)
    yield from _spans(forms, unit)
    yield from _quantities(forms, unit)
    yield from _fractions(forms, unit)
    yield from ordinals(forms)
    yield _plain(forms)
    yield from signs(forms)


def _before(forms: Forms, amount: str) -> Iterator[Reading]:
    """What stands before an amount: 2 × 500 mg, 1-2 × 5 ml, ≥ 38 °C, −5 °C."""

    def multiplied(found: re.Match[str]) -> str | None:
        first, last = Number(int(found["first"])), found["last"]
        if last is None:
            said = say_quantity(first, forms.times, forms)
        elif int(last) > first.whole:
            said = say_span(first, Number(int(last)), forms.times, forms)
        else:
            return None
        rest = _amount_in_words(found["rest"], forms)
        return rest and said.replace("{rest}", rest)

    rest = rf"(?P<rest>{amount}){END}"
    count = rf"{START}(?P<first>\d{{1,3}})(?:{GAP}{DASH}{GAP}(?P<last>\d{{1,3}}))?"
    factor = rf"{ALONE}(?!{GAP}[xX×*^])"  # 3 × 2 × 5 mg: nobody says that to a patient
    times_ = rf"{count}{GAP}[xX×]{GAP}{rest}{factor}"
    yield Reading(re.compile(times_), multiplied)
    alone = rf"(?!{GAP}[(\d])"  # +44 (0)20 is no amount
    before = "|".join(map(re.escape, sorted(forms.comparisons, key=len, reverse=True)))
    sign = rf"(?:(?P<minus>[-−])|(?P<sign>{before or '(?!)'}){GAP})"

    def compared(found: re.Match[str]) -> str | None:
        pattern = forms.minus if found["minus"] else forms.comparisons[found["sign"]]
        said = _amount_in_words(found["rest"], forms)
        return said and forms.fill(pattern, rest=said)

    yield Reading(re.compile(rf"{BEFORE}{sign}{rest}{alone}"), compared)


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
        groups = found.groupdict()
        if key := groups.get("unit"):
            name = forms.unit_names[key]
            same = forms.unit_names[groups["same"] or key] == name
            return say_span(first, last, forms.units[name], forms) if same else None
        if last.whole > 100 * max(first.whole, 1):  # 1-800 is a telephone number
            return None
        return say_span(first, last, Unit(other="{n}", gender=forms.range_gender), forms)

    first, last = rf"{START}(?P<first>{NUMBER})", rf"(?P<last>{NUMBER})"
    dash = rf"{GAP}{DASH}{GAP}"
    yield Reading(
        re.compile(rf"{first}(?:{unit.replace('unit>', 'same>')})?{dash}{last}{unit}(?!/)"), say
    )
    yield Reading(re.compile(rf"{first}{dash}{last}{END}{NO_UNIT}{ALONE}"), say)


def _quantities(forms: Forms, unit: str) -> Iterator[Reading]:
    """A number with its unit, and what it is counted by: 5 mg, 5 mg/ml, 250 mg/5 ml."""

    def one(number: Number | None, written: str) -> str | None:
        if number is None:
            return None
        unit = forms.units[forms.unit_names[written]]
        said = say_quantity(number, unit, forms)
        return None if unit.has_another_word(written, said) else said

    def say(found: re.Match[str]) -> str | None:
        said = one(parse_number(found["number"], forms), found["unit"])
        for name in found["per"].split("/")[1:]:
            per = forms.units[forms.unit_names[name]].per
            said = said and per and forms.fill(per, quantity=said)
        return said

    def in_amount(found: re.Match[str]) -> str | None:
        quantity = one(parse_number(found["number"], forms), found["unit"])
        amount = one(parse_number(found["whole"], forms), found["of"])
        if quantity is None or amount is None:
            return None
        return forms.fill(forms.per_amount, quantity=quantity, amount=amount)

    number = rf"{START}(?P<number>{NUMBER}){unit}"
    if forms.per_amount:
        names = "|".join(map(re.escape, sorted(forms.unit_names, key=len, reverse=True)))
        first = rf"{START}(?P<number>{NUMBER}){GAP}(?P<unit>{names})"
        amount = rf"{GAP}/{GAP}(?P<whole>{NUMBER}){unit.replace('unit>', 'of>')}"
        yield Reading(re.compile(rf"{first}{amount}(?!/)"), in_amount)
    names = choice(forms.unit_names)
    yield Reading(re.compile(rf"{number}(?P<per>(?:/(?:{names}))*)(?!/)"), say)


def _fractions(forms: Forms, unit: str) -> Iterator[Reading]:
    """½, 1½, 1 1/2 and the same with a unit."""

    def say(found: re.Match[str]) -> str | None:
        fraction = _SIGN_OF.get(found["part"], found["part"])
        whole = int(found["whole"]) if found["whole"] else None
        key = found["unit"]
        unit = forms.units[forms.unit_names[key]] if key else None
        return say_fraction(whole, fraction, unit, forms)

    known = [name for name in forms.fractions if " " not in name]
    in_ascii = [written for written, sign in _SIGN_OF.items() if sign in known]
    for parts, gap in ((known, GAP), (in_ascii, r"[ \u00a0]")):
        part = rf"(?P<part>{'|'.join(parts) or '(?!)'})(?![\d/]|[.,:'’]\d)"
        start = rf"{START}(?:(?P<whole>\d{{1,3}}){gap})?"
        yield Reading(re.compile(rf"{start}{part}(?:{unit}(?!/)|{NO_UNIT})"), say)


def _plain(forms: Forms) -> Reading:
    """Decimals and grouped numbers. A plain whole number stays: engines read it by its noun."""

    def say(found: re.Match[str]) -> str | None:
        if found.group().isdecimal():
            return None
        number = parse_number(found.group(), forms)
        return say_number(number, forms) if number else None

    no_unit = rf"{NO_UNIT}(?!{GAP}(?:{choice(forms.unit_names)}))"
    return Reading(re.compile(rf"{START}{NUMBER}{END}{no_unit}{ALONE}"), say)
