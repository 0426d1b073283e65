"""The torture leaflet in 32 languages: what is read from each page, and who judged it.

    PYTHONPATH=. .venv/bin/python tools/prove_scripts.py [LANGUAGE ...]
    PYTHONPATH=. .venv/bin/python tools/prove_scripts.py --accessibility ua-2

A line a language: pages, the share of blocks read as written in structure order, the shares
by poppler and PDFium (meant for scripts from left to right; for the others see
rtl_readers.py), findings, and veraPDF's verdicts. Exit code 1 where a page is not right, or
veraPDF was not there to say so.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from everyleaf.checks.fidelity.readers import READERS, share_read
from everyleaf.diagnostics import has_errors
from everyleaf.engine.checking import Judge
from everyleaf.language import known_languages
from tests.scripts.torture import REPOSITORY, Torture


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE")
    parser.add_argument("--accessibility", choices=("ua-1", "ua-2"), default="ua-1")
    asked = parser.parse_args()
    tags = asked.languages or Torture.languages(REPOSITORY / "tests/projects/torture")
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, Judge() as judge:
        torture = Torture(Path(folder), asked.accessibility)
        print(f"{'':8} {'script':7} pages  structure", *READERS, "findings", sep="  ")
        for tag in tags:
            page = torture.page(tag)
            verdicts = judge.verdicts(page.edition, page.data)
            found = (*page.made.diagnostics, *page.checked.diagnostics, *verdicts.diagnostics)
            shares = [share_read(read(page.data), page.written)[0] for read in READERS.values()]
            script = known_languages()[tag].script.code
            figures = "  ".join(f"{share:.3f}" for share in (page.comparison.share, *shares))
            judged = ", ".join(verdicts.checks) or "; ".join(verdicts.unchecked)
            print(f"{tag:8} {script:7} {page.made.pages}  {figures}  {len(found)}  {judged}")
            is_read = known_languages()[tag].direction == "rtl" or min(shares) == 1
            is_right = is_read and page.comparison.share == 1 and not verdicts.unchecked
            wrong += has_errors(found) or not is_right
            for one in found:
                print(f"    {one}")
    print(f"not right: {wrong} of {len(tags)}")
    return min(1, wrong)


if __name__ == "__main__":
    sys.exit(main())
