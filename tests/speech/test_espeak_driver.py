"""The driver by itself, in a process of its own: libespeak is global state."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
START = """
import wave
from everyleaf.speech.espeak_driver import open_engine
engine = open_engine()
errors = []
engine.connect("error", lambda name, exception: errors.append(exception))
def save(text, to):
    engine.save_to_file(text, to)
    engine.runAndWait()
def seconds(name):
    with wave.open(name) as file:
        return file.getnframes() / file.getframerate()
"""


def run(program: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", START + program],
        capture_output=True, text=True, check=True, cwd=folder, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return done.stdout.strip()


def test_every_save_is_written_and_holds_its_own_text(tmp_path: Path) -> None:
    program = """
engine.setProperty("voice", "gmw/en")
for number in range(20):
    engine.save_to_file("word " * (number + 1), f"{number}.wav")
engine.runAndWait()
lengths = [seconds(f"{number}.wav") for number in range(20)]
print(lengths == sorted(lengths), len(set(lengths)), len(errors))
"""
    assert run(program, tmp_path) == "True 20 0"


def test_after_an_unknown_voice_nothing_is_said_with_the_one_before(tmp_path: Path) -> None:
    program = """
import os
engine.setProperty("voice", "gmw/en")
engine.setProperty("voice", "gmw/nowhere")
save("Hello.", "x.wav")
print(os.path.exists("x.wav"), len(errors))
"""
    assert run(program, tmp_path) == "False 2"


def test_the_rate_takes_effect(tmp_path: Path) -> None:
    program = """
engine.setProperty("voice", "gmw/en")
engine.setProperty("rate", 100)
save("Rest well and drink water.", "slow.wav")
engine.setProperty("rate", 200)
save("Rest well and drink water.", "fast.wav")
print(seconds("slow.wav") > 1.5 * seconds("fast.wav"))
"""
    assert run(program, tmp_path) == "True"


def test_a_full_disk_is_told_and_the_next_sentence_is_whole(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk."""
    program = """
import resource, signal
engine.setProperty("voice", "gmw/en")
save("Rest well and drink water.", "before.wav")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
save("Rest well and drink water.", "cut.wav")
print(len(errors), type(errors[0]).__name__)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
save("Rest well and drink water.", "after.wav")
print(seconds("after.wav") > 0.9 * seconds("before.wav"), len(errors))
"""
    assert run(program, tmp_path) == "1 OSError\nTrue 1"
