"""Sentences: where one ends and the next begins, in any script.

The boundaries are those of UAX 29 (Unicode Text Segmentation); a boundary is
dropped after an abbreviation of the language, inside a fact, and where a part
would hold no letter and no digit.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

from unicode_segmentation_rs import unicode_sentences

Span = tuple[int, int]  # the first character and the one after the last


def split(text: str, language_tag: str, whole: Sequence[Span] = ()) -> list[str]:
    """The sentences of ``text``, trimmed, none empty. No boundary falls inside a span of ``whole``.

    Lone surrogates, which no file can hold, come back as U+FFFD.
    """
    text = without_surrogates(text)
    cuts = [cut for cut in _boundaries(text) if not _inside(cut, whole)]
    parts: list[str] = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        _add(parts, text[start:end], language_tag)
    return [part.strip() for part in parts if not all(map(_is_pause, part))]


def without_surrogates(text: str) -> str:
    """``text`` with every lone surrogate replaced by U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_pause(character: str) -> bool:
    return character.isspace() or unicodedata.category(character)[0] == "P"


def _boundaries(text: str) -> list[int]:
    """Where a sentence begins after another, in characters.

    The segmenter leaves out parts without letters; a stop that then hangs over is
    given back to the sentence before it.
    """
    starts, position = [], 0
    for sentence in unicode_sentences(text):
        position = text.index(sentence, position)
        starts.append(position)
        position += len(sentence)
    return starts[1:]


def _inside(cut: int, whole: Iterable[Span]) -> bool:
    return any(start < cut < end for start, end in whole)


def _add(parts: list[str], part: str, language_tag: str) -> None:
    speakable = any(character.isalnum() for character in part)
    if parts and (not speakable or _is_open(parts[-1], language_tag)):
        parts[-1] += part
    else:
        parts.append(part)


def _is_open(sentence: str, language_tag: str) -> bool:
    """Whether ``sentence`` ends in an abbreviation, so that it goes on."""
    text = sentence.rstrip()
    if not text.endswith("."):
        return False
    last = text[:-1].split()[-1:] or [""]
    return last[0].lstrip("([“\"'‘") in _abbreviations(language_tag.partition("-")[0])


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(_table().get(language, ()))


@cache
def _table() -> Mapping[str, Sequence[str]]:
    text = resources.files(__package__).joinpath("abbreviations.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
