"""What was sent out: a record that tells, when it comes back, what has changed here since.

records/handoffs/<name>.json, in git: one line a message, with a digest of its translation
as it was sent. Its name is a digest of all of them, so the same hand-off has the same name.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.language import Language
from everyleaf.store import digest_of
from everyleaf.translation.handoff.unit import LeafletUnits, State

FOLDER = "handoffs"
_NAME = re.compile(r"[A-Za-z0-9]{1,20}(-[A-Za-z0-9]{1,20}){1,8}")
_Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}$")]


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    language: str
    leaflets: dict[str, dict[str, _Digest]]


@dataclass(frozen=True)
class Sent:
    """One hand-off: ``digests`` has leaflet, message key and the digest of what was sent."""

    name: str
    language: str
    digests: Mapping[str, Mapping[str, str]]

    def digest(self, leaflet: str, key: str) -> str | None:
        """The digest of the translation that was sent, or None where that message was not."""
        return self.digests.get(leaflet, {}).get(key)


def digest_of_translation(text: str, *, fuzzy: bool) -> str:
    """What a translation is compared by: its text and whether it is marked fuzzy."""
    said = f"{text.strip()}\0{'fuzzy' if fuzzy and text.strip() else ''}"
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


def sent_now(language: Language, leaflets: Iterable[LeafletUnits]) -> Sent:
    """The record of these leaflets as they are sent out now."""
    digests = {
        leaflet.leaflet: {
            unit.key: digest_of_translation(unit.markdown, fuzzy=unit.state is State.FUZZY)
            for unit in leaflet.units
        }
        for leaflet in leaflets
    }
    name = f"{language.tag}-{digest_of({'language': language.tag, 'leaflets': digests})[:12]}"
    return Sent(name, language.tag, digests)


def sent_file(records: Path, name: str) -> Path:
    """Where the record of a hand-off is."""
    return records / FOLDER / f"{name}.json"


def sent_bytes(sent: Sent) -> bytes:
    """The record as JSON, a line a message."""
    data = {"language": sent.language, "leaflets": sent.digests}
    return (json.dumps(data, indent=1) + "\n").encode()


def read_sent(records: Path, name: str) -> tuple[Sent | None, list[Diagnostic]]:
    """The record called ``name`` (it comes from a returned file), or None where there is none."""
    if not _NAME.fullmatch(name) or not (path := sent_file(records, name)).is_file():
        return None, []
    shown = f"records/{FOLDER}/{path.name}"
    try:
        record = msgspec.json.decode(path.read_bytes(), type=_Record)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
        remedy = "Take it from git."
        return None, [error("records-wrong", Place(shown), f"It is damaged: {problem}.", remedy)]
    return Sent(name, record.language, record.leaflets), []
