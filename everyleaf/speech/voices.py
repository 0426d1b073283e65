"""The engines there are, and the voice that a language gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from everyleaf.diagnostics import SetupError
from everyleaf.language import Language
from everyleaf.speech.espeak_voice import EspeakVoice
from everyleaf.speech.voice import Voice, VoiceSpec


@dataclass(frozen=True, slots=True)
class Engine:
    """How an engine's voices are made, and which alphabets of phonemes (PLS) it takes."""

    voice: Callable[[VoiceSpec], Voice]
    alphabets: frozenset[str] = frozenset()


ENGINES: Mapping[str, Engine] = {"espeak": Engine(EspeakVoice, frozenset({"x-espeak"}))}


def voice_of(language: Language) -> Voice:
    """The voice in the language's row. Raises SetupError where no such engine exists.

    Whether it is fit to be published is for `withholding.no_fit_voice` to say.
    """
    spec = VoiceSpec.of(language)
    return engine_of(spec).voice(spec)


def engine_of(spec: VoiceSpec) -> Engine:
    """The engine of a voice. Raises SetupError where there is no such engine."""
    if spec.engine not in ENGINES:
        raise SetupError(
            f"The speech engine “{spec.engine}” does not exist.",
            f"The engines are: {', '.join(ENGINES)}.",
        )
    return ENGINES[spec.engine]
