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

from everyleaf.speech.codecs import Codec, encoded, heard_of, quieter
from everyleaf.speech.hearing import momentary
from everyleaf.speech.keeping import Keep, Kept
from everyleaf.speech.levelling import limited
from everyleaf.speech.loudness import HIGHEST_PEAK, Heard
from everyleaf.speech.reader import given_to, who_says
from everyleaf.speech.script import Chapter, Sentence
from everyleaf.speech.sound import joined, softened
from everyleaf.speech.voice import Sound, Voice, Voices
from everyleaf.store import digest_of

_TRIES, _ROOM = 5, 0.3  # encodings of a chapter; dB left below the highest peak
_FORM = 6  # raised when what is kept here changes its meaning


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
    blocks = momentary(sound)
    facts: dict[str, Any] = {"places": places, "blocks": blocks, "seconds": sound.seconds}
    keep.put(key, Kept({}, facts))
    return Measured(key, tuple(places), blocks, sound.seconds)


def file_key(chapter: Measured, gain: float, codec: Codec) -> str:
    """The digest of all that a chapter's file is made from. ``gain`` is in dB.

    Each codec has its own, so that a book that holds the MP3 alone finds it.
    """
    return digest_of({"chapter": chapter.key, "gain": gain, "codec": repr(codec), "form": _FORM})


def kept_file(key: str, codec: Codec, keep: Keep) -> ChapterFiles | None:
    """A chapter's file that was encoded before."""
    kept = keep.find(key)
    if kept is None:
        return None
    said = Heard(tuple(kept.facts["blocks"]), (kept.facts["peak"],))
    return _files(codec, kept.files[codec.name], said)


@dataclass
class Unlevelled:
    """A chapter's sound before it is levelled; limited once for all codecs of a ceiling."""

    sentences: Sequence[Sentence]
    sounds: Sounds
    _limited: dict[tuple[float, float], Sound] = field(default_factory=dict)

    def at(self, gain: float, ceiling: float) -> Sound:
        """The sound louder by ``gain`` dB, no sample above ``ceiling`` dBFS."""
        if (gain, ceiling) not in self._limited:
            sound = _joined(self.sentences, self.sounds)[0]
            self._limited[gain, ceiling] = limited(sound, gain, ceiling)
        return self._limited[gain, ceiling]


def encode(key: str, chapter: Unlevelled, gain: float, codec: Codec, keep: Keep) -> ChapterFiles:
    """Level a chapter by ``gain`` dB, encode it, hear what came out, and keep it.

    Where the codec adds more to its peaks than is usual, players turn it down, or the seconds
    in which it does are softened and all is encoded again.
    """
    sound = chapter.at(gain, codec.ceiling)
    for _ in range(_TRIES):
        data = encoded(sound, codec)
        said = heard_of(data, codec, sound.rate)
        excess = said.peak - HIGHEST_PEAK
        if excess <= codec.turned_down:
            break
        above = {at: peak - HIGHEST_PEAK for at, peak in enumerate(said.peaks)}
        sound = softened(sound, {at: much + _ROOM for at, much in above.items() if much > 0})
    if 0 < excess <= codec.turned_down:
        data, said = quieter(data, excess), said.turned_down(excess)
    keep.put(key, Kept({codec.name: data}, {"blocks": said.blocks, "peak": said.peak}))
    return _files(codec, data, said)


def _files(codec: Codec, data: bytes, said: Heard) -> ChapterFiles:
    return ChapterFiles({codec.name: data}, {codec.name: said.blocks}, {codec.name: said.peak})


def _joined(
    sentences: Sequence[Sentence], sounds: Sounds
) -> tuple[Sound, list[tuple[float, float]]]:
    parts = [(sounds[s.language_tag, s.text], s.pause_after) for s in sentences]
    return joined(parts, parts[0][0].rate)
