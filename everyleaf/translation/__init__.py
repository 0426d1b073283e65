"""Translation: messages out of a document, translations back into it."""

from everyleaf.translation.extraction import document_entries
from everyleaf.translation.layout_words import (
    DOMAIN,
    LayoutWords,
    layout_entries,
    read_layout_words,
)
from everyleaf.translation.translating import localise

__all__ = [
    "DOMAIN",
    "LayoutWords",
    "document_entries",
    "layout_entries",
    "localise",
    "read_layout_words",
]
