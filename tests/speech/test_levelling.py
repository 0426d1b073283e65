from __future__ import annotations

import array
import math

import pytest

from everyleaf.speech.levelling import limited
from everyleaf.speech.loudness import gain_for, mended

from .ebur128 import measured
from .tones import tone


@pytest.mark.parametrize("loudness", [0.02, 0.9])
def test_quiet_and_loud_come_out_alike(loudness: float) -> None:
    sound = tone(3, loudness)
    gain = gain_for(measured(sound).lufs)
    for _ in range(4):
        out = limited(sound, gain, -2.5)
        gain = mended(gain, measured(out).lufs)
    assert measured(out).is_right
    assert out.seconds == pytest.approx(3, abs=0.001)


@pytest.mark.parametrize("hertz", [120, 997, 5000])
def test_no_sample_rises_above_the_ceiling(hertz: float) -> None:
    samples = array.array("h", limited(tone(1, 0.5, hertz), 20, -2.5).pcm)
    assert 20 * math.log10(max(map(abs, samples)) / 32768) == pytest.approx(-2.5, abs=0.05)


def test_what_is_quiet_enough_is_made_louder_and_else_left_alone() -> None:
    before, after = (array.array("h", s.pcm) for s in (tone(1, 0.1), limited(tone(1, 0.1), 6, -2)))
    factor = 10 ** (6 / 20)
    assert list(after) == pytest.approx([sample * factor for sample in before], abs=1)
