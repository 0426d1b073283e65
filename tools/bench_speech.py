"""How much dearer speech is than its floor, what a changed sentence costs, and the naive way.

.venv/bin/python tools/bench_speech.py
.venv/bin/python tools/bench_speech.py --rounds 5 --chapters 20

A leaflet of twenty chapters is made from the sample's sentences. In each round take turns,
each in a process of its own, so that what else this machine does meets all of them:

    pipeline   the audio edition: script, gates, loudness, MP3, M4A, Opus, tags, transcript
    floor      raw libespeak-ng for the same sentences, and the same encodes by PyAV
    change     the edition again after one sentence has changed
    no news    the edition again, nothing changed
    naive      espeak-ng and ffmpeg by shell, where both are installed

The ratios are of neighbours, in CPU time of all processes and by the clock; the median counts.
The exit code is 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

REPOSITORY = Path(__file__).parent.parent
LEAFLET, SAMPLE = "long", "treatments-for-secondary-breast-cancer"
HIGHEST = {"pipeline / floor": 1.6, "change / pipeline": 0.10}
SETTINGS = """\
name = "Bench"
languages = ["en"]
layouts = ["web"]
formats = ["audio"]

[publisher]
name = "Bench"
web = "https://www.everyleaf.example"
email = "info@everyleaf.example"
helpline = "0808 157 0123"

[release]
rule = "draft"
today = 2026-11-22
"""
HEAD = """\
---
version: "1.0"
summary: Sentences of the sample, to be spoken.
reviewed: 2026-11-01
next_review: 2028-11-01
---
# A leaflet of {chapters} chapters

"""
Times = dict[str, float]  # "cpu" and "clock", in seconds


def lay_out(folder: Path, chapters: int) -> None:
    """A publication with one long leaflet, its sentences those of the sample, each once."""
    from everyleaf.speech.sentences import split

    shutil.copytree(REPOSITORY / "layouts", folder / "layouts")
    (folder / "everyleaf.toml").write_text(SETTINGS, encoding="utf-8")
    texts = [text for line in _plain_lines() for text in split(line, "en")]
    texts += [f"Once more, {text}" for text in texts]
    each = len(texts) // chapters
    parts = (
        f"## Part {_letters(n)}\n\n" + "\n\n".join(texts[n * each : (n + 1) * each])
        for n in range(chapters)
    )
    (folder / "source").mkdir()
    text = HEAD.format(chapters=chapters) + "\n\n".join(parts) + "\n"
    (folder / f"source/{LEAFLET}.md").write_text(text, encoding="utf-8")


def _letters(number: int) -> str:
    return chr(ord("A") + number % 26) * (1 + number // 26)


def _plain_lines() -> Iterator[str]:
    """The paragraphs of the sample's leaflets that have no markup and no placeholder."""
    for path in sorted((REPOSITORY / "source").glob("*.md")):
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        for block in body.split("\n\n"):
            line = " ".join(block.split())
            if line[:1].isalpha() and not set(line) & set("{}[]*_|<>:`#"):
                yield line


