"""The codecs that speech is published in: a chapter is encoded alone, and chapters are joined.

Joining copies packets, so a changed sentence costs the encoding of its chapter and no
more. The same sound gives the same bytes: no dates, no random numbers; one encoder for
all machines is pinned in pyproject.toml.
"""

from __future__ import annotations

import io
import math
import struct
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from operator import attrgetter
from pathlib import Path
from typing import Any

import av
from mutagen.ogg import OggPage

from everyleaf.speech.filtering import frames
from everyleaf.speech.hearing import heard
from everyleaf.speech.loudness import Heard
from everyleaf.speech.sound import Mark
from everyleaf.speech.voice import Sound

_OUTPUT_GAIN = 16  # its place in an Opus header, in bytes


@dataclass(frozen=True, slots=True)
class Codec:
    """One codec. ``packet`` is the samples in a packet, ``rate`` in Hz (None: the voice's own).

    ``ceiling`` is the peak in dBFS that is left before encoding: what lies between the samples
    and what the codec adds come on top of it.
    ``makeup`` is the gain in dB that limiting to it takes away beside that of the others.
    ``turned_down`` is by how many dB a player can be told to play it more quietly.
    ``is_joined`` tells whether chapters become one file; else each is published by itself.
    ``alone`` are the options of a chapter's container, ``whole`` those of the joined file.
    """

    name: str
    container: str
    encoder: str
    bits_a_second: int
    sample_format: str
    options: Mapping[str, str]
    ceiling: float
    makeup: float = 0.0
    turned_down: float = 0.0
    rate: int | None = None
    is_joined: bool = True
    alone: Mapping[str, str] = field(default_factory=dict)
    whole: Mapping[str, str] = field(default_factory=dict)


# LAME's quickest: half the time of its default (FINDINGS); nobody has compared them by ear.
# Without its reservoir no packet needs the one before it, so that chapters can be joined.
MP3 = Codec(
    "mp3", "mp3", "libmp3lame", 64_000, "s16p",
    {"compression_level": "9", "reservoir": "0"},
    ceiling=-2.5,
    alone={"id3v2_version": "0", "write_xing": "0"},
    whole={"id3v2_version": "0", "write_xing": "1"},  # players learn the exact length from it
)  # fmt: skip
M4A = Codec(
    "m4a", "ipod", "aac", 64_000, "fltp", {"aac_coder": "fast"}, ceiling=-2.5,
    whole={"movflags": "+faststart", "fflags": "+bitexact"}, alone={"fflags": "+bitexact"},
)  # fmt: skip
OPUS = Codec(
    "opus", "ogg", "libopus", 24_000, "flt",
    {"application": "audio", "compression_level": "5", "vbr": "constrained"},
    ceiling=-5.2,
    makeup=5.0,
    turned_down=1.0,
    rate=48_000,
    is_joined=False,
    alone={"fflags": "+bitexact"},  # or the stream's number is a random one
)  # fmt: skip
CODECS: Mapping[str, Codec] = {codec.name: codec for codec in (MP3, M4A, OPUS)}


def encoded(sound: Sound, codec: Codec = MP3) -> bytes:
    """``sound`` as one file without tags."""
    file = io.BytesIO()
    rate = codec.rate or sound.rate
    with av.open(file, "w", format=codec.container, options=dict(codec.alone)) as container:
        stream: Any = container.add_stream(
            codec.encoder, rate=rate, layout="mono",
            options=dict(codec.options), bit_rate=codec.bits_a_second,
        )  # fmt: skip
        fitting = av.AudioResampler(
            format=codec.sample_format, layout="mono", rate=rate,
            frame_size=stream.codec_context.frame_size or None,
        )  # fmt: skip
        for frame in (*frames(sound), None):
            for resampled in fitting.resample(frame):
                container.mux(stream.encode(resampled))
        container.mux(stream.encode(None))
    return file.getvalue()


