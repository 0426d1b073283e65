"""The commands by name: all there, each in one line, none imported before it is asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from everyleaf.cli import everyleaf as group
from everyleaf.cli.commands import COMMANDS
from tests.small_publication import REPOSITORY, everyleaf

ENTRIES = [(name, entry) for entries in COMMANDS.values() for name, entry in entries.items()]


@pytest.mark.parametrize("name", [name for name, _ in ENTRIES])
def test_a_name_leads_to_its_command(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert command.name == name


def test_no_line_of_the_help_is_cut() -> None:
    for _, entry in ENTRIES:
        assert entry.summary.endswith(".")
        assert len(entry.summary) <= 60


def test_a_name_typed_wrong_is_answered_with_the_right_one(tmp_path: Path) -> None:
    done = everyleaf(tmp_path, "pubish")
    assert done.returncode == 2
    assert "Type: everyleaf publish" in done.stderr


def test_help_waits_for_no_library_that_lays_out_pages() -> None:
    code = (
        "import sys; from everyleaf.cli import everyleaf\n"
        "everyleaf(['--help'], standalone_mode=False)\n"
        "sys.exit(' '.join({'weasyprint', 'fontTools', 'av', 'babel'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
