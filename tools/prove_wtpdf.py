"""Every leaflet and language as PDF/UA-2 and WTPDF 1.0: how many files pass, by standard.

.venv/bin/python tools/prove_wtpdf.py                             every layout
.venv/bin/python tools/prove_wtpdf.py --layout giant-print --language ur
.venv/bin/python tools/prove_wtpdf.py --publication FOLDER

A copy of this publication is published with `[pdf] accessibility = "ua-2"`, its PDFs for
screens alone, and the manifest is asked which judge has passed which file. Ends with 1
where a file is missing, or is not passed by every judge.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from everyleaf.publication import SETTINGS_FILE

PARTS = (SETTINGS_FILE, "source", "translations", "layouts", "records")
JUDGED = (
    "veraPDF PDF/UA-2",
    "veraPDF WTPDF 1.0 accessibility",
    "veraPDF WTPDF 1.0 reuse",
    "veraPDF PDF/A-4",
)
_SETTING = '[pdf]\naccessibility = "ua-2"\n'
_WRITTEN = re.compile(r"(\d+) of (\d+) blocks of text as written")


def copy_with_setting(publication: Path, folder: Path) -> Path:
    """The publication without its output, and with the setting."""
    for name in PARTS:
        path = publication / name
        if path.is_dir():
            shutil.copytree(path, folder / name)
        elif path.exists():
            shutil.copy(path, folder / name)
    settings = folder / SETTINGS_FILE
    text = settings.read_text("utf-8")
    if re.search(r"(?m)^\[pdf\]", text):
        text = re.sub(r'(?m)^accessibility = ".*"', 'accessibility = "ua-2"', text)
    else:
        text = f"{text.rstrip()}\n\n{_SETTING}"
    settings.write_text(text, "utf-8")
    return folder


def publish(folder: Path, layouts: list[str], languages: list[str]) -> dict[str, Any]:
    """What the program says of the run, for programs."""
    command = [sys.executable, "-m", "everyleaf", "publish", "--format", "pdf-screen", "--json"]
    command += [part for name in layouts for part in ("--layout", name)]
    command += [part for tag in languages for part in ("--language", tag)]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=False)
    if not done.stdout:
        sys.exit(done.returncode or 1)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def count(rows: list[dict[str, Any]]) -> tuple[Counter[str], int, int]:
    """Files passed by judge, and blocks of text as written, of how many."""
    passed = Counter(name for row in rows for name in row["checks"] if name in JUDGED)
    found = [_WRITTEN.match(figure) for row in rows for figure in row["figures"]]
    pairs = [(int(one[1]), int(one[2])) for one in found if one]
    return passed, sum(one for one, _ in pairs), sum(whole for _, whole in pairs)


def main() -> None:
    """Publish, count, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--language", action="append", default=[], metavar="TAG")
    parser.add_argument("--layout", action="append", default=[], metavar="NAME")
    parser.add_argument("--publication", type=Path, default=Path(), metavar="FOLDER")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = copy_with_setting(asked.publication, Path(name))
        told = publish(folder, asked.layout, asked.language)
        manifest = folder / "output/manifest.json"
        rows = json.loads(manifest.read_bytes())["artefacts"] if manifest.exists() else []
    wanted = len(told["editions"])
    passed, as_written, blocks = count(rows)
    print(f"{wanted} files wanted, {len(rows)} made, {len(told['withheld'])} withheld by the rule")
    for judge in JUDGED:
        print(f"{passed[judge]:5} of {wanted} pass {judge}")
    print(f"{as_written:5} of {blocks} blocks of text as written")
    for row in told["diagnostics"]:
        if row["severity"] == "error":
            print(f"{row.get('place') or ''}: {row['code']}: {row['problem']}")
    whole = wanted and all(passed[judge] == wanted for judge in JUDGED)
    sys.exit(0 if whole and as_written == blocks else 1)


if __name__ == "__main__":
    main()
