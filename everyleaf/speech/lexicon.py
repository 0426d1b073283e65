"""The lexicon of a language: words that a voice would say wrongly, and how they are said.

An alias replaces the word in the spoken script. Phonemes leave it as it is written, and
are given to the engines that take their alphabet; the others say the alias.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources

# A word goes on with these, though they are no \w: vowel signs and other marks.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff"
_LATIN = "0-9A-Za-z\u00c0-\u024f\u0300-\u036f"
_IDEOGRAPHS = "\u3400-\u9fff"


@dataclass(frozen=True, slots=True)
class Word:
    """One way of writing a word, and how it is said.

    ``phonemes`` are pairs of alphabet and phonemes, the preferred first. ``said`` is the
    alias. ``place`` is file:line, for people; it changes no sound.
    """

    grapheme: str
    said: str = ""
    phonemes: tuple[tuple[str, str], ...] = ()
    place: str = field(default="", compare=False, repr=False)

    def phonemes_in(self, alphabets: frozenset[str]) -> str | None:
        """The first phonemes in one of these alphabets."""
        return next((text for name, text in self.phonemes if name in alphabets), None)


@dataclass(frozen=True)
class Lexicon:
    """All words of a language that are said otherwise than they are written."""

    words: tuple[Word, ...] = ()

    def over(self, other: Lexicon) -> Lexicon:
        """This lexicon, with the words of ``other`` that it does not have."""
        known = {word.grapheme for word in self.words}
        return Lexicon(self.words + tuple(w for w in other.words if w.grapheme not in known))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted((word.grapheme for word in self.words), key=len, reverse=True)
        return re.compile("|".join(map(_whole, longest)) or "(?!)")

    @cached_property
    def _by_grapheme(self) -> Mapping[str, Word]:
        return {word.grapheme: word for word in self.words}

    def parts(self, text: str) -> Iterator[str | Word]:
        """``text`` in order, each word of the lexicon by itself."""
        position = 0
        for found in self._pattern.finditer(text):
            if text[position : found.start()]:
                yield text[position : found.start()]
            yield self._by_grapheme[found.group()]
            position = found.end()
        if text[position:]:
            yield text[position:]


NO_WORDS = Lexicon()


def _whole(grapheme: str) -> str:
    """A pattern for the word, not for a part of a longer one."""
    return rf"(?<!{_goes_on(grapheme[0])}){re.escape(grapheme)}(?!{_goes_on(grapheme[-1])})"


def _goes_on(edge: str) -> str:
    """What makes a word longer that begins or ends with ``edge``.

    A Latin word may follow an Arabic prefix or an ideograph without a space.
    """
    if re.match(f"[{_IDEOGRAPHS}]", edge):
        return "(?!)"
    return f"[{_LATIN}]" if re.match(f"[{_LATIN}]", edge) else rf"(?:[^\W{_IDEOGRAPHS}]|[{_MARKS}])"


@cache
def built_in(language_tag: str) -> Lexicon:
    """The lexicon that comes with the program; a publication's own words go before it."""
    from everyleaf.speech.pls import read_pls  # late: pls builds on this module

    language = language_tag.partition("-")[0]
    file = resources.files(__package__).joinpath("lexicons", f"{language}.pls")
    if not file.is_file():
        return Lexicon()
    lexicon, found = read_pls(file.read_bytes(), f"{language}.pls", language)
    if found:
        raise ValueError(f"A lexicon of the program is wrong: {found[0]}")
    return lexicon
