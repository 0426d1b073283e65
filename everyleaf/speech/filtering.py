"""Sound through FFmpeg's filters, which PyAV's wheels carry.

Filters are named, and their options written, as in FFmpeg's manual.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import av
from av.filter import Graph

from everyleaf.speech.voice import Sound

if TYPE_CHECKING:
    from av.filter.context import FilterContext

Filters = tuple[tuple[str, str], ...]  # name and options of each
END: Filters = (("abuffersink", ""),)


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


def filtered(sound: Sound, filters: Filters) -> Iterator[av.AudioFrame]:
    """What comes out at the end of a chain of filters."""
    graph = Graph()
    end = chained(opened(graph, sound), (*filters, *END))
    return fed(sound, graph, end)


def opened(graph: Graph, sound: Sound) -> FilterContext:
    """Where the frames of ``sound`` go in."""
    return graph.add_abuffer(
        sample_rate=sound.rate, format="s16", layout="mono", time_base=Fraction(1, sound.rate)
    )


def chained(last: FilterContext, filters: Filters, output: int = 0) -> FilterContext:
    """The last of ``filters``, each linked to the one before it; the first to ``output``."""
    for name, options in filters:
        following = last.graph.add(name, options)
        last.link_to(following, output)
        last, output = following, 0
    return last


def fed(sound: Sound, graph: Graph, end: FilterContext) -> Iterator[av.AudioFrame]:
    """What comes out at ``end`` while ``sound`` goes in."""
    graph.configure()
    for frame in (*frames(sound), None):
        graph.push(frame)
        yield from pulled(end)


def pulled(end: FilterContext) -> Iterator[av.AudioFrame]:
    """The frames that have come to the end of a chain: all that it gives by now."""
    while True:
        try:
            frame = end.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(frame, av.AudioFrame)
        yield frame
