"""Finds the old message that a new one was probably made from."""

from __future__ import annotations

import heapq
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from everyleaf.catalogue import Block

_LEAST = 70.0  # per cent of letters in common; below, a translator is faster without
_MOST_LOOKS = 8  # candidates that are compared letter by letter
_LONGEST = 20_000  # letters; a paragraph has hundreds, and comparing grows with the square
_COMMON = 200  # a word in more messages than this tells too little to be looked up
_LONG = 15  # longer runs of letters are of a script without spaces: cut into pieces
_PIECE = 3
_WORD = re.compile(r"\w+")


class NearMessages:
    """Old messages by the words in them."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = tuple(blocks)
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, block in enumerate(self._blocks):
            if len(block.key.source) > _LONGEST:
                continue
            for word in set(_words(block.key.source)):
                self._places[word].append(number)

    def nearest(self, text: str) -> Block | None:
        """The old message that is most like ``text``, or None where none is like it."""
        if len(text) > _LONGEST:
            return None
        best, most = None, 0.0
        for block in self._candidates(text):
            likeness = fuzz.ratio(text, block.key.source, score_cutoff=max(_LEAST, most))
            if likeness > most:
                best, most = block, likeness
        return best

    def _candidates(self, text: str) -> list[Block]:
        """Those that share the most words, rare words counting more; in a stable order."""
        shared: dict[int, float] = defaultdict(float)
        found = [self._places[word] for word in sorted(set(_words(text))) if word in self._places]
        rare = [places for places in found if len(places) <= _COMMON]
        for places in rare or found:
            worth = math.log(2 + len(self._blocks) / len(places))
            for number in places:
                shared[number] += worth
        best = heapq.nsmallest(_MOST_LOOKS, ((-worth, number) for number, worth in shared.items()))
        return [self._blocks[number] for _, number in best]


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.casefold()):
        if len(word) <= _LONG:
            yield word
        else:
            yield from (word[start : start + _PIECE] for start in range(len(word) - _PIECE + 1))
