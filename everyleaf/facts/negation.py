"""Negation: "do not", "never", "without", sentence by sentence where the sentences agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from everyleaf.facts.folding import MASK, fold_letters, without_markup
from everyleaf.facts.words import Words

# Ends of sentences in the scripts of the leaflets; a full stop inside a number is none.
_SENTENCE_ENDS = re.compile(r"(?<!\d)[.!?]+(?=\s|$)|(?<=\d)[.!?]+(?=\s+\D|$)|[。！？؟۔।॥]+")


@dataclass(frozen=True, slots=True)
class Negation:
    """How often a sentence says no, and how often by other means (avoid, not only)."""

    plain: int
    by_other_means: int


def negations(text: str, words: Words) -> list[Negation]:
    """One for each sentence of ``text``."""
    plain = fold_letters(without_markup(text))
    return [_negation(part, words) for part in _SENTENCE_ENDS.split(plain) if part.strip()]


def _negation(sentence: str, words: Words) -> Negation:
    idioms = _times(words.no_negation, sentence)
    if words.no_negation:
        sentence = words.no_negation.sub(f" {MASK} ", sentence)
    rest = words.negation.sub(MASK, sentence) if words.negation else sentence
    other = _times(words.negation_by_other_means, rest)
    return Negation(_times(words.negation, sentence), other + idioms)


def _times(pattern: re.Pattern[str] | None, sentence: str) -> int:
    return sum(1 for _ in pattern.finditer(sentence)) if pattern else 0


def negation_difference(
    source: list[Negation], target: list[Negation]
) -> Literal["lost", "new", "fewer"] | None:
    """Whether a negation of the source is lost, or the target has one that is not there.

    "fewer": a sentence of the source says no twice, that of the target once.

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
    pairs = zip(source, target, strict=True)
    fewer = any(one.plain > 1 and other.plain + other.by_other_means < 2 for one, other in pairs)
    return "fewer" if fewer else None


def _any(parts: list[Negation]) -> Negation:
    return Negation(sum(p.plain for p in parts), sum(p.by_other_means for p in parts))
