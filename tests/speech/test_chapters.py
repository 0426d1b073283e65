"""Chapters are kept: what did not change is neither spoken nor encoded again."""

from __future__ import annotations

import array
import io
from dataclasses import replace
from pathlib import Path

import av
import pytest

from everyleaf.speech.codecs import (
    CODECS,
    M4A,
    MP3,
    OPUS,
    decoded,
    encoded,
    joined_files,
    quieter,
)
from everyleaf.speech.espeak_voice import EspeakVoice
from everyleaf.speech.keeping import InStore, Keep, Kept, Nowhere
from everyleaf.speech.recording import Cue, Recording, Studio, speak
from everyleaf.speech.script import Chapter, Script, Sentence
from everyleaf.speech.sound import joined, trimmed
from everyleaf.speech.tags import Tags
from everyleaf.speech.voice import Sound, Utterance, VoiceSpec
from everyleaf.speech.webvtt import webvtt

from .ebur128 import measured

RATE = 22_050
TAGS = Tags("Tea", "Leaf", "en", "2026-11-01")


def highest(sound: Sound) -> int:
    """The largest sample, of 32,768."""
    samples = array.array("h", sound.pcm)
    return max(*samples, -min(samples))


class CountingVoice:
    """A real voice that notes what it was asked to say."""

    def __init__(self, voice: EspeakVoice) -> None:
        self.voice = voice
        self.said: list[str] = []

    @property
    def spec(self) -> VoiceSpec:
        return self.voice.spec

    @property
    def identity(self) -> str:
        return self.voice.identity

    def say(self, text: str) -> Utterance:
        self.said.append(text)
        return self.voice.say(text)


class SlowVoice(CountingVoice):
    """The same, as if its engine were a slow one."""

    @property
    def spec(self) -> VoiceSpec:
        return replace(self.voice.spec, engine="piper")


class SoftVoice(CountingVoice):
    """It says what speaks of softness by 6 dB more softly."""

    @property
    def identity(self) -> str:
        return f"soft {self.voice.identity}"

    def say(self, text: str) -> Utterance:
        said = super().say(text)
        if "soft" not in text:
            return said
        loud = array.array("h", said.sound.pcm)
        samples = array.array("h", (int(sample * 0.5) for sample in loud))
        return Utterance(Sound(samples.tobytes(), said.sound.rate))


class CountingKeep:
    """A real store that notes what was put into it."""

    def __init__(self, keep: Keep) -> None:
        self.keep = keep
        self.put_in = 0

    def find(self, key: str) -> Kept | None:
        return self.keep.find(key)

    def put(self, key: str, kept: Kept) -> None:
        self.put_in += bool(kept.files)
        self.keep.put(key, kept)


def script_of(*texts: str) -> Script:
    chapters = [
        Chapter(f"Part {n}", 2, (Sentence(f"This is part {n}.", "en", "heading", 1.0, None),
                                 Sentence(text, "en", "text", 1.5, None)))
        for n, text in enumerate(texts, 1)
    ]  # fmt: skip
    return Script("en", tuple(chapters))


def recorded(script: Script, voice: CountingVoice, keep: Keep) -> Recording:
    outcome = speak(script, Studio({"en": voice}, keep=keep), TAGS)
    assert outcome.recording is not None, outcome.diagnostics
    return outcome.recording


@pytest.fixture
def keep(tmp_path: Path) -> CountingKeep:
    return CountingKeep(InStore(tmp_path))


TEXTS = ["Sit down and rest.", "Drink your tea slowly.", "Call somebody you like to talk to."]


def test_nothing_is_done_twice(english: EspeakVoice, keep: CountingKeep) -> None:
    first = recorded(script_of(*TEXTS), CountingVoice(english), keep)
    voice, before = CountingVoice(english), keep.put_in
    again = recorded(script_of(*TEXTS), voice, keep)
    assert voice.said == []
    assert keep.put_in == before
    assert (again.mp3, again.m4a, again.opus) == (first.mp3, first.m4a, first.opus)


def test_a_changed_sentence_makes_its_chapter_anew_and_no_other(
    english: EspeakVoice, keep: CountingKeep
) -> None:
    recorded(script_of(*TEXTS), CountingVoice(english), keep)
    voice, before = CountingVoice(english), keep.put_in
    recorded(script_of(TEXTS[0], "Drink your tea very slowly.", TEXTS[2]), voice, keep)
    assert voice.said == ["This is part 2.", "Drink your tea very slowly."]
    assert keep.put_in - before == before / 3


def test_of_a_slow_engine_only_the_changed_sentence_is_spoken_again(
    english: EspeakVoice, keep: CountingKeep
) -> None:
    recorded(script_of(*TEXTS), SlowVoice(english), keep)
    voice, changed = SlowVoice(english), "Drink your tea very slowly."
    after = recorded(script_of(TEXTS[0], changed, TEXTS[2]), voice, keep)
    assert voice.said == [changed]
    anew = recorded(script_of(TEXTS[0], changed, TEXTS[2]), CountingVoice(english), Nowhere())
    assert after.mp3 == anew.mp3


def test_another_format_finds_the_chapters_that_it_needs(
    english: EspeakVoice, keep: CountingKeep
) -> None:
    """A book has the MP3 alone of what a recording has."""
    whole = recorded(script_of(*TEXTS), CountingVoice(english), keep)
    before = keep.put_in
    outcome = speak(script_of(*TEXTS), Studio({"en": english}, None, keep, (MP3.name,)), TAGS)
    assert outcome.recording is not None
    assert keep.put_in == before
    assert outcome.recording.mp3 == whole.mp3


