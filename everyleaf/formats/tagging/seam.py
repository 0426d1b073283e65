"""Where the tagging takes the place of WeasyPrint's own while one document is written.

`weasyprint.pdf.Stream` and `weasyprint.pdf.add_tags` are module attributes; a finisher
would come too late, when nobody knows any more which box was drawn as which marked
content. Pinned to weasyprint 70; tests/formats/tagging/test_seam.py proves the seam.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from everyleaf.formats.tagging import links, navigation
from everyleaf.formats.tagging.drawing import tagging_stream
from everyleaf.formats.tagging.glyph_codes import GlyphCodes
from everyleaf.formats.tagging.planning import plan
from everyleaf.formats.tagging.writing import TreeWriter


@contextmanager
def tagged(document: Any) -> Iterator[None]:
    """Inside the block, ``document.write_pdf`` writes Everyleaf's structure tree.

    Goes around the call alone, and inside whatever else replaces the Stream.
    """
    import weasyprint.pdf as inside  # late: it loads Pango

    stock_stream, stock_tags = inside.Stream, inside.add_tags
    structure, codes = plan(document), GlyphCodes()

    def add_tags(pdf: Any, written: Any, version: Any, streams: Any) -> None:
        links.attach(structure, written, pdf)
        TreeWriter(pdf, [stream._tags for stream in streams]).write(structure.root)
        navigation.settle(pdf, written)
        codes.write(pdf)

    inside.Stream = tagging_stream(stock_stream, structure, codes)
    inside.add_tags = add_tags
    try:
        yield
    finally:
        inside.Stream, inside.add_tags = stock_stream, stock_tags
