from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from everyleaf.diagnostics import SetupError
from everyleaf.speech.espeak_voice import EspeakVoice
from everyleaf.speech.gates import misspoken
from everyleaf.speech.lexicon import Lexicon, Word
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.piper_voice import PiperVoice, made_from, missing
from everyleaf.speech.reader import Reader
from everyleaf.speech.recording import record
from everyleaf.speech.script import Opening
from everyleaf.speech.voice import SpeechError, Voices, VoiceSpec
from everyleaf.speech.voices import engine_of
from tests.conftest import REPOSITORY

from .conftest import MakeDocument
from .tiny_piper_model import RATE, write_model

TEXT = "Your nurse can tell you more."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voices")
    write_model(folder)
    return folder


@pytest.fixture(scope="module")
def spec() -> VoiceSpec:
    return VoiceSpec("piper", "hum.onnx", 165, "native")


@pytest.fixture(scope="module")
def hum(spec: VoiceSpec, folder: Path) -> PiperVoice:
    return PiperVoice(spec, folder)


def test_it_speaks_and_passes_the_gates(hum: PiperVoice) -> None:
    utterance = hum.say(TEXT)
    assert utterance.sound.rate == RATE
    assert misspoken(TEXT, utterance, hum.spec.rate) is None


def test_the_same_text_gives_the_same_bytes_in_any_process(hum: PiperVoice, folder: Path) -> None:
    before = hum.say(TEXT).sound.pcm
    hum.say("Something else, in between.")
    assert hum.say(TEXT).sound.pcm == before
    program = (
        "import hashlib,sys;from pathlib import Path\n"
        "from everyleaf.speech.piper_voice import PiperVoice\n"
        "from everyleaf.speech.voice import VoiceSpec\n"
        "v=PiperVoice(VoiceSpec('piper','hum.onnx',165,'native'),Path(sys.argv[1]))\n"
        f"sys.stdout.buffer.write(v.say({TEXT!r}).sound.pcm)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True, check=True, timeout=120, cwd=REPOSITORY,
    )  # fmt: skip
    assert done.stdout == before


def test_it_speaks_at_the_pace_that_is_asked_for(hum: PiperVoice, folder: Path) -> None:
    slow = PiperVoice(dataclasses.replace(hum.spec, rate=110), folder)
    assert slow.say(TEXT).sound.seconds == pytest.approx(
        hum.say(TEXT).sound.seconds * 1.5, rel=0.01
    )
    assert slow.identity != hum.identity


def test_it_is_not_made_louder(hum: PiperVoice) -> None:
    samples = memoryview(hum.say(TEXT).sound.pcm).cast("h")
    assert max(samples) == pytest.approx(0.3 * 32767, rel=0.02)


def test_the_lexicon_can_give_it_ipa_and_brackets_in_a_text_cannot(hum: PiperVoice) -> None:
    word = Word("tea", "", (("ipa", "kˈɒfi"),))
    reader = Reader(hum, engine_of(hum.spec).alphabets, Lexicon((word,)))
    assert reader.say("Drink tea now.").sound.pcm != hum.say("Drink tea now.").sound.pcm
    assert (
        hum.say("Drink [[kˈɒfi]] now.").sound.seconds != reader.say("Drink tea now.").sound.seconds
    )


def test_a_phoneme_that_the_model_lacks_fails_instead_of_being_dropped(hum: PiperVoice) -> None:
    word = Word("tea", "", (("ipa", "t☃"),))
    with pytest.raises(SpeechError, match="☃"):
        Reader(hum, frozenset({"ipa"}), Lexicon((word,))).say("Drink tea.")


@pytest.mark.parametrize("text", ["", "  ", "a\0b", "word " * 500])
def test_what_cannot_be_spoken_in_full_is_refused(hum: PiperVoice, text: str) -> None:
    with pytest.raises(SpeechError):
        hum.say(text)


def test_a_missing_file_is_named(tmp_path: Path, spec: VoiceSpec) -> None:
    assert "hum.onnx" in str(missing(spec, tmp_path))
    with pytest.raises(SetupError, match=r"hum\.onnx"):
        PiperVoice(spec, tmp_path)
    write_model(tmp_path)
    (tmp_path / "hum.onnx.json").unlink()
    assert "hum.onnx.json" in str(missing(spec, tmp_path))


def test_a_file_that_is_no_model_is_told(tmp_path: Path, spec: VoiceSpec) -> None:
    write_model(tmp_path)
    (tmp_path / "hum.onnx").write_bytes(b"no model")
    with pytest.raises(SetupError, match="no model"):
        PiperVoice(spec, tmp_path)


def test_a_model_that_would_fetch_things_is_refused(tmp_path: Path, spec: VoiceSpec) -> None:
    write_model(tmp_path, phoneme_type="pinyin")
    with pytest.raises(SetupError, match="pinyin"):
        PiperVoice(spec, tmp_path)


def test_a_changed_model_is_another_voice(tmp_path: Path, spec: VoiceSpec) -> None:
    write_model(tmp_path)
    before = made_from(spec, tmp_path)
    write_model(tmp_path, inference={"length_scale": 1.25})
    assert made_from(spec, tmp_path) != before


def test_a_leaflet_with_two_engines_is_one_recording(
    document_of: MakeDocument, phrases: Phrases, hum: PiperVoice, english: EspeakVoice
) -> None:
    from everyleaf.speech.script import Notice

    opening = Opening("Leaf", "1 November 2026", (Notice("Not for patients.", "cy"),), minutes=1)
    voices: Voices = {"en": hum, "cy": english}
    outcome = record(document_of("<h1>Tea</h1><p>Drink it slowly.</p>"), phrases, opening, voices)
    assert outcome.recording is not None, outcome.diagnostics
    assert outcome.recording.engines == tuple(sorted([hum.identity, english.identity]))