def change_a_sentence(folder: Path, number: int) -> None:
    """One sentence in the middle of the leaflet says something else."""
    path = folder / f"source/{LEAFLET}.md"
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    at = next(n for n in range(len(blocks) // 2, len(blocks)) if blocks[n][:1].isalpha())
    blocks[at] = f"This sentence is new for the {_letters(number)}th time."
    path.write_text("\n\n".join(blocks), encoding="utf-8")


def measured(work: Callable[[], object]) -> Times:
    """The CPU time of this process and of all that it started and ended, and the clock's."""
    start, before = time.perf_counter(), _cpu()
    work()
    return {"clock": time.perf_counter() - start, "cpu": _cpu() - before}


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def pipeline(folder: Path) -> Times:
    """The audio edition as a worker makes it."""
    from everyleaf.engine.speaking import job_to_speak
    from everyleaf.formats import FORMATS
    from everyleaf.publication import open_publication
    from everyleaf.speech.espeak_voice import the_server

    publication, found = open_publication(folder)
    if publication is None:
        sys.exit("\n".join(map(str, found)))
    job, found = job_to_speak(publication, LEAFLET, "en")
    if job is None:
        sys.exit("\n".join(map(str, found)))

    def work() -> None:
        made = FORMATS["audio"].make(job)
        the_server().close()  # its CPU time is known when it has ended
        if not made.files:
            sys.exit("\n".join(map(str, made.diagnostics)))

    started = _warm()
    times = measured(work)
    return {**times, "cpu": times["cpu"] - started}


def _warm() -> float:
    """What a worker has done before its first edition; the CPU seconds of the eSpeak process.

    The floor's engine is started before the clock runs too.
    """
    from everyleaf.speech.espeak_voice import the_server
    from everyleaf.speech.spoken import forms_of
    from everyleaf.speech.spoken.reading_aloud import read_aloud

    if forms := forms_of("en"):
        read_aloud("Take 2 tablets.", forms)
    assert the_server().version
    fields = Path(f"/proc/{the_server().pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def floor(folder: Path) -> Times:
    """Raw synthesis of every sentence, and every encode that the edition writes; no more."""
    from everyleaf.speech.codecs import CODECS, encoded
    from everyleaf.speech.sound import joined, trimmed
    from everyleaf.speech.voice import Sound

    chapters = _chapters(folder)
    spoken: list[list[tuple[Sound, float]]] = []
    engine, rate = _raw_engine()

    def synthesis() -> None:
        spoken.extend([(Sound(engine(text), rate), pause) for text, pause in part]
                      for part in chapters)  # fmt: skip

    first = measured(synthesis)
    sounds = [joined([(trimmed(s), p) for s, p in part], rate)[0] for part in spoken]  # as long
    second = measured(lambda: [encoded(s, codec) for codec in CODECS.values() for s in sounds])
    return {key: first[key] + second[key] for key in first}


def _chapters(folder: Path) -> list[list[tuple[str, float]]]:
    """The sentences of each chapter, with the seconds of silence after each."""
    from everyleaf.engine.speaking import job_to_speak
    from everyleaf.formats.spoken_text import read_by, spoken_text
    from everyleaf.publication import open_publication

    publication, _ = open_publication(folder)
    assert publication is not None
    job, found = job_to_speak(publication, LEAFLET, "en")
    assert job is not None, found
    spoken = spoken_text(job)
    script = read_by(job, spoken).in_place(spoken.script())
    return [[(s.text, s.pause_after) for s in part.sentences] for part in script.chapters]


def _raw_engine() -> tuple[Callable[[str], bytes], int]:
    """libespeak-ng by ctypes alone: a text to PCM, and the rate in Hz."""
    import espeakng_loader

    data = Path(espeakng_loader.get_data_path())
    dll = ctypes.CDLL(espeakng_loader.get_library_path())
    kind = ctypes.CFUNCTYPE(
        ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
    )
    rate = dll.espeak_Initialize(2, 1000, str(data.parent).encode(), 0x8000)  # synchronous
    chunks: list[bytes] = []

    def receive(samples: object, count: int, _events: int | None) -> int:
        if count > 0:
            chunks.append(ctypes.string_at(samples, count * 2))  # type: ignore[arg-type]
        return 0

    callback = kind(receive)
    dll.espeak_SetSynthCallback(callback)
    dll.espeak_SetVoiceByName(b"gmw/en")
    dll.espeak_SetParameter(1, 165, 0)
    dll.espeak_Synth.argtypes = [
        ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int,
        ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
    ]  # fmt: skip

    def say(text: str, _kept: object = callback) -> bytes:
        chunks.clear()
        data = text.encode()
        dll.espeak_Synth(data, len(data) + 1, 0, 1, 0, 0x1001, None, None)
        return b"".join(chunks)

    return say, int(rate)


def naive(folder: Path) -> Times:
    """What a person would type: espeak-ng a chapter, ffmpeg for each file; nothing is checked."""
    chapters = _chapters(folder)

    def work() -> None:
        with tempfile.TemporaryDirectory() as name:
            _by_shell(Path(name), ["\n\n".join(text for text, _ in part) for part in chapters])

    return measured(work)


def _by_shell(folder: Path, texts: list[str]) -> None:
    quiet = ("ffmpeg", "-nostdin", "-loglevel", "error", "-y")
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        _run(folder, "espeak-ng", "-v", "en", "-s", "165", "-f", f"{number}.txt",
             "-w", f"{number}.wav")  # fmt: skip
        _run(folder, *quiet, "-i", f"{number}.wav", "-c:a", "libopus", "-b:a", "24k",
             f"{number}.opus")  # fmt: skip
    listed = "".join(f"file '{number}.wav'\n" for number in range(len(texts)))
    (folder / "list.txt").write_text(listed, encoding="utf-8")
    for name in ("whole.mp3", "whole.m4a"):
        _run(folder, *quiet, "-f", "concat", "-i", "list.txt", "-b:a", "64k", name)


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True)


PARTS: dict[str, Callable[[Path], Times]] = {"pipeline": pipeline, "floor": floor, "naive": naive}


def in_a_process(part: str, folder: Path) -> Times:
    """Measure a part in a process of its own, after its imports."""
    command = [sys.executable, __file__, "--part", part, str(folder)]
    path = os.pathsep.join(filter(None, [str(REPOSITORY), os.environ.get("PYTHONPATH", "")]))
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path}
    )
    if done.returncode:
        sys.exit(done.stderr)
    times: Times = json.loads(done.stdout)
    return times


