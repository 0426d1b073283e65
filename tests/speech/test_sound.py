from __future__ import annotations

import array
import math

import pytest

from everyleaf.speech.sound import joined, trimmed
from everyleaf.speech.voice import Sound

RATE = 22050


def tone(seconds: float, loudness: float = 0.5) -> bytes:
    wave = (math.sin(i / 8) * loudness * 32767 for i in range(int(seconds * RATE)))
    return array.array("h", map(int, wave)).tobytes()


def test_silent_edges_go_and_what_is_heard_stays() -> None:
    silence = bytes(2 * RATE)
    sound = trimmed(Sound(silence + tone(0.5) + silence, RATE))
    assert 0.5 <= sound.seconds <= 0.54


def test_a_cut_does_not_click() -> None:
    samples = array.array("h", trimmed(Sound(tone(0.5), RATE)).pcm)
    assert max(abs(samples[0]), abs(samples[-1])) < 200


@pytest.mark.parametrize("pcm", [b"", bytes(2), bytes(2000)])
def test_silence_becomes_nothing_and_nothing_breaks(pcm: bytes) -> None:
    assert trimmed(Sound(pcm, RATE)).seconds < 0.03


def test_pauses_are_as_long_as_they_were_asked_for() -> None:
    sound, places = joined([(Sound(tone(0.5), RATE), 0.6), (Sound(tone(1), RATE), 1.5)], RATE)
    assert sound.seconds == pytest.approx(3.6, abs=0.001)
    assert places[1][0] == pytest.approx(1.1, abs=0.001)


def test_sounds_of_two_rates_are_not_mixed() -> None:
    with pytest.raises(ValueError, match="Hz"):
        joined([(Sound(tone(0.1), 16000), 0)], RATE)
