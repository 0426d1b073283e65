from __future__ import annotations

import array
import math
from itertools import pairwise

import pytest

from everyleaf.speech.sound import joined, softened, trimmed
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


def test_a_second_is_softened_and_what_lies_far_from_it_is_left_alone() -> None:
    sound = Sound(tone(5), RATE)
    before, after = (array.array("h", s.pcm) for s in (sound, softened(sound, {2: 6.0})))
    assert len(before) == len(after)
    assert before[: int(1.8 * RATE)] == after[: int(1.8 * RATE)]
    assert before[int(3.2 * RATE) :] == after[int(3.2 * RATE) :]
    inside = slice(int(1.9 * RATE), int(3.1 * RATE))
    assert max(after[inside]) == pytest.approx(max(before[inside]) * 10 ** (-6 / 20), abs=2)


def test_softening_makes_no_click() -> None:
    """No step between two samples is larger than the wave's own."""
    sound = Sound(tone(3), RATE)
    before, after = (array.array("h", s.pcm) for s in (sound, softened(sound, {0: 9.0, 1: 3.0})))
    steps = [max(abs(b - a) for a, b in pairwise(samples)) for samples in (before, after)]
    assert steps[1] <= steps[0]


def test_seconds_after_the_end_are_no_fault() -> None:
    sound = Sound(tone(0.5), RATE)
    assert softened(sound, {7: 3.0}) == sound
