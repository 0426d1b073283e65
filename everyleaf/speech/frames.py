"""Length-prefixed frames on a pipe, with a time limit: how the speech processes talk."""

from __future__ import annotations

import os
import select
import time

_LENGTH = 4  # bytes, big-endian, before each frame
_LARGEST = 1 << 30  # a frame that says it is larger is not one of ours
_AT_ONCE = 1 << 16  # what a pipe holds; asking for more takes memory for each part anew


class FrameError(Exception):
    """The other side ended in the middle of a frame, or took too long."""


def write_frame(descriptor: int, payload: bytes) -> None:
    """Write one frame. Raises BrokenPipeError where the other side is gone."""
    rest = memoryview(len(payload).to_bytes(_LENGTH) + payload)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def read_frame(descriptor: int, seconds: float | None = None) -> bytes | None:
    """One frame; None where the other side closed between two frames.

    ``seconds`` is the time limit for the whole frame. Raises FrameError.
    """
    end = None if seconds is None else time.monotonic() + seconds
    length = _read(descriptor, _LENGTH, end)
    if not length:
        return None
    size = int.from_bytes(length)
    if len(length) < _LENGTH or size > _LARGEST:
        raise FrameError("The speech process sent what is not a frame.")
    payload = _read(descriptor, size, end)
    if len(payload) < size:
        raise FrameError("The speech process ended in the middle of a sentence.")
    return payload


def _read(descriptor: int, size: int, end: float | None) -> bytes:
    """``size`` bytes, fewer only where the other side closed."""
    parts = []
    while size:
        _wait(descriptor, end)
        part = os.read(descriptor, min(size, _AT_ONCE))
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _wait(descriptor: int, end: float | None) -> None:
    left = None if end is None else max(0.0, end - time.monotonic())
    waiting = select.poll()  # not select(): a large program has descriptors above 1,023
    waiting.register(descriptor, select.POLLIN)
    if not waiting.poll(None if left is None else left * 1000):
        raise FrameError("The speech process took too long.")
