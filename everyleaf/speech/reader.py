"""Who says a text, and what they are given: a voice, the lexicon's phonemes, recordings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from everyleaf.speech.lexicon import NO_WORDS, Lexicon, Word
from everyleaf.speech.phonemes import PHONEMES_BEGIN, PHONEMES_END
from everyleaf.speech.voice import Sound, SpeechError, Utterance, Voice, VoiceSpec

_MARKED = re.compile(f"[{PHONEMES_BEGIN}{PHONEMES_END}]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a person has spoken. ``identity`` names the file and its digest."""

    sound: Sound
    identity: str


@dataclass(frozen=True)
class Reader:
    """A voice that pronounces words as the lexicon says, and leaves to a person what they read.

    ``alphabets`` are those of phonemes that the engine takes; ``spoken`` is by text.
    """

    voice: Voice
    alphabets: frozenset[str] = frozenset()
    lexicon: Lexicon = NO_WORDS
    spoken: Mapping[str, Spoken] = field(default_factory=dict)

    @property
    def spec(self) -> VoiceSpec:
        """Which voice this is."""
        return self.voice.spec

    @property
    def identity(self) -> str:
        """The engine, its version, voice and rate."""
        return self.voice.identity

    def who_says(self, text: str) -> str:
        """The identity of the voice, or of the recording, that ``text`` is heard from."""
        return self.spoken[text].identity if text in self.spoken else self.voice.identity

    def say(self, text: str) -> Utterance:
        """Speak ``text``. Raises SpeechError, also where the engine takes none of its phonemes."""
        if text in self.spoken:
            return Utterance(self.spoken[text].sound)
        given, untaken = self.given(text)
        if untaken:
            raise SpeechError(
                f"the lexicon has no alias for “{untaken[0].grapheme}” ({untaken[0].place}), and "
                f"the voice takes no phonemes in {untaken[0].phonemes[0][0]}"
            )
        return self.voice.say(given)

    def given(self, text: str) -> tuple[str, tuple[Word, ...]]:
        """``text`` as the engine gets it, and the words that it cannot be told."""
        parts, untaken = [], []
        for part in self.lexicon.parts(_MARKED.sub("", text)):
            if isinstance(part, str):
                parts.append(part)
            elif (phonemes := part.phonemes_in(self.alphabets)) is not None:
                parts.append(f"{PHONEMES_BEGIN}{phonemes}{PHONEMES_END}")
            else:
                parts.append(part.said)
                untaken += [] if part.said else [part]
        return "".join(parts), tuple(untaken)


class NoVoice:
    """Says nothing: for a language that only people's recordings are there for."""

    spec = VoiceSpec("none", "", 165, "none")
    identity = "none"

    def say(self, text: str) -> Utterance:
        """Raises SpeechError, always."""
        raise SpeechError("there is no voice for the language, and no recording of it")


def who_says(voice: Voice, text: str) -> str:
    """The identity of what ``text`` is heard from, for cache keys and the manifest."""
    return voice.who_says(text) if isinstance(voice, Reader) else voice.identity


def given_to(voice: Voice, text: str) -> str:
    """``text`` as the engine of ``voice`` gets it, for cache keys."""
    return voice.given(text)[0] if isinstance(voice, Reader) else text
