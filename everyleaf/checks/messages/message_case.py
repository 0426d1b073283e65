"""What several checks of a message need: its facts and its words, found once."""

from __future__ import annotations

import re
from functools import lru_cache

from everyleaf.facts import Facts, Words, find_facts, words_of
from everyleaf.facts.folding import MASK, without_markup
from everyleaf.language import Language, known_languages

_LETTERS = re.compile(r"[a-zA-ZÀ-ɏ]+(?:['’-][a-zA-ZÀ-ɏ]+)*|[^\W\d_a-zA-ZÀ-ɏ]+")


@lru_cache(maxsize=4096)
def facts_in(text: str, tag: str) -> Facts:
    """The facts of ``text`` in the language with this tag; several checks ask for them."""
    return find_facts(text, known_languages()[tag])


def words_for(language: Language) -> Words | None:
    """The words of number and negation that are written down for a language."""
    return words_of(language.tag)


def shown_words(text: str) -> list[str]:
    """The words of a Latin text that a reader sees: no addresses, no placeholders."""
    plain = re.sub(r"\S*(?:@|://|www\.)\S*", f" {MASK} ", without_markup(text))
    return _LETTERS.findall(plain)
