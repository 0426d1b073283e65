"""Sending out: one zip with the messages, their notes, memory, glossary, counts and a brief."""

from everyleaf.translation.handoff.glossary import read_glossary
from everyleaf.translation.handoff.package import HANDOFF_FIELD, HANDOFF_FORMATS, Handoff, package
from everyleaf.translation.handoff.sent import (
    Sent,
    digest_of_translation,
    read_sent,
    sent_bytes,
    sent_file,
    sent_now,
)
from everyleaf.translation.handoff.unit import (
    LeafletUnits,
    State,
    Unit,
    message_key,
    units_of,
    updated,
)

__all__ = [
    "HANDOFF_FIELD",
    "HANDOFF_FORMATS",
    "Handoff",
    "LeafletUnits",
    "Sent",
    "State",
    "Unit",
    "digest_of_translation",
    "message_key",
    "package",
    "read_glossary",
    "read_sent",
    "sent_bytes",
    "sent_file",
    "sent_now",
    "units_of",
    "updated",
]
