"""Content-addressed store: what was made, kept under the digest of all that made it.

A result is a set of named files. Its key is the digest of everything that can
change it, so a result that is there is right, and nothing needs a clock.
Layout on disk: ``blobs/<sha256>`` holds bytes, ``results/<key>.json`` holds the
names, digests and facts of one result. Both appear by `os.replace`, so a
killed run leaves no half-written file.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def digest_of_bytes(data: bytes) -> str:
    """SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of_file(path: Path) -> str:
    """SHA-256 of a file's bytes in hexadecimal; raises `OSError`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(recipe: Mapping[str, Any]) -> str:
    """SHA-256 of a recipe: a mapping of JSON values, in any order of its keys."""
    text = json.dumps(recipe, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return digest_of_bytes(text.encode("ascii"))


def digest_of_folder(folder: Path, *, suffixes: Iterable[str] | None = None) -> str:
    """One digest over all files below ``folder`` (names and bytes), hidden files left out."""
    wanted = None if suffixes is None else set(suffixes)
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and "__pycache__" not in path.parts
        and (wanted is None or path.suffix in wanted)
    )
    return digest_of({path.relative_to(folder).as_posix(): digest_of_file(path) for path in files})


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` in one step: readers see the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class Stored:
    """A result in the store: file names with their digests, and facts about it."""

    files: Mapping[str, str]
    facts: Mapping[str, Any]


class Store:
    """Results below one folder, which may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, key: str) -> Stored | None:
        """The result under ``key``, or None where it is missing, torn or unreadable."""
        try:
            record = json.loads(self._result(key).read_bytes())
            stored = Stored(dict(record["files"]), dict(record["facts"]))
            is_whole = all(map(self._is_whole, stored.files.values()))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return stored if is_whole else None

    def put(self, key: str, files: Mapping[str, bytes], facts: Mapping[str, Any]) -> Stored:
        """Keep ``files`` and JSON ``facts`` under ``key``; the record is written last."""
        digests = {name: self._put_blob(data) for name, data in files.items()}
        record = json.dumps({"files": digests, "facts": dict(facts)}, ensure_ascii=False)
        write_atomically(self._result(key), record.encode())
        return Stored(digests, dict(facts))

    def read(self, digest: str) -> bytes:
        """The bytes with this digest; raises `OSError` where they are gone."""
        return self._blob(digest).read_bytes()

    def size(self, digest: str) -> int:
        """How many bytes the file with this digest has."""
        return self._blob(digest).stat().st_size

    def _put_blob(self, data: bytes) -> str:
        digest = digest_of_bytes(data)
        if not self._is_whole(digest) or self._blob(digest).stat().st_size != len(data):
            write_atomically(self._blob(digest), data)
        return digest

    def _is_whole(self, digest: str) -> bool:
        return self._blob(digest).is_file()

    def _blob(self, digest: str) -> Path:
        return self.folder / "blobs" / digest[:2] / digest

    def _result(self, key: str) -> Path:
        return self.folder / "results" / key[:2] / f"{key}.json"
