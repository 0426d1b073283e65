"""The sounds of a listening page: each sentence as it will be heard, in a file of its own."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from everyleaf.diagnostics import Diagnostic
from everyleaf.document import Document
from everyleaf.speech.codecs import MP3, encoded
from everyleaf.speech.hearing import momentary
from everyleaf.speech.keeping import Nowhere
from everyleaf.speech.levelling import limited
from everyleaf.speech.loudness import gain_for, integrated
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.recording import Progress
from everyleaf.speech.script import Opening, Script, spoken_script
from everyleaf.speech.segments import segment
from everyleaf.speech.voice import Sound, Voices
from everyleaf.speech.withholding import not_spoken, voiceless

InPlace = Callable[[Script], Script]


@dataclass(frozen=True)
class Heard:
    """A script, its sentences as MP3 files in order, or why there are none."""

    script: Script
    mp3: tuple[bytes, ...] = field(default=(), repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()


def heard(
    document: Document,
    phrases: Phrases,
    opening: Opening,
    voices: Voices,
    in_place: InPlace,
    progress: Progress = lambda done, total: None,
) -> Heard:
    """Every sentence of ``document``, with that of its length, levelled as a whole."""
    script = in_place(spoken_script(document, phrases, replace(opening, minutes=1)))
    if without := list(voiceless(script, voices)):
        return Heard(script, (), tuple(without))
    sounds: dict[tuple[str, str], Sound] = {}
    found = _speak(script, voices, sounds, document)
    if found:
        return Heard(script, (), tuple(found))
    script = in_place(
        spoken_script(document, phrases, replace(opening, minutes=_minutes(script, sounds)))
    )
    found = _speak(script, voices, sounds, document)
    if found:
        return Heard(script, (), tuple(found))
    return Heard(script, tuple(_files(script, sounds, progress)))


def _minutes(script: Script, sounds: dict[tuple[str, str], Sound]) -> int:
    seconds = math.fsum(
        sounds[s.language_tag, s.text].seconds + s.pause_after for s in script.sentences
    )
    return max(1, round(seconds / 60))


def _speak(
    script: Script, voices: Voices, sounds: dict[tuple[str, str], Sound], document: Document
) -> list[Diagnostic]:
    """Speak what was not spoken yet into ``sounds``; what went wrong."""
    found = []
    for sentence in script.sentences:
        key = sentence.language_tag, sentence.text
        if key not in sounds:
            sound = segment(sentence, voices[sentence.language_tag], Nowhere())
            if isinstance(sound, str):
                found.append(not_spoken(sentence, sound, document))
            else:
                sounds[key] = sound
    return found


def _files(script: Script, sounds: dict[tuple[str, str], Sound], progress: Progress) -> list[bytes]:
    said = [sounds[s.language_tag, s.text] for s in script.sentences]
    gain = gain_for(integrated(block for sound in said for block in momentary(sound)))
    files = []
    for number, sound in enumerate(said, 1):
        files.append(encoded(limited(sound, gain, MP3.ceiling), MP3))
        progress(number, len(said))
    return files
