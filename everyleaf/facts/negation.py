"""Negation: "do not", "never", "without", sentence by sentence where the sentences agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from everyleaf.facts.folding import fold_letters, without_markup
from everyleaf.facts.words import Words

# Ends of sentences in the scripts of the leaflets; a full stop inside a number is none.
_SENTENCE_ENDS = re.compile(r"(?<!\d)[.!?]+(?=\s|$)|(?<=\d)[.!?]+(?=\s+\D|$)|[。！？؟۔।॥]+")


@dataclass(frozen=True, slots=True)
class Negation:
    """Whether a sentence says no, and whether it does so by other means (avoid, not only)."""

    plain: bool
    by_other_means: bool


def negations(text: str, words: Words) -> list[Negation]:
    """One for each sentence of ``text``."""
    plain = fold_letters(without_markup(text))
    return [_negation(part, words) for part in _SENTENCE_ENDS.split(plain) if part.strip()]


def _negation(sentence: str, words: Words) -> Negation:
    idiom = bool(words.no_negation and words.no_negation.search(sentence))
    if words.no_negation:
        sentence = words.no_negation.sub(" \x7f ", sentence)
    plain = bool(words.negation and words.negation.search(sentence))
    other = bool(words.negation_by_other_means and words.negation_by_other_means.search(sentence))
    return Negation(plain, other or idiom)


def negation_difference(
    source: list[Negation], target: list[Negation]
) -> Literal["lost", "new"] | None:
    """Whether a negation of the source is lost, or the target has one that is not there.

    A language may put "not" into a neighbouring sentence only by rewriting both, so
    where the numbers of sentences agree each is held against its own.
    """
    if len(source) != len(target):
        source, target = [_any(source)], [_any(target)]
    for one, other in zip(source, target, strict=True):
        if one.plain and not (other.plain or other.by_other_means):
            return "lost"
        if other.plain and not (one.plain or one.by_other_means):
            return "new"
    return None


def _any(parts: list[Negation]) -> Negation:
    return Negation(any(p.plain for p in parts), any(p.by_other_means for p in parts))
