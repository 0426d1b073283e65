"""The command line as people and programs meet it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from everyleaf.edition import is_code
from tests.small_publication import LEAFLET, REPOSITORY, everyleaf, lay_out, quickly

COMMANDS = (
    "audition", "check", "confirm", "doctor", "extract", "handoff", "init", "list", "listen",
    "proof", "publish", "receive", "script", "sign", "status", "update", "waive", "watch",
)  # fmt: skip


def test_the_help_names_every_command_and_the_exit_codes(tmp_path: Path) -> None:
    done = everyleaf(tmp_path, "--help")
    assert done.returncode == 0
    for command in COMMANDS:
        assert f"\n  {command} " in done.stdout
    assert "Exit codes" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str, tmp_path: Path) -> None:
    done = everyleaf(tmp_path, command, "--help")
    assert done.returncode == 0
    assert "Options:" in done.stdout


def test_list_shows_each_edition_with_its_code(tmp_path: Path) -> None:
    done = everyleaf(lay_out(tmp_path), "list", "--json")
    assert done.returncode == 0
    rows = json.loads(done.stdout)["editions"]
    assert len(rows) == 3 * (3 * 2 + 2)
    assert all(is_code(row["code"]) for row in rows)
    assert len({row["code"] for row in rows}) == 3 * (3 + 2), "two PDFs of a layout share one"


def test_check_gives_its_findings_to_a_program(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    (folder / "source/glass.svg").unlink()
    done = everyleaf(folder, "check", "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)["diagnostics"]
    assert {"picture-missing"} == {one["code"] for one in found if one["severity"] == "error"}
    assert all(one["remedy"] for one in found)


def test_extract_changes_nothing_where_nothing_has_changed(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    assert everyleaf(folder, "extract").returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (folder / "translations").rglob("*.po*")}
    assert {path.suffix for path in before} == {".po", ".pot"}
    done = everyleaf(folder, "extract")
    assert done.stdout == ""
    after = {path: path.stat().st_mtime_ns for path in (folder / "translations").rglob("*.po*")}
    assert after == before


def test_msgfmt_accepts_what_extract_writes(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    (folder / "translations/ar/LC_MESSAGES" / f"{LEAFLET}.po").unlink()
    everyleaf(folder, "extract")
    for path in (folder / "translations").rglob("*.po*"):
        run = ["msgfmt", "--check", "-o", os.devnull, str(path)]
        done = subprocess.run(run, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_doctor_says_what_is_there(tmp_path: Path) -> None:
    done = everyleaf(tmp_path, "doctor", "--json")
    assert done.returncode == 0
    there = {finding["what"]: finding["there"] for finding in json.loads(done.stdout)["findings"]}
    assert there["fonts"]
    assert there["speech engine"]


def test_doctor_says_what_to_type_for_what_is_missing(tmp_path: Path) -> None:
    done = everyleaf(tmp_path, "doctor", EVERYLEAF_CACHE=str(tmp_path / "empty"), COLUMNS="300")
    assert done.returncode == 3
    assert "everyleaf doctor --fix" in done.stderr


def test_publish_without_fonts_says_what_to_type(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    done = quickly(folder, "publish", EVERYLEAF_CACHE=str(tmp_path / "empty"))
    assert done.returncode == 3
    assert "everyleaf doctor --fix" in done.stderr


def test_an_interrupted_run_leaves_nothing_half_written(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    run = subprocess.Popen(
        [sys.executable, "-m", "everyleaf", "publish"], cwd=folder, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        # Tests that run in the background have been told to ignore it, and so would the run.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # one thread
    )  # fmt: skip
    while not (folder / "output/.store/results").exists() and run.poll() is None:
        time.sleep(0.05)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=120)
    assert run.returncode == 130, said
    assert "Traceback" not in said
    assert "Interrupted" in said
    assert quickly(folder, "publish", "--language", "en").returncode == 0
    assert not list((folder / "output").rglob(".*.pdf*"))


def test_colour_is_left_out_where_it_is_not_wanted(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    (folder / "source/glass.svg").unlink()
    assert "\x1b[" not in everyleaf(folder, "check").stderr
    forced = everyleaf(folder, "check", NO_COLOR="", FORCE_COLOR="1", TERM="xterm").stderr
    assert "\x1b[" in forced


def test_the_shell_completes_names_of_the_publication(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    done = subprocess.run(
        [Path(sys.executable).parent / "everyleaf"], cwd=folder, capture_output=True, text=True,
        check=False,
        env={**os.environ, "_EVERYLEAF_COMPLETE": "bash_complete",
             "COMP_WORDS": "everyleaf publish --language z", "COMP_CWORD": "3"},
    )  # fmt: skip
    assert "zh-Hans" in done.stdout
