"""Fonts for the web: the pinned faces cut down to the characters that a page uses."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from html import unescape
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from everyleaf.language import Script

_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
_TEXT_ATTRIBUTE = re.compile(r'\b(?:alt|title|aria-label|label)="([^"]*)"')


def characters_of(pages: Iterable[str]) -> frozenset[str]:
    """Every character that the pages may show."""
    found: set[str] = set()
    for page in pages:
        found |= set(unescape(_TAG.sub(" ", page)))
        found |= set(unescape(" ".join(_TEXT_ATTRIBUTE.findall(page))))
    return frozenset(c for c in found if _is_shown(c))


def missing_characters(
    characters: frozenset[str], scripts: Sequence[Script], fonts: Path
) -> set[str]:
    """The characters that none of the faces has."""
    known = {
        chr(code)
        for script in scripts
        for code in _coverage(fonts / script.package / script.regular)
    }
    return set(characters - known)


def web_fonts(
    characters: frozenset[str], scripts: Sequence[Script], fonts: Path
) -> dict[str, bytes]:
    """``SCRIPT-WEIGHT.woff2`` for each face, with the glyphs that the characters need.

    Deterministic: no time stamp is written.
    """
    return {
        f"{script.code}-{weight}.woff2": _subset(fonts / script.package / name, characters)
        for script in scripts
        for weight, name in ((400, script.regular), (700, script.bold))
    }


def _subset(path: Path, characters: frozenset[str]) -> bytes:
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    options.drop_tables += ["meta"]  # says which languages the whole font was made for
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # with copyright and licence (OFL 1.1, 2)
    font = TTFont(path, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(c) for c in characters])
    cutter.subset(font)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


@cache
def _coverage(path: Path) -> frozenset[int]:
    return frozenset(TTFont(path, lazy=True).getBestCmap())


def _is_shown(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp") and character != "\u2028"
