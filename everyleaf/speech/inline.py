"""The spoken text of inline elements.

Phones are said digit by digit with a pause at each group (STANDARDS 22), addresses
in words ("info at leaf dot example"), links by their text alone. Digits are folded
to ASCII, which every engine reads; bidi controls, which nobody hears, are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from everyleaf.document import has_class, text_of
from everyleaf.speech.lexicon import Word, built_in
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.sentences import Span, split, without_surrogates
from everyleaf.speech.spoken import forms_of, read_aloud
from everyleaf.speech.spoken.whole_numbers import in_words

_SPACE = re.compile(r"[^\S\u00a0\u202f]+")  # hard spaces tell one number from two
# Marks that order or break a line and have no sound: bidi controls and isolates, soft
# hyphen, zero-width space, word joiner, byte order mark.
_SILENT = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060\u2066-\u2069\ufeff]")
_ADDRESS_PART = re.compile(r"[0-9]|[^\W\d_]+|.", re.DOTALL)


class Line:
    """Spoken text as it grows. Facts are kept whole: no sentence ends inside one.

    Spoken forms are found in the whole text between two facts, since a dose may stand in
    more than one element: "**2.5** mg".
    """

    def __init__(self, language_tag: str) -> None:
        self._tag = language_tag
        self._written = ""
        self._facts: list[Span] = []

    def say(self, text: str) -> None:
        """Add running text as it is written, its white space folded but for hard spaces."""
        spaced = _SPACE.sub(" ", text)
        self._written += spaced.lstrip(" ") if self._written[-1:] in ("", " ") else spaced

    def say_whole(self, text: str) -> None:
        """Add a fact, in words already."""
        start = len(self._written)
        self.say(text)
        self._facts.append((start, len(self._written)))

    def ends_with_pause(self) -> bool:
        """Whether the text so far ends with a sign that is a pause."""
        return self._written.rstrip()[-1:] in ",.;:"

    @property
    def text(self) -> str:
        """What is said, in one piece."""
        return self._spoken()[0]

    def sentences(self) -> list[str]:
        """What is said, sentence by sentence."""
        text, facts = self._spoken()
        return split(text, self._tag, facts)

    def _spoken(self) -> tuple[str, list[Span]]:
        forms = forms_of(self._tag)
        said, facts, position = "", [], 0
        for start, end in [*self._facts, (len(self._written), len(self._written))]:
            between = self._written[position:start]
            said += read_aloud(between, forms) if forms else between
            facts.append((len(said), len(said) + end - start))
            said, position = said + self._written[start:end], end
        return said.replace("\u00a0", " ").replace("\u202f", " "), facts


def line_of(element: Element, phrases: Phrases, language_tag: str) -> Line:
    """What is said for the inline content of ``element``; blocks inside it are left out."""
    line = Line(language_tag)
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
        self._tag = language_tag
        self._lexicon = phrases.lexicon or built_in(language_tag)
        self._forms = forms_of(language_tag)

    def parts(self, text: str) -> Iterator[str | Word]:
        """Running text, silent marks left out and digits in ASCII; words of the lexicon apart."""
        return self._lexicon.parts(ascii_digits(_SILENT.sub("", without_surrogates(text))))

    def say(self, text: str, line: Line) -> None:
        """Running text, the words of the lexicon as they are said.

        A word that has phonemes stays as it is written, for the engine to know it again.
        """
        for part in self.parts(text):
            if isinstance(part, str):
                line.say(part)
            elif part.phonemes:
                line.say_whole(part.grapheme)
            else:
                line.say(part.said)

    def aloud(self, text: str) -> str:
        """A fact that is text, such as a dose: with its numbers and signs in words."""
        line = Line(self._tag)
        self.say(text, line)
        return line.text

    def phone(self, element: Element) -> str:
        """A digit at a time, a pause at each group: "zero eight, one five seven"."""
        number = ascii_digits(_SILENT.sub("", without_surrogates(text_of(element))))
        groups = re.split(r"[\s()\-.‐‑–]+", number)
        gap, pause = (
            (self._forms.digit_gap, self._forms.group_pause) if self._forms else (" ", ", ")
        )
        return pause.join(gap.join(map(self._digit, group)) for group in groups if group)

    def _digit(self, character: str) -> str:
        if character == "+":
            return (self.phrases.sign("+") or "+") + " "
        if not self._forms or not character.isdecimal():
            return character
        return in_words(int(character), self._forms)

    def address(self, element: Element) -> str:
        """An e-mail or web address in words: "info at leaf dot example"."""
        text = _SILENT.sub("", without_surrogates(text_of(element))).rstrip("/")
        text = re.sub(r"^(https?|mailto):(//)?", "", text)
        parts = _ADDRESS_PART.findall(ascii_digits(text))
        return " ".join(self.phrases.sign(part) or part for part in parts)


def _walk(element: Element, line: Line, manner: _Manner) -> None:
    manner.say(element.text or "", line)
    for child in element:
        if child.tag not in BLOCKS:
            _inline(child, line, manner)
        manner.say(child.tail or "", line)


def _inline(element: Element, line: Line, manner: _Manner) -> None:
    if element.tag == "br":
        line.say(" " if line.ends_with_pause() else ", ")
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
    return manner.aloud(text_of(element))


def ascii_digits(text: str) -> str:
    """``text`` with every decimal digit of any script as an ASCII digit."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
