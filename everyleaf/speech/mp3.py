"""MP3: 64 kbit/s, mono, constant bit rate, by the LAME in PyAV's wheels.

The same sound gives the same bytes: no dates, no random numbers; one encoder for all
machines is pinned in pyproject.toml.
"""

from __future__ import annotations

import io

import av

from everyleaf.speech.loudness import frames
from everyleaf.speech.voice import Sound

_BITS_A_SECOND = 64_000
# LAME's quickest: half the time of its default (FINDINGS). Nobody has compared them by ear.
_OPTIONS = {"compression_level": "9"}
# No tags of FFmpeg's own (`tags` writes them); the Xing header tells players the exact length.
_CONTAINER = {"id3v2_version": "0", "write_xing": "1"}


def encoded(sound: Sound) -> bytes:
    """``sound`` as an MP3 without tags."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp3", options=_CONTAINER) as container:
        stream = container.add_stream(
            "libmp3lame", rate=sound.rate, layout="mono", options=_OPTIONS, bit_rate=_BITS_A_SECOND
        )
        planar = av.AudioResampler(format="s16p", layout="mono", rate=sound.rate)
        for frame in (*frames(sound), None):
            for resampled in planar.resample(frame):
                container.mux(stream.encode(resampled))
        container.mux(stream.encode(None))
    return file.getvalue()


def decoded(mp3: bytes) -> Sound:
    """What a player makes of ``mp3``."""
    pcm = bytearray()
    with av.open(io.BytesIO(mp3), "r") as container:
        stream = container.streams.audio[0]
        rate = stream.rate
        plain = av.AudioResampler(format="s16", layout="mono", rate=rate)
        for frame in (*container.decode(stream), None):
            for resampled in plain.resample(frame):
                pcm += bytes(resampled.planes[0])[: resampled.samples * 2]
    return Sound(bytes(pcm), rate)