def one_round(folder: Path, number: int, *, with_shell: bool) -> dict[str, Times]:
    """All parts, one after the other; the store is empty before the first."""
    shutil.rmtree(folder / "output", ignore_errors=True)
    times = {"pipeline": in_a_process("pipeline", folder), "floor": in_a_process("floor", folder)}
    change_a_sentence(folder, number)
    times["change"] = in_a_process("pipeline", folder)
    times["no news"] = in_a_process("pipeline", folder)
    if with_shell:
        times["naive"] = in_a_process("naive", folder)
    return times


def ratios(rounds: list[dict[str, Times]], unit: str) -> dict[str, float]:
    """The medians of what each costs beside the other, in ``unit``."""
    pairs = [("pipeline", "floor"), ("change", "pipeline"), ("no news", "pipeline")]
    pairs += [("naive", "floor")] if "naive" in rounds[0] else []
    return {
        f"{one} / {other}": median(row[one][unit] / row[other][unit] for row in rounds)
        for one, other in pairs
    }


def main() -> int:
    """Measure in turns, print the table; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--chapters", type=int, default=20, metavar="N")
    parser.add_argument("--part", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.part:
        json.dump(PARTS[asked.part[0]](Path(asked.part[1])), sys.stdout)
        return 0
    shell = all(shutil.which(name) for name in ("espeak-ng", "ffmpeg"))
    if not shell:
        print("espeak-ng and ffmpeg are not both installed: no naive way", file=sys.stderr)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder, asked.chapters)
        rounds = []
        for number in range(asked.rounds):
            rounds.append(one_round(folder, number, with_shell=shell))
            said = ", ".join(f"{part} {t['cpu']:.2f}" for part, t in rounds[-1].items())
            print(f"round {number + 1} of {asked.rounds}, CPU seconds: {said}", file=sys.stderr)
    return _told(rounds)


def _told(rounds: list[dict[str, Times]]) -> int:
    for part in rounds[0]:
        cpu, clock = (median(row[part][unit] for row in rounds) for unit in ("cpu", "clock"))
        print(f"{part:20} {cpu:8.2f} s CPU {clock:8.2f} s by the clock")
    in_cpu, by_clock = (ratios(rounds, unit) for unit in ("cpu", "clock"))
    for name, value in in_cpu.items():
        goal = HIGHEST.get(name)
        aim = "" if goal is None else f"   at most {goal:g}: {'ok' if value <= goal else 'MISSED'}"
        print(f"{name:20} {value:8.3f} CPU   {by_clock[name]:8.3f} by the clock{aim}")
    return int(any(in_cpu[name] > goal for name, goal in HIGHEST.items()))


if __name__ == "__main__":
    sys.exit(main())
