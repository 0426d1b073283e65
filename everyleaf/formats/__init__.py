"""Formats: one file each, and this registry. A new format is one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from everyleaf.formats.audio import Audio
from everyleaf.formats.braille import Braille
from everyleaf.formats.daisy import Daisy
from everyleaf.formats.epub import Epub
from everyleaf.formats.format import Format, Job, Made, PagedFormat
from everyleaf.formats.html import HtmlPage
from everyleaf.formats.pdf_print import PdfPrint
from everyleaf.formats.pdf_screen import PdfScreen

# Those that write the same pages, for which one layout pass is enough.
PAGED_FORMATS: Mapping[str, PagedFormat] = {made.name: made for made in (PdfPrint(), PdfScreen())}

FORMATS: Mapping[str, Format] = {
    **PAGED_FORMATS,
    **{made.name: made for made in (HtmlPage(), Audio(), Epub(), Daisy(), Braille())},
}

__all__ = ["FORMATS", "PAGED_FORMATS", "Format", "Job", "Made", "PagedFormat"]
