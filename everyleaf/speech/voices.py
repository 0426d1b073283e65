"""The engines there are, and the voice that a language gets: no silent fallback.

The voices of a language stand in order, in everyleaf.toml or else in languages.toml. The
first that may be heard and can be used speaks; what was passed over is told with the
voice that speaks in its place (STANDARDS 25).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from everyleaf.diagnostics import Diagnostic, SetupError
from everyleaf.language import Language
from everyleaf.publication import Settings
from everyleaf.speech import espeak_voices, piper_voice
from everyleaf.speech.espeak_voice import EspeakVoice
from everyleaf.speech.voice import Voice, VoiceSpec
from everyleaf.speech.withholding import no_fit_voice, not_there, passed_over


@dataclass(frozen=True, slots=True)
class Engine:
    """What an engine does. Folders are that of the publication, for the files of models.

    ``missing`` says why a voice cannot be used here, or None. ``made_from`` is the digest
    of the voice's own files, "" where they are those of the engine. ``voices`` are those that
    it has for a language. ``alphabets`` are those of the phonemes (PLS) that it takes.
    """

    voice: Callable[[VoiceSpec, Path], Voice]
    missing: Callable[[VoiceSpec, Path], str | None]
    made_from: Callable[[VoiceSpec, Path], str]
    voices: Callable[[Language, Path], Iterable[VoiceSpec]]
    alphabets: frozenset[str] = frozenset()


ENGINES: Mapping[str, Engine] = {
    "espeak": Engine(
        lambda spec, folder: EspeakVoice(spec),
        espeak_voices.missing,
        lambda spec, folder: "",
        lambda language, folder: espeak_voices.espeak_voices(language),
        frozenset({"x-espeak"}),
    ),
    "piper": Engine(
        piper_voice.PiperVoice,
        piper_voice.missing,
        piper_voice.made_from,
        piper_voice.piper_voices,
        frozenset({"ipa"}),
    ),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The voice that a language is given, or None; and what is told about it."""

    spec: VoiceSpec | None
    diagnostics: tuple[Diagnostic, ...] = ()


def specs_of(language: Language, settings: Settings) -> tuple[VoiceSpec, ...]:
    """The voices of a language in order: those of the publication, else the built-in one."""
    rows = settings.voices.get(language.tag, ())
    chosen = tuple(VoiceSpec(r.engine, r.name, r.rate, r.status, r.reason) for r in rows)
    return chosen or (VoiceSpec.of(language),)


def choose(
    language: Language, specs: Sequence[VoiceSpec], folder: Path, *, weak: bool = False
) -> Choice:
    """The first voice of ``specs`` that may be heard and can be used.

    ``weak`` lets a weak one be heard too, by people who judge it.
    """
    passed: list[tuple[VoiceSpec, str]] = []
    for spec in specs:
        why = _unfit(spec, weak=weak) or engine_of(spec).missing(spec, folder)
        if why is None:
            told = tuple(passed_over(language, one, reason, spec) for one, reason in passed)
            return Choice(spec, told)
        passed.append((spec, why))
    unheard = any(spec.status == "weak" for spec, _ in passed)
    why = " ".join(why for _, why in passed)
    return Choice(None, (no_fit_voice(language, why, weak=unheard),))


def unusable(language: Language, specs: Sequence[VoiceSpec], folder: Path) -> Iterable[Diagnostic]:
    """Voices of everyleaf.toml that are not there, where no other stands in their place."""
    for spec in specs:
        if why := engine_of(spec).missing(spec, folder):
            yield not_there(language, spec, why)


def _unfit(spec: VoiceSpec, *, weak: bool) -> str | None:
    if spec.may_be_heard or (weak and spec.status == "weak"):
        return None
    return spec.reason or f"Its voice {spec.engine} {spec.name} is marked {spec.status}."


def voice_of(spec: VoiceSpec, folder: Path) -> Voice:
    """The voice itself. Raises SetupError where it cannot be used."""
    return engine_of(spec).voice(spec, folder)


def engine_of(spec: VoiceSpec) -> Engine:
    """The engine of a voice. Raises SetupError where there is no such engine."""
    if spec.engine not in ENGINES:
        raise SetupError(
            f"The speech engine “{spec.engine}” does not exist.",
            f"The engines are: {', '.join(ENGINES)}.",
        )
    return ENGINES[spec.engine]
