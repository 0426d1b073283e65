"""audio: a recording with a chapter a heading, from the spoken script.

An MP3 for every player, an M4A with chapters, a small Opus file a chapter for phones with
little data, and the transcript in time with the sound (WebVTT).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from everyleaf.diagnostics import Diagnostic, has_errors, note
from everyleaf.formats.format import Job, Made

if TYPE_CHECKING:
    from everyleaf.formats.spoken_text import SpokenText
    from everyleaf.speech.keeping import Keep
    from everyleaf.speech.recording import Recording


class Audio:
    """Speech, 64 kbit/s mono; a language without a fit voice gets none, and says so."""

    name = "audio"
    needs: tuple[str, ...] = ("fonts", "voice")
    offers: Mapping[str, str] = {"": "audio.mp3", "slow": "audio-slow.mp3"}

    def declines(self, job: Job) -> Diagnostic | None:
        """A language without a fit voice gets no audio (STANDARDS 25), nor a weak one unheard."""
        from everyleaf.formats.spoken_text import chosen_voice, has_recordings  # late: the encoder

        choice = chosen_voice(job.composition, weak=job.heard)
        if choice.spec is not None or has_recordings(job.composition):
            return None
        return choice.diagnostics[0]

    def make(self, job: Job) -> Made:
        """The files of one recording, or the reasons why there are none."""
        from everyleaf.formats.spoken_text import read_by, spoken_text  # late: the encoder
        from everyleaf.speech.keeping import InStore
        from everyleaf.speech.recording import record

        spoken = spoken_text(job)
        reading = read_by(job, spoken, weak=job.heard)
        if has_errors(reading.diagnostics):
            return Made(diagnostics=reading.diagnostics)
        keep = InStore(job.store_folder) if job.store_folder else None
        outcome = record(
            spoken.document, spoken.phrases, spoken.opening, reading.voices,
            keep=keep, in_place=reading.in_place,
        )  # fmt: skip
        found = (*reading.diagnostics, *outcome.diagnostics)
        if outcome.recording is None:
            return Made(diagnostics=found)
        seconds = round(outcome.recording.seconds, 1)
        files = dict(_files(outcome.recording, job))
        voices = outcome.recording.engines
        if job.composition.settings.audio.slow:
            slow = _slow(job, spoken, keep)
            files |= slow.files
            found, voices = (*found, *slow.diagnostics), (*voices, *slow.voices)
        return Made(files, None, seconds, ("loudness",), found, voices=voices)


def _slow(job: Job, spoken: SpokenText, keep: Keep | None) -> Made:
    """The same as one MP3 for those who want more time to follow (`[audio] slow`).

    A person's recording has its own pace, and of a weak voice nobody has heard another.
    """
    from everyleaf.formats.spoken_text import has_recordings, read_by  # late: the encoder
    from everyleaf.speech.codecs import MP3
    from everyleaf.speech.recording import record

    composition, edition = job.composition, job.composition.edition
    if job.heard or has_recordings(composition):
        said = f"{edition.name} has no slow edition: it is spoken as a person has read or heard it."
        return Made(diagnostics=(note("audio-not-slow", None, said, ""),))
    reading = read_by(job, spoken, pace=composition.settings.audio.pace)
    outcome = record(
        spoken.document, spoken.phrases, spoken.opening, reading.voices,
        keep=keep, codecs=(MP3.name,), in_place=reading.in_place,
    )  # fmt: skip
    if outcome.recording is None:
        return Made(diagnostics=outcome.diagnostics)
    name = f"{edition.folder}/{edition.file_name(Audio.offers['slow'])}"
    files = {name: _with_picture(outcome.recording.mp3, job)}
    return Made(files, diagnostics=outcome.diagnostics, voices=outcome.recording.engines)


def _files(recording: Recording, job: Job) -> Iterator[tuple[str, bytes]]:
    from everyleaf.formats.audio_cover import cover  # late: these load much
    from everyleaf.speech.tags import with_cover_of_m4a
    from everyleaf.speech.webvtt import webvtt

    edition, picture = job.composition.edition, cover(job)
    whole = edition.file_name(Audio.offers[""])
    yield f"{edition.folder}/{whole}", _with_picture(recording.mp3, job)
    if recording.m4a is not None:
        m4a = with_cover_of_m4a(recording.m4a, picture) if picture else recording.m4a
        yield f"{edition.folder}/{edition.file_name('audio-with-chapters.m4a')}", m4a
    yield f"{edition.folder}/{edition.file_name('audio-transcript.vtt')}", webvtt(recording.cues)
    for number, chapter in enumerate(recording.opus, 1):
        yield f"{edition.folder}/audio/{number:02d}.opus", chapter


def _with_picture(mp3: bytes, job: Job) -> bytes:
    from everyleaf.formats.audio_cover import cover  # late: these load much
    from everyleaf.speech.tags import with_cover

    picture = cover(job)
    return with_cover(mp3, picture) if picture else mp3
