"""The process that workers are forked from sees no system font, and says nothing of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY

PROGRAM = """
import os, sys
import everyleaf.engine, everyleaf.cli.publish
print("weasyprint" in sys.modules)
import everyleaf.engine.preloading
print("weasyprint" in sys.modules, "everyleaf.formats.laid_out" in sys.modules)
print(open(os.environ["FONTCONFIG_FILE"]).read().count("<dir"))
"""


def test_weasyprint_comes_when_it_is_needed_and_finds_no_fonts(tmp_path: Path) -> None:
    empty = tmp_path / "fonts.conf"  # with it, WeasyPrint warns where it was not expected
    empty.write_text("<?xml version='1.0'?><fontconfig/>")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True, text=True, check=True, cwd=REPOSITORY,
        env={**os.environ, "FONTCONFIG_FILE": str(empty)},
    )  # fmt: skip
    assert done.stdout.split() == ["False", "True", "True", "0"]
    assert done.stderr == ""
