"""What tagging and checking cost beside rendering: shares of CPU time.

.venv/bin/python tools/bench_tagging.py                       all languages, layout standard
.venv/bin/python tools/bench_tagging.py --language ur --layout giant-print --rounds 5

Each PDF for screens of this publication is laid out, written without tags, written with
ours, read back and checked, in turns; the least CPU time of all rounds counts, so that what
else this machine does is left out. Rendering is laying out and writing without tags. Then
veraPDF judges all files in one JVM, and two runs of `check --artefacts` show what an
unchanged file costs. Prints the table of docs/tagged-pdf.md.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from everyleaf.checks.conformance import VeraPdf, what_is_missing
from everyleaf.checks.conformance.claims import claims
from everyleaf.checks.finished import Text, check_pdf
from everyleaf.diagnostics import has_errors
from everyleaf.engine import Selection, gather, make_tasks
from everyleaf.formats import FORMATS, Job, pdf_screen
from everyleaf.formats.laid_out import LaidOut, lay_out
from everyleaf.publication import open_publication

PARTS = ("everyleaf.toml", "source", "translations", "layouts", "records")
FORMAT = FORMATS["pdf-screen"]


def without_tags(job: Job, laid_out: LaidOut) -> bytes:
    """The file as it is, but for its structure."""
    lit = laid_out.document.copy(laid_out.pages)
    real = type(lit).write_pdf

    def untagged(document: Any, *arguments: Any, **options: Any) -> Any:
        options |= {"pdf_tags": False, "pdf_variant": "pdf/a-2u"}
        return real(document, *arguments, **options)

    with (
        patch.object(pdf_screen, "tagged", lambda *_: nullcontext()),
        patch.object(type(lit), "write_pdf", untagged),
    ):
        return written(job, laid_out)


def written(job: Job, laid_out: LaidOut) -> bytes:
    """The file as everybody gets it."""
    (data,) = FORMAT.write(job, laid_out).files.values()  # type: ignore[attr-defined]
    return bytes(data)


def checked(job: Job, laid_out: LaidOut, data: bytes) -> None:
    """All own checks of one file; ends the bench where they find an error."""
    composition = job.composition
    text = Text(composition.document, laid_out.page)
    found = check_pdf(data, composition.edition, composition.layout, text).diagnostics
    if has_errors(found):
        sys.exit("\n".join(map(str, found)))


def measured(job: Job, rounds: int) -> tuple[dict[str, float], bytes]:
    """The least seconds of each step, and the file."""
    seconds: dict[str, list[float]] = {}
    data = b""

    def timed(step: str, work: Callable[..., Any], *arguments: Any) -> Any:
        start = time.process_time()
        made = work(*arguments)
        seconds.setdefault(step, []).append(time.process_time() - start)
        return made

    for _ in range(rounds):
        laid_out = timed("layout", lay_out, job)
        timed("plain", without_tags, job, laid_out)
        data = timed("tagged", written, job, laid_out)
        timed("checks", checked, job, laid_out, data)
    return {step: min(taken) for step, taken in seconds.items()}, data


def judged(files: Sequence[bytes]) -> float:
    """The CPU seconds of one JVM that judges all files by all that they claim."""
    before = _of_children()
    with VeraPdf() as verapdf:
        for data in files:
            if not all(verdict.passed for verdict in verapdf.judge(data, claims(data))):
                sys.exit("veraPDF refuses a file; there is nothing to measure.")
    return _of_children() - before


def twice_checked(languages: Sequence[str], layouts: Sequence[str]) -> tuple[float, float]:
    """The CPU seconds of `check --artefacts` over new files, and over the same ones again."""
    chosen = [part for tag in languages for part in ("--language", tag)]
    chosen += [part for name in layouts for part in ("--layout", name)]
    with tempfile.TemporaryDirectory() as name:
        for part in PARTS:
            path = Path(part)
            if path.is_dir():
                shutil.copytree(path, Path(name) / part)
            elif path.exists():
                shutil.copy(path, name)
        _everyleaf(name, "publish", "--format", "pdf-screen", *chosen)
        first, second = (_everyleaf(name, "check", "--artefacts") for _ in range(2))
    return first, second


def _everyleaf(folder: str, *arguments: str) -> float:
    before = _of_children()
    command = [sys.executable, "-m", "everyleaf", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return _of_children() - before


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def report(total: Counter[str], files: int, rounds: int) -> None:
    """The table: seconds of all files, and shares of rendering."""
    rendering = total["layout"] + total["plain"]
    rows = {
        "rendering: laying out, and writing without tags": rendering,
        "tagging: writing with tags, less writing without": total["tagged"] - total["plain"],
        "own checks of a file": total["checks"],
        "veraPDF, its start among it": total["verapdf"],
    }
    print(f"| CPU time of {files} files, least of {rounds} | s | a file | of rendering |")
    print("|---|---|---|---|")
    for name, seconds in rows.items():
        share = f"{seconds / files:.3f} s | {100 * seconds / rendering:.1f} %"
        print(f"| {name} | {seconds:.2f} | {share} |")


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--language", action="append", default=[], metavar="TAG")
    parser.add_argument("--layout", action="append", default=[], metavar="NAME")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    asked = parser.parse_args()
    publication, problems = open_publication(Path.cwd())
    if publication is None:
        sys.exit("\n".join(map(str, problems)))
    languages, layouts = tuple(asked.language), tuple(asked.layout) or ("standard",)
    selection = Selection(languages=languages, layouts=layouts, formats=("pdf-screen",))
    jobs = [task.job for task in make_tasks(gather(publication, (), languages), selection)]
    written(jobs[0], lay_out(jobs[0]))  # warm
    total, files = Counter[str](), []
    for job in jobs:
        seconds, data = measured(job, asked.rounds)
        total.update(seconds)
        files.append(data)
        print(job.composition.edition.name, file=sys.stderr)
    if missing := what_is_missing():
        print(missing, file=sys.stderr)
    else:
        total["verapdf"] = judged(files)  # type: ignore[assignment]
    report(total, len(files), asked.rounds)
    first, second = twice_checked(languages, layouts)
    print(f"\ncheck --artefacts: {first:.1f} s of CPU time, and {second:.1f} s for the same files")
    print(f"again ({100 * second / first:.0f} %).")


if __name__ == "__main__":
    main()