def quieter(opus: bytes, decibels: float) -> bytes:
    """An Opus file that players turn down: the output gain of its header (RFC 7845, 5.1)."""
    file = io.BytesIO(opus)
    page: Any = OggPage(file)  # type: ignore[no-untyped-call]  # mutagen is untyped
    head = bytearray(page.packets[0])
    assert head.startswith(b"OpusHead")
    struct.pack_into("<h", head, _OUTPUT_GAIN, -math.ceil(decibels * 256))
    page.packets = [bytes(head)]
    return bytes(page.write()) + file.read()


def heard_of(data: bytes, codec: Codec, rate: int) -> Heard:
    """What is heard of a file after decoding; ``rate`` is that of the sound it was made from."""
    with tempfile.NamedTemporaryFile(suffix=f".{codec.name}") as file:
        file.write(data)
        file.flush()
        return heard(Path(file.name), codec.rate or rate)


def decoded(data: bytes) -> Sound:
    """What a player makes of a file."""
    pcm = bytearray()
    with av.open(io.BytesIO(data), "r") as container:
        stream = container.streams.audio[0]
        rate = stream.rate
        plain = av.AudioResampler(format="s16", layout="mono", rate=rate)
        for frame in (*container.decode(stream), None):
            for resampled in plain.resample(frame):
                pcm += bytes(resampled.planes[0])[: resampled.samples * 2]
    return Sound(bytes(pcm), rate)


def resampled(sound: Sound, rate: int) -> Sound:
    """``sound`` at ``rate`` Hz; the same where it is so already."""
    if sound.rate == rate:
        return sound
    pcm = bytearray()
    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
    for frame in (*frames(sound), None):
        for part in resampler.resample(frame):
            pcm += bytes(part.planes[0])[: part.samples * 2]
    return Sound(bytes(pcm), rate)


def joined_files(
    files: Sequence[bytes], codec: Codec, titles: Sequence[str], metadata: Mapping[str, str]
) -> tuple[bytes, tuple[Mark, ...]]:
    """One file from chapters' files, packet by packet, and where each chapter lies in it.

    ``titles`` are the chapters'; ``metadata`` is the container's own.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"whole.{codec.name}"  # moving its index forward needs a real file
        with av.open(str(path), "w", format=codec.container, options=dict(codec.whole)) as whole:
            whole.metadata.update(metadata)
            marks = _copy_all(files, titles, whole)
            if codec is not MP3:  # its chapters are tags, written by `tags`
                whole.set_chapters(_chapters(marks))
        return path.read_bytes(), tuple(marks)


def _copy_all(files: Sequence[bytes], titles: Sequence[str], whole: Any) -> list[Mark]:
    marks: list[Mark] = []
    stream: Any = None
    position = 0
    for data, title in zip(files, titles, strict=True):
        with av.open(io.BytesIO(data), "r") as part:
            source = part.streams.audio[0]
            if stream is None:
                stream = whole.add_stream_from_template(source)
            start = position
            length = int(source.codec_context.frame_size)  # what a decoder gives for each packet
            base = Fraction(1, source.rate)
            for packet in filter(attrgetter("size"), part.demux(source)):
                _copy(packet, position, length, base, stream, whole)
                position += length
            marks.append(Mark(title, start / source.rate, position / source.rate))
    return marks


def _copy(packet: Any, position: int, length: int, base: Fraction, stream: Any, whole: Any) -> None:
    """Mux one packet. ``position`` and ``length`` are in samples, ``base`` in seconds."""
    packet.stream = stream
    packet.time_base = base
    packet.pts = packet.dts = position
    packet.duration = length
    whole.mux(packet)


def _chapters(marks: Sequence[Mark]) -> list[Any]:
    return [
        {
            "id": number, "start": round(mark.start * 1000), "end": round(mark.end * 1000),
            "time_base": Fraction(1, 1000), "metadata": {"title": mark.title},
        }
        for number, mark in enumerate(marks, 1)
    ]  # fmt: skip
