"""Translation: messages out of a document, translations back into it."""

from everyleaf.translation.extraction import document_entries, kind_of
from everyleaf.translation.layout_words import (
    DOMAIN,
    LayoutWords,
    layout_entries,
    read_layout_words,
)
from everyleaf.translation.merging import Fate, Merged, memory_of, merge
from everyleaf.translation.pseudo import pseudo_document, pseudo_words
from everyleaf.translation.translating import draft, finish, localise

__all__ = [
    "DOMAIN",
    "Fate",
    "LayoutWords",
    "Merged",
    "document_entries",
    "draft",
    "finish",
    "kind_of",
    "layout_entries",
    "localise",
    "memory_of",
    "merge",
    "pseudo_document",
    "pseudo_words",
    "read_layout_words",
]
