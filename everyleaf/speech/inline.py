"""The spoken text of inline elements.

Phones are said digit by digit with a pause at each group (STANDARDS 22), addresses
in words ("info at leaf dot example"), links by their text alone. Digits are folded
to ASCII, which every engine reads; bidi controls, which nobody hears, are left out.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from xml.etree.ElementTree import Element

from everyleaf.document import has_class, text_of
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.sentences import Span, split, without_surrogates

_SPACE = re.compile(r"[^\S\n]+|\s+")
# Marks that order or break a line and have no sound: bidi controls and isolates, soft
# hyphen, zero-width space, word joiner, byte order mark.
_SILENT = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\u2066-\u2069\ufeff]")
_ADDRESS_PART = re.compile(r"[0-9]|[^\W\d_]+|.", re.DOTALL)


class Line:
    """Spoken text as it grows. Facts are kept whole: no sentence ends inside one."""

    def __init__(self) -> None:
        self.text = ""
        self._whole: list[Span] = []

    def say(self, text: str) -> None:
        """Add running text, its white space folded."""
        spaced = _SPACE.sub(" ", text)
        self.text += spaced.lstrip() if self.text[-1:] in ("", " ") else spaced

    def say_whole(self, text: str) -> None:
        """Add a fact."""
        start = len(self.text)
        self.say(text)
        self._whole.append((start, len(self.text)))

    def sentences(self, language_tag: str) -> list[str]:
        """The sentences so far."""
        return split(self.text, language_tag, self._whole)


def line_of(element: Element, phrases: Phrases, language_tag: str) -> Line:
    """What is said for the inline content of ``element``; blocks inside it are left out."""
    line = Line()
    _walk(element, line, _Manner(phrases, language_tag))
    return line


BLOCKS = frozenset(
    "article section p ul ol li dl dt dd table caption thead tbody tr th td aside div figure "
    "h1 h2 h3 h4 h5 h6".split()
)


class _Manner:
    """How text and facts are said in one language."""

    def __init__(self, phrases: Phrases, language_tag: str) -> None:
        self.phrases = phrases
        self._words = known_words(language_tag)

    def plain(self, text: str) -> str:
        """Running text: silent marks left out, digits in ASCII, known words as they are said."""
        audible = _SILENT.sub("", without_surrogates(text))
        return _in_words(ascii_digits(audible), self._words)

    def phone(self, element: Element) -> str:
        """A digit at a time, a pause at each group: "0 8 0 8, 1 5 7, 0 1 2 3"."""
        number = ascii_digits(_SILENT.sub("", without_surrogates(text_of(element))))
        groups = re.split(r"[\s()\-.‐‑–]+", number)
        said = (" ".join(self._digit(c) for c in group) for group in groups if group)
        return ", ".join(said)

    def _digit(self, character: str) -> str:
        return (self.phrases.sign("+") or "+") if character == "+" else character

    def address(self, element: Element) -> str:
        """An e-mail or web address in words: "info at leaf dot example"."""
        text = _SILENT.sub("", without_surrogates(text_of(element))).rstrip("/")
        text = re.sub(r"^(https?|mailto):(//)?", "", text)
        parts = _ADDRESS_PART.findall(ascii_digits(text))
        return " ".join(self.phrases.sign(part) or part for part in parts)


def _walk(element: Element, line: Line, manner: _Manner) -> None:
    line.say(manner.plain(element.text or ""))
    for child in element:
        if child.tag not in BLOCKS:
            _inline(child, line, manner)
        line.say(manner.plain(child.tail or ""))


def _inline(element: Element, line: Line, manner: _Manner) -> None:
    if element.tag == "br":
        line.say(" " if line.text.rstrip()[-1:] in ",.;:" else ", ")
    elif element.tag == "sup" and element.find("a") is not None:
        return  # a footnote's number; the footnote itself is said after the block
    elif has_class(element, "fact"):
        line.say_whole(_fact(element, manner))
    else:
        _walk(element, line, manner)


def _fact(element: Element, manner: _Manner) -> str:
    kinds: Mapping[str, Callable[[Element], str]] = {
        "phone": manner.phone,
        "email": manner.address,
        "web": manner.address,
    }
    for kind, say in kinds.items():
        if has_class(element, kind):
            return say(element)
    return manner.plain(text_of(element))


def ascii_digits(text: str) -> str:
    """``text`` with every decimal digit of any script as an ASCII digit."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


@cache
def known_words(language_tag: str) -> Mapping[str, str]:
    """What is said for words that mix letters and digits (known_words.toml)."""
    text = resources.files(__package__).joinpath("known_words.toml").read_text(encoding="utf-8")
    words: Mapping[str, Mapping[str, str]] = tomllib.loads(text)
    return words.get(language_tag.partition("-")[0], {})


def _in_words(text: str, words: Mapping[str, str]) -> str:
    if not words:
        return text
    alternatives = "|".join(map(re.escape, words))
    # Not \b: in Chinese no space parts a Latin word from its neighbours.
    pattern = rf"(?<![0-9A-Za-z])(?:{alternatives})(?![0-9A-Za-z])"
    return re.sub(pattern, lambda match: words[match.group()], text)
