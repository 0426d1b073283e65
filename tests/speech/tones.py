"""Sounds of known level."""

from __future__ import annotations

import array
import math

from everyleaf.speech.voice import Sound

RATE = 22050


def tone(seconds: float, loudness: float, hertz: float = 997, rate: int = RATE) -> Sound:
    """A sine; ``loudness`` is its crest as a part of full scale."""
    wave = (math.sin(2 * math.pi * hertz * i / rate) for i in range(int(seconds * rate)))
    return Sound(array.array("h", (int(w * loudness * 32767) for w in wave)).tobytes(), rate)


def silence(seconds: float) -> Sound:
    return Sound(bytes(2 * int(RATE * seconds)), RATE)
