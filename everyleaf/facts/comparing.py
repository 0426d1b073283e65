"""Compares the facts of a source with those of its translation, both ways (STANDARDS 32)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from everyleaf.facts.fact import Amount, Fact, Facts

Kind = Literal["address", "phone", "date", "time", "number", "unit", "rhythm"]

# Units that are a measure: a dose without its unit is another dose. Of the others
# (tablets, times) a language may well leave the word out.
_MEASURES = frozenset(
    "kilogram gram milligram microgram litre millilitre millimole international percent"
    " celsius fahrenheit centimetre millimetre kilometre".split()
)
_SPANS_OF_TIME = frozenset("hour minute second day week month year".split())
# Spans of one kind can be the same in another unit: two weeks are 14 days.
_IN_MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080}
_IN_MONTHS = {"month": 1, "year": 12}
# Units that say nothing about how much, so that another word is no other fact.
_COUNTED = frozenset("tablet capsule drop puff times".split())


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that is lost, new or changed; ``written`` as it stands in the text."""

    kind: Kind
    state: Literal["lost", "new", "changed"]
    written: str
    other: str = ""


def differences(source: Facts, target: Facts) -> Iterator[Difference]:
    """What is in one of the texts only."""
    yield from _facts("address", source.addresses, target.addresses)
    phones = _unmatched(source.phones, target.phones)
    yield from _both_ways("phone", *phones)
    yield from _dates_and_times(source, target)
    for unit in sorted(source.rhythms - target.mentions):
        yield Difference("rhythm", "lost", f"each {unit}")
    for unit in sorted(target.rhythms - source.mentions):
        yield Difference("rhythm", "new", f"each {unit}")


def _dates_and_times(source: Facts, target: Facts) -> Iterator[Difference]:
    lost_dates, new_dates = _unmatched(source.dates, target.dates)
    lost_times, new_times = _unmatched(source.times, target.times)
    ours, theirs = list(source.amounts), list(target.amounts)
    lost_times = [one for one in lost_times if not _takes_time(one, theirs)]
    new_times = [one for one in new_times if not _takes_time(one, ours)]
    yield from _both_ways("date", lost_dates, new_dates)
    yield from _both_ways("time", lost_times, new_times)
    yield from _amounts(ours, theirs)


def _facts(kind: Kind, source: Sequence[Fact], target: Sequence[Fact]) -> Iterator[Difference]:
    yield from _both_ways(kind, *_unmatched(source, target))


def _both_ways(kind: Kind, lost: Sequence[Fact], new: Sequence[Fact]) -> Iterator[Difference]:
    for one in lost:
        yield Difference(kind, "lost", one.written)
    for one in new:
        yield Difference(kind, "new", one.written)


