"""What is said of a book: the script of the recording, and what only a book shows.

That is the notices as they are printed, for staff in the source language too, and the
colophon. How long a recording is, which a book does not show, is not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from everyleaf.document import has_class, text_of
from everyleaf.formats.book.marking import Marks, mark_sentences
from everyleaf.formats.book.pages import COLOPHON, OPENING, Pages
from everyleaf.speech.inline import BLOCKS, line_of
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.script import (
    AFTER_HEADING,
    BETWEEN_PARAGRAPHS,
    BETWEEN_SENTENCES,
    Chapter,
    Script,
    Sentence,
)

_BEYOND = 1_000_000  # numbers of blocks that are no messages of the leaflet
_PHRASES = ("publisher", "reviewed", "voice")  # of the opening, which a book shows


@dataclass
class SpokenBook:
    """Says what a book shows. ``words`` are the phrases of each language with a voice."""

    pages: Pages
    marks: Marks
    words: Mapping[str, Phrases]
    code: str
    version: str

    def script(self, script: Script) -> Script:
        """The script of the whole book; every block that is said is marked."""
        first, *rest = script.chapters
        opening, colophon = self.pages.named(OPENING), self.pages.named(COLOPHON)
        notices = tuple(self._said(_notices(opening.body), script.language))
        last = next(n for n, one in enumerate(first.sentences, 1) if one.role == "publisher")
        sentences = (*first.sentences[:last], *notices, *first.sentences[last:])
        chapters = [Chapter(first.title, first.level, sentences), *rest]
        _mark_facts(colophon.body, self.code, self.version)
        if said := tuple(self._said([colophon.body], script.language)):
            chapters.append(Chapter(colophon.title, 2, said))
        return Script(script.language, tuple(chapters))

    def _said(self, elements: Iterable[Element], tag: str) -> Iterator[Sentence]:
        for element in elements:
            for block, spoken in _blocks(element, tag):
                if spoken in self.words:
                    yield from self._block(block, spoken)

    def _block(self, block: Element, tag: str) -> Iterator[Sentence]:
        number = _BEYOND + len(self.marks.ids)
        texts = line_of(block, self.words[tag], tag).sentences()
        name = f"b{number - _BEYOND}"
        if texts and (ids := mark_sentences(block, name, len(texts), tag)):
            self.marks.ids[number, ""] = ids
            end = AFTER_HEADING if block.tag == "h2" else BETWEEN_PARAGRAPHS
            for position, text in enumerate(texts, 1):
                pause = end if position == len(texts) else BETWEEN_SENTENCES
                yield Sentence(text, tag, "text", pause, number)


def print_opening(pages: Pages, marks: Marks, script: Script, *, aloud: bool) -> Script:
    """Print what is said at the start: publisher, date, and that a computer reads.

    The script comes back with these sentences numbered as the blocks that they now are.
    """
    opening, places = pages.named(OPENING).body, {}
    at = 1 + len(_notices(opening))
    for role in _PHRASES[: None if aloud else -1]:
        said = [s.text for s in script.chapters[0].sentences if s.role == role]
        number = _BEYOND + len(marks.ids)
        paragraph = Element("p", {"class": role})
        span = SubElement(paragraph, "span", {"id": f"b{number - _BEYOND}"})
        span.text = " ".join(said)
        opening.insert(1 if role == "publisher" else at + 1, paragraph)
        at += role == "reviewed"
        marks.ids[number, ""], places[role] = [f"b{number - _BEYOND}"], number
    first, *rest = script.chapters
    numbered = tuple(_numbered(sentence, places) for sentence in first.sentences)
    return Script(script.language, (Chapter(first.title, first.level, numbered), *rest))


def _numbered(sentence: Sentence, places: Mapping[str, int]) -> Sentence:
    place = places.get(sentence.role, sentence.block)
    return Sentence(
        sentence.text, sentence.language_tag, sentence.role, sentence.pause_after, place
    )


def _notices(opening: Element) -> list[Element]:
    return [aside for aside in opening.findall("aside") if has_class(aside, "notice")]


def _blocks(element: Element, tag: str) -> Iterator[tuple[Element, str]]:
    """The blocks that hold words, each with its language."""
    tag = element.get("lang", tag)
    if element.tag in BLOCKS and _own_words(element):
        yield element, tag
    for child in list(element):
        if child.tag in BLOCKS:
            yield from _blocks(child, tag)


def _own_words(element: Element) -> bool:
    inline = [child for child in element if child.tag not in BLOCKS]
    words = [element.text or "", *(child.tail or "" for child in element), *map(text_of, inline)]
    return bool("".join(words).strip())


def _mark_facts(colophon: Element, code: str, version: str) -> None:
    """What is said sign by sign: code and version, which are no numbers, and the address."""
    kinds = {code: "fact phone", version: "fact web"}
    for element in colophon.iter():
        if element.tag == "bdi" and text_of(element) in kinds:
            element.set("class", kinds[text_of(element)])
        if element.tag == "a" and code in element.get("href", ""):
            element.set("class", "fact web")
