"""Who speaks an edition: the list of voices, a person's recordings, and what is told of it."""

from __future__ import annotations

import copy
import dataclasses
import io
import json
import shutil
from pathlib import Path
from typing import Any

import av
import pytest
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from PIL import Image, ImageColor

from everyleaf.engine import gather
from everyleaf.engine.speaking import job_to_speak
from everyleaf.formats import FORMATS, Job
from everyleaf.formats.audio_cover import cover
from everyleaf.formats.spoken_text import speech_inputs, spoken_text
from everyleaf.publication import open_publication
from everyleaf.speech.codecs import decoded
from everyleaf.speech.numbered import numbered
from tests.small_publication import LEAFLET, lay_out

VOICES = """
[[voices.en]]
engine = "piper"
name = "voices/none.onnx"
status = "native"

[[voices.en]]
name = "gmw/en"
status = "dialect"
"""


def job_of(folder: Path, tag: str = "en", settings: str = "") -> Job:
    lay_out(folder)
    path = folder / "everyleaf.toml"
    path.write_text(path.read_text(encoding="utf-8") + settings, encoding="utf-8")
    publication, found = open_publication(folder)
    assert publication is not None, found
    job, found = job_to_speak(publication, LEAFLET, tag)
    assert job is not None, found
    return job


def test_the_voice_that_is_heard_is_named_and_so_is_the_one_that_is_not(tmp_path: Path) -> None:
    job = job_of(tmp_path, settings=VOICES)
    made = FORMATS["audio"].make(job)
    assert made.files
    assert [engine.split()[0] for engine in made.voices] == ["espeak-ng"]
    assert "gmw/en" in made.voices[0]
    publication, _ = open_publication(tmp_path)
    assert publication is not None
    told = [found.code for found in gather(publication, [LEAFLET], ["en"]).diagnostics]
    assert "voice-passed-over" in told  # in every run, whether or not the audio is made


def test_a_weak_voice_gets_no_audio_unless_a_person_has_read_it(tmp_path: Path) -> None:
    job = job_of(tmp_path, "ar")
    audio = FORMATS["audio"]
    declined = audio.declines(job)
    assert declined is not None
    assert declined.code == "no-fit-voice"
    folder = tmp_path / "source/recordings" / LEAFLET / "ar"
    folder.mkdir(parents=True)
    blocks = numbered(spoken_text(job).script())
    rows = {f"{b.number:03d}": {"digest": b.digest} for b in blocks if b.number}
    (folder / "sheet.json").write_text(json.dumps(rows), encoding="utf-8")
    assert audio.declines(job) is None
    made = audio.make(job)  # nothing is recorded yet
    assert made.files == {}
    assert {found.code for found in made.diagnostics} == {"speech-not-spoken"}


def test_a_player_shows_the_title_in_both_files(tmp_path: Path) -> None:
    job = job_of(tmp_path)
    made = {Path(name).suffix: data for name, data in FORMATS["audio"].make(job).files.items()}
    tags: Any = MP3(io.BytesIO(made[".mp3"])).tags  # type: ignore[no-untyped-call]
    (picture,) = tags.getall("APIC")
    with Image.open(io.BytesIO(picture.data)) as image:
        assert (image.format, image.size) == ("PNG", (600, 600))
        shades = {shade for _, shade in image.convert("RGB").getcolors() or ()}
    accent = job.composition.settings.brand.accent.screen
    assert {ImageColor.getrgb(accent), (255, 255, 255)} <= shades
    assert (tags.getall("TIT2")[0].text, len(tags.getall("SYLT"))) == (["Drink enough water"], 1)
    m4a: Any = MP4(io.BytesIO(made[".m4a"]))  # type: ignore[no-untyped-call]
    assert bytes(m4a["covr"][0]) == picture.data
    seen = []
    for data in (made[".mp3"], made[".m4a"]):
        with av.open(io.BytesIO(data), "r") as file:  # the picture has moved nothing
            seen.append([c["metadata"]["title"] for c in file.chapters()])
            assert decoded(data).seconds == pytest.approx(m4a.info.length, abs=0.5)
    assert seen == [["Drink enough water", "When should I drink?"]] * 2


@pytest.mark.parametrize("tag", ["en", "ar", "zh-Hans"])
def test_a_title_is_drawn_in_its_own_script_or_not_at_all(tmp_path: Path, tag: str) -> None:
    job = job_of(tmp_path, tag)
    assert cover(job) == cover(job) is not None
    document = job.composition.document
    title = f"{document.title} \U00013000"  # no face of the publication has it
    body = copy.deepcopy(document.body)
    heading = body.find(".//h1")
    assert heading is not None
    heading.text = title
    other = dataclasses.replace(document, body=body)
    composition = dataclasses.replace(job.composition, document=other)
    assert cover(dataclasses.replace(job, composition=composition)) is None


def test_a_slow_edition_stands_beside_the_other_where_it_is_asked_for(tmp_path: Path) -> None:
    made = FORMATS["audio"].make(job_of(tmp_path, settings="\n[audio]\nslow = true\n"))
    names = {Path(name).name: data for name, data in made.files.items()}
    fast, slow = (
        decoded(names[f"{LEAFLET}-en-{which}.mp3"]).seconds for which in ("audio", "audio-slow")
    )
    assert 1.15 < slow / fast < 1.5  # pauses stay as they are
    assert [voice.rpartition(" ")[2] for voice in made.voices] == ["165", "123"]
    assert next(iter(names)) == f"{LEAFLET}-en-audio.mp3"  # what a page offers


def test_a_recording_and_another_voice_change_the_key(tmp_path: Path) -> None:
    before = speech_inputs(job_of(tmp_path / "a"))
    assert speech_inputs(job_of(tmp_path / "b")) == before
    assert speech_inputs(job_of(tmp_path / "c", settings=VOICES)) != before
    folder = tmp_path / "a/source/recordings" / LEAFLET / "en"
    folder.mkdir(parents=True)
    (folder / "001.wav").write_bytes(b"sound")
    publication, _ = open_publication(tmp_path / "a")
    assert publication is not None
    job, _ = job_to_speak(publication, LEAFLET, "en")
    assert job is not None
    assert speech_inputs(job) != before
    shutil.rmtree(folder)
    assert speech_inputs(job) == before
