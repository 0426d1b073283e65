from __future__ import annotations

import array
import math
from pathlib import Path

import av
import pytest

from everyleaf.speech.codecs import CODECS, Codec, decoded, encoded, heard_of
from everyleaf.speech.espeak_voice import EspeakVoice
from everyleaf.speech.hearing import heard, k_weighting, momentary
from everyleaf.speech.levelling import limited
from everyleaf.speech.loudness import integrated
from everyleaf.speech.voice import Sound

from . import ebur128
from .tones import RATE, silence, tone

# ITU-R BS.1770-4, annex 1, tables 1 and 2: the filters at 48 kHz
SHELF = {
    "b0": 1.53512485958697, "b1": -2.69169618940638, "b2": 1.19839281085285,
    "a0": 1, "a1": -1.69065929318241, "a2": 0.73248077421585,
}  # fmt: skip
HIGH_PASS = {"b0": 1, "b1": -2, "b2": 1, "a0": 1, "a1": -1.99004745483398, "a2": 0.99007225036621}


def numbers(options: str) -> dict[str, float]:
    return {name: float(value) for name, _, value in (o.partition("=") for o in options.split(":"))}


def test_the_weighting_is_that_of_the_standard() -> None:
    (_, shelf), (_, high_pass) = k_weighting(48_000)
    assert numbers(shelf) == pytest.approx(SHELF, abs=1e-13)
    assert numbers(high_pass) == pytest.approx(HIGH_PASS, abs=1e-13)


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000])
def test_a_tone_of_known_level_measures_as_the_standard_says(rate: int) -> None:
    # ITU-R BS.1770: a 997 Hz sine at 0 dBFS in one channel has -3.01 LKFS.
    blocks = momentary(tone(3, 10 ** (-20 / 20), rate=rate))
    assert integrated(blocks) == pytest.approx(-23.01, abs=0.05)


@pytest.mark.parametrize("hertz", [31, 100, 400, 2000, 6000, 10_000])
def test_tones_high_and_low_are_as_loud_as_another_meter_has_them(hertz: float) -> None:
    sound = tone(2, 0.3, hertz)
    assert momentary(sound) == pytest.approx(ebur128.momentary(sound), abs=0.005)


def test_speech_is_as_loud_as_another_meter_has_it(english: EspeakVoice) -> None:
    said = [english.say(text).sound for text in ("Rest well.", "Your nurse can tell you more.")]
    sound = Sound(b"".join(part.pcm for part in (said[0], silence(0.7), said[1])), said[0].rate)
    theirs = [max(block, -120) for block in ebur128.momentary(sound)]
    assert momentary(sound) == pytest.approx(theirs, abs=0.002)


@pytest.mark.parametrize("codec", CODECS.values(), ids=list(CODECS))
def test_a_file_is_heard_as_the_sound_that_a_player_decodes(codec: Codec) -> None:
    """Held against FFmpeg's own true peak, at 192 kHz: what is heard may read no lower."""
    sound = tone(3, 0.5)
    data = encoded(sound, codec)
    said, known = heard_of(data, codec, sound.rate), ebur128.measured(decoded(data))
    assert integrated(said.blocks) == pytest.approx(known.lufs, abs=0.05)
    assert known.peak <= said.peak <= known.peak + 0.2


@pytest.mark.parametrize("codec", CODECS.values(), ids=list(CODECS))
def test_speech_peaks_no_higher_than_it_is_heard_to(codec: Codec, english: EspeakVoice) -> None:
    text = "Women over seventy with this kind of breast cancer may be offered further treatment."
    sound = limited(english.say(text).sound, 8, codec.ceiling)
    data = encoded(sound, codec)
    said, known = heard_of(data, codec, sound.rate), ebur128.measured(decoded(data))
    assert known.peak <= said.peak <= known.peak + 0.2


@pytest.mark.parametrize("codec", CODECS.values(), ids=list(CODECS))
def test_a_click_at_the_very_end_is_heard(codec: Codec) -> None:
    """Peaks are read to the last frame, which is shorter than the others."""
    quiet, loud = tone(2.3, 0.05), tone(0.05, 0.9)
    data = encoded(Sound(quiet.pcm + loud.pcm, RATE), codec)
    assert heard_of(data, codec, RATE).peak > -3


def test_a_peak_between_two_samples_is_seen(tmp_path: Path) -> None:
    """A quarter of the sample rate, half a step off: no sample lies on the crest."""
    samples = [int(32767 * 0.7 * math.sin(math.pi / 2 * i + math.pi / 4)) for i in range(RATE)]
    sound = Sound(array.array("h", samples).tobytes(), RATE)
    data = encoded(sound, CODECS["m4a"])
    crest = 20 * math.log10(max(samples) / 32768)
    assert heard_of(data, CODECS["m4a"], RATE).peak > crest + 2


def test_the_loudness_of_parts_gives_that_of_the_whole() -> None:
    parts = [tone(3, 0.1), silence(2), tone(2, 0.4)]
    blocks = [block for part in parts for block in momentary(part)]
    whole = Sound(b"".join(part.pcm for part in parts), RATE)
    assert integrated(blocks) == pytest.approx(ebur128.measured(whole).lufs, abs=0.3)


@pytest.mark.parametrize("seconds", [0, 0.05, 0.39, 0.4, 0.5, 1.99])
def test_a_block_is_400_ms_and_one_begins_every_100_ms(seconds: float) -> None:
    assert len(momentary(tone(seconds, 0.5))) == max(0, int(seconds * 10 + 1e-9) - 3)


def test_silence_has_no_loudness() -> None:
    assert integrated(momentary(silence(2))) == -math.inf


def test_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.mp3"
    path.write_bytes(b"no sound" * 99)
    with pytest.raises(av.error.FFmpegError):
        heard(path, RATE)
