"""Who reads a book aloud, and when each sentence is heard."""

from __future__ import annotations

import copy
import dataclasses
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import av

from everyleaf.diagnostics import Diagnostic
from everyleaf.facts import localised_date
from everyleaf.formats.book.marking import Key, Marks, key_of
from everyleaf.formats.book.pages import Pages, pages_of
from everyleaf.formats.book.spoken_book import SpokenBook, print_opening
from everyleaf.formats.format import Job
from everyleaf.formats.spoken_text import chosen_voice, reader_of
from everyleaf.speech.codecs import MP3
from everyleaf.speech.keeping import InStore, Nowhere
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.reader import Reader
from everyleaf.speech.recording import Cue, Recording, Studio, speak
from everyleaf.speech.script import Opening, Script, spoken_script
from everyleaf.speech.sound import Mark
from everyleaf.speech.tags import Tags
from everyleaf.speech.withholding import untranslated


@dataclass(frozen=True, slots=True)
class Clip:
    """The element ``target`` is read from ``start`` to ``end`` seconds of its chapter's file.

    ``chapter`` counts from 0.
    """

    target: str
    chapter: int
    start: float
    end: float


@dataclass(frozen=True)
class Narrated:
    """A book and its sound: ``parts`` is an MP3 a chapter; none without a fit voice."""

    pages: Pages
    clips: tuple[Clip, ...] = ()
    parts: tuple[bytes, ...] = field(default=(), repr=False)
    seconds: float | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def narrated(job: Job) -> Narrated:
    """The book of a job, read aloud where the language has a fit voice."""
    composition = job.composition
    body = copy.deepcopy(composition.document.body)  # it is marked in place
    document = dataclasses.replace(composition.document, body=body)
    phrases = Phrases(composition.words.translations, job.lexicon)
    date = localised_date(document.front.reviewed, document.language)
    script = spoken_script(document, phrases, Opening(composition.settings.publisher.name, date))
    job = dataclasses.replace(job, composition=dataclasses.replace(composition, document=document))
    if chosen_voice(composition).spec is not None:
        return _read_aloud(job, script, phrases)
    pages = pages_of(job.composition)
    print_opening(pages, Marks({}), script, aloud=False)
    return Narrated(pages)


def _read_aloud(job: Job, script: Script, phrases: Phrases) -> Narrated:
    composition = job.composition
    document = composition.document
    marks = Marks.for_sentences(script.sentences)
    marks.mark_all(document.body, script.language)
    pages = pages_of(composition)
    readers = _readers(job)
    source = document.source_language.tag
    words = {source: Phrases(composition.source_words.translations), script.language: phrases}
    spoken = {tag: words[tag] for tag in readers}
    code, version = composition.edition.code, document.front.version
    script = SpokenBook(pages, marks, spoken, code, version).script(script)
    script = print_opening(pages, marks, script, aloud=True)
    if missing := tuple(untranslated(phrases, document)):
        return Narrated(pages, diagnostics=missing)
    keep = InStore(job.store_folder) if job.store_folder else Nowhere()
    studio = Studio(readers, document, keep, (MP3.name,), lexicon=job.lexicon)
    date = document.front.reviewed.isoformat()
    tags = Tags(document.title, composition.settings.publisher.name, script.language, date)
    outcome = speak(script, studio, tags)
    if outcome.recording is None:
        return Narrated(pages, diagnostics=outcome.diagnostics)
    return _synchronised(pages, outcome.recording, marks.ids)


def _readers(job: Job) -> dict[str, Reader]:
    """Who reads each language that is heard: the document's, and the source's where it may be."""
    composition = job.composition
    document = composition.document
    own = reader_of(composition, document.language, job.lexicon)
    source = None if document.is_source else reader_of(composition, document.source_language)
    read = {document.source_language.tag: source, document.language.tag: own}
    return {tag: reader for tag, reader in read.items() if reader is not None}


def _synchronised(pages: Pages, recording: Recording, ids: Mapping[Key, Sequence[str]]) -> Narrated:
    parts = tuple(mp3_parts(recording.mp3, recording.chapters))
    clips = tuple(_clips(recording.cues, recording.chapters, ids))
    return Narrated(pages, clips, parts, recording.seconds)


def _clips(
    cues: Sequence[Cue], chapters: Sequence[Mark], ids: Mapping[Key, Sequence[str]]
) -> Iterator[Clip]:
    """Each goes on until the next one begins, so that no pause is lost to a reader's player."""
    starts = list(_starts(cues, chapters, ids))
    for position, (target, chapter, start) in enumerate(starts):
        mark = chapters[chapter]
        end = mark.end
        if position + 1 < len(starts) and starts[position + 1][1] == chapter:
            end = starts[position + 1][2]
        yield Clip(target, chapter, start - mark.start, end - mark.start)


def _starts(
    cues: Sequence[Cue], chapters: Sequence[Mark], ids: Mapping[Key, Sequence[str]]
) -> Iterator[tuple[str, int, float]]:
    """What is lit, in which chapter, from when: by sentences, or by blocks where these differ."""
    chapter = 0
    for key, group in groupby(cues, lambda cue: key_of(cue.sentence)):
        said = list(group)
        targets = ids.get(key, ()) if key is not None else ()
        while said[0].start >= chapters[chapter].end:
            chapter += 1
        for target, cue in zip(targets, said, strict=False):
            if target is targets[0] or len(targets) == len(said):
                yield target, chapter, max(cue.start, chapters[chapter].start)


def mp3_parts(mp3: bytes, chapters: Sequence[Mark]) -> Iterator[bytes]:
    """The chapters of an MP3 as files, packet by packet: nothing is encoded anew."""
    with av.open(io.BytesIO(mp3), "r") as whole:
        stream = whole.streams.audio[0]
        packets = [packet for packet in whole.demux(stream) if packet.size]
        length = int(stream.codec_context.frame_size)
        first = 0
        for mark in chapters:
            last = round(mark.end * stream.rate / length)
            yield b"".join(bytes(packet) for packet in packets[first:last])
            first = last
