"""Loudness: -16 LUFS within 1, true peak at most -1 dBTP after decoding (STANDARDS 23).

Measured by EBU R 128 (ITU-R BS.1770) with the filter ``ebur128`` of the FFmpeg that
PyAV's wheels carry; limited with ``alimiter`` at four times the sample rate, so that
peaks between the samples are caught.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import av
from av.filter import Graph

from everyleaf.speech.voice import Sound

TARGET_LUFS, TOLERANCE = -16.0, 1.0  # LUFS, LU
HIGHEST_PEAK = -1.0  # dBTP, of the decoded MP3
_CEILING = -2.5  # dBTP before encoding; MP3 adds up to 1.5 (FINDINGS)
_OVERSAMPLING = 4
_PASSES = 4  # limiting takes loudness away, which the next pass gives back
_NEAR_ENOUGH = 0.6  # LU
_LOST_TO_LIMITING = 2.0  # of what is added after the first pass, about half is limited away


@dataclass(frozen=True, slots=True)
class Loudness:
    """``lufs``: integrated loudness; ``peak``: true peak in dBTP, NaN where not asked for."""

    lufs: float
    peak: float

    @property
    def is_right(self) -> bool:
        """Whether a recording may go out with it."""
        return abs(self.lufs - TARGET_LUFS) <= TOLERANCE and self.peak <= HIGHEST_PEAK


def levelled(sound: Sound) -> Sound:
    """``sound`` at the target loudness, its peaks limited. Silence stays silence."""
    gain, result = 0.0, sound
    lufs = measured(sound, with_peak=False).lufs
    for _ in range(_PASSES):
        if abs(TARGET_LUFS - lufs) <= _NEAR_ENOUGH or not math.isfinite(lufs) or lufs <= -70:
            break
        gain += (TARGET_LUFS - lufs) * (1.0 if gain == 0 else _LOST_TO_LIMITING)
        result = _limited(sound, gain)
        lufs = measured(result, with_peak=False).lufs
    return result


def _limited(sound: Sound, gain: float) -> Sound:
    """``sound`` louder by ``gain`` dB, no peak above the ceiling."""
    limit = 10 ** (_CEILING / 20)
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
    return Loudness(lufs, _decibels(values, with_peak=with_peak))


def _decibels(values: dict[str, str], *, with_peak: bool) -> float:
    """The filter gives the true peak as a factor, not in dB."""
    if not with_peak:
        return math.nan
    factor = float(values.get("lavfi.r128.true_peak", "0"))
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


def _run(sound: Sound, filters: tuple[tuple[str, str], ...]) -> Iterator[av.AudioFrame]:
    graph = _graph(sound.rate, filters)
    for frame in (*frames(sound), None):
        graph.push(frame)
        yield from _pulled(graph)


def _graph(rate: int, filters: tuple[tuple[str, str], ...]) -> Graph:
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
