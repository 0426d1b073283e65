"""audio: an MP3 with a chapter a heading, from the spoken script."""

from __future__ import annotations

import dataclasses

from everyleaf.diagnostics import Diagnostic
from everyleaf.facts import localised_date
from everyleaf.formats.format import Job, Made
from everyleaf.language import Language
from everyleaf.layout import Composition
from everyleaf.layout.composing import notice_text
from everyleaf.publication import Settings


class Audio:
    """MP3, 64 kbit/s mono; a language without a fit voice gets none, and says so (STANDARDS 25)."""

    name = "audio"
    needs: tuple[str, ...] = ("voice",)

    def declines(self, composition: Composition) -> Diagnostic | None:
        """A language without a fit voice gets no audio (STANDARDS 25)."""
        from everyleaf.speech.withholding import no_fit_voice  # late: it loads the encoder

        return no_fit_voice(with_chosen_voice(composition.document.language, composition.settings))

    def make(self, job: Job) -> Made:
        """One MP3, or the reasons why there is none."""
        from everyleaf.speech.phrases import Phrases
        from everyleaf.speech.recording import record  # late: it loads the encoder
        from everyleaf.speech.script import Notice, Opening
        from everyleaf.speech.voices import voice_of

        composition, edition = job.composition, job.composition.edition
        language = with_chosen_voice(composition.document.language, composition.settings)
        notices = [notice_text(composition, name) for name in composition.notices]
        reviewed = localised_date(composition.document.front.reviewed, language)
        opening = Opening(
            composition.settings.publisher.name,
            reviewed,
            tuple(Notice(text, language.tag) for text in notices),
        )
        document = dataclasses.replace(composition.document, language=language)
        phrases = Phrases(composition.words.translations)
        outcome = record(document, phrases, opening, {language.tag: voice_of(language)})
        if outcome.recording is None:
            return Made(diagnostics=outcome.diagnostics)
        files = {f"{edition.folder}/{edition.file_name('audio.mp3')}": outcome.recording.mp3}
        return Made(
            files, None, round(outcome.recording.seconds, 1), ("loudness",), outcome.diagnostics
        )


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
