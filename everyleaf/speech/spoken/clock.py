"""Times by the clock: 8:30, 8:30am, 8am, 9:00-17:00."""

from __future__ import annotations

import re
from collections.abc import Iterator

from everyleaf.speech.spoken.forms import Forms
from everyleaf.speech.spoken.marks import DASH, END, GAP, START, Reading, choice
from everyleaf.speech.spoken.quantities import Number, say_quantity
from everyleaf.speech.spoken.whole_numbers import in_words

# "1:10" may be a mixture: one part and ten. The sign of the hour behind a time is silent.
_RATIO = r"(?!1[:：](?!00))"
_HOUR, _MINUTE = r"(?:[01]?\d|2[0-3])", r"[0-5]\d"
_PLAIN = rf"{_RATIO}{_HOUR}[:：]{_MINUTE}"
_SILENT_SIGN = rf"(?:{GAP}(?:h|hrs)(?!\w))?"


def times(forms: Forms) -> Iterator[Reading]:
    """The readings of times, a range before a single time."""
    time = rf"{_PLAIN}{_SILENT_SIGN}"
    if halves := forms.clock.half_days:
        time = rf"(?:{_HOUR}(?:[:.]{_MINUTE})?{GAP}(?:{choice(halves)})|{time})"

    def span(found: re.Match[str]) -> str:
        ends = {name: _say(found[name], forms, oblique=True) for name in ("from", "to")}
        return forms.fill(forms.clock.range or forms.range, **ends)

    def single(found: re.Match[str]) -> str:
        return _say(found["time"], forms, oblique=_is_oblique(found, forms))

    dash = rf"{GAP}{DASH}{GAP}"
    yield Reading(re.compile(rf"{START}(?P<from>{time}){dash}(?P<to>{time}){END}"), span)
    yield Reading(re.compile(rf"{START}(?P<time>{time}){END}"), single)


def _is_oblique(found: re.Match[str], forms: Forms) -> bool:
    start = found.start()
    before = f" {found.string[max(0, start - 40) : start].lower().rstrip()}"
    return before.endswith(tuple(f" {word}" for word in forms.clock.oblique_after))


def _say(written: str, forms: Forms, *, oblique: bool) -> str:
    clock = forms.clock
    parts = re.match(rf"(\d+)(?:[:：.](\d\d))?{GAP}(.*)", written)
    assert parts, written
    hour, minute, half = int(parts[1]), parts[2] or "00", clock.half_days.get(parts[3])
    exact = None if half else clock.exact.get(f"{hour:02}:{minute}")
    names = clock.oblique_hours if oblique and clock.oblique_hours else clock.hours
    name = names[hour] if names else in_words(hour, forms, clock.gender)
    time = exact or forms.fill(
        _pattern(minute, forms, half), hour=name, minute=_minute(minute, forms)
    )
    return forms.fill(half, time=time) if half else time


def _pattern(minute: str, forms: Forms, half: str | None) -> str:
    clock = forms.clock
    if minute in clock.minutes:
        return clock.minutes[minute]
    if minute == "00":
        return "{hour}" if half else clock.on_the_hour
    return clock.below_ten if minute[0] == "0" and clock.below_ten else clock.at


def _minute(minute: str, forms: Forms) -> str:
    return say_quantity(Number(int(minute)), forms.clock.minute, forms)
