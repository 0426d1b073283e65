"""An independent judge of loudness: FFmpeg's own meter, with its true peak at 192 kHz."""

from __future__ import annotations

import math

from everyleaf.speech.filtering import filtered
from everyleaf.speech.loudness import Loudness
from everyleaf.speech.voice import Sound


def measured(sound: Sound) -> Loudness:
    """The loudness of a whole sound."""
    values: dict[str, str] = {}
    for frame in filtered(sound, (("ebur128", "metadata=1:peak=true"),)):
        values.update({str(key): str(value) for key, value in frame.metadata.items()})
    factor = float(values.get("lavfi.r128.true_peak", "0"))
    peak = 20 * math.log10(factor) if factor > 0 else -math.inf
    return Loudness(float(values.get("lavfi.r128.I", "-inf")), peak)


def momentary(sound: Sound) -> list[float]:
    """The loudness of each 400 ms, ten times a second, in LUFS.

    The meter gives the first three blocks, which are not whole, as silence.
    """
    frames = filtered(sound, (("ebur128", "metadata=1"),))
    values = (frame.metadata.get("lavfi.r128.M") for frame in frames)
    return [float(str(value)) for value in values if value][3:]
