"""liblouis, by its program lou_translate: it is C, and its tables are files of the system."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence

from everyleaf.diagnostics import SetupError

PROGRAM = "lou_translate"
BLANK = "\N{BRAILLE PATTERN BLANK}"
_LAST_OF_SIX_DOTS = "\N{BRAILLE PATTERN DOTS-123456}"
_SECONDS = 60
# Marks that order or break a line of print, and are nothing in braille.
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def is_there() -> bool:
    """Whether liblouis is installed."""
    return shutil.which(PROGRAM) is not None


def translated(lines: Sequence[str], table: str) -> list[str]:
    """Each line in braille cells (Unicode), by one of liblouis' tables.

    A sign that the table does not know comes back in cells of eight dots: `is_whole`
    tells. Raises `SetupError` where liblouis has no such table.
    """
    text = "\n".join(map(plain, lines)) + "\n"
    done = subprocess.run(
        [PROGRAM, "--forward", f"unicode.dis,{table}"],
        input=text.encode("utf-8"), capture_output=True, timeout=_SECONDS, check=False,
    )  # fmt: skip
    made = done.stdout.decode("utf-8", "replace").split("\n")[:-1]
    if done.returncode or len(made) != len(lines):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
        raise SetupError(
            f"liblouis cannot translate with {table}: {' '.join(said) or 'no braille came back'}.",
            "Install liblouis 3.24 or newer, with its tables.",
        )
    return made


def plain(text: str) -> str:
    """What is given to a table: one line, no unseen marks, digits in ASCII.

    Tables of Indian scripts take their own digits for letters: without the sign for
    numbers, twelve would be read as "ab".
    """
    ascii_digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return " ".join(_UNSEEN.sub("", ascii_digits).split())


def is_whole(cells: str) -> bool:
    """Whether every sign was known: cells of six dots alone."""
    return all(BLANK <= cell <= _LAST_OF_SIX_DOTS for cell in cells)
