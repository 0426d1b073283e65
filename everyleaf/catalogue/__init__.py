"""Catalogues: PO files, read with full fidelity."""

from everyleaf.catalogue.catalogue import Catalogue, Entry
from everyleaf.catalogue.reader import read_catalogue
from everyleaf.catalogue.template import TemplateEntry, template_text, untranslated_catalogue

__all__ = [
    "Catalogue",
    "Entry",
    "TemplateEntry",
    "read_catalogue",
    "template_text",
    "untranslated_catalogue",
]
