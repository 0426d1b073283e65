"""Formats: one file each, and this registry. A new format is one file and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from everyleaf.formats.audio import Audio
from everyleaf.formats.format import Format, Job, Made
from everyleaf.formats.html import HtmlPage
from everyleaf.formats.pdf_print import PdfPrint
from everyleaf.formats.pdf_screen import PdfScreen

FORMATS: Mapping[str, Format] = {
    made.name: made for made in (PdfPrint(), PdfScreen(), HtmlPage(), Audio())
}

__all__ = ["FORMATS", "Format", "Job", "Made"]
