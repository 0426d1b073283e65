"""Proves what speech promises, at full size: nothing lost, nothing torn, never a wrong voice.

.venv/bin/python tools/prove_speech.py
.venv/bin/python tools/prove_speech.py --utterances 200 --characters 10000

    killed    2,000 sentences from 2 processes, which are killed at random with their engines
    long      a leaflet of 100,000 characters: every sentence in place, in both readers' chapters
    hostile   empty, emoji, right to left, NUL, half characters: told, or rightly said

The exit code is 1 where anything is wrong. `make test` does the same in small.
"""

from __future__ import annotations

import argparse
import gettext
import io
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
from mutagen.mp3 import MP3

from everyleaf.speech.espeak_voice import EspeakVoice
from everyleaf.speech.keeping import InStore
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.recording import Recording, record
from everyleaf.speech.script import Opening
from everyleaf.speech.sentences import split
from everyleaf.speech.voice import VoiceSpec
from tests.conftest import REPOSITORY, document
from tests.speech.hostile import TEXTS, taken
from tests.speech.killing import speak_and_kill

_STEP = 2.0  # seconds between two lines of progress


def killed(utterances: int, kills: int, seed: int) -> Iterator[str]:
    """What is lost, torn or wrong after all the kills."""
    last = [time.monotonic()]

    def progress(done: int, told: int) -> None:
        if time.monotonic() - last[0] > _STEP:
            last[0] = time.monotonic()
            say(f"  {done} of {kills} kills, {told} of {utterances} sentences")

    with tempfile.TemporaryDirectory() as name:
        outcome = speak_and_kill(Path(name), utterances, kills, seed, progress)
    told = f"{utterances} sentences, 2 processes, {outcome.kills} kills"
    print(
        f"killed: {told}, {outcome.servers_killed} of them of engines: {len(outcome.faults)} faults"
    )
    yield from outcome.faults


def long(characters: int) -> Iterator[str]:
    """What is wrong with the recording of a leaflet of so many characters."""
    text = "\n".join(_chapters(characters))
    made = document(f"# A long leaflet\n\n{text}")
    voice = EspeakVoice(VoiceSpec("espeak", "gmw/en", 165, "fit"))
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        outcome = record(
            made, Phrases(gettext.NullTranslations()), Opening("Leaf", "1 November 2026"),
            {"en": voice}, _every(500), InStore(Path(name)),
        )  # fmt: skip
    if outcome.recording is None:
        yield from map(str, outcome.diagnostics)
        return
    recording, took = outcome.recording, time.monotonic() - start
    what = f"{len(text)} characters, {len(recording.cues)} sentences, {len(recording.chapters)}"
    print(f"long: {what} chapters, {recording.seconds:.0f} s of speech in {took:.0f} s")
    yield from _wrong(recording, text)


def _chapters(characters: int) -> Iterator[str]:
    """Chapters of the sample's own sentences, each numbered in words, until it is enough."""
    lines = [line for line in _sample() if len(line) > 40]
    size, number = 0, 0
    while size < characters:
        paragraph = f"In part {_name(number)}. {lines[number % len(lines)]}"
        heading = f"## Part {_name(number)}\n\n" if number % 20 == 0 else ""
        yield f"{heading}{paragraph}\n"
        size, number = size + len(heading) + len(paragraph) + 2, number + 1


def _sample() -> Iterator[str]:
    for path in sorted((REPOSITORY / "source").glob("*.md")):
        for block in path.read_text(encoding="utf-8").split("---\n", 2)[2].split("\n\n"):
            line = " ".join(block.split())
            if line[:1].isalpha() and not set(line) & set("{}[]*_|<>:`#0123456789"):
                yield line


def _name(number: int) -> str:
    words = "one two three four five six seven eight nine ten".split()
    return " ".join(words[int(digit)] for digit in str(number))


def _wrong(recording: Recording, text: str) -> Iterator[str]:
    """Sentences out of place, a length that the readers do not agree on, chapters not found."""
    times = [at for cue in recording.cues for at in (cue.start, cue.end)]
    if times != sorted(times) or times[-1] > recording.seconds:
        yield "The sentences do not follow each other within the file."
    said = {cue.sentence.text for cue in recording.cues}
    lost = [one for line in text.split("\n") if line[:1].isalpha()
            for one in split(line, "en") if one not in said]  # fmt: skip
    if lost:
        yield f"{len(lost)} sentences are not heard: {lost[0]}"
    file: Any = MP3(io.BytesIO(recording.mp3))  # type: ignore[no-untyped-call]
    with av.open(io.BytesIO(recording.mp3), "r") as other:
        chapters, seconds = other.chapters(), (other.duration or 0) / av.time_base
    if len(file.tags.getall("CHAP")) != len(chapters) or len(chapters) != len(recording.chapters):
        yield "The readers do not see the same chapters."
    if max(abs(file.info.length - recording.seconds), abs(seconds - recording.seconds)) > 0.5:
        yield "The readers do not see the same length."
    if not recording.loudness.is_right:
        yield f"Its loudness is {recording.loudness}."


def hostile() -> Iterator[str]:
    """What is neither told nor rightly said; every text in each of three languages' voices."""
    voices = {
        "en": EspeakVoice(VoiceSpec("espeak", "gmw/en", 165, "fit")),
        "pl": EspeakVoice(VoiceSpec("espeak", "zlw/pl", 160, "fit")),
        "ar": EspeakVoice(VoiceSpec("espeak", "sem/ar", 150, "weak")),
    }
    before = {tag: voice.say("A").sound.pcm for tag, voice in voices.items()}
    told = spoken = 0
    for name, text in TEXTS.items():
        for tag, voice in voices.items():
            outcome = taken(text, tag, voice)
            told, spoken = told + (not outcome.spoken), spoken + outcome.spoken
            if outcome.fault:
                yield f"{name} in {tag}: {outcome.fault}"
            if voice.say("A").sound.pcm != before[tag]:
                yield f"{name} in {tag}: the voice is another one afterwards"
    print(f"hostile: {len(TEXTS)} texts in {len(voices)} voices: {told} told, {spoken} spoken")


def say(text: str) -> None:
    """A line of progress."""
    print(text, file=sys.stderr, flush=True)


def _every(step: int) -> Any:
    def progress(done: int, total: int) -> None:
        if done % step == 0:
            say(f"  {done} of {total} sentences")

    return progress


def main() -> int:
    """All three; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--utterances", type=int, default=2000, metavar="N")
    parser.add_argument("--kills", type=int, default=60, metavar="N")
    parser.add_argument("--seed", type=int, default=6, metavar="N")
    parser.add_argument("--characters", type=int, default=100_000, metavar="N")
    asked = parser.parse_args()
    faults = [*hostile(), *killed(asked.utterances, asked.kills, asked.seed)]
    faults += long(asked.characters)
    for fault in faults[:50]:
        print(f"FAULT {fault}")
    print("nothing is wrong" if not faults else f"{len(faults)} faults")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
