"""Chapters: each is spoken, measured, levelled and encoded alone, and kept.

Two kinds of results are kept of each chapter. One, under its sentences, voices and pauses:
where each sentence lies and how loud it is. The other, under that, the gain and the codec: a
file. So the loudness of the whole can be known, and its files joined, without speaking anew what
has not changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import av

from everyleaf.speech.codecs import CODECS, Codec, encoded, heard_of
from everyleaf.speech.keeping import Keep, Kept
from everyleaf.speech.loudness import HIGHEST_PEAK, Heard, limited, momentary
from everyleaf.speech.reader import given_to, who_says
from everyleaf.speech.script import Chapter, Sentence
from everyleaf.speech.sound import joined
from everyleaf.speech.voice import Sound, Voice, Voices
from everyleaf.store import digest_of

_TRIES, _ROOM = 4, 0.3  # encodings of a chapter; dB left below the highest peak
_FORM = 4  # raised when what is kept here changes its meaning


@dataclass(frozen=True, slots=True)
class Measured:
    """A chapter as it was spoken. ``places`` are seconds from its start, one a sentence.

    ``blocks`` are its momentary loudness in LUFS; ``seconds`` its length, pauses included.
    """

    key: str
    places: tuple[tuple[float, float], ...]
    blocks: tuple[float, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class ChapterFiles:
    """A chapter's file in each codec, and what was measured on it after decoding.

    ``blocks`` are its loudness blocks in LUFS, ``peaks`` its true peak in dBTP.
    """

    files: Mapping[str, bytes] = field(repr=False)
    blocks: Mapping[str, Sequence[float]] = field(repr=False)
    peaks: Mapping[str, float]

    def with_those_of(self, other: ChapterFiles) -> ChapterFiles:
        """The files of both, for the same chapter in other codecs."""
        return ChapterFiles(
            {**self.files, **other.files},
            {**self.blocks, **other.blocks},
            {**self.peaks, **other.peaks},
        )


Sounds = dict[tuple[str, str], Sound]  # by language tag and text: what has been spoken before


def key_of(chapter: Chapter, voices: Voices) -> str:
    """The digest of all that a chapter's sound is made from."""
    said = [_recipe(sentence, voices[sentence.language_tag]) for sentence in chapter.sentences]
    return digest_of({"chapter": said, "form": _FORM, "av": av.__version__})


def _recipe(sentence: Sentence, voice: Voice) -> tuple[str, str, str, float]:
    """Who says it, what it is, what the engine is given for it (the lexicon's), the pause."""
    text = sentence.text
    return who_says(voice, text), text, given_to(voice, text), sentence.pause_after


def kept_measure(key: str, keep: Keep) -> Measured | None:
    """What is known of a chapter that was spoken before."""
    kept = keep.find(key)
    if kept is None:
        return None
    facts = kept.facts
    return Measured(
        key, tuple((a, b) for a, b in facts["places"]), tuple(facts["blocks"]), facts["seconds"]
    )


def measure(key: str, sentences: Sequence[Sentence], sounds: Sounds, keep: Keep) -> Measured:
    """Join a chapter's sentences, measure what came out, and keep it."""
    sound, places = _joined(sentences, sounds)
    blocks = tuple(momentary(sound))
    facts: dict[str, Any] = {"places": places, "blocks": blocks, "seconds": sound.seconds}
    keep.put(key, Kept({}, facts))
    return Measured(key, tuple(places), blocks, sound.seconds)


def file_key(chapter: Measured, gain: float, codec: str) -> str:
    """The digest of all that a chapter's file is made from. ``gain`` is in dB.

    Each codec has its own, so that every format that speaks finds the chapters of the others.
    """
    made = {"gain": f"{gain:.2f}", "codec": repr(CODECS[codec])}
    return digest_of({"chapter": chapter.key, **made})


def kept_file(key: str, codec: str, keep: Keep) -> ChapterFiles | None:
    """A chapter's file that was encoded before."""
    kept = keep.find(key)
    if kept is None:
        return None
    facts = kept.facts
    return ChapterFiles(kept.files, {codec: facts["blocks"]}, {codec: facts["peak"]})


def encode(
    keys: Mapping[str, str], sentences: Sequence[Sentence], sounds: Sounds, gain: float, keep: Keep
) -> ChapterFiles:
    """Level a chapter by ``gain`` dB, encode it, hear what came out, and keep it.

    ``keys`` are those of the files by codec; the codecs are of one ceiling.
    """
    sound = _joined(sentences, sounds)[0]
    levelled = limited(sound, gain, CODECS[next(iter(keys))].ceiling)
    made = ChapterFiles({}, {}, {})
    for name, key in keys.items():
        data, said = _below_the_highest_peak(sound, levelled, gain, CODECS[name])
        keep.put(key, Kept({name: data}, {"blocks": said.blocks, "peak": said.peak}))
        made = made.with_those_of(
            ChapterFiles({name: data}, {name: said.blocks}, {name: said.peak})
        )
    return made


def _below_the_highest_peak(
    sound: Sound, levelled: Sound, gain: float, codec: Codec
) -> tuple[bytes, Heard]:
    """A file, and what is heard of it. ``levelled`` is ``sound`` limited for the codec.

    It is limited lower where the codec adds more than is usual.
    """
    ceiling = codec.ceiling
    for _ in range(_TRIES):
        data = encoded(levelled, codec)
        said = heard_of(data, codec, sound.rate)
        if said.peak <= HIGHEST_PEAK:
            break
        ceiling -= said.peak - HIGHEST_PEAK + _ROOM
        levelled = limited(sound, gain, ceiling)
    return data, said


def _joined(
    sentences: Sequence[Sentence], sounds: Sounds
) -> tuple[Sound, list[tuple[float, float]]]:
    parts = [(sounds[s.language_tag, s.text], s.pause_after) for s in sentences]
    return joined(parts, parts[0][0].rate)
