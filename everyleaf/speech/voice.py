"""What a voice is, and which one a language is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from everyleaf.language import Language

SLOW_ENGINES = frozenset({"piper"})  # what they say is kept, sentence by sentence
SLOWEST = 80  # words a minute; eSpeak NG speaks no slower
HEARD = frozenset({"fit", "native", "dialect"})


@dataclass(frozen=True, slots=True)
class VoiceSpec:
    """Which voice: the engine, and the engine's full name for the voice.

    ``rate`` is in words a minute as the engine counts them; ``status`` says whether a
    listener can rely on it: native, dialect or fit; weak or none, for the ``reason``.
    """

    engine: str
    name: str
    rate: int
    status: str
    reason: str = ""

    @classmethod
    def of(cls, language: Language) -> VoiceSpec:
        """The voice in the language's row of languages.toml."""
        row = language.voice
        return cls(row.engine, row.name, row.rate, row.status, row.reason)

    @property
    def may_be_heard(self) -> bool:
        """Whether it is published without anybody listening to it first (STANDARDS 25)."""
        return self.status in HEARD


@dataclass(frozen=True, slots=True)
class Sound:
    """Mono PCM: signed 16-bit little-endian samples, ``rate`` of them a second."""

    pcm: bytes = field(repr=False)
    rate: int

    @property
    def seconds(self) -> float:
        """Duration in seconds."""
        return len(self.pcm) / 2 / self.rate


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a voice gave for one text.

    ``switches`` are the other languages whose rules the engine fell back on, such as
    ``en`` for Latin letters in an Arabic sentence.
    """

    sound: Sound
    switches: tuple[str, ...] = ()


class SpeechError(Exception):
    """The engine could not speak this text; the message says why, for a person."""


class Voice(Protocol):
    """Speaks one sentence at a time; the same text gives the same bytes every time."""

    @property
    def spec(self) -> VoiceSpec:
        """Which voice this is."""

    @property
    def identity(self) -> str:
        """Engine, its version, voice and rate: belongs into every cache key."""

    def say(self, text: str) -> Utterance:
        """Speak ``text``. Raises SpeechError; never returns part of it."""


Voices = Mapping[str, Voice]  # by BCP 47 tag
