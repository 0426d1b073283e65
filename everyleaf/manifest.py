"""The manifest: every artefact, what it was made from, what checked it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import Any

# What an artefact has a list of.
LISTS = ("checks", "figures", "unchecked", "voices", "page_starts")


@dataclass(frozen=True, slots=True)
class Artefact:
    """One file of an edition. ``path`` is below output/; ``bytes`` its size.

    ``pages`` or ``seconds`` say how long it is; ``key`` is the digest of all that
    it was made from; ``checks`` names what was checked by machine, ``figures`` what was
    counted there, ``unchecked`` what should have been checked and was not, and why;
    ``voices`` what is heard in it: engine, its version, voice; ``page_starts`` where its
    pages begin in the words of the leaflet, for the books that lead to them.
    """

    path: str
    digest: str
    bytes: int
    leaflet: str
    language: str
    layout: str
    format: str
    version: str
    code: str
    key: str
    source_digest: str
    catalogue_digest: str | None
    pages: int | None = None
    seconds: float | None = None
    checks: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    page_starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """All artefacts of a publication, and the versions of the engines that made them."""

    name: str
    rule: str
    engines: Mapping[str, str] = field(default_factory=dict)
    artefacts: tuple[Artefact, ...] = ()

    def as_bytes(self) -> bytes:
        """output/manifest.json: JSON, sorted by path, the same bytes for the same content."""
        data = asdict(self)
        data["artefacts"] = sorted(data["artefacts"], key=lambda row: row["path"])
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(data: bytes) -> Manifest | None:
    """The manifest in ``data``, or None where it is none."""
    try:
        raw: dict[str, Any] = json.loads(data)
        rows = tuple(Artefact(**{**row, **_lists(row)}) for row in raw["artefacts"])
        if any(_leaves_output(PurePosixPath(row.path)) for row in rows):
            return None  # nobody of ours wrote it, and files are removed by these paths
        return Manifest(raw["name"], raw["rule"], dict(raw["engines"]), rows)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _lists(row: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(row.get(name, ())) for name in LISTS}


def _leaves_output(path: PurePosixPath) -> bool:
    return path.is_absolute() or not path.parts or ".." in path.parts or "\0" in str(path)
