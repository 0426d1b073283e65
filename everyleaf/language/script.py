"""A script: the face it is set in, its size beside Latin, and its line height."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Script:
    """One row of scripts.toml. ``scale`` and the leadings are multiples of the layout's size.

    ``heading_leading`` is for short lines, such as headings (0: that of running text).
    ``least_leading``, ``most_letters`` and ``most_ems`` are what finished pages are held
    against; 0 where there is no rule for the script. ``unicode_name`` is the first word of
    the names of its letters. ``breaks_between_words`` where lines break between words that
    no space parts, and the layout engine does not find them (Pango 1.56 does for Thai).
    """

    code: str
    family: str
    package: str
    regular: str
    bold: str
    scale: float
    leading: float
    heading_leading: float = 0.0
    least_leading: float = 1.25
    most_letters: int = 0
    most_ems: int = 0
    unicode_name: str = ""
    breaks_between_words: bool = False


@cache
def known_scripts() -> Mapping[str, Script]:
    """All rows of scripts.toml by ISO 15924 code."""
    text = resources.files(__package__).joinpath("scripts.toml").read_text(encoding="utf-8")
    return {code: Script(code=code, **row) for code, row in tomllib.loads(text).items()}
