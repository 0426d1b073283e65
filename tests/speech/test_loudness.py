from __future__ import annotations

import array
import math

import pytest

from everyleaf.speech.codecs import CODECS, Codec, decoded, encoded, heard_of
from everyleaf.speech.loudness import gain_for, integrated, limited, measured, mended, momentary
from everyleaf.speech.voice import Sound

RATE = 22050


def tone(seconds: float, loudness: float, hertz: float = 997) -> Sound:
    wave = (math.sin(2 * math.pi * hertz * i / RATE) for i in range(int(seconds * RATE)))
    return Sound(array.array("h", (int(w * loudness * 32767) for w in wave)).tobytes(), RATE)


def test_a_tone_of_known_level_measures_as_the_standard_says() -> None:
    # ITU-R BS.1770: a 997 Hz sine at 0 dBFS in one channel has -3.01 LKFS.
    loudness = measured(tone(3, 10 ** (-20 / 20)))
    assert loudness.lufs == pytest.approx(-23.01, abs=0.15)
    assert loudness.peak == pytest.approx(-20, abs=0.2)


def test_a_peak_between_two_samples_is_seen() -> None:
    """A quarter of the sample rate, half a step off: no sample lies on the crest."""
    samples = [int(32767 * 0.7 * math.sin(math.pi / 2 * i + math.pi / 4)) for i in range(RATE)]
    sound = Sound(array.array("h", samples).tobytes(), RATE)
    assert measured(sound).peak > 20 * math.log10(max(samples) / 32768) + 2


@pytest.mark.parametrize("loudness", [0.02, 0.9])
def test_quiet_and_loud_come_out_alike(loudness: float) -> None:
    sound = tone(3, loudness)
    gain = gain_for(measured(sound).lufs)
    for _ in range(4):
        out = limited(sound, gain, -2.5)
        gain = mended(gain, measured(out).lufs)
    assert measured(out).is_right
    assert out.seconds == pytest.approx(3, abs=0.001)


@pytest.mark.parametrize("codec", CODECS.values(), ids=list(CODECS))
def test_a_file_is_heard_as_the_sound_that_a_player_decodes(codec: Codec) -> None:
    """Held against FFmpeg's own true peak, at 192 kHz: what is heard may read no lower."""
    sound = tone(3, 0.5)
    data = encoded(sound, codec)
    said, known = heard_of(data, codec, sound.rate), measured(decoded(data))
    assert integrated(said.blocks) == pytest.approx(known.lufs, abs=0.05)
    assert known.peak <= said.peak <= known.peak + 0.2


def test_silence_stays_silent() -> None:
    silence = Sound(bytes(2 * RATE * 2), RATE)
    assert gain_for(measured(silence).lufs) == 0
    assert not measured(silence).is_right


def test_the_loudness_of_parts_gives_that_of_the_whole() -> None:
    parts = [tone(3, 0.1), Sound(bytes(2 * RATE * 2), RATE), tone(2, 0.4)]
    blocks = [block for part in parts for block in momentary(part)]
    whole = Sound(b"".join(part.pcm for part in parts), RATE)
    assert integrated(blocks) == pytest.approx(measured(whole).lufs, abs=0.3)


def test_a_small_change_leaves_the_gain_as_it_is() -> None:
    assert gain_for(-20.42) == gain_for(-20.44)
