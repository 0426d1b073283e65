"""Levelling: a sound made louder, its peaks held down by FFmpeg's ``alimiter``."""

from __future__ import annotations

from everyleaf.speech.filtering import Filters, filtered
from everyleaf.speech.voice import Sound


def limited(sound: Sound, gain: float, ceiling: float) -> Sound:
    """``sound`` louder by ``gain`` dB, no sample above ``ceiling`` dBFS.

    Between the samples a voice rises up to 0.2 dB higher (measured, 21 chapters); `Codec.ceiling`
    has room for it, and the file is heard afterwards.
    """
    limit = 10 ** (ceiling / 20)
    filters: Filters = (
        ("aformat", "sample_fmts=flt"),
        ("volume", f"volume={gain:.4f}dB:precision=float"),
        ("alimiter", f"limit={limit:.6f}:level=0:attack=5:release=50:latency=1"),
        ("aformat", "sample_fmts=s16"),
    )
    parts = (bytes(frame.planes[0])[: frame.samples * 2] for frame in filtered(sound, filters))
    return Sound(b"".join(parts), sound.rate)
