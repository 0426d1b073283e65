"""Reads records/: the files of `record_file`, and the sign-offs of earlier versions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.publication.fields import faults
from everyleaf.records.record import KINDS, AudioSignOff, Confirmation, Record, SignOff, Waiver

ONE_FILE = "sign-offs.toml"  # where version 0.1 kept all sign-offs; still read
_NAME = re.compile(r"\d{4}-\d\d-\d\d-[a-z-]+-[0-9a-f]{12}\.toml")
_REMEDY = "Take it from git, or delete it and record it anew."


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a publication."""

    sign_offs: tuple[SignOff, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    audio_sign_offs: tuple[AudioSignOff, ...] = ()

    @classmethod
    def of(cls, rows: list[Record]) -> Records:
        """The records, each with its kind."""
        return cls(
            tuple(row for row in rows if isinstance(row, SignOff)),
            tuple(row for row in rows if isinstance(row, Waiver)),
            tuple(row for row in rows if isinstance(row, Confirmation)),
            tuple(row for row in rows if isinstance(row, AudioSignOff)),
        )


def read_records(folder: Path) -> tuple[Records, list[Diagnostic]]:
    """Every record in ``folder``, and what is wrong with a file; such a file counts for nothing.

    Only files that are named as records are read: others may lie beside them.
    """
    rows: list[Record] = []
    found: list[Diagnostic] = []
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        shown = f"records/{path.name}"
        if path.name == ONE_FILE or _NAME.fullmatch(path.name):
            raw, unreadable = _raw(path, shown)
            found += unreadable
            if raw is not None:
                parts, wrong = _rows(raw, shown, many=path.name == ONE_FILE)
                found += wrong
                rows += [] if wrong else parts
    return Records.of(rows), found


def _raw(path: Path, shown: str) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as problem:
        said = f"It cannot be read: {str(problem)[:120]}."
        return None, [error("records-unreadable", Place(shown), said, _REMEDY)]


def _rows(raw: dict[str, Any], shown: str, *, many: bool) -> tuple[list[Record], list[Diagnostic]]:
    if not many:
        wrong = [_wrong(said, shown) for said in _problems(raw)]
        return ([] if wrong else [_converted(raw)]), wrong
    tables = raw.get("sign_off", [])
    if set(raw) - {"sign_off"} or not _is_list_of_tables(tables):
        return [], [_wrong("It may hold tables [[sign_off]] and nothing else.", shown)]
    wrong = [
        _wrong(f"Sign-off {number}: {said}", shown)
        for number, row in enumerate(tables, start=1)
        for said in _problems({"kind": "sign-off", **row})
    ]
    return ([] if wrong else [_converted({"kind": "sign-off", **row}) for row in tables]), wrong


def _problems(row: dict[str, Any]) -> Iterator[str]:
    kind = row.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        yield f"There is no such kind of record. Kinds: {', '.join(KINDS)}."
        return
    for fault in faults(KINDS[kind], row):
        yield f"{fault.problem} {fault.remedy}".strip()


def _converted(row: dict[str, Any]) -> Record:
    return msgspec.convert(row, KINDS[row["kind"]])


def _wrong(said: str, shown: str) -> Diagnostic:
    return error("records-wrong", Place(shown), said, _REMEDY)


def _is_list_of_tables(rows: Any) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
