"""eSpeak NG as a voice: the client of the eSpeak process."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
import threading
import wave
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from everyleaf.diagnostics import SetupError
from everyleaf.speech.frames import FrameError, read_frame, write_frame
from everyleaf.speech.voice import Sound, SpeechError, Utterance, VoiceSpec

SECONDS_A_SENTENCE = 20.0  # a sentence takes about 10 ms; more than this is a hang
LONGEST_TEXT = 2000  # characters; a sentence of a leaflet has at most a few hundred
_START = 30.0  # seconds until the process must have said that it is ready
_GRACE = 5.0  # seconds that the process has to tell of its child's hanging


class EspeakServer:
    """The eSpeak process of this process. Safe to use from several threads and after a fork."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._sound: BinaryIO | None = None  # where the process leaves what it has spoken
        self._owner = 0
        self._version = ""
        atexit.register(self.close)
        os.register_at_fork(after_in_child=self._forget)

    @property
    def version(self) -> str:
        """The engine's version, such as "1.52.0". Raises SetupError."""
        with self._lock:
            self._running()
        return self._version

    @property
    def pid(self) -> int | None:
        """The process id of the running process; None before the first sentence."""
        return self._process.pid if self._process else None

    def ask(self, request: dict[str, object], seconds: float) -> tuple[dict[str, Any], Sound]:
        """Send a request; the answer, and the sound. Raises SpeechError, SetupError.

        A process that died or hangs is ended, and one new one is tried.
        """
        frame = json.dumps({**request, "seconds": seconds}).encode()
        with self._lock:
            try:
                return self._exchange(frame, seconds)
            except (FrameError, OSError):
                self._end()
            try:
                return self._exchange(frame, seconds)
            except (FrameError, OSError) as error:
                self._end()
                raise SpeechError(str(error)) from error

    def close(self) -> None:
        """End the process, if this process started it."""
        with self._lock:
            self._end()

    def _exchange(self, frame: bytes, seconds: float) -> tuple[dict[str, Any], Sound]:
        process = self._running()
        assert process.stdin is not None
        assert self._sound is not None
        write_frame(process.stdin.fileno(), frame)
        said = _read(process, seconds + _GRACE)
        return said, _sound_in(self._sound) if said["ok"] else Sound(b"", 1)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            # a new file: a child of a process that was killed may still write into the old one
            self._sound = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  # `_end` closes it
            self._process, self._owner = _start(self._sound.fileno()), os.getpid()
            said = _read(self._process, _START)
            if not said.get("ok"):
                raise SetupError(str(said.get("problem")), "Run: everyleaf doctor")
            self._version = str(said["version"])
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.communicate()
        if self._sound is not None:
            self._sound.close()
            self._sound = None

    def _forget(self) -> None:
        """In a forked child: leave the parent's process to the parent."""
        self._lock = threading.Lock()
        process, self._process, self._sound = self._process, None, None
        if process is not None:
            process.returncode = 0  # so that nobody waits for a process that is not ours
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


def _start(sound: int) -> subprocess.Popen[bytes]:
    """Start the process from this very package, wherever it was imported from.

    ``sound`` is the descriptor of the file that it speaks into.
    """
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    return subprocess.Popen(
        # -P: a file in the working folder must not stand in for a module
        [sys.executable, "-P", "-m", "everyleaf.speech.espeak_server", str(sound)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
        bufsize=0,
        pass_fds=(sound,),
    )


def _read(process: subprocess.Popen[bytes], seconds: float) -> dict[str, Any]:
    assert process.stdout is not None
    answer = read_frame(process.stdout.fileno(), seconds)
    if answer is None:
        raise FrameError("The speech process ended.")
    said: dict[str, Any] = json.loads(answer)
    return said


def _sound_in(file: BinaryIO) -> Sound:
    """What the process has spoken. Raises FrameError where that is no whole WAV."""
    file.seek(0)
    try:
        with wave.open(file, "rb") as sound:
            return Sound(sound.readframes(sound.getnframes()), sound.getframerate())
    except (wave.Error, EOFError) as problem:
        raise FrameError(f"The speech process left no sound: {problem}.") from problem


@cache
def the_server() -> EspeakServer:
    """The one server of this process; it starts with the first sentence."""
    return EspeakServer()


class EspeakVoice:
    """One of eSpeak NG's voices."""

    def __init__(self, spec: VoiceSpec, seconds: float = SECONDS_A_SENTENCE) -> None:
        self._spec = spec
        self._seconds = seconds
        self._server = the_server()

    @property
    def spec(self) -> VoiceSpec:
        """Which voice this is."""
        return self._spec

    @property
    def identity(self) -> str:
        """For cache keys; the data lies in the same wheel as the library."""
        return f"espeak-ng {self._server.version} {self._spec.name} {self._spec.rate}"

    def say(self, text: str) -> Utterance:
        """Speak ``text``. Raises SpeechError where it cannot be spoken in full."""
        if not text.strip() or len(text) > LONGEST_TEXT:
            raise SpeechError(
                f"A sentence has from 1 to {LONGEST_TEXT} characters; this one has {len(text)}."
            )
        request = {"voice": self._spec.name, "rate": self._spec.rate, "text": text}
        said, sound = self._server.ask(request, self._seconds)
        if not said["ok"]:
            raise SpeechError(str(said["problem"]))
        home = self._spec.name.rpartition("/")[2].lower()
        switches = tuple(tag for tag in said["switches"] if tag != home)
        return Utterance(sound, switches)
