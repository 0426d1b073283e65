"""The blocks of a spoken script by number: what a person reads from, and what is recorded.

A block is what is said without a heading, a paragraph or an item beginning anew. What
only a machine can say (how long the recording is, that no person speaks) has no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from everyleaf.speech.script import Script, Sentence
from everyleaf.store import digest_of

UNNUMBERED = frozenset({"length", "voice"})  # roles that a person does not read aloud


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``number`` counts from 1 through the whole script; None is never recorded.

    ``chapter`` counts from 1; ``title`` is that chapter's heading as it is printed.
    """

    number: int | None
    chapter: int
    title: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """All that is said in it."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def role(self) -> str:
        """What it is: title, text, item, notice."""
        return self.sentences[0].role

    @property
    def language_tag(self) -> str:
        """The language that it is in (BCP 47)."""
        return self.sentences[0].language_tag

    @property
    def pause_after(self) -> float:
        """The silence after it, in seconds."""
        return self.sentences[-1].pause_after

    @property
    def digest(self) -> str:
        """What a recording of it is tied to: its words and their language."""
        return text_digest(self.language_tag, self.text)


def text_digest(language_tag: str, text: str) -> str:
    """The digest of a spoken text; white space does not count."""
    return digest_of({"language": language_tag, "text": " ".join(text.split())})


def numbered(script: Script) -> tuple[Block, ...]:
    """Every block of ``script`` in order."""
    return tuple(_blocks(script))


def _blocks(script: Script) -> Iterator[Block]:
    number = 0
    for position, chapter in enumerate(script.chapters, 1):
        for sentences in _grouped(chapter.sentences):
            recorded = sentences[0].role not in UNNUMBERED
            number += recorded
            yield Block(number if recorded else None, position, chapter.title, sentences)


def _grouped(sentences: tuple[Sentence, ...]) -> Iterator[tuple[Sentence, ...]]:
    """Sentences of the same message, role and language, as long as the block lasts."""
    for _, group in groupby(sentences, lambda s: (s.block, s.role, s.language_tag)):
        same: list[Sentence] = []
        for sentence in group:
            same.append(sentence)
            if sentence.ends_block:
                yield tuple(same)
                same = []
        if same:
            yield tuple(same)
