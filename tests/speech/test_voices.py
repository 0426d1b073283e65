from __future__ import annotations

from pathlib import Path

import pytest

from everyleaf.diagnostics import SetupError
from everyleaf.language import known_languages
from everyleaf.publication import Publisher, Settings, VoiceSettings
from everyleaf.speech.voice import VoiceSpec
from everyleaf.speech.voices import choose, specs_of, unusable, voice_of
from tests.conftest import ARABIC, CHINESE, ENGLISH

from .tiny_piper_model import write_model

NATIVE = VoiceSpec("piper", "hum.onnx", 165, "native")
SYNTHETIC = VoiceSpec("espeak", "gmw/en", 165, "fit")
WEAK = VoiceSpec("espeak", "sem/ar", 150, "weak", "It guesses vowels.")


def settings(**voices: tuple[VoiceSettings, ...]) -> Settings:
    return Settings("a", Publisher("b"), voices=voices)


def test_the_first_voice_that_can_be_used_is_chosen(tmp_path: Path) -> None:
    write_model(tmp_path)
    choice = choose(ENGLISH, [NATIVE, SYNTHETIC], tmp_path)
    assert (choice.spec, choice.diagnostics) == (NATIVE, ())


def test_a_voice_in_its_place_is_named_and_never_silent(tmp_path: Path) -> None:
    choice = choose(ENGLISH, [NATIVE, SYNTHETIC], tmp_path)
    assert choice.spec == SYNTHETIC
    (told,) = choice.diagnostics
    assert told.code == "voice-passed-over"
    assert "gmw/en" in told.problem
    assert "hum.onnx" in told.problem


@pytest.mark.parametrize("status", ["fit", "native", "dialect"])
def test_what_listeners_can_rely_on_is_heard(status: str, tmp_path: Path) -> None:
    spec = VoiceSpec("espeak", "gmw/en", 165, status)
    assert choose(ENGLISH, [spec], tmp_path).spec == spec


def test_a_weak_voice_is_heard_by_those_who_judge_it_and_nobody_else(tmp_path: Path) -> None:
    choice = choose(ARABIC, [WEAK], tmp_path)
    assert choice.spec is None
    assert "It guesses vowels." in choice.diagnostics[0].problem
    assert choose(ARABIC, [WEAK], tmp_path, weak=True).spec == WEAK
    silent = VoiceSpec("espeak", "x", 165, "none", "There is none.")
    assert choose(ARABIC, [silent], tmp_path, weak=True).spec is None


def test_the_voices_of_the_publication_stand_for_the_built_in_one() -> None:
    own = settings(en=(VoiceSettings("hum.onnx", "piper"), VoiceSettings("gmw/en")))
    assert [spec.name for spec in specs_of(ENGLISH, own)] == ["hum.onnx", "gmw/en"]
    assert [spec.name for spec in specs_of(CHINESE, own)] == [CHINESE.voice.name]


def test_an_engine_that_does_not_exist_is_told() -> None:
    with pytest.raises(SetupError, match="sapi"):
        voice_of(VoiceSpec("sapi", "x", 165, "fit"), Path())


def test_a_voice_that_espeak_has_not_is_told_with_those_near_it(tmp_path: Path) -> None:
    spec = VoiceSpec("espeak", "gmw/en-UK", 165, "fit")
    choice = choose(ENGLISH, [spec], tmp_path)
    assert choice.spec is None
    assert "gmw/en-US" in choice.diagnostics[0].problem
    (told,) = unusable(ENGLISH, [spec], tmp_path)
    assert (told.code, "gmw/en-UK" in told.problem) == ("voice-missing", True)
    assert choose(ENGLISH, [spec, SYNTHETIC], tmp_path).spec == SYNTHETIC


@pytest.mark.parametrize("tag", [tag for tag, row in known_languages().items() if row.voice.name])
def test_every_built_in_voice_is_there(tag: str, tmp_path: Path) -> None:
    row = known_languages()[tag]
    assert list(unusable(row, [VoiceSpec.of(row)], tmp_path)) == []
