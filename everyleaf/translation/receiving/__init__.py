"""Taking back: hostile files read, each message held against ours, a report for its translator."""

from everyleaf.translation.receiving.merging import Change, Check, Merged, leaflet_of, merge
from everyleaf.translation.receiving.po_reading import is_po, read_po
from everyleaf.translation.receiving.report import report_html, report_text
from everyleaf.translation.receiving.returned import (
    NOT_TAKEN,
    TAKEN,
    Fate,
    Outcome,
    Received,
    ReturnedFile,
    ReturnedUnit,
)
from everyleaf.translation.receiving.unpacking import MOST_BYTES, is_zip, printable, unpacked
from everyleaf.translation.receiving.xliff_reading import is_xliff, read_xliff

__all__ = [
    "MOST_BYTES",
    "NOT_TAKEN",
    "TAKEN",
    "Change",
    "Check",
    "Fate",
    "Merged",
    "Outcome",
    "Received",
    "ReturnedFile",
    "ReturnedUnit",
    "is_po",
    "is_xliff",
    "is_zip",
    "leaflet_of",
    "merge",
    "printable",
    "read_po",
    "read_xliff",
    "report_html",
    "report_text",
    "unpacked",
]
