"""A recording: the one call that turns a script, or a document, into an MP3.

Content problems come back as diagnostics, all of them in one run; a part that could
not be spoken withholds the whole audio (STANDARDS 25: no silent substitution).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from everyleaf.diagnostics import Diagnostic
from everyleaf.document import Document
from everyleaf.speech.gates import misspoken
from everyleaf.speech.loudness import Loudness, levelled, measured
from everyleaf.speech.mp3 import decoded, encoded
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.script import Opening, Script, Sentence, spoken_script
from everyleaf.speech.sound import Mark, joined, trimmed
from everyleaf.speech.tags import Tags, tagged
from everyleaf.speech.voice import Sound, SpeechError, Voice, Voices
from everyleaf.speech.withholding import (
    badly_levelled,
    guarded,
    not_spoken,
    nothing_to_say,
    untranslated,
    voiceless,
)

Progress = Callable[[int, int], None]  # sentences spoken, sentences in all
Sounds = dict[tuple[str, str], Sound]  # by language tag and text: what has been spoken before


@dataclass(frozen=True, slots=True)
class Recording:
    """A finished MP3. ``seconds`` is its length.

    ``loudness`` was measured on the decoded file; ``engines`` are the identities of the
    voices, for the manifest.
    """

    mp3: bytes = field(repr=False)
    chapters: tuple[Mark, ...]
    seconds: float
    loudness: Loudness
    engines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A recording, or the reasons why there is none."""

    recording: Recording | None
    diagnostics: tuple[Diagnostic, ...] = ()


def record(
    document: Document,
    phrases: Phrases,
    opening: Opening,
    voices: Voices,
    progress: Progress | None = None,
) -> Outcome:
    """The recording of ``document``. ``voices`` must have one for each language spoken in it."""
    sounds: Sounds = {}
    timed = opening if opening.minutes is not None else replace(opening, minutes=1)
    script = spoken_script(document, phrases, timed)
    found = [*guarded(script, document), *untranslated(phrases, document)]
    found += _spoken(script, document, voices, sounds, progress)
    if found:
        return Outcome(None, tuple(found))
    if opening.minutes is None:
        minutes = max(1, round(_seconds(script, sounds) / 60))
        script = spoken_script(document, phrases, replace(opening, minutes=minutes))
    date = document.front.reviewed.isoformat()
    tags = Tags(document.title, opening.publisher, script.language, date)
    return speak(script, voices, tags, document, sounds)


def speak(
    script: Script,
    voices: Voices,
    tags: Tags,
    document: Document | None = None,
    sounds: Sounds | None = None,
) -> Outcome:
    """The recording of ``script``.

    ``document`` gives diagnostics their places; ``sounds`` are sentences spoken before,
    which are not spoken again.
    """
    sounds = {} if sounds is None else sounds
    found = [*guarded(script, document), *_spoken(script, document, voices, sounds)]
    if found or not script.chapters:
        return Outcome(None, tuple(found) or (nothing_to_say(),))
    sound, chapters = _joined(script, sounds)
    bare = encoded(levelled(sound))
    loudness = measured(decoded(bare))
    if not loudness.is_right:
        return Outcome(None, (badly_levelled(loudness),))
    mp3 = tagged(bare, tags, chapters, sound.seconds)
    used = {sentence.language_tag for sentence in script.sentences}
    engines = tuple(sorted(voices[tag].identity for tag in used))
    return Outcome(Recording(mp3, chapters, sound.seconds, loudness, engines))


def _spoken(
    script: Script,
    document: Document | None,
    voices: Voices,
    sounds: Sounds,
    progress: Progress | None = None,
) -> list[Diagnostic]:
    """Speak what ``sounds`` does not have yet into it; what went wrong."""
    found = list(voiceless(script, voices))
    sentences = [s for s in script.sentences if s.language_tag in voices]
    for number, sentence in enumerate(sentences, 1):
        key = sentence.language_tag, sentence.text
        if key not in sounds:
            said = _say(sentence, voices[sentence.language_tag])
            if isinstance(said, str):
                found.append(not_spoken(sentence, said, document))
            else:
                sounds[key] = said
        if progress is not None:
            progress(number, len(sentences))
    return found


def _say(sentence: Sentence, voice: Voice) -> Sound | str:
    """The sound, or why there is none."""
    try:
        utterance = voice.say(sentence.text)
    except SpeechError as problem:
        return str(problem)
    wrong = misspoken(sentence.text, utterance, voice.spec.rate)
    return trimmed(utterance.sound) if wrong is None else wrong


def _joined(
    script: Script, sounds: Mapping[tuple[str, str], Sound]
) -> tuple[Sound, tuple[Mark, ...]]:
    """The whole sound, and where each chapter lies: from its first word to the next's."""
    parts = [(sounds[s.language_tag, s.text], s.pause_after) for s in script.sentences]
    sound, places = joined(parts, parts[0][0].rate)
    starts, position = [], 0
    for chapter in script.chapters:
        starts.append(places[position][0])
        position += len(chapter.sentences)
    ends = [*starts[1:], sound.seconds]
    titles = (chapter.title for chapter in script.chapters)
    return sound, tuple(map(Mark, titles, starts, ends))


def _seconds(script: Script, sounds: Sounds) -> float:
    spoken = (sounds[s.language_tag, s.text].seconds + s.pause_after for s in script.sentences)
    return math.fsum(spoken)
