"""The words of number, measure, rhythm and negation of each language, as patterns.

The data are the TOML files beside this one; their form is in README.md.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from everyleaf.facts.folding import LETTER, fold_letters

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word says: an amount, and the unit where the word says that too.

    A weak one may stand for a number of the other text, but is not missed there.
    One that is told by an ending alone gives way to every other.
    """

    value: Decimal
    unit: str = ""
    weak: bool = False
    by_ending: bool = False


@dataclass(frozen=True)
class Words:
    """The patterns of one language; all are for text that went through `fold_letters`."""

    numbers: tuple[tuple[re.Pattern[str], Meaning], ...]
    units: tuple[tuple[re.Pattern[str], str], ...]
    units_before: tuple[tuple[re.Pattern[str], str], ...]
    mentions: Mapping[str, re.Pattern[str]]
    rhythms: Mapping[str, re.Pattern[str]]
    negation: re.Pattern[str] | None
    negation_by_other_means: re.Pattern[str] | None
    no_negation: re.Pattern[str] | None
    joined: re.Pattern[str] | None
    units_first: bool
    spaced_thousands: bool
    counted: re.Pattern[str] | None
    numerals: Mapping[str, int] = field(default_factory=dict)
    times: tuple[re.Pattern[str], ...] = ()
    dates: tuple[re.Pattern[str], ...] = ()
    months: Mapping[int, str] = field(default_factory=dict)
    foreign_letters: str = ""
    ordinal: str = ""


@cache
def words_of(tag: str) -> Words | None:
    """The words of the language with this BCP 47 tag, or None where nobody wrote them down."""
    file = resources.files(__package__).joinpath(f"{tag}.toml")
    if not file.is_file():
        return None
    return _words(tomllib.loads(file.read_text(encoding="utf-8")))


@cache
def signs() -> Words:
    """What is the same in all languages: the signs of units."""
    file = resources.files(__package__).joinpath("common.toml")
    return _words(tomllib.loads(file.read_text(encoding="utf-8")), common={})


def _words(row: Row, common: Row | None = None) -> Words:
    common_units = _common_units() if common is None else common
    units, rhythms = dict(row.get("units", {})), row.get("rhythms", {})
    said, more = _by_unit(row.get("amounts", {})), row.get("mentions", {})
    for unit, forms in common_units.items():
        units[unit] = f"{units[unit]}|{forms}" if unit in units else forms
    negation = row.get("negation", {})
    return Words(
        numbers=tuple(_meanings(row)),
        units=tuple((_unit(row, forms), unit) for unit, forms in units.items()),
        units_before=tuple(
            (re.compile(rf"(?:{_forms(forms)})\s*$"), unit)
            for unit, forms in row.get("before", {}).items()
        ),
        mentions={
            unit: _word(row, _joined(*(forms.get(unit) for forms in (units, rhythms, said, more))))
            for unit in {*units, *rhythms, *more}
        },
        rhythms={unit: _word(row, forms) for unit, forms in rhythms.items()},
        negation=_word(row, negation["words"]) if negation else None,
        negation_by_other_means=_word(row, negation["also"]) if negation else None,
        no_negation=_word(row, negation["except"]) if negation.get("except") else None,
        joined=re.compile(row["joined"]) if row.get("joined") else None,
        units_first=bool(row.get("units_first")),
        spaced_thousands=bool(row.get("spaced_thousands")),
        counted=re.compile(row["counted"]) if row.get("counted") else None,
        numerals=row.get("numerals", {}),
        times=tuple(re.compile(folded(pattern)) for pattern in row.get("times", ())),
        dates=tuple(re.compile(folded(pattern)) for pattern in row.get("dates", ())),
        months={int(month): folded(forms) for month, forms in row.get("months", {}).items()},
        foreign_letters=row.get("letters", {}).get("foreign", ""),
        ordinal=row.get("ordinal", ""),
    )


@cache
def _common_units() -> Row:
    file = resources.files(__package__).joinpath("common.toml")
    units: Row = tomllib.loads(file.read_text(encoding="utf-8"))["units"]
    return units


def _meanings(row: Row) -> Iterable[tuple[re.Pattern[str], Meaning]]:
    suffix = row.get("suffix", "")
    for value, forms in row.get("numbers", {}).items():
        yield _word(row, forms, suffix), Meaning(Decimal(value))
    for value, forms in row.get("weak", {}).items():
        yield _word(row, forms, suffix), Meaning(Decimal(value), weak=True)
    for value, forms in row.get("endings", {}).items():
        yield _word(row, forms), Meaning(Decimal(value), weak=True, by_ending=True)
    for amount, forms in row.get("amounts", {}).items():
        value, unit = amount.split()
        yield _word(row, forms), Meaning(Decimal(value), unit)


def _by_unit(amounts: Row) -> Row:
    """The words of amounts by the unit that they say."""
    forms: dict[str, str] = {}
    for amount, words in amounts.items():
        unit = amount.split()[1]
        forms[unit] = _joined(forms.get(unit), words)
    return forms


def _joined(*forms: str | None) -> str:
    return "|".join(filter(None, forms))


def _word(row: Row, forms: str, suffix: str = "") -> re.Pattern[str]:
    """Whole words; where the script writes no spaces, anywhere."""
    if row.get("unspaced"):
        return re.compile(f"(?:{_forms(forms)})")
    prefix = folded(row.get("prefix", ""))
    body = f"(?:{prefix})(?:{_forms(forms)})(?:{_forms(suffix)})"
    return re.compile(rf"(?<![{LETTER}]){body}(?![{LETTER}])")


def _unit(row: Row, forms: str) -> re.Pattern[str]:
    """A unit just behind its number: spaces, what may stand between, the unit."""
    end = "" if row.get("unspaced") else rf"(?![{LETTER}])"
    between = folded(row.get("between", ""))
    # the signs of units end at a letter of their own script, in unspaced scripts as well
    return re.compile(rf"[\s\u00a0\u202f-]*(?:{between})?(?:(?:{_forms(forms)}){end})(?![a-zà-ž])")


def _forms(forms: str) -> str:
    """A space is any white space; ``~`` any letters that follow."""
    spaced = re.sub(r" (?!\?)", r"\\s+", folded(forms))
    return spaced.replace("~", f"[{LETTER}]*")


def folded(pattern: str) -> str:
    """A pattern of the data spelt as `fold_letters` spells text (it is in small letters)."""
    plain = unicodedata.normalize("NFC", pattern)
    return "".join(c if c.isascii() else fold_letters(c) for c in plain)
