"""Hearing: how loud a sound is, ten times a second, and how high its peaks reach.

Loudness by ITU-R BS.1770-4, annex 1: a sound is weighted as ears hear it (K-weighting, two
filters one after the other), then the mean square of each 400 ms counts. FFmpeg's own meter,
``ebur128``, gives the same values (tests/speech/test_hearing.py) in twice the time: every
100 ms it reckons short-term loudness and loudness range too, which nobody here asks for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from av.filter import Graph

from everyleaf.speech.filtering import END, Filters, chained, fed, opened, pulled
from everyleaf.speech.loudness import Heard
from everyleaf.speech.voice import Sound

if TYPE_CHECKING:
    import av
    from av.filter.context import FilterContext

_STEPS = 10  # a second
_BLOCK = 4  # steps: blocks of 400 ms, each of which shares three quarters with the next
_OFFSET = -0.691  # LU; then a 997 Hz sine of full scale has -3.01 LUFS
_SILENCE = -120.0  # LUFS: quieter than 16 bits can be, and a number that JSON knows
# Annex 1 has its filters for 48 kHz alone; these are the analogue ones behind them: hertz and
# quality, and of the shelf its gain as a factor (at 48 kHz they give annex 1 to 14 digits).
_SHELF_HERTZ, _SHELF_QUALITY = 1681.974450955533, 0.7071752369554196
_SHELF_GAIN, _SHELF_MIDDLE = 1.5848647011308556, 1.2587209302325617
_LOW_HERTZ, _LOW_QUALITY = 38.13547087602444, 0.5003270373238773
# Hertz at which peaks are read: eight samples in a wave of the highest tone that a voice has.
# Held against 353 and 384 kHz that is up to 0.1 dB too low (21 chapters in three codecs).
_PEAKS_AT = 88_200
_READ_LOW = 0.15  # dB
_PEAK = "lavfi.astats.1.Peak_level"


def heard(path: Path, rate: int) -> Heard:
    """Loudness and true peak of what is decoded of a file of ``rate`` Hz, in one pass.

    True peak by ITU-R BS.1770-4, annex 2: also between the samples. Files are decoded within
    FFmpeg, since frame by frame through Python it takes half as long again. Raises
    `av.error.FFmpegError` for what is no sound.
    """
    graph = Graph()
    file = graph.add("amovie", filename=str(path))
    both = chained(file, (("asetnsamples", f"n={rate}:p=0"), ("asplit", "2")))
    energies, peaks = _energies(both, rate), chained(both, _peaks(rate), output=1)
    graph.configure()
    totals, highest = _Totals(rate), list[float]()
    for loud, high in zip_longest(pulled(energies), pulled(peaks)):  # in turn: neither piles up
        if loud is not None:
            totals.take(loud)
        if high is not None:
            highest.append(float(str(high.metadata[_PEAK])) + _READ_LOW)
    return Heard(totals.blocks(), tuple(highest))


def momentary(sound: Sound) -> tuple[float, ...]:
    """The loudness of each 400 ms, ten times a second, in LUFS."""
    graph = Graph()
    energies = _energies(opened(graph, sound), sound.rate)
    totals = _Totals(sound.rate)
    for frame in fed(sound, graph, energies):
        totals.take(frame)
    return totals.blocks()


def _energies(last: FilterContext, rate: int) -> FilterContext:
    """Its frames hold the sum of the squares of all weighted samples so far."""
    weighted = (("aformat", "sample_fmts=dblp"), *k_weighting(rate), ("asplit", "2"))
    twice = chained(last, weighted)
    squares = chained(twice, (("amultiply", ""),))
    twice.link_to(squares, 1, 1)
    return chained(squares, (("aintegral", ""), *END))


def _peaks(rate: int) -> Filters:
    """Its frames, of a second each, tell their highest peaks in dBTP."""
    between = rate * math.ceil(_PEAKS_AT / rate)
    return (
        ("aformat", "sample_fmts=flt"),
        ("aresample", str(between)),
        ("astats", "metadata=1:reset=1:measure_overall=none:measure_perchannel=Peak_level"),
        *END,
    )


def k_weighting(rate: int) -> Filters:
    """The two filters of BS.1770-4, annex 1, for a sample rate in Hz: a shelf, a high-pass."""
    part, square = _turned(_SHELF_HERTZ, _SHELF_QUALITY, rate)
    whole, gain, middle = 1 + part + square, _SHELF_GAIN, _SHELF_MIDDLE
    shelf = (gain + middle * part + square, 2 * (square - gain), gain - middle * part + square)
    return (
        _biquad([number / whole for number in shelf], part, square),
        _biquad([1, -2, 1], *_turned(_LOW_HERTZ, _LOW_QUALITY, rate)),
    )


def _turned(hertz: float, quality: float, rate: int) -> tuple[float, float]:
    """An analogue filter turned digital (bilinear transform): tangent by quality, and squared."""
    tangent = math.tan(math.pi * hertz / rate)
    return tangent / quality, tangent**2


def _biquad(zeros: Sequence[float], part: float, square: float) -> tuple[str, str]:
    whole = 1 + part + square
    poles = 1, 2 * (square - 1) / whole, (1 - part + square) / whole
    values = [f"b{n}={value!r}" for n, value in enumerate(zeros)]
    values += [f"a{n}={value!r}" for n, value in enumerate(poles)]
    return "biquad", ":".join(values)


class _Totals:
    """What `_energies` gives, read at the end of each step."""

    def __init__(self, rate: int) -> None:
        self._step = rate // _STEPS
        self._next = self._step - 1  # of the samples that come
        self._sums = [0.0]

    def take(self, frame: av.AudioFrame) -> None:
        """Read the ends of the steps that lie in ``frame``."""
        sums = memoryview(frame.planes[0]).cast("d")
        places = range(self._next, frame.samples, self._step)
        self._sums += [sums[place] for place in places]
        self._next += len(places) * self._step - frame.samples

    def blocks(self) -> tuple[float, ...]:
        """The loudness in LUFS of each block that is whole."""
        before = zip(self._sums, self._sums[_BLOCK:], strict=False)
        return tuple(_lufs((end - start) / (_BLOCK * self._step)) for start, end in before)


def _lufs(energy: float) -> float:
    return max(_SILENCE, _OFFSET + 10 * math.log10(energy)) if energy > 0 else _SILENCE
