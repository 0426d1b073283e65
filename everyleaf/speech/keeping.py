"""What speech keeps between two runs, so that a changed sentence costs its chapter alone."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from everyleaf.store import Store


@dataclass(frozen=True, slots=True)
class Kept:
    """Named files and JSON facts."""

    files: Mapping[str, bytes]
    facts: Mapping[str, Any]


class Keep(Protocol):
    """Where results are kept, by the digest of all that they are made from."""

    def find(self, key: str) -> Kept | None:
        """The result under ``key``, or None."""

    def put(self, key: str, kept: Kept) -> None:
        """Keep a result."""


class Nowhere:
    """Keeps nothing: everything is made anew."""

    def find(self, key: str) -> Kept | None:
        """Nothing is ever there."""
        return None

    def put(self, key: str, kept: Kept) -> None:
        """Forget it."""


class InStore:
    """Keeps results in the store of a publication."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)

    def find(self, key: str) -> Kept | None:
        """The result under ``key``; None where any part of it is gone."""
        stored = self._store.find(key)
        if stored is None:
            return None
        with contextlib.suppress(OSError):
            files = {name: self._store.read(digest) for name, digest in stored.files.items()}
            return Kept(files, stored.facts)
        return None

    def put(self, key: str, kept: Kept) -> None:
        """Keep a result; its record is written last."""
        self._store.put(key, kept.files, kept.facts)
