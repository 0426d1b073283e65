from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

from everyleaf.speech.frames import FrameError, read_frame, write_frame


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)


def test_frames_arrive_whole_whatever_their_size(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    payloads = [b"", b"a", bytes(3_000_000)]

    def send() -> None:
        for payload in payloads:
            write_frame(writing, payload)

    sender = threading.Thread(target=send)
    sender.start()
    assert [read_frame(reading, 10) for _ in payloads] == payloads
    sender.join()
    os.close(writing)
    assert read_frame(reading, 10) is None


@pytest.mark.parametrize("sent", [b"\0\0", b"\0\0\0\x09abc", b"\xff\xff\xff\xffabc"])
def test_half_a_frame_is_an_error(pipe: tuple[int, int], sent: bytes) -> None:
    os.write(pipe[1], sent)
    os.close(pipe[1])
    with pytest.raises(FrameError):
        read_frame(pipe[0], 10)


def test_silence_is_an_error_after_the_time_limit(pipe: tuple[int, int]) -> None:
    with pytest.raises(FrameError, match="too long"):
        read_frame(pipe[0], 0.05)
    os.close(pipe[1])
