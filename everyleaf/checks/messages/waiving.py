"""What a person has settled: a waiver of one check, or a linguist's confirmation.

Both are records, tied to the digest of context, source and target. A finding that is
settled stays in the report as a note: nothing is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from everyleaf.catalogue import Entry
from everyleaf.checks.messages.negation import UNCONFIRMED
from everyleaf.diagnostics import Diagnostic, Severity, note
from everyleaf.document import Document
from everyleaf.records import Confirmation, Records, Waiver, message_digest

# What would break a page or open a door is mended, never waived.
NEVER_WAIVED = frozenset(
    {"raw-html", "message-control", "message-bidi", "message-two-blocks", UNCONFIRMED}
)


def settle(
    findings: Iterable[Diagnostic], document: Document, entry: Entry, records: Records
) -> Iterator[Diagnostic]:
    """The findings; each that a record of this very message settles as a note."""
    digest = ""
    for found in findings:
        if found.severity is Severity.NOTE or not (records.waivers or records.confirmations):
            yield found
            continue
        digest = digest or message_digest(entry.context, entry.source, entry.target)
        yield _settled(found, _record_for(found.code, document, digest, records))


def _record_for(
    code: str, document: Document, digest: str, records: Records
) -> Waiver | Confirmation | None:
    rows: tuple[Waiver | Confirmation, ...] = (*records.waivers, *records.confirmations)
    for row in rows:
        same = (row.leaflet, row.language) == (document.leaflet, document.language.tag)
        if same and row.digest == digest and _covers(row, code):
            return row
    return None


def _covers(row: Waiver | Confirmation, code: str) -> bool:
    if isinstance(row, Confirmation):
        return code == UNCONFIRMED
    return row.check == code and code not in NEVER_WAIVED


def _settled(found: Diagnostic, row: Waiver | Confirmation | None) -> Diagnostic:
    if row is None:
        return found
    word = "Waived" if isinstance(row, Waiver) else "Confirmed"
    remedy = f"{word} on {row.date} by {row.name} ({row.role}): {row.reason}"
    code = "message-waived" if isinstance(row, Waiver) else "message-confirmed"
    return note(code, found.place, f"[{found.code}] {found.problem}", remedy)
