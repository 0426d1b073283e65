"""The eSpeak process: initialised once, then forked for each sentence.

Started as ``python -m everyleaf.speech.espeak_server DESCRIPTOR``. libespeak keeps state from
one sentence to the next, so that the same text gives different bytes by history; a
fork of a pristine process always gives the same (FINDINGS). A process of its own
may fork safely whatever threads its parent has.

It reads frames (`frames`) of JSON {voice, rate, text, seconds} from standard input and
answers each by a frame of JSON, {ok, problem, switches}; the sound lies then in the file
behind DESCRIPTOR, as WAV. One file for all sentences: through pipes each would be copied five
times, to new memory each time. It ends when its input closes.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from typing import Any

from everyleaf.diagnostics import SetupError
from everyleaf.speech.espeak_driver import open_engine
from everyleaf.speech.frames import FrameError, read_frame, write_frame


def main() -> int:
    """Serve until the input closes. Nothing but frames goes to the old standard output."""
    answers, sound = os.dup(1), int(sys.argv[1])
    os.dup2(2, 1)  # whatever a library prints goes to standard error
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C: the parent closes the pipe
    try:
        engine = open_engine()
    except SetupError as error:
        write_frame(answers, _said(ok=False, problem=error.problem))
        return 3
    write_frame(answers, _said(ok=True, version=engine.getProperty("version")))
    gc.freeze()  # or each child would copy the pages that a collection touches
    while (request := read_frame(0)) is not None:
        write_frame(answers, _answer(engine, request, sound))
    return 0


def _answer(engine: Any, request: bytes, sound: int) -> bytes:
    """The answer of a forked child; or what became of the child."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)  # or it would wait for itself to read, where its parent was killed
        _child(engine, request, sound, writing)
    os.close(writing)
    try:
        seconds = float(json.loads(request)["seconds"])
        answer = read_frame(reading, seconds)
    except FrameError as error:
        answer = _said(ok=False, problem=str(error))
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    crashed = f"The speech process crashed (status {status})."
    return _said(ok=False, problem=crashed) if answer is None else answer


def _child(engine: Any, request: bytes, sound: int, writing: int) -> None:
    """Speak one sentence, answer, and leave without any of the parent's cleaning up."""
    try:
        write_frame(writing, _speak(engine, json.loads(request), sound))
    except Exception as error:  # noqa: BLE001  # the parent must hear of everything
        write_frame(writing, _said(ok=False, problem=f"{error}"))
    finally:
        os._exit(0)


def _speak(engine: Any, request: dict[str, Any], sound: int) -> bytes:
    errors: list[Exception] = []
    engine.connect("error", lambda name, exception: errors.append(exception))
    engine.setProperty("voice", request["voice"])
    engine.setProperty("rate", request["rate"])
    os.ftruncate(sound, 0)  # where /dev/fd only doubles a descriptor, as on a Mac, opening
    os.lseek(sound, 0, os.SEEK_SET)  # the file for writing leaves it as it is
    engine.save_to_file(request["text"], f"/dev/fd/{sound}")
    engine.runAndWait()
    if errors:
        return _said(ok=False, problem=str(errors[0]))
    return _said(ok=True, switches=engine.getProperty("switches")(request["text"]))


def _said(**values: object) -> bytes:
    return json.dumps(values).encode()


if __name__ == "__main__":
    sys.exit(main())
