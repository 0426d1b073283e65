"""A new publication publishes at once, from the built wheel, outside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.small_publication import REPOSITORY, change, everyleaf

QUICK = ("--layout", "standard", "--layout", "web", "--format", "pdf-screen", "--format", "html")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the built wheel holds, and nothing of the repository."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=REPOSITORY, check=True, capture_output=True)
    unpacked = folder / "unpacked"
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        archive.extractall(unpacked)
    return unpacked


def _run(wheel: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program of the wheel; ``-P`` and the path keep the repository's own out."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "everyleaf", *arguments],
        cwd=folder, capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": str(wheel), "NO_COLOR": "1"},
    )  # fmt: skip


def test_the_wheel_is_what_runs(wheel: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-P", "-c", "import everyleaf; print(everyleaf.__file__)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(wheel)},
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(wheel)


def test_a_new_publication_publishes_every_edition_at_once(wheel: Path, tmp_path: Path) -> None:
    assert (
        _run(wheel, tmp_path, "init", "otters", "--publisher", 'The "Otter" Trust').returncode == 0
    )
    done = _run(wheel, tmp_path / "otters", "publish")
    assert done.returncode == 0, done.stderr
    there = sorted(path.name for path in (tmp_path / "otters/output/my-first-leaflet/en").iterdir())
    assert there == [
        "audio",
        "fonts",
        "index.html",
        "my-first-leaflet-en-audio-transcript.vtt",
        "my-first-leaflet-en-audio-with-chapters.m4a",
        "my-first-leaflet-en-audio.mp3",
        "my-first-leaflet-en-giant-print-print.pdf",
        "my-first-leaflet-en-giant-print.pdf",
        "my-first-leaflet-en-large-print-print.pdf",
        "my-first-leaflet-en-large-print.pdf",
        "my-first-leaflet-en-standard-print.pdf",
        "my-first-leaflet-en-standard.pdf",
    ]
    page = (tmp_path / "otters/output/my-first-leaflet/en/index.html").read_text(encoding="utf-8")
    assert "The &#34;Otter&#34; Trust" in page


def test_its_rule_is_approved_and_a_changed_text_asks_for_a_signature(tmp_path: Path) -> None:
    everyleaf(tmp_path, "init", "otters")
    here = tmp_path / "otters"
    assert 'rule = "approved"' in (here / "everyleaf.toml").read_text(encoding="utf-8")
    change(here / "source/my-first-leaflet.md", "Change it, or", "Mend it, or")
    done = everyleaf(here, "publish", *QUICK)
    assert done.returncode == 1
    assert "everyleaf sign my-first-leaflet" in done.stderr
    signed = everyleaf(
        here, "sign", "my-first-leaflet", "--role", "approver", "--name", "A Test Person"
    )
    assert signed.returncode == 0
    assert everyleaf(here, "publish", *QUICK).returncode == 0


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there/mine.txt").write_text("mine")
    done = everyleaf(tmp_path, "init", "there")
    assert done.returncode == 2
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["mine.txt"]


def test_git_is_told_to_leave_the_output_alone(tmp_path: Path) -> None:
    everyleaf(tmp_path, "init", "otters")
    assert "output/" in (tmp_path / "otters/.gitignore").read_text(encoding="utf-8")
