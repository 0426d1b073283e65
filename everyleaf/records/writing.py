"""One record, one file: two people who record on the same day never conflict in git."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import msgspec

from everyleaf.records.record import Record
from everyleaf.store import digest_of_bytes, write_atomically


def record_file(record: Record) -> tuple[str, str]:
    """The name and the text of a record's file: its date, its kind, 12 signs of its digest."""
    fields: dict[str, Any] = msgspec.structs.asdict(record)
    kind = fields.pop("kind")
    lines = [f'kind = "{kind}"', *(f"{key} = {_toml(value)}" for key, value in fields.items())]
    text = "\n".join(lines) + "\n"
    return f"{record.date}-{kind}-{digest_of_bytes(text.encode())[:12]}.toml", text


def add_record(folder: Path, record: Record) -> Path:
    """Write ``record`` into ``folder`` in one step, and say where; raises `OSError`."""
    name, text = record_file(record)
    write_atomically(folder / name, text.encode())
    return folder / name


def _toml(value: str | datetime.date) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
