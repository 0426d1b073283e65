from __future__ import annotations

import io
import json
import math
import struct
import wave
from pathlib import Path

import pytest

from everyleaf.document import Document
from everyleaf.speech.codecs import MP3, encoded
from everyleaf.speech.espeak_voice import EspeakVoice
from everyleaf.speech.human_recordings import inputs, recordings_of
from everyleaf.speech.numbered import numbered
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.reader import NoVoice, Reader
from everyleaf.speech.recording import Outcome, record
from everyleaf.speech.script import Opening, Script, spoken_script
from everyleaf.speech.voice import Sound
from tests.conftest import places

from .conftest import MakeDocument
from .ebur128 import measured

TEA = '<h1 data-message="1">Tea</h1><p data-message="2">Sit down. Then take a rest.</p>'
OPENING = Opening("Leaf", "1 November 2026")
SHOWN = "source/recordings/tea/en"


@pytest.fixture
def document(document_of: MakeDocument) -> Document:
    return document_of(TEA)


@pytest.fixture
def script(document: Document, phrases: Phrases) -> Script:
    return spoken_script(document, phrases, OPENING)


def wav(sound: Sound) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(sound.rate)
        out.writeframes(sound.pcm)
    return file.getvalue()


def a_person(text: str, level: float = 0.05) -> Sound:
    """A voice far from the others' level and rate, as long as ``text`` would take."""
    count = int(len(text) * 0.1 * 44_100)
    wave_ = (math.sin(i * 0.03) * (1 + math.sin(i * 0.0005)) / 2 for i in range(count))
    return Sound(struct.pack(f"<{count}h", *(int(level * 32767 * v) for v in wave_)), 44_100)


def fill(folder: Path, script: Script, numbers: set[int] | None = None) -> Path:
    """The JSON of the sheet, and a recording of the blocks with these numbers (all)."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {}
    for block in numbered(script):
        if block.number is not None:
            rows[f"{block.number:03d}"] = {"digest": block.digest, "text": block.text}
            if numbers is None or block.number in numbers:
                (folder / f"{block.number:03d}.wav").write_bytes(wav(a_person(block.text)))
    (folder / "sheet.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


def recorded(folder: Path, document: Document, phrases: Phrases, voice: object) -> Outcome:
    person, _ = recordings_of(folder, SHOWN, spoken_script(document, phrases, OPENING))
    reader = Reader(voice, spoken=person.spoken)  # type: ignore[arg-type]  # any voice
    return record(document, phrases, OPENING, {"en": reader}, in_place=person.in_place)


def test_a_block_that_a_person_has_read_is_heard_in_one_piece(
    tmp_path: Path, script: Script, document: Document, phrases: Phrases, english: EspeakVoice
) -> None:
    person, found = recordings_of(fill(tmp_path, script, {4}), SHOWN, script)
    assert set(person.spoken) == {"Sit down. Then take a rest."}
    assert [one.code for one in found] == ["recording-used"]
    assert "1 of 4" in found[0].problem
    outcome = recorded(tmp_path, document, phrases, english)
    assert outcome.recording is not None, outcome.diagnostics
    assert len(outcome.recording.engines) == 2
    assert any("person 004" in engine for engine in outcome.recording.engines)
    texts = [cue.sentence.text for cue in outcome.recording.cues]
    assert "Sit down. Then take a rest." in texts
    assert "You are listening to a computer voice." in texts


def test_a_person_sounds_as_loud_as_the_voice_beside_them(tmp_path: Path, script: Script) -> None:
    person, _ = recordings_of(fill(tmp_path, script, {4}), SHOWN, script)
    sound = person.spoken["Sit down. Then take a rest."].sound
    assert measured(sound).lufs == pytest.approx(-19.5, abs=1)


def test_where_a_person_reads_everything_no_computer_voice_is_named_or_needed(
    tmp_path: Path, script: Script, document: Document, phrases: Phrases
) -> None:
    outcome = recorded(fill(tmp_path, script), document, phrases, NoVoice())
    assert outcome.recording is not None, outcome.diagnostics
    texts = [cue.sentence.text for cue in outcome.recording.cues]
    assert "You are listening to a computer voice." not in texts
    assert all(engine.startswith("person ") for engine in outcome.recording.engines)


def test_without_a_voice_every_block_that_is_not_recorded_withholds(
    tmp_path: Path, script: Script, document: Document, phrases: Phrases
) -> None:
    outcome = recorded(fill(tmp_path, script, {1}), document, phrases, NoVoice())
    assert outcome.recording is None
    assert "speech-not-spoken" in {found.code for found in outcome.diagnostics}


def test_a_changed_text_makes_its_recording_stale_and_no_other(
    tmp_path: Path, script: Script, document_of: MakeDocument, phrases: Phrases
) -> None:
    folder = fill(tmp_path, script)
    # a new paragraph moves the numbers, and moves no recording
    changed = document_of(TEA.replace("rest.", "nap.").replace("<p", "<p>Hello.</p><p", 1))
    person, found = recordings_of(folder, SHOWN, spoken_script(changed, phrases, OPENING))
    assert set(person.spoken) == {"Tea", "From Leaf.", "Last reviewed on 1 November 2026."}
    assert ("recording-stale", f"{SHOWN}/004.wav") in places(found)


def test_an_mp3_is_as_good(tmp_path: Path, script: Script) -> None:
    folder = fill(tmp_path, script, set())
    (folder / "004.mp3").write_bytes(encoded(a_person("Sit down. Then take a rest."), MP3))
    person, _ = recordings_of(folder, SHOWN, script)
    assert list(person.spoken) == ["Sit down. Then take a rest."]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("004.wav", b"no sound", "recording-unreadable"),
        ("004.wav", wav(Sound(b"", 22_050)), "recording-silent"),
        ("004.mp3", b"\xff\xfb" * 200, "recording-unreadable"),
        ("004.wav", wav(Sound(bytes(44_100), 22_050)), "recording-silent"),
        ("900.wav", b"", "recording-unknown"),
        ("take two.wav", b"", "recording-unknown"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(
    tmp_path: Path, script: Script, name: str, data: bytes, code: str
) -> None:
    folder = fill(tmp_path, script, set())
    (folder / name).write_bytes(data)
    person, found = recordings_of(folder, SHOWN, script)
    assert person.spoken == {}
    assert len(found) == 1
    assert found[0].code == code
    assert str(found[0].place) == f"{SHOWN}/{name}"


@pytest.mark.parametrize("data", ["", "[]", "3", '{"004": 3}', '{"004": {}}', "[" * 9000])
def test_the_sheets_file_is_needed(tmp_path: Path, script: Script, data: str) -> None:
    folder = fill(tmp_path, script)
    (folder / "sheet.json").write_text(data, encoding="utf-8")
    person, found = recordings_of(folder, SHOWN, script)
    assert person.spoken == {}
    assert "recording-" in found[0].code
    (folder / "sheet.json").unlink()
    _, found = recordings_of(folder, SHOWN, script)
    assert found[0].code == "recording-sidecar"


def test_no_folder_is_no_recording(tmp_path: Path, script: Script) -> None:
    assert recordings_of(tmp_path / "none", SHOWN, script)[1] == []
    assert list(inputs(tmp_path / "none")) == []


def test_a_new_take_changes_the_key(tmp_path: Path, script: Script) -> None:
    folder = fill(tmp_path, script)
    before = list(inputs(folder))
    (folder / "004.wav").write_bytes(wav(a_person("x")))
    assert list(inputs(folder)) != before
