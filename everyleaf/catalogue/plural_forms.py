"""Plural-Forms of a language: which counts share a form, from CLDR."""

from __future__ import annotations

import gettext
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.plural import PluralRule, to_gettext
from translate.lang.data import languages

# The counts of a leaflet are whole and below a million. CLDR has categories for fractions
# and for whole millions too; a translator could never see those forms.
_COUNTS = (*range(1100), *range(1100, 1_000_000, 997), *range(10_000, 1_000_000, 10_000))
_ORDER = ("zero", "one", "two", "few", "many", "other")  # gettext's forms count in this order


@cache
def plural_forms(name: str) -> str:
    """The value of the header field for gettext's ``name`` of a language; empty if unknown."""
    try:
        rule = Locale.parse(name).plural_form
    except (UnknownLocaleError, ValueError):
        return ""
    used = [tag for tag in _ORDER if tag in set(map(rule, _COUNTS))]
    wanted = [used.index(rule(count)) for count in _COUNTS]
    familiar = _familiar(name)
    if familiar and _forms(familiar) == wanted:
        return familiar
    # The last category is what remains when no other fits
    return to_gettext(PluralRule({tag: rule.rules[tag] for tag in used[:-1]}))


def _familiar(name: str) -> str:
    """The formula that translators' tools write, which is shorter; it may differ from CLDR."""
    row = languages.get(name) or languages.get(name.split("_", maxsplit=1)[0])
    return f"nplurals={row[1]}; plural={row[2]};" if row and row[1] else ""


def _forms(formula: str) -> list[int]:
    plural = gettext.c2py(formula.partition("plural=")[2].rstrip(";"))
    return [plural(count) for count in _COUNTS]
