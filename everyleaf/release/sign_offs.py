"""Sign-offs: a named person's approval of a text in a role; void when the text changes.

They are kept in records/sign-offs.toml, in git, beside the texts: GNU gettext drops
flags that it does not know, so they cannot live in the catalogue.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import tostring

import msgspec

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.document import Document
from everyleaf.publication.fields import faults
from everyleaf.publication.settings import Text
from everyleaf.store import digest_of

FILE = "sign-offs.toml"
Role = Literal["reviewer", "approver"]


class SignOff(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``name`` has approved, in ``role``, the text of ``digest`` on ``date``."""

    leaflet: Text
    language: Text
    role: Role
    name: Text
    date: datetime.date
    digest: Text


def digest_to_sign(document: Document) -> str:
    """What a sign-off is tied to: every message and fact of a document, in its language."""
    facts = {name: [fact.kind, str(fact.value)] for name, fact in document.facts.items()}
    return digest_of(
        {
            "leaflet": document.leaflet,
            "language": document.language.tag,
            "summary": document.front.summary,
            "body": tostring(document.body, encoding="unicode"),
            "facts": facts,
        }
    )


def read_sign_offs(records: Path) -> tuple[tuple[SignOff, ...], list[Diagnostic]]:
    """All sign-offs in ``records``, and what is wrong with the file."""
    shown = f"records/{FILE}"
    try:
        raw = tomllib.loads((records / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return (), []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as problem:
        return (), [error("records-unreadable", Place(shown), f"It cannot be read: {problem}.")]
    rows = raw.get("sign_off", [])
    if set(raw) - {"sign_off"} or not _is_list_of_tables(rows):
        said = "It may hold tables [[sign_off]] and nothing else."
        return (), [error("records-wrong", Place(shown), said, "Mend it, or take it from git.")]
    found = [
        error("records-wrong", Place(shown), f"Sign-off {number}: {fault.problem}", fault.remedy)
        for number, row in enumerate(rows, start=1)
        for fault in faults(SignOff, row)
    ]
    return (() if found else tuple(msgspec.convert(row, SignOff) for row in rows)), found


def with_sign_off(text: str, row: SignOff) -> str:
    """The text of the file with one more sign-off at its end; nothing in it is changed."""
    fields: dict[str, Any] = msgspec.structs.asdict(row)
    lines = [
        f"{key} = {value.isoformat()}"
        if isinstance(value, datetime.date)
        else f"{key} = {_quoted(value)}"
        for key, value in fields.items()
    ]
    head = text if text.strip() else "# Who approved which text. Written by: everyleaf sign\n"
    return head.rstrip("\n") + "\n\n[[sign_off]]\n" + "\n".join(lines) + "\n"


def roles_signed(rows: Iterable[SignOff], document: Document) -> frozenset[str]:
    """The roles in which this very text was approved."""
    digest = digest_to_sign(document)
    return frozenset(
        row.role
        for row in rows
        if (row.leaflet, row.language) == (document.leaflet, document.language.tag)
        and row.digest == digest
    )


def _is_list_of_tables(rows: Any) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
