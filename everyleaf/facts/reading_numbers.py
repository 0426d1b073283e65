"""What a number written in digits means: decimal and thousands marks by locale (CLDR)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from everyleaf.language import Language

_SPACES = "\u00a0\u202f\u2009"
NUMBER = re.compile(rf"\d+(?:[.,٫٬'’·][0-9]+|[{_SPACES}][0-9]{{3}}(?![0-9]))*")
SPACED_NUMBER = re.compile(rf"\d+(?:[.,٫٬'’·][0-9]+|[ {_SPACES}][0-9]{{3}}(?![0-9]))*")
_OTHER_MARK = {".": ",", ",": "."}


@cache
def marks(language: Language) -> tuple[str, str]:
    """The decimal mark and the thousands mark that go with ASCII digits."""
    locale = Locale.parse(language.cldr)
    return (
        get_decimal_symbol(locale, numbering_system="latn"),
        get_group_symbol(locale, numbering_system="latn"),
    )


def value_of(written: str, language: Language) -> Decimal | None:
    """The value of a number in ASCII digits, or None where it is no number (1.2.3).

    1,000 is a thousand in English and one in Polish; three digits behind the
    locale's thousands mark are thousands. A mark that is not the locale's own
    is read as a decimal mark where it cannot be another: 1,5 in an English text.
    """
    plain = re.sub(rf"[{_SPACES} '’٬]", "", written).replace("٫", ".").replace("·", ".")
    if "٫" in written or "·" in written:
        return _decimal(plain)
    decimal, group = marks(language)
    group = group if group in _OTHER_MARK else _OTHER_MARK[decimal]
    for_group, for_decimal = re.escape(group), re.escape(decimal)
    thousands = rf"[1-9]\d{{0,2}}(?:{for_group}\d{{2,3}})*{for_group}\d{{3}}(?:{for_decimal}\d+)?"
    if re.fullmatch(thousands, plain) and _groups_by(group, language):
        return _decimal(plain.replace(group, "").replace(decimal, "."))
    return _decimal(plain.replace(",", "."))


def _groups_by(mark: str, language: Language) -> bool:
    """Whether the locale writes ``mark`` between thousands; some write a space."""
    return marks(language)[1] == mark


def _decimal(plain: str) -> Decimal | None:
    return Decimal(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else None
