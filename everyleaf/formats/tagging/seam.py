"""Where the tagging takes the place of WeasyPrint's own while one document is written.

`weasyprint.pdf.Stream` and `weasyprint.pdf.add_tags` are module attributes; a finisher
would come too late, when nobody knows any more which box was drawn as which marked
content. Pinned to weasyprint 70; tests/formats/tagging/test_seam.py proves the seam.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from everyleaf.formats.tagging import links, navigation, second_part
from everyleaf.formats.tagging.drawing import tagging_stream
from everyleaf.formats.tagging.glyph_codes import GlyphCodes
from everyleaf.formats.tagging.planning import Plan, plan
from everyleaf.formats.tagging.writing import TreeWriter
from everyleaf.publication import Accessibility


@contextmanager
def tagged(document: Any, accessibility: Accessibility = Accessibility.UA_1) -> Iterator[None]:
    """Inside the block, ``document.write_pdf`` writes Everyleaf's structure tree.

    It is that of PDF/UA-1 in PDF 1.7, or of PDF/UA-2 in PDF 2.0. Goes around the call
    alone, and inside whatever else replaces the Stream.
    """
    import weasyprint.pdf as inside  # late: it loads Pango

    stock_stream, stock_tags = inside.Stream, inside.add_tags
    structure, codes = plan(document), GlyphCodes()
    if accessibility is Accessibility.UA_2:
        second_part.name_artifacts(structure)

    def add_tags(pdf: Any, written: Any, version: Any, streams: Any) -> None:
        links.attach(structure, written, pdf)
        pages = [stream._tags for stream in streams]
        if accessibility is Accessibility.UA_2:
            _write_second_part(structure, pdf, written, pages)
        else:
            TreeWriter(pdf, pages).write(structure.root)
            navigation.settle(pdf, written)
        codes.write(pdf)

    inside.Stream = tagging_stream(stock_stream, structure, codes)
    inside.add_tags = add_tags
    try:
        yield
    finally:
        inside.Stream, inside.add_tags = stock_stream, stock_tags


def _write_second_part(structure: Plan, pdf: Any, document: Any, pages: list[Any]) -> None:
    second_part.rename(structure)
    writer = TreeWriter(pdf, pages, second_part.NAMESPACE, second_part.OLDER_TYPES)
    writer.write(structure.root)
    navigation.settle(pdf, document)
    second_part.lead_to_elements(structure, document, pdf, writer.elements)
