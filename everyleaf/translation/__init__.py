"""Translation: messages out of a document, translations back into it."""

from everyleaf.translation.extraction import document_entries, kind_of
from everyleaf.translation.layout_words import (
    DOMAIN,
    LayoutWords,
    layout_entries,
    read_layout_words,
)
from everyleaf.translation.pseudo import pseudo_document, pseudo_words
from everyleaf.translation.translating import draft, finish, localise

__all__ = [
    "DOMAIN",
    "LayoutWords",
    "document_entries",
    "draft",
    "finish",
    "kind_of",
    "layout_entries",
    "localise",
    "pseudo_document",
    "pseudo_words",
    "read_layout_words",
]
