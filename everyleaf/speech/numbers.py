"""The guard: finds what a speech engine may misread, before it is spoken.

A wrong dose is worse than no audio. Measured (FINDINGS, "Spoken wrong"): Polish
"2.5 mg" is said as "two five", "3-5" as "three five", Arabic drops %, ≥ and ×. So
only a plain integer may be spoken as it stands; any other number, range, unit or sign
that `everyleaf.speech.spoken` did not write in words withholds the audio (STANDARDS 25).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import UnknownLocaleError
from babel.units import UnknownUnitError, format_unit
from unicode_segmentation_rs import split_word_bounds

# Punctuation that an engine turns into a pause and never into a word. All other
# punctuation (Unicode category Po) and every symbol (category S) is a finding.
_PAUSES = frozenset(".,;:!?…'\"·¡¿،؛؟۔।॥。、，．；：！？・︰՝՜՞։׃׀׳״፡።፣፤፥፦፧᠂᠃၊။។៕៖")
_LINE_ENDS = "\t\n\r"
_JOINERS = "\u200c\u200d"  # letters of Persian and Indic words are joined or kept apart by them
# Numbers that a person dials. As plain integers they would be said "one hundred and eleven".
_DIALLED = frozenset({"111", "112", "999"})
_COUNTS = (1, 2, 3, 11, 100)  # one of each plural form (CLDR)
_LONGEST_INTEGER = 6  # digits; a longer run is a code or a phone number, not a count
_UNITS = (
    "mass-kilogram mass-gram mass-milligram mass-microgram volume-liter volume-deciliter "
    "volume-centiliter volume-milliliter length-kilometer length-meter length-centimeter "
    "length-millimeter duration-second duration-minute duration-hour duration-day duration-week "
    "duration-month duration-year energy-kilocalorie energy-kilojoule temperature-celsius "
    "concentr-millimole-per-liter"
).split()
# SI symbols (BIPM, SI Brochure 9) and the IU of WHO, which are printed in every script.
_SI = frozenset(
    "kg g mg µg μg mcg ng km m cm mm l L ml mL dl dL h min s kcal kJ mmol IU Gy °C".split()
)

# Abbreviations that no list has, "mEq", "kPa", "tsp", and two that people misread as a
# nought or a thousand ("10 U", ISMP's list of error-prone abbreviations).
_LIKE_A_UNIT = re.compile(r"[a-zµμ]+[A-Z]\w*|[b-df-hj-np-tvxzµμ]{2,}|U|MG|MCG|ML|KG")

_DASH = r"[-‐‑‒–—―−]"
_RUN = r"(?<!\d)\d+"  # anchored, so that a long run is read once
_PATTERNS = (
    ("range", re.compile(rf"{_RUN}\s?{_DASH}\s?\d+")),
    ("number joined to a word", re.compile(rf"[^\W\d]{_DASH}\d+|{_RUN}{_DASH}[^\W\d]")),
    ("negative number", re.compile(rf"(?<!\w){_DASH}\d+")),
    ("time or ratio", re.compile(rf"{_RUN}\s?[:：]\s?\d+")),
    ("multiplication", re.compile(rf"{_RUN}\s?[xX]\s?\d+")),
    ("spaced number", re.compile(r"(?<!\d)\d{1,3}(?:\s\d{3})+(?!\d)")),
    ("bracketed number", re.compile(r"\[\d+\]")),
    ("decimal without its zero", re.compile(r"(?<!\w)[.,\u066b]\d")),
    ("multiplication", re.compile(r"(?<![\w-])x(?![\w-])")),
)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that is not safe to speak: where it begins in the text, what, which kind."""

    start: int
    text: str
    kind: str


def unspeakable(text: str, cldr: str = "en") -> tuple[Finding, ...]:
    """Everything in ``text`` that an engine may misread, in order.

    ``cldr`` is the locale whose short unit names are looked for. An empty result
    means: words, pauses and plain integers, nothing else.
    """
    found = [*_signs(text), *_joined(text), *_numbers(text, _unit_names(cldr))]
    return tuple(sorted(set(found)))


def _signs(text: str) -> Iterator[Finding]:
    for start, character in enumerate(text):
        if (kind := _kind_of_sign(character)) is not None:
            yield Finding(start, character, kind)


def _kind_of_sign(character: str) -> str | None:
    category = unicodedata.category(character)
    if category in {"Cc", "Cs", "Co", "Cn", "Cf"} or character == "\ufffd":
        return None if character in _LINE_ENDS + _JOINERS else "unreadable character"
    if category[0] == "S" or category in {"Pc", "Me"}:
        return "sign"
    if category in {"No", "Nl"}:
        return "number"
    return "sign" if category == "Po" and character not in _PAUSES | {"’"} else None


def _joined(text: str) -> Iterator[Finding]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.group(), kind)


def _numbers(text: str, units: frozenset[str]) -> Iterator[Finding]:
    words = _words(text)
    for index, (start, word) in enumerate(words):
        if not any(character.isdecimal() for character in word):
            continue
        if (kind := _kind_of_number(word)) is not None:
            yield Finding(start, word, kind)
        elif (unit := _next_word(words, index)) in units or _LIKE_A_UNIT.fullmatch(unit):
            yield Finding(start, f"{word} {unit}", "unit")


def _kind_of_number(word: str) -> str | None:
    if not word.isdecimal():
        return "number"  # 2.5, 1,000, 5mg, B12, 1st: one word in the sense of UAX 29
    value = "".join(str(unicodedata.decimal(digit)) for digit in word)
    if value in _DIALLED:
        return "phone number"
    if len(value) > _LONGEST_INTEGER or (value[0] == "0" and len(value) > 1):
        return "long number"
    return None


def _words(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for word in split_word_bounds(text.encode("utf-8", "replace").decode()):
        found.append((start, word))
        start += len(word)
    return found


def _next_word(words: list[tuple[int, str]], index: int) -> str:
    following = (word for _, word in words[index + 1 : index + 3] if not word.isspace())
    return next(following, "")


@cache
def _unit_names(cldr: str) -> frozenset[str]:
    """Short names of units that the language does not also write in full (CLDR)."""
    short = {_name(unit, "short", n, cldr) for unit in _UNITS for n in _COUNTS}
    full = {_name(unit, "long", n, cldr) for unit in _UNITS for n in _COUNTS}
    return frozenset(filter(_is_abbreviation, short - full)) | _SI


def _is_abbreviation(name: str) -> bool:
    """A short name of five letters is a word; so is a single Han character."""
    ideograph = any(unicodedata.name(c, "").startswith("CJK") for c in name)
    return 0 < len(name) < 5 and not ideograph


def _name(unit: str, length: Literal["short", "long"], count: int, cldr: str) -> str:
    try:
        written = format_unit(count, unit, length, locale=cldr)
    except (UnknownUnitError, UnknownLocaleError):
        return ""
    if unit in written:  # Babel's answer where CLDR has no long form of its own
        return _name(unit, "short", count, cldr) if length == "long" else ""
    return "".join(c for c in written if not c.isdecimal()).strip(" \u00a0\u202f.\u200f\u200e")
