"""The engines there are, and the voice that a language gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from everyleaf.diagnostics import SetupError
from everyleaf.language import Language
from everyleaf.speech.espeak_voice import EspeakVoice
from everyleaf.speech.voice import Voice, VoiceSpec

ENGINES: Mapping[str, Callable[[VoiceSpec], Voice]] = {"espeak": EspeakVoice}


def voice_of(language: Language) -> Voice:
    """The voice in the language's row. Raises SetupError where no such engine exists.

    Whether it is fit to be published is for `recording.no_fit_voice` to say.
    """
    spec = VoiceSpec.of(language)
    if spec.engine not in ENGINES:
        raise SetupError(
            f"{language.tag} asks for the speech engine “{spec.engine}”, which does not exist.",
            f"The engines are: {', '.join(ENGINES)}.",
        )
    return ENGINES[spec.engine](spec)
