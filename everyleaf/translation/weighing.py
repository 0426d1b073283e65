"""Whether two versions of a source text say the same where it matters most.

A translation of "twice a day" must not stand, however fuzzy, below "three times a day":
people confirm what looks finished. So figures with their units, facts, negations, counts
and rhythms are weighed; the words of each source language are data.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources

from everyleaf.language import Language
from everyleaf.reading import placeholders

_FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*\s*(?:[^\W\d_]+|[%°‰]\w?)?")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def weigh_the_same(old: str, new: str, language: Language) -> bool:
    """Whether both texts in ``language`` have the same figures, facts and weighty words.

    False where nobody has written down the words of the language.
    """
    words = _weighty_words(language.tag)
    return words is not None and _weights(old, words) == _weights(new, words)


def _weights(text: str, words: frozenset[str]) -> Counter[str]:
    plain = text.replace("\u2019", "'").casefold()
    figures = ("".join(figure.split()) for figure in _FIGURE.findall(plain))
    weighty = (word for word in _WORD.findall(plain) if word in words)
    return Counter((*figures, *weighty, *placeholders(text)))


@cache
def _weighty_words(tag: str) -> frozenset[str] | None:
    text = resources.files(__package__).joinpath("weighty_words.toml").read_text(encoding="utf-8")
    row = tomllib.loads(text).get(tag)
    return None if row is None else frozenset(" ".join(row.values()).split())