def test_kept_or_new_it_is_the_same_file(
    english: EspeakVoice, keep: CountingKeep, tmp_path: Path
) -> None:
    recorded(script_of("Another text.", *TEXTS[1:]), CountingVoice(english), keep)
    partly_kept = recorded(script_of(*TEXTS), CountingVoice(english), keep)
    fresh = recorded(script_of(*TEXTS), CountingVoice(english), InStore(tmp_path / "new"))
    assert partly_kept.mp3 == fresh.mp3
    assert partly_kept.m4a == fresh.m4a


def test_chapters_lie_where_they_are_heard(english: EspeakVoice, keep: CountingKeep) -> None:
    recording = recorded(script_of(*TEXTS), CountingVoice(english), keep)
    for data in (recording.mp3, recording.m4a or b""):
        sound = decoded(data)
        with av.open(io.BytesIO(data), "r") as file:
            starts = [c["start"] * float(c["time_base"] or 0) for c in file.chapters()]
        for start in starts[1:]:
            at = int(start * sound.rate) * 2
            before = Sound(sound.pcm[at - sound.rate : at], sound.rate)  # half a second
            after = Sound(sound.pcm[at : at + sound.rate], sound.rate)
            assert highest(before) < 200 < highest(after)


def test_every_sentence_has_its_cue_in_time_order(english: EspeakVoice, keep: CountingKeep) -> None:
    recording = recorded(script_of(*TEXTS), CountingVoice(english), keep)
    times = [time for cue in recording.cues for time in (cue.start, cue.end)]
    assert times == sorted(times)
    assert times[-1] <= recording.seconds
    vtt = webvtt(recording.cues).decode()
    assert vtt.startswith("WEBVTT\n\n00:00:00.000 --> ")
    assert all(text in vtt for text in TEXTS)


def test_what_is_kept_and_torn_is_made_anew(
    english: EspeakVoice, keep: CountingKeep, tmp_path: Path
) -> None:
    recorded(script_of(*TEXTS), CountingVoice(english), keep)
    for blob in (tmp_path / "blobs").rglob("*"):
        if blob.is_file():
            blob.unlink()
    assert recorded(script_of(*TEXTS), CountingVoice(english), keep).mp3


@pytest.mark.parametrize("name", [MP3.name, M4A.name])
def test_joining_loses_nothing(english: EspeakVoice, name: str) -> None:
    chosen = CODECS[name]
    sounds = [joined([(trimmed(english.say(text).sound), 1.0)], 22050)[0] for text in TEXTS]
    files = [encoded(sound, chosen) for sound in sounds]
    whole, marks = joined_files(files, chosen, TEXTS, {})
    assert decoded(whole).seconds == pytest.approx(sum(s.seconds for s in sounds), abs=0.3)
    assert [mark.title for mark in marks] == TEXTS


def test_a_transcript_escapes_what_would_be_markup() -> None:
    cue = Cue(Sentence("a < b --> <i>c</i> & d", "en", "text", 1.0), 3599.9996, 3601.5)
    said = webvtt([cue]).decode()
    assert "01:00:00.000 --> 01:00:01.500\n" in said
    assert "a &lt; b --&gt; &lt;i&gt;c&lt;/i&gt; &amp; d" in said


def test_a_book_finds_the_mp3_that_was_encoded_with_the_others(
    english: EspeakVoice, keep: CountingKeep
) -> None:
    whole = recorded(script_of(*TEXTS), CountingVoice(english), keep)
    voice, before = CountingVoice(english), keep.put_in
    outcome = speak(script_of(*TEXTS), Studio({"en": voice}, keep=keep, codecs=(MP3.name,)), TAGS)
    assert outcome.recording is not None
    assert outcome.recording.mp3 == whole.mp3
    assert (voice.said, keep.put_in) == ([], before)


def test_players_turn_an_opus_file_down(english: EspeakVoice) -> None:
    file = encoded(english.say("Sit down, rest, and drink your tea slowly.").sound, OPUS)
    before, after = measured(decoded(file)), measured(decoded(quieter(file, 0.75)))
    assert before.peak - after.peak == pytest.approx(0.75, abs=0.02)
    assert before.lufs - after.lufs == pytest.approx(0.75, abs=0.1)


def test_a_file_of_its_own_is_as_loud_as_the_whole(
    english: EspeakVoice, keep: CountingKeep
) -> None:
    """STANDARDS 23: of the parts that are joined into one file, a quiet one stays quieter."""
    loud = "Your nurse can tell you more about this, and answer your questions."
    soft = "A soft diet helps, and soft food is easier to swallow when your mouth is sore."
    made = recorded(script_of(loud, soft, loud + " Ask."), SoftVoice(english), keep)
    alone = [measured(decoded(file)) for file in made.opus]
    assert all(one.is_right for one in alone), alone
    whole = decoded(made.mp3)
    parts = [
        Sound(whole.pcm[int(mark.start * RATE) * 2 : int(mark.end * RATE) * 2], RATE)
        for mark in made.chapters
    ]
    first, second, _ = (measured(part).lufs for part in parts)
    assert measured(whole).is_right
    assert second < first - 1


def test_a_chapter_of_two_words_withholds_nothing(english: EspeakVoice, keep: CountingKeep) -> None:
    """What is said in a second has no steady loudness; its peaks are held all the same."""
    texts = ("Pack it.", "Kit.", "Stop.", "Ask your nurse.", "Peak.")
    chapters = [
        Chapter(text, 2, (Sentence(text, "en", "heading", 1.0, None),)) for text in texts
    ]  # fmt: skip
    made = recorded(Script("en", tuple(chapters)), CountingVoice(english), keep)
    heard = [measured(decoded(file)) for file in made.opus]
    assert all(abs(one.lufs + 16) <= 3 and one.peak <= -1 for one in heard), heard
