"""Fonts for the web: the pinned faces cut down to the characters that a page uses."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont

from everyleaf.language import Language, Script
from everyleaf.layout.typefaces import faces

_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)  # with copyright and licence (OFL 1.1, 2)
_VOID = frozenset({"br", "img", "hr", "meta", "link", "input", "wbr", "source", "col"})
_TEXT_ATTRIBUTE = re.compile(r'\b(?:alt|title|aria-label|label)="([^"]*)"')


class _Languages(HTMLParser):
    """Which characters stand in elements of which language; ``found`` is by BCP 47 tag."""

    def __init__(self, pages: Iterable[str]) -> None:
        super().__init__()
        self.found: dict[str, set[str]] = {}
        self._around: list[tuple[str, str]] = []  # element and language
        for page in pages:
            self._around.clear()
            self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around = self._around[-1][1] if self._around else ""
        language = dict(attrs).get("lang") or around
        if tag not in _VOID:
            self._around.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._around):
            while self._around.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._around:
            self.found.setdefault(self._around[-1][1], set()).update(data)


def characters_of(pages: Iterable[str]) -> frozenset[str]:
    """Every character that the pages may show."""
    found: set[str] = set()
    for page in pages:
        found |= set(unescape(_TAG.sub(" ", page)))
        found |= set(unescape(" ".join(_TEXT_ATTRIBUTE.findall(page))))
    return frozenset(c for c in found if _is_shown(c))


def missing_characters(
    characters: Iterable[str], scripts: Iterable[Script], fonts: Path
) -> set[str]:
    """The characters that none of the faces has."""
    known = {chr(code) for script in scripts for code in _coverage(_regular(script, fonts))}
    return set(characters) - known


def characters_by_script(
    pages: Sequence[str], own: Language, others: Iterable[Language], fonts: Path
) -> dict[Script, frozenset[str]]:
    """Every face that the pages name, with the characters that it may be asked for.

    Latin and the page's own script are asked for all of them. Another language's face is for
    the few words in that language, and for what the first two do not have: so it is the same
    on most pages of a publication.
    """
    everything, found = characters_of(pages), _Languages(pages).found
    latin, *scripts = faces((own, *others))
    asked = {latin: everything, own.script: everything}
    known = {chr(code) for script in asked for code in _coverage(_regular(script, fonts))}
    for script in scripts:
        tags = [language.tag for language in others if language.script == script]
        words = {c for tag in tags for c in found.get(tag, ()) if _is_shown(c)}
        asked.setdefault(script, frozenset(words | (everything - known)))
    return asked


def web_fonts(asked: Mapping[Script, frozenset[str]], fonts: Path) -> dict[str, bytes]:
    """``SCRIPT-WEIGHT.woff2`` for each face, with the glyphs that the characters need.

    Deterministic: no time stamp is written.
    """
    made: dict[str, bytes] = {}
    for script, characters in asked.items():
        for weight, name in ((400, script.regular), (700, script.bold)):
            path = fonts / script.package / name
            there = frozenset(c for c in characters if ord(c) in _coverage(path))
            made[f"{script.code}-{weight}.woff2"] = _subset(path, there)
    return made


def _regular(script: Script, fonts: Path) -> Path:
    return fonts / script.package / script.regular


@lru_cache(maxsize=64)  # the faces of other languages are the same on most pages
def _subset(path: Path, characters: frozenset[str]) -> bytes:
    wanted = harfbuzz.SubsetInput()
    for asked, kept in (
        (wanted.unicode_set, map(ord, characters)),
        (wanted.name_id_set, _NAMES),
    ):
        asked.clear()
        asked.update(kept)
    features = wanted.layout_feature_tag_set
    features.clear()
    features.invert()  # all that the face has: a page's CSS may ask for any
    whole = harfbuzz.Face(_unpacked(path))
    return _woff2(harfbuzz.subset(whole, wanted).blob.data)


@lru_cache(maxsize=4)
def _unpacked(path: Path) -> bytes:
    """The tables as HarfBuzz reads them: it does not know WOFF."""
    font, buffer = TTFont(path, recalcTimestamp=False), io.BytesIO()
    font.flavor = None
    font.save(buffer)
    return buffer.getvalue()


def _woff2(font: bytes) -> bytes:
    cut, buffer = TTFont(io.BytesIO(font), recalcTimestamp=False), io.BytesIO()
    cut.flavor = "woff2"
    cut.save(buffer)
    return buffer.getvalue()


@cache
def _coverage(path: Path) -> frozenset[int]:
    return frozenset(TTFont(path, lazy=True).getBestCmap())


def _is_shown(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp") and character != "\u2028"
