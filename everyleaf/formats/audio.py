"""audio: a recording with a chapter a heading, from the spoken script.

An MP3 for every player, an M4A with chapters, a small Opus file a chapter for phones with
little data, and the transcript in time with the sound (WebVTT).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from everyleaf.diagnostics import Diagnostic
from everyleaf.facts import localised_date
from everyleaf.formats.format import Job, Made
from everyleaf.language import Language
from everyleaf.layout import Composition
from everyleaf.layout.composing import notice_text
from everyleaf.publication import Settings

if TYPE_CHECKING:
    from everyleaf.edition import Edition
    from everyleaf.speech.phrases import Phrases
    from everyleaf.speech.recording import Recording
    from everyleaf.speech.script import Opening, Script


class Audio:
    """Speech, 64 kbit/s mono; a language without a fit voice gets none, and says so."""

    name = "audio"
    needs: tuple[str, ...] = ("voice",)

    def declines(self, composition: Composition) -> Diagnostic | None:
        """A language without a fit voice gets no audio (STANDARDS 25)."""
        from everyleaf.speech.withholding import no_fit_voice  # late: it loads the encoder

        return no_fit_voice(with_chosen_voice(composition.document.language, composition.settings))

    def make(self, job: Job) -> Made:
        """The files of one recording, or the reasons why there are none."""
        from everyleaf.speech.keeping import InStore
        from everyleaf.speech.phrases import Phrases
        from everyleaf.speech.recording import record  # late: it loads the encoder
        from everyleaf.speech.voices import voice_of

        composition, edition = job.composition, job.composition.edition
        language = with_chosen_voice(composition.document.language, composition.settings)
        document = dataclasses.replace(composition.document, language=language)
        phrases = Phrases(composition.words.translations)
        opening = _opening(composition, language)
        keep = InStore(job.store_folder) if job.store_folder else None
        voices = {language.tag: voice_of(language)}
        outcome = record(document, phrases, opening, voices, keep=keep)
        if outcome.recording is None:
            return Made(diagnostics=outcome.diagnostics)
        seconds = round(outcome.recording.seconds, 1)
        files = dict(_files(outcome.recording, edition))
        return Made(files, None, seconds, ("loudness",), outcome.diagnostics)


def script_of(composition: Composition) -> tuple[Script, Phrases]:
    """What a recording says, its length aside, and the phrases that are said in it."""
    from everyleaf.speech.phrases import Phrases
    from everyleaf.speech.script import spoken_script

    phrases = Phrases(composition.words.translations)
    opening = _opening(composition, composition.document.language)
    return spoken_script(composition.document, phrases, opening), phrases


def _opening(composition: Composition, language: Language) -> Opening:
    from everyleaf.speech.script import Notice, Opening

    notices = [notice_text(composition, name) for name in composition.notices]
    return Opening(
        composition.settings.publisher.name,
        localised_date(composition.document.front.reviewed, language),
        tuple(Notice(text, language.tag) for text in notices),
    )


def _files(recording: Recording, edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The MP3 comes first: it is what the web page offers."""
    from everyleaf.speech.webvtt import webvtt  # late: it loads the encoder

    yield f"{edition.folder}/{edition.file_name('audio.mp3')}", recording.mp3
    if recording.m4a is not None:
        yield f"{edition.folder}/{edition.file_name('audio-with-chapters.m4a')}", recording.m4a
    yield f"{edition.folder}/{edition.file_name('audio-transcript.vtt')}", webvtt(recording.cues)
    for number, chapter in enumerate(recording.opus, 1):
        yield f"{edition.folder}/audio/{number:02d}.opus", chapter


def with_chosen_voice(language: Language, settings: Settings) -> Language:
    """The language with the voice that the publication chose for it, if it chose one."""
    chosen = settings.voices.get(language.tag)
    if chosen is None:
        return language
    row = dataclasses.replace(
        language.voice,
        engine=chosen.engine,
        name=chosen.name,
        rate=chosen.rate,
        status=chosen.status,
    )
    return dataclasses.replace(language, voice=row)
