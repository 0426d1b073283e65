"""A language: its names, locale, script, direction, digits and voice."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from babel import Locale, UnknownLocaleError

from everyleaf.language.script import Script, known_scripts

# The well-formed part of BCP 47 (RFC 5646, section 2.1) that a leaflet can need:
# language, then script, region and variants; no extensions, no private use.
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-(?:[A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*")


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """The voice that a language is given by default. ``rate`` is words a minute.

    ``status`` is native, dialect, fit, weak or none; ``reason`` says why it is not fit.
    """

    engine: str = ""
    name: str = ""
    rate: int = 165
    status: str = "none"
    reason: str = "No voice is known for this language."


@dataclass(frozen=True, slots=True)
class BrailleRow:
    """The tables of liblouis for a language, by grade; empty where there is none.

    ``reason`` says why there is none at all; ``replaced`` are signs that the tables lack,
    and what stands for them.
    """

    uncontracted: str = ""
    contracted: str = ""
    reason: str = "No braille table is known for this language."
    replaced: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """One row of languages.toml, keyed by its BCP 47 tag.

    ``keep_with_next`` are short words that must not end a line.
    """

    tag: str
    gettext: str
    cldr: str
    own_name: str
    script: Script
    direction: str
    digits: str
    voice: VoiceRow
    keep_with_next: tuple[str, ...] = ()
    braille: BrailleRow = field(default_factory=BrailleRow)

    def name_in(self, reader: Language) -> str:
        """This language's name in the words of ``reader``'s language (CLDR).

        Asked by tag, not by locale: a leaflet in "English", not in "British English".
        """
        try:
            locale = Locale.parse(self.tag, sep="-")
        except UnknownLocaleError:  # CLDR names no pseudo-locale
            return self.own_name
        return locale.get_display_name(reader.cldr) or self.own_name


def well_formed(tag: str) -> bool:
    """Whether ``tag`` is a well-formed BCP 47 tag in its usual letter case (RFC 5646, 2.1)."""
    return _TAG.fullmatch(tag) is not None


def language_by_tag(tag: str) -> Language | None:
    """The row for ``tag``, or None where the table has none."""
    return known_languages().get(tag)


@cache
def known_languages() -> Mapping[str, Language]:
    """All rows of languages.toml by BCP 47 tag."""
    text = resources.files(__package__).joinpath("languages.toml").read_text(encoding="utf-8")
    return {tag: _language(tag, row) for tag, row in tomllib.loads(text).items()}


def _language(tag: str, row: Mapping[str, Any]) -> Language:
    script = known_scripts()[str(row["script"])]
    voice = VoiceRow(**row.get("voice", {}))
    braille = _braille(row.get("braille", {}))
    names = {key: str(row[key]) for key in ("gettext", "cldr", "own_name", "direction", "digits")}
    kept: tuple[str, ...] = tuple(row.get("keep_with_next", ()))
    return Language(
        tag=tag, script=script, voice=voice, keep_with_next=kept, braille=braille, **names
    )


def _braille(row: Mapping[str, Any]) -> BrailleRow:
    pairs: Mapping[str, str] = row.get("replaced", {})
    return BrailleRow(**{**row, "replaced": tuple(pairs.items())})
