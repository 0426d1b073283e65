"""The files in what came back: a zip, or one file. Nothing is ever written to disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from everyleaf.diagnostics import Diagnostic, Place, error

MOST_BYTES = 50_000_000  # of what is handed in
MOST_FILES = 2_000
MOST_BYTES_IN_ALL = 100_000_000  # unpacked: a hundred times the sample
_MOST_BYTES_OF_A_FILE = 20_000_000
_ENCRYPTED = 0x1
_OF_A_MAC = re.compile(r"__MACOSX/.*|(?:.*/)?(?:\._[^/]*|\.DS_Store)")


def is_zip(data: bytes) -> bool:
    """Whether ``data`` begins as a zip does (APPNOTE 4.3.7, or an empty one)."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def unpacked(data: bytes, shown: str) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The files by their shown names, or nothing and why the whole is refused.

    Names in a zip are only shown, so a path that leads elsewhere leads nowhere.
    Sizes are counted while unpacking: what a zip says about itself is not believed.
    """
    if len(data) > MOST_BYTES:
        return {}, [_refused("returned-too-large", shown, f"It has over {MOST_BYTES:,} bytes.")]
    if not is_zip(data):
        return {shown: data}, []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return dict(_members(archive)), []
    except _TooMuch as problem:
        return {}, [_refused("returned-too-large", shown, str(problem))]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError,
            OSError, EOFError) as problem:  # fmt: skip
        said = f"The zip cannot be read: {str(problem)[:100]}."
        return {}, [_refused("returned-unreadable", shown, said)]


class _TooMuch(Exception):
    """The zip holds more than any hand-off does."""


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    rows = [row for row in archive.infolist() if not row.is_dir()]
    if len(rows) > MOST_FILES:
        raise _TooMuch(f"The zip holds over {MOST_FILES:,} files.")
    left = MOST_BYTES_IN_ALL
    names: set[str] = set()
    for row in rows:
        name = printable(row.filename.replace("\\", "/"))[:200]
        if _OF_A_MAC.fullmatch(name):
            continue
        if row.flag_bits & _ENCRYPTED:
            raise zipfile.BadZipFile("it needs a password")
        with archive.open(row) as file:
            content = file.read(min(left, _MOST_BYTES_OF_A_FILE) + 1)
        if len(content) > min(left, _MOST_BYTES_OF_A_FILE):
            raise _TooMuch(f"Unpacked, it is too large: {name}.")
        left -= len(content)
        while name in names:
            name += "'"  # two members of one name: both are read, neither hides the other
        names.add(name)
        yield name, content


def printable(text: str) -> str:
    """``text`` without control characters and bidi controls: it may go to a terminal."""
    return "".join(" " if c in "\n\t" else c for c in text if c.isprintable() or c in "\n\t")


def _refused(code: str, shown: str, problem: str) -> Diagnostic:
    remedy = "Ask for the files of the folder source/ one by one."
    return error(code, Place(printable(shown)), problem, remedy)
