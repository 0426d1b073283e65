"""Joining what was spoken: silence trimmed off, edges faded, pauses set between.

The pauses are those of the script, so that they do not depend on the engine.
"""

from __future__ import annotations

import array
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from everyleaf.speech.voice import Sound

# Edges up to 33 of 32,767 (-60 dBFS) are silence.
# As bytes, since a pattern finds the first loud sample a hundred times as fast as a loop.
_LOW, _HIGH = rb"[\x00-\x21]\x00", rb"[\xdf-\xff]\xff"  # 0 to 33, -33 to -1
_QUIET_START = re.compile(rb"(?:%b|%b)*" % (_LOW, _HIGH))
_QUIET_END = re.compile(rb"(?:\x00[\x00-\x21]|\xff[\xdf-\xff])*")
_LEAD, _TAIL = 0.010, 0.020  # seconds kept before and after what is heard
_FADE = 0.005  # seconds; without it a cut clicks
_SLOPE = 0.1  # seconds


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a recording. ``start`` and ``end`` are in seconds."""

    title: str
    start: float
    end: float


def trimmed(sound: Sound) -> Sound:
    """``sound`` without silent edges, faded in and out."""
    samples = _samples(sound.pcm)
    heard = _heard(sound.pcm)
    start = max(0, heard.start - int(_LEAD * sound.rate))
    kept = samples[start : heard.stop + int(_TAIL * sound.rate)]
    _fade(kept, int(_FADE * sound.rate))
    return Sound(_bytes(kept), sound.rate)


def _samples(pcm: bytes) -> array.array[int]:
    samples = array.array("h", pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _bytes(samples: array.array[int]) -> bytes:
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()


def _heard(pcm: bytes) -> range:
    """From the first to the last sample above the threshold, of 16 bits little-endian."""
    first = len(_QUIET_START.match(pcm)[0]) // 2  # type: ignore[index]  # it matches nothing too
    if 2 * first == len(pcm):
        return range(first, first)
    quiet_end = len(_QUIET_END.match(pcm[::-1])[0]) // 2  # type: ignore[index]
    return range(first, len(pcm) // 2 - quiet_end)


def _fade(samples: array.array[int], length: int) -> None:
    length = min(length, len(samples) // 2)
    for i in range(length):
        samples[i] = samples[i] * i // length
        samples[-1 - i] = samples[-1 - i] * i // length


def softened(sound: Sound, decibels: Mapping[int, float]) -> Sound:
    """``sound`` with some of its seconds quieter by so many dB each; it slides there and back."""
    samples = _samples(sound.pcm)
    for second, less in decibels.items():
        _soften(samples, second, sound.rate, 10 ** (-less / 20))
    return Sound(_bytes(samples), sound.rate)


def _soften(samples: array.array[int], second: int, rate: int, factor: float) -> None:
    """A codec may move what it encodes by a few hundredths of a second: so far it reaches out."""
    slope = int(_SLOPE * rate)
    start, end = second * rate - 2 * slope, (second + 1) * rate + 2 * slope
    for i in range(max(0, start), min(len(samples), end)):
        share = min(1.0, (i - start) / slope, (end - i) / slope)
        samples[i] = int(samples[i] * (1 - (1 - factor) * share))


def joined(
    parts: Iterable[tuple[Sound, float]], rate: int
) -> tuple[Sound, list[tuple[float, float]]]:
    """One sound from sounds, each followed by a pause in seconds; and where each lies."""
    pcm, places = bytearray(), []
    for sound, pause in parts:
        if sound.rate != rate:
            raise ValueError(f"A sound of {sound.rate} Hz does not fit one of {rate} Hz.")
        start = len(pcm) / 2 / rate
        pcm += sound.pcm
        places.append((start, len(pcm) / 2 / rate))
        pcm += bytes(2 * round(pause * rate))
    return Sound(bytes(pcm), rate), places
