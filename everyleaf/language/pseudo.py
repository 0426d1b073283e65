"""Pseudo-locales: rows of pseudo_locales.toml, kept apart from the languages of people."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from everyleaf.language.language import Language, VoiceRow
from everyleaf.language.script import known_scripts


@dataclass(frozen=True, slots=True)
class PseudoLocale:
    """One row. ``way`` is accented or mirrored; ``longer`` is a part of a text's letters."""

    language: Language
    way: str
    longer: float


@cache
def pseudo_locales() -> Mapping[str, PseudoLocale]:
    """All rows of pseudo_locales.toml by tag; none of them is among the known languages."""
    text = resources.files(__package__).joinpath("pseudo_locales.toml").read_text(encoding="utf-8")
    return {tag: _pseudo(tag, row) for tag, row in tomllib.loads(text).items()}


def _pseudo(tag: str, row: Mapping[str, str | float]) -> PseudoLocale:
    language = Language(
        tag=tag,
        gettext=tag.replace("-", "_"),
        cldr=str(row["cldr"]),
        own_name=str(row["own_name"]),
        script=known_scripts()[str(row["script"])],
        direction=str(row["direction"]),
        digits=str(row["digits"]),
        voice=VoiceRow(),
    )
    return PseudoLocale(language, str(row["way"]), float(row["longer"]))
