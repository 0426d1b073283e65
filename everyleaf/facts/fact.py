"""Facts as they are found in a text: addresses, phones, dates, times, amounts, rhythms."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Fact:
    """An address, a phone number, a date or a time: how it can be read, how it is written.

    ``readings`` has more than one member where the writing leaves it open: an
    international number and its national forms, a day and a month in figures.
    """

    readings: frozenset[str]
    written: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, in figures or in words, with its unit where one is known.

    ``weak``: a word that may stand for a number and need not (both, a pair, second).
    """

    value: Decimal
    written: str
    start: int
    unit: str = ""
    weak: bool = False
    in_words: bool = False
    by_ending: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one text. ``rhythms`` are the units that something is done each of."""

    addresses: tuple[Fact, ...] = ()
    phones: tuple[Fact, ...] = ()
    dates: tuple[Fact, ...] = ()
    times: tuple[Fact, ...] = ()
    amounts: tuple[Amount, ...] = ()
    rhythms: frozenset[str] = frozenset()
    mentions: frozenset[str] = field(default_factory=frozenset)
