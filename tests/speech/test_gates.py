from __future__ import annotations

import array

import pytest

from everyleaf.speech.espeak_voice import EspeakVoice
from everyleaf.speech.gates import letters, misspoken
from everyleaf.speech.voice import Sound, Utterance

TEXT = "Your nurse can explain what each treatment does."


def test_real_speech_passes(
    english: EspeakVoice, arabic: EspeakVoice, mandarin: EspeakVoice
) -> None:
    said = [
        (english, TEXT), (english, "No."), (english, "Genes"), (english, "Call 9 9 9."),
        (english, "Call 0 8 0 8, 1 5 7, 0 1 2 3."), (arabic, "يمكن للممرضة أن تشرح لك كل علاج."),
        (arabic, "نعم."), (mandarin, "您可能会感到疲劳或恶心。"), (mandarin, "可以。"),
    ]  # fmt: skip
    for voice, text in said:
        assert misspoken(text, voice.say(text), voice.spec.rate) is None, text


def test_a_voice_that_stays_silent_is_caught() -> None:
    silent = Utterance(Sound(bytes(2 * 22050 * 3), 22050))
    assert "silent" in str(misspoken(TEXT, silent, 165))
    assert "silent" in str(misspoken(TEXT, Utterance(Sound(b"", 22050)), 165))


def test_a_sound_that_is_cut_off_at_its_loudest_is_caught(english: EspeakVoice) -> None:
    sound = english.say(TEXT).sound
    samples = array.array("h", sound.pcm)
    louder = array.array("h", (max(-32768, min(32767, 3 * sample)) for sample in samples))
    assert "clipped" in str(misspoken(TEXT, Utterance(Sound(louder.tobytes(), sound.rate)), 165))


def test_the_same_bytes_across_two_samples_are_no_full_scale() -> None:
    """Each byte one place on: samples of 0x7FFF stand there, and none of them is at 0x7FFF."""
    loud = Sound(b"\x00" + b"\xff\x7f" * 9 + b"\x00" + b"\x00\x40" * 90_000, 22050)
    assert "clipped" not in str(misspoken(TEXT, Utterance(loud), 165))
    on_a_sample = Sound(b"\x00\x00" + b"\xff\x7f" * 9 + loud.pcm[20:], 22050)
    assert "clipped" in str(misspoken(TEXT, Utterance(on_a_sample), 165))


def test_a_voice_that_stops_half_way_is_caught(english: EspeakVoice) -> None:
    whole = english.say(TEXT).sound
    half = Utterance(Sound(whole.pcm[: len(whole.pcm) // 3], whole.rate))
    assert "seconds a letter" in str(misspoken(TEXT, half, 165))


def test_a_voice_that_spells_letters_out_is_caught(english: EspeakVoice) -> None:
    text = "您可能会感到疲劳或恶心，请告诉护士。"
    assert misspoken(text, english.say(text), 165) is not None


@pytest.mark.parametrize("text", ["…", "😀"])
def test_what_has_no_letter_is_not_speech(text: str) -> None:
    assert misspoken(text, Utterance(Sound(b"\x00\x40" * 9999, 22050)), 165) is not None


def test_a_digit_weighs_as_a_word() -> None:
    assert letters("a 12 ٣") == 1 + 3 * 4
