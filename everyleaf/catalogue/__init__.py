"""Catalogues: PO files, read and written to the byte."""

from everyleaf.catalogue.block import Block, Key, comments_of
from everyleaf.catalogue.block_editing import (
    Edit,
    Previous,
    Style,
    edited,
    made_obsolete,
    new_block,
)
from everyleaf.catalogue.catalogue import Catalogue, Entry
from everyleaf.catalogue.po_file import PoFile
from everyleaf.catalogue.reader import catalogue_of, read_catalogue, read_po_file
from everyleaf.catalogue.refusals import parsed
from everyleaf.catalogue.template import (
    TemplateEntry,
    header_block,
    merged,
    template_text,
    untranslated,
    untranslated_catalogue,
)

__all__ = [
    "Block",
    "Catalogue",
    "Edit",
    "Entry",
    "Key",
    "PoFile",
    "Previous",
    "Style",
    "TemplateEntry",
    "catalogue_of",
    "comments_of",
    "edited",
    "header_block",
    "made_obsolete",
    "merged",
    "new_block",
    "parsed",
    "read_catalogue",
    "read_po_file",
    "template_text",
    "untranslated",
    "untranslated_catalogue",
]
