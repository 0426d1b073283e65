"""Two processes that speak into one store, killed at random, until all has been said.

For the test beside it, and at full size for tools/prove_speech.py. One goes through the
sentences from the first, the other from the last, so that both make some of them. Their
eSpeak processes are killed too. ``python -m tests.speech.killing`` is one of the two.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from everyleaf.speech.codecs import decoded, encoded
from everyleaf.speech.espeak_voice import EspeakVoice, the_server
from everyleaf.speech.keeping import InStore, Kept
from everyleaf.speech.sound import trimmed
from everyleaf.speech.voice import VoiceSpec
from everyleaf.store import Store, digest_of, digest_of_bytes

REPOSITORY = Path(__file__).parents[2]
ENGLISH = VoiceSpec("espeak", "gmw/en", 165, "fit")
FILE = "said.mp3"
_WORDS = "rest drink walk sleep call ask wash write wait read".split()
_WHAT = "tea water bread soup milk rice fruit juice fish salt".split()


def text_of(number: int) -> str:
    """A sentence of its own for each number below 10,000."""
    ones, tens, hundreds, thousands = (number // 10**n % 10 for n in range(4))
    first = f"First {_WORDS[thousands]}, then {_WORDS[hundreds]}"
    return f"{first}, with some {_WHAT[tens]} and a little {_WHAT[ones]}."


def key_of(number: int) -> str:
    """Where the sound of a sentence is kept."""
    return digest_of({"said": text_of(number)})


def made(voice: EspeakVoice, number: int) -> bytes:
    """The sound of a sentence, as a file."""
    return encoded(trimmed(voice.say(text_of(number)).sound))


def work(folder: Path, numbers: range) -> None:
    """Speak what is not kept yet; each number is told when its file is kept."""
    voice, keep = EspeakVoice(ENGLISH), InStore(folder)
    assert the_server().version
    _tell(f"server {the_server().pid}")
    for number in numbers:
        if keep.find(key_of(number)) is None:
            data = made(voice, number)
            keep.put(key_of(number), Kept({FILE: data}, {"seconds": decoded(data).seconds}))
        _tell(f"kept {number}")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@dataclass
class Worker:
    """One of the two; ``log`` is what all its runs have told."""

    folder: Path
    numbers: range
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin, or begin again after a kill."""
        part = self.numbers
        command = [sys.executable, "-m", "tests.speech.killing", str(self.folder)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, str(part.start), str(part.stop), str(part.step)],
                stdout=log, stderr=log, cwd=REPOSITORY,
            )  # fmt: skip

    @property
    def lines(self) -> list[str]:
        """What it has told in whole lines."""
        text = self.log.read_text(encoding="utf-8") if self.log.exists() else ""
        return text.splitlines()[: text.count("\n")]

    def told(self, word: str) -> list[int]:
        """The numbers that it has told after ``word``."""
        return [int(line.split()[1]) for line in self.lines if line.startswith(f"{word} ")]

    def kill(self, *, server: bool) -> bool:
        """SIGKILL to it, or to its eSpeak process; whether it was there."""
        assert self.process is not None
        if self.process.poll() is not None:
            return False
        if server:
            pid = self.told("server")[-1] if self.told("server") else None
            if pid is None or not is_server(pid):
                return False
            os.kill(pid, signal.SIGKILL)
            return True
        self.process.kill()
        self.process.wait()
        return True


def is_server(pid: int) -> bool:
    """Whether a process of this id runs and is an eSpeak process."""
    try:
        return b"everyleaf.speech.espeak_server" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@dataclass
class Killed:
    """What came of it: how many were killed, and everything that is wrong."""

    kills: int = 0
    servers_killed: int = 0
    faults: list[str] = field(default_factory=list)


Progress = Callable[[int, int], None]  # kills, sentences told


def speak_and_kill(
    folder: Path, count: int, kills: int, seed: int, progress: Progress = lambda kills, told: None
) -> Killed:
    """Speak ``count`` sentences, with ``kills`` SIGKILLs between, and hold all against the voice.

    Kills come all the while, as more is told to be kept; a worker that is done begins anew.
    """
    chance, outcome, store = random.Random(seed), Killed(), folder / "store"
    workers = [
        Worker(store, range(count), folder / "first.log"),
        Worker(store, range(count - 1, -1, -1), folder / "last.log"),
    ]
    for worker in workers:
        worker.start()
    while outcome.kills < kills:
        _wait(workers, int(chance.uniform(0, count / kills)))
        time.sleep(chance.uniform(0, 0.3))
        worker, server = chance.choice(workers), chance.random() < 0.3
        if worker.kill(server=server):
            outcome.kills += 1
            outcome.servers_killed += server
            outcome.faults += [f"lost after a kill: {n}" for n in _lost(store, worker)]
        for one in workers:
            if one.process is not None and one.process.poll() is not None:
                one.start()
        progress(outcome.kills, len(_told(workers)))
    for worker in workers:
        assert worker.process is not None
        if worker.process.wait(timeout=600) != 0:
            outcome.faults.append(f"ended badly: {' '.join(worker.lines[-3:])}")
    outcome.faults += faults_of(store, count)
    outcome.faults += [f"left behind: {pid}" for w in workers for pid in _left(w.told("server"))]
    return outcome


def _told(workers: list[Worker]) -> set[int]:
    return {number for worker in workers for number in worker.told("kept")}


def _wait(workers: list[Worker], more: int) -> None:
    """Until so many more sentences are kept, or there is nothing left to be done."""
    before, end = len(_told(workers)), time.monotonic() + 20
    while len(_told(workers)) < before + more and time.monotonic() < end:
        time.sleep(0.05)
        if all(one.process is None or one.process.poll() is not None for one in workers):
            return


def _lost(store: Path, worker: Worker) -> Iterator[int]:
    """What a worker has told to be kept and is not there."""
    return (n for n in worker.told("kept") if Store(store).find(key_of(n)) is None)


def faults_of(store: Path, count: int) -> Iterator[str]:
    """What is lost, torn, or not what an undisturbed voice says."""
    voice, kept = EspeakVoice(ENGLISH), Store(store)
    for number in range(count):
        found = kept.find(key_of(number))
        if found is None:
            yield f"lost: {number}"
            continue
        data = kept.read(found.files[FILE])
        if digest_of_bytes(data) != found.files[FILE]:
            yield f"torn: {number}"
        elif data != made(voice, number):
            yield f"another sound: {number}"


def _left(servers: list[int]) -> Iterator[int]:
    """The eSpeak processes that outlive who started them."""
    end = time.monotonic() + 10
    for pid in servers:
        while is_server(pid) and time.monotonic() < end:
            time.sleep(0.05)
        if is_server(pid):
            yield pid


if __name__ == "__main__":
    _, place, *limits = sys.argv
    work(Path(place), range(*map(int, limits)))