def _unmatched(source: Sequence[Fact], target: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    left, lost = list(target), []
    for one in source:
        same = next((other for other in left if one.readings & other.readings), None)
        if same is None:
            lost.append(one)
        else:
            left.remove(same)
    return lost, left


def _takes_time(time: Fact, amounts: list[Amount]) -> bool:
    """A time may be told without a clock's signs: 8 pm, and at 20 hours; it takes that number."""
    hours = {int(reading.split(":")[0]) for reading in time.readings}
    minutes = {int(reading.split(":")[1]) for reading in time.readings}
    for amount in amounts:
        whole = int(amount.value)
        part = round((amount.value - whole) * 100)
        if whole <= 24 and whole % 12 in hours and part in minutes:
            amounts.remove(amount)
            return True
    return False


def _amounts(source: list[Amount], target: list[Amount]) -> Iterator[Difference]:
    """Pairs the amounts, the best fitting first; what finds no partner is lost or new."""
    left = list(target)
    pairs: list[tuple[Amount, Amount]] = []
    unpaired = list(source)
    for fits in (_is_same, _may_be_same, _is_as_long, _has_same_value):
        for one in [amount for amount in unpaired if not amount.weak]:
            partner = next((other for other in left if fits(one, other) and not other.weak), None)
            if partner is None:
                partner = next((other for other in left if fits(one, other)), None)
            if partner is not None:
                pairs.append((one, partner))
                unpaired.remove(one)
                left.remove(partner)
    for one, other in pairs:
        yield from _unit_difference(one, other)
    yield from _without_partner("lost", unpaired, target)
    strangers = [one for one in left if not one.weak]
    yield from _without_partner("new", _unless_weak(strangers, unpaired), source)


def _is_same(one: Amount, other: Amount) -> bool:
    return _has_same_value(one, other) and one.unit == other.unit


def _may_be_same(one: Amount, other: Amount) -> bool:
    loose = {"", *_COUNTED}
    return _has_same_value(one, other) and bool({one.unit, other.unit} & loose)


def _is_as_long(one: Amount, other: Amount) -> bool:
    return any(
        one.unit in scale
        and other.unit in scale
        and one.value * scale[one.unit] == other.value * scale[other.unit]
        for scale in (_IN_MINUTES, _IN_MONTHS)
    )


def _has_same_value(one: Amount, other: Amount) -> bool:
    return one.value == other.value


def _unless_weak(strangers: list[Amount], unpaired: list[Amount]) -> list[Amount]:
    """Those for which no weak word of the source stands (both, a pair, an hour)."""
    weak = Counter(one.value for one in unpaired if one.weak)
    kept: list[Amount] = []
    for one in strangers:
        if weak[one.value]:
            weak[one.value] -= 1
        else:
            kept.append(one)
    return kept


def _without_partner(
    state: Literal["lost", "new"], amounts: Sequence[Amount], others: Sequence[Amount]
) -> Iterator[Difference]:
    """In words, a number may be said again, or once for two of the same; not in figures.

    Nor where it counts something: in "two tablets twice a day" each of the two is missed.
    """
    for one in amounts:
        said = any(_has_same_value(one, other) for other in others)
        counts = state == "lost" and one.unit
        if not one.weak and not (said and one.in_words and not counts):
            yield Difference("number", state, _shown(one))


def _unit_difference(one: Amount, other: Amount) -> Iterator[Difference]:
    if (
        one.unit == other.unit
        or other.weak
        or _is_as_long(one, other)
        or {one.unit, other.unit} <= {"", *_COUNTED}
    ):
        return
    hard = _MEASURES | _SPANS_OF_TIME
    if one.unit in hard and other.unit in hard:
        yield Difference("unit", "changed", _shown(one), _shown(other))
    elif one.unit in _MEASURES or (one.unit in hard and other.unit in _COUNTED):
        yield Difference("unit", "lost", _shown(one), _shown(other))
    elif other.unit in _MEASURES and one.unit != other.unit:
        yield Difference("unit", "new", _shown(one), _shown(other))


def _shown(amount: Amount) -> str:
    unit = f" ({amount.unit})" if amount.unit else ""
    return f"{amount.written.strip()}{unit}"


def figures_alone(facts: Facts) -> Facts:
    """The facts without what only words say, for a language whose words are not known.

    Number words may still stand for a figure of the other text; units are left to
    the linguist, too.
    """
    amounts = tuple(
        replace(one, weak=True, unit="") if one.in_words else replace(one, unit="")
        for one in facts.amounts
    )
    return replace(facts, amounts=amounts, rhythms=frozenset())


def figures_in_order(facts: Facts) -> tuple[str, ...]:
    """The plain numbers in figures, as they follow each other."""
    return tuple(
        f"{one.value.normalize():f}" for one in facts.amounts if not one.in_words and not one.unit
    )


def spans_lost(source: Facts, target: Facts) -> frozenset[str]:
    """Units of time that go with a number in the source and are not said in the target."""
    said = {
        one.unit
        for one in source.amounts
        if one.unit in _SPANS_OF_TIME
        and not one.weak
        and not any(_is_as_long(one, other) for other in target.amounts)
    }
    return frozenset(said) - target.mentions
