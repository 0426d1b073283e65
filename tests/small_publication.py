"""A whole small publication to work on, and the command line as a person types it."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
LEAFLET = "drinking-water"


def lay_out(folder: Path) -> Path:
    """tests/projects/small in ``folder``, with this repository's layouts and their words."""
    shutil.copytree(REPOSITORY / "tests/projects/small", folder, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "layouts", folder / "layouts")
    for words in (REPOSITORY / "translations").glob("*/LC_MESSAGES/layouts.po"):
        target = folder / words.relative_to(REPOSITORY)
        if target.parent.is_dir():
            shutil.copy(words, target)
    return folder


def change(path: Path, old: str, new: str) -> None:
    """Replace ``old``, which must be there once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(path: Path, text: str) -> int:
    """The line (from 1) on which ``text`` first stands."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def everyleaf(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Type ``everyleaf …`` in ``folder``; no run may leave a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "everyleaf", *arguments],
        cwd=folder, capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(REPOSITORY), **variables},
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done


def quickly(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Type the same where there is no Java: veraPDF takes four fifths of a small publish.

    For tests that ask for something else than its verdict.
    """
    return everyleaf(folder, *arguments, PATH=_all_but_java(), **variables)


@cache
def _all_but_java() -> str:
    """A folder that leads to every program on the PATH, without Java."""
    folder = Path(tempfile.mkdtemp(prefix="without-java-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for place in reversed(os.environ["PATH"].split(os.pathsep)):
        for program in Path(place).glob("*"):
            if program.name != "java":
                (folder / program.name).unlink(missing_ok=True)
                (folder / program.name).symlink_to(program)
    return str(folder)
