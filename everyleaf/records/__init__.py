"""Records: who decided what about which text, and when; one small file each, kept in git."""

from everyleaf.records.reading import Records, read_records
from everyleaf.records.record import (
    KINDS,
    AudioSignOff,
    Confirmation,
    Digest,
    Digests,
    Record,
    SignOff,
    Waiver,
    message_digest,
)
from everyleaf.records.writing import add_record, record_file

__all__ = [
    "KINDS",
    "AudioSignOff",
    "Confirmation",
    "Digest",
    "Digests",
    "Record",
    "Records",
    "SignOff",
    "Waiver",
    "add_record",
    "message_digest",
    "read_records",
    "record_file",
]
