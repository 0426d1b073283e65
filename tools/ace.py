"""Asks Ace by DAISY what it finds in every EPUB of output/: accessibility, page by page.

.venv/bin/python tools/ace.py   (after everyleaf publish --format epub)

Needs Chromium, and npm the first time, which installs Ace into .venv/ace. Ends with 1
where there is a violation.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OUTPUT, ACE = Path("output"), Path(".venv/ace")
PROGRAM = ACE / "node_modules/.bin/ace-cli"
PACKAGE = "@daisy/ace-cli@1"


def main() -> int:
    """Print one line a book and each violation; 1 where there is any, 3 without what it needs."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None or shutil.which("npm") is None:
        print("Ace needs npm and Chromium. Type: sudo apt-get install npm chromium")
        return 3
    environment = {
        **os.environ,
        "PUPPETEER_SKIP_DOWNLOAD": "1",
        "PUPPETEER_EXECUTABLE_PATH": chromium,
    }
    if not PROGRAM.exists():
        install = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(ACE), PACKAGE]
        subprocess.run(install, env=environment, check=True)
    worst = 0
    for book in sorted(OUTPUT.glob("*/*/*.epub")):
        found = list(_violations(book, environment))
        print(f"{book.relative_to(OUTPUT)}: {len(found)} violations")
        for one in found:
            print(f"    {one}")
        worst |= bool(found)
    return worst


def _violations(book: Path, environment: dict[str, str]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        command = [str(PROGRAM), "--force", "--outdir", folder, str(book)]
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
        report = Path(folder) / "report.json"
        if not report.exists():
            yield f"Ace failed: {done.stderr.decode('utf-8', 'replace')[-300:]}"
            return
        pages: list[dict[str, Any]] = json.loads(report.read_bytes())["assertions"]
    for page in pages:
        for one in page["assertions"]:
            test = one["earl:test"]
            yield f"{page['earl:testSubject']['url']}: {test['earl:impact']} {test['dct:title']}"


if __name__ == "__main__":
    sys.exit(main())
