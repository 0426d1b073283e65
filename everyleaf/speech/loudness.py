"""Loudness: -16 LUFS within 1, true peak at most -1 dBTP after decoding (STANDARDS 23).

Measured by EBU R 128 (ITU-R BS.1770) with the filter ``ebur128`` of the FFmpeg that
PyAV's wheels carry; limited with ``alimiter`` at twice the sample rate, so that
peaks between the samples are caught.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.filter import Graph

from everyleaf.speech.voice import Sound

TARGET_LUFS, TOLERANCE = -16.0, 1.0  # LUFS, LU
ABSOLUTE_GATE, RELATIVE_GATE = -70.0, -10.0  # LUFS, LU
HIGHEST_PEAK = -1.0  # dBTP, of a decoded file
_OVERSAMPLING = 2  # while limiting; what it misses, a tenth of a dB, is heard afterwards
_MEASURED_AT = 4  # times the sample rate
_READ_LOW = 0.1  # dB; four times the rate reads up to 0.02 lower than 192 kHz (measured, speech)
PASSES = 4  # gains that are tried; the first one is right for nearly every recording
_NEAR_ENOUGH = 0.85  # LU
_STEP = 0.5  # dB
_FAR = 8.0  # LU; farther away, the first gain goes no further than the target
_LIMITED_AWAY = 1.6  # a gain that brings 1 LU more; limiting takes a third of it (measured)

Filters = tuple[tuple[str, str], ...]  # of FFmpeg: name and options


@dataclass(frozen=True, slots=True)
class Loudness:
    """``lufs``: integrated loudness; ``peak``: true peak in dBTP, NaN where not asked for."""

    lufs: float
    peak: float

    @property
    def is_right(self) -> bool:
        """Whether a recording may go out with it."""
        return abs(self.lufs - TARGET_LUFS) <= TOLERANCE and self.peak <= HIGHEST_PEAK


@dataclass(frozen=True, slots=True)
class Heard:
    """What is heard of a file: the loudness of each 400 ms in LUFS, ten times a second.

    ``peak`` is its true peak in dBTP, at most: what the measuring can miss is in it.
    """

    blocks: tuple[float, ...]
    peak: float

    def turned_down(self, decibels: float) -> Heard:
        """The same, played more quietly."""
        blocks = tuple(block - decibels for block in self.blocks)
        return Heard(blocks, self.peak - decibels)


def gain_for(lufs: float) -> float:
    """The gain in dB that brings speech of this loudness to the target, in half decibels.

    In steps, so that a changed sentence seldom changes it for all the others; more than
    the distance, because limiting takes some of it away. Silence stays silence.
    """
    if not math.isfinite(lufs) or lufs <= ABSOLUTE_GATE or abs(TARGET_LUFS - lufs) <= _NEAR_ENOUGH:
        return 0.0
    missing = TARGET_LUFS - lufs
    return _in_steps(missing * (_LIMITED_AWAY if 0 < missing < _FAR else 1.0))


def mended(gain: float, lufs: float) -> float:
    """A better gain where ``gain`` brought the whole to ``lufs``; the same where it is near."""
    missed = TARGET_LUFS - lufs
    if not math.isfinite(lufs) or abs(missed) <= _NEAR_ENOUGH:
        return gain
    return _in_steps(gain + missed * (_LIMITED_AWAY if missed > 0 else 1.0))


def _in_steps(gain: float) -> float:
    return round(gain / _STEP) * _STEP


def limited(sound: Sound, gain: float, ceiling: float) -> Sound:
    """``sound`` louder by ``gain`` dB, no true peak above ``ceiling`` dBTP."""
    limit = 10 ** (ceiling / 20)
    filters = (
        ("aformat", "sample_fmts=flt"),
        ("volume", f"volume={gain:.4f}dB:precision=float"),
        ("aresample", str(sound.rate * _OVERSAMPLING)),
        ("alimiter", f"limit={limit:.6f}:level=0:attack=5:release=50:latency=1"),
        ("aresample", str(sound.rate)),
        ("aformat", "sample_fmts=s16"),
    )
    pcm = b"".join(bytes(frame.planes[0])[: frame.samples * 2] for frame in _run(sound, filters))
    return Sound(pcm, sound.rate)


def measured(sound: Sound, *, with_peak: bool = True) -> Loudness:
    """The loudness of a whole sound."""
    options = "metadata=1:peak=true" if with_peak else "metadata=1"
    values: dict[str, str] = {}
    for frame in _run(sound, (("ebur128", options),)):
        values.update({str(key): str(value) for key, value in frame.metadata.items()})
    lufs = float(values.get("lavfi.r128.I", "-inf"))
    return Loudness(lufs, _decibels(values) if with_peak else math.nan)


def heard(path: Path, rate: int) -> Heard:
    """Loudness and true peak of what is decoded of a file of ``rate`` Hz, in one pass.

    True peak by ITU-R BS.1770-4, annex 2: at four times the sample rate. Raises
    `av.error.FFmpegError` for what is no sound.
    """
    blocks: list[float] = []
    peak = -math.inf
    for frame in _pulled(_hearing(path, rate)):
        values = frame.metadata
        if block := values.get("lavfi.r128.M"):
            blocks.append(float(str(block)))
        peak = float(str(values.get("lavfi.astats.1.Peak_level", peak)))  # of all so far
    return Heard(tuple(blocks), peak + _READ_LOW)


def _hearing(path: Path, rate: int) -> Graph:
    """All of it within FFmpeg: frame by frame through Python it takes half as long again."""
    graph = Graph()
    last = graph.add("amovie", filename=str(path))
    for name, options in (
        ("asetnsamples", f"n={rate}:p=0"),
        ("ebur128", "metadata=1"),
        ("aformat", "sample_fmts=flt"),
        ("aresample", str(rate * _MEASURED_AT)),
        ("astats", "metadata=1:reset=0:measure_overall=none:measure_perchannel=Peak_level"),
        ("abuffersink", ""),
    ):
        following = graph.add(name, options)
        last.link_to(following)
        last = following
    graph.configure()
    return graph


def momentary(sound: Sound) -> Iterator[float]:
    """The loudness of each 400 ms, ten times a second, in LUFS."""
    for frame in _run(sound, (("ebur128", "metadata=1"),)):
        if value := frame.metadata.get("lavfi.r128.M"):
            yield float(str(value))


def integrated(blocks: Iterable[float]) -> float:
    """The integrated loudness in LUFS of momentary blocks; -inf for silence.

    ITU-R BS.1770-4, annex 1: the mean of the blocks that pass an absolute gate and one
    10 LU below the mean of those. Blocks of several chapters give the whole.
    """
    heard = [block for block in blocks if block > ABSOLUTE_GATE]
    if not heard:
        return -math.inf
    gate = _mean(heard) + RELATIVE_GATE
    return _mean([block for block in heard if block > gate])


def _mean(blocks: list[float]) -> float:
    """The mean of loudness values, as energies."""
    return 10 * math.log10(math.fsum(10 ** (block / 10) for block in blocks) / len(blocks))


def _decibels(values: Mapping[str, object]) -> float:
    """The filter gives the true peak as a factor, not in dB."""
    factor = float(str(values.get("lavfi.r128.true_peak", "0")))
    return 20 * math.log10(factor) if factor > 0 else -math.inf


def frames(sound: Sound) -> Iterator[av.AudioFrame]:
    """The sound as frames of one second."""
    step = sound.rate * 2
    for start in range(0, len(sound.pcm), step):
        part = sound.pcm[start : start + step]
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(part) // 2)
        frame.planes[0].update(_padded(part, frame.planes[0].buffer_size))
        frame.sample_rate, frame.pts = sound.rate, start // 2
        frame.time_base = Fraction(1, sound.rate)
        yield frame


def _padded(part: bytes, size: int) -> bytes:
    return part + bytes(size - len(part))


def _run(sound: Sound, filters: Filters) -> Iterator[av.AudioFrame]:
    return _filtered(frames(sound), _graph(sound.rate, filters))


def _filtered(frames: Iterable[av.AudioFrame], graph: Graph) -> Iterator[av.AudioFrame]:
    for frame in (*frames, None):
        graph.push(frame)
        yield from _pulled(graph)


def _graph(rate: int, filters: Filters) -> Graph:
    graph = Graph()
    last = graph.add_abuffer(
        sample_rate=rate, format="s16", layout="mono", time_base=Fraction(1, rate)
    )
    for name, options in (*filters, ("abuffersink", "")):
        following = graph.add(name, options)
        last.link_to(following)
        last = following
    graph.configure()
    return graph


def _pulled(graph: Graph) -> Iterator[av.AudioFrame]:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(frame, av.AudioFrame)
        yield frame
