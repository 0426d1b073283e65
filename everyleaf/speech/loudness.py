"""Loudness: -16 LUFS within 1, true peak at most -1 dBTP after decoding (STANDARDS 23).

The rule, and the gain that meets it; `hearing` measures, `limited` brings it about.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

TARGET_LUFS, TOLERANCE = -16.0, 1.0  # LUFS, LU
ABSOLUTE_GATE, RELATIVE_GATE = -70.0, -10.0  # LUFS, LU
HIGHEST_PEAK = -1.0  # dBTP, of a decoded file
PASSES = 4  # gains that are tried; the first one is right for nearly every recording
_NEAR_ENOUGH = 0.85  # LU
_STEP = 0.5  # dB
_FAR = 8.0  # LU; farther away, the first gain goes no further than the target
_LIMITED_AWAY = 1.6  # a gain that brings 1 LU more; limiting takes a third of it (measured)


@dataclass(frozen=True, slots=True)
class Loudness:
    """``lufs``: integrated loudness; ``peak``: true peak in dBTP."""

    lufs: float
    peak: float

    @property
    def is_right(self) -> bool:
        """Whether a recording may go out with it."""
        return self.distance <= TOLERANCE and self.peak <= HIGHEST_PEAK

    @property
    def distance(self) -> float:
        """How far it is from the aim, in LU."""
        return abs(self.lufs - TARGET_LUFS)

    @property
    def badness(self) -> tuple[bool, float]:
        """For choosing among several: a peak that is too high is worse than any distance."""
        return self.peak > HIGHEST_PEAK, self.distance


@dataclass(frozen=True, slots=True)
class Heard:
    """What is heard of a file: the loudness of each 400 ms in LUFS, ten times a second.

    ``peaks`` are the true peaks of each second in dBTP, at most: what the measuring can miss is
    in them.
    """

    blocks: tuple[float, ...]
    peaks: tuple[float, ...]

    @property
    def peak(self) -> float:
        """The highest of all, in dBTP."""
        return max(self.peaks, default=-math.inf)

    def turned_down(self, decibels: float) -> Heard:
        """The same, played more quietly."""
        blocks = tuple(block - decibels for block in self.blocks)
        return Heard(blocks, tuple(peak - decibels for peak in self.peaks))


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
