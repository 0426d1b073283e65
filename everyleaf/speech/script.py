"""The spoken script: what is said, in which order, with which pauses.

Made from the same tree as every other format. Title and originator come first, then
what this is and how long it takes (UKAAF MS01, STANDARDS 21); a chapter a heading;
one to two seconds at headings, 0.6 s between paragraphs (STANDARDS 22).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from everyleaf.document import Document
from everyleaf.speech.blocks import Said, message_of, said_blocks
from everyleaf.speech.inline import line_of
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.sentences import split

# Seconds of silence.
BETWEEN_SENTENCES = 0.35
BETWEEN_ITEMS = 0.5
BETWEEN_PARAGRAPHS = 0.6
AFTER_HEADING = 1.0
BEFORE_HEADING = 1.5


@dataclass(frozen=True, slots=True)
class Sentence:
    """One utterance. ``pause_after`` is in seconds.

    ``block`` is the index of the message that it was made from, None for spoken phrases;
    ``ends_block`` tells the last sentence of what is said in one go.
    """

    text: str
    language_tag: str
    role: str
    pause_after: float
    block: int | None = None
    ends_block: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is said under one heading. ``level`` is 1 for the title, 2 for an h2."""

    title: str
    level: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A whole recording. ``language`` is a BCP 47 tag."""

    language: str
    chapters: tuple[Chapter, ...]

    @property
    def sentences(self) -> Iterator[Sentence]:
        """All sentences in order."""
        return (sentence for chapter in self.chapters for sentence in chapter.sentences)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that is spoken before the text (STANDARDS 8), in the language ``tag``."""

    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What is said before the text. ``reviewed`` is a date in words (CLDR, "long").

    ``minutes`` is the length of the recording; None leaves the sentence out.
    """

    publisher: str
    reviewed: str
    notices: tuple[Notice, ...] = ()
    minutes: int | None = None


def spoken_script(document: Document, phrases: Phrases, opening: Opening) -> Script:
    """The script of ``document``. Nothing is judged here; `numbers` and `gates` do that."""
    tag = document.language.tag
    writer = _Writer(tag, document.title)
    _open(writer, document, phrases, opening)
    for said in said_blocks(document.body, phrases, tag):
        if said.role == "title":
            continue  # spoken first, in the opening
        if said.role == "heading":
            writer.begin_chapter(said)
        writer.say(said)
    return Script(tag, writer.finish())


def _open(writer: _Writer, document: Document, phrases: Phrases, opening: Opening) -> None:
    heading = document.body.find("h1")
    writer.say(_title(heading, phrases, writer.tag))
    writer.say_text(phrases.publisher(opening.publisher), "publisher")
    for notice in opening.notices:
        writer.say_text(notice.text, "notice", notice.tag)
    writer.say_text(phrases.reviewed(opening.reviewed), "reviewed")
    if opening.minutes is not None:
        writer.say_text(phrases.length(opening.minutes), "length")
    writer.say_text(phrases.voice(), "voice")


def _title(heading: Element | None, phrases: Phrases, tag: str) -> Said:
    if heading is None:
        return Said("title", ())
    sentences = line_of(heading, phrases, tag).sentences()
    return Said("title", tuple(sentences), message_of(heading))


_PAUSE_AFTER = {
    "title": AFTER_HEADING,
    "heading": AFTER_HEADING,
    "item": BETWEEN_ITEMS,
    "cell": BETWEEN_ITEMS,
}


class _Writer:
    """Chapters as they grow."""

    def __init__(self, tag: str, title: str) -> None:
        self.tag = tag
        self._finished: list[Chapter] = []
        self._title, self._level = title, 1
        self._sentences: list[Sentence] = []

    def begin_chapter(self, heading: Said) -> None:
        self._end_chapter()
        self._title, self._level = heading.title, heading.level

    def say(self, said: Said) -> None:
        end = _PAUSE_AFTER.get(said.role, BETWEEN_PARAGRAPHS)
        for number, text in enumerate(said.sentences, 1):
            last = number == len(said.sentences)
            pause = end if last else BETWEEN_SENTENCES
            tag = said.tag or self.tag
            self._sentences.append(Sentence(text, tag, said.role, pause, said.message, last))

    def say_text(self, text: str, role: str, tag: str = "") -> None:
        self.say(Said(role, tuple(split(text, tag or self.tag)), tag=tag))

    def finish(self) -> tuple[Chapter, ...]:
        self._end_chapter()
        return tuple(self._finished)

    def _end_chapter(self) -> None:
        """Close the chapter with the long pause that comes before a heading."""
        if self._sentences:
            *before, last = self._sentences
            closing = replace(last, pause_after=BEFORE_HEADING)
            self._finished.append(Chapter(self._title, self._level, (*before, closing)))
        self._sentences = []
