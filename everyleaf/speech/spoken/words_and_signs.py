"""What is not a quantity: abbreviations, ordinals, and signs between words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from everyleaf.speech.spoken.forms import Forms
from everyleaf.speech.spoken.marks import END, START, UNIT_LIKE, Reading, is_ideograph
from everyleaf.speech.spoken.whole_numbers import ordinal

_DOTTED = re.compile(r"\w\.\w")


def abbreviations(forms: Forms) -> Iterator[Reading]:
    """Abbreviations in full; the longest first, so that "de ex." is not "ex."."""
    for short, words in sorted(forms.abbreviations.items(), key=lambda item: -len(item[0])):
        end = "" if short.endswith(".") else END
        start = r"(?<!\w)" if short[0].isalnum() and not is_ideograph(short) else ""
        yield Reading(re.compile(start + re.escape(short) + end), lambda _, words=words: words)  # type: ignore[misc]


def ordinals(forms: Forms) -> Iterator[Reading]:
    """1st, 2nd."""
    for suffix, rules in forms.ordinals.items():
        yield Reading(
            re.compile(rf"{START}(?P<number>\d{{1,3}}){re.escape(suffix)}{END}"),
            lambda found, rules=rules: ordinal(int(found["number"]), forms, rules),  # type: ignore[misc]
        )


def signs(forms: Forms) -> Iterator[Reading]:
    """Signs between words, such as "he/she".

    Beside units, "twice/day", and in addresses, "www.nhs.uk/medicines", they are left alone.
    """
    for sign, words in forms.signs.items():

        def say(found: re.Match[str], words: str = words) -> str | None:
            text, start, end = found.string, found.start(), found.end()
            before = re.split(r"[\s/]", text[max(0, start - 40) : start])[-1]
            after = re.split(r"\W", text[end : end + 40])[0]
            units = {before, after} & forms.unit_names.keys()
            counted = any(character.isdecimal() for character in before)
            is_address = _DOTTED.search(before) is not None
            return None if units or counted or is_address or re.match(UNIT_LIKE, after) else words

        gap, letter = "[ \u00a0]?", r"[\w\u0900-\u0dff]"
        yield Reading(re.compile(rf"(?<={letter}){gap}{re.escape(sign)}{gap}(?=[^\W\d])"), say)
