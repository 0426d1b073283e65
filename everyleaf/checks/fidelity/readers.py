"""What two independent readers take from a PDF: poppler (pdftotext) and PDFium.

They read a page as it is painted, with running heads and page numbers, so a block is looked
for in the page's text, or at the end of one page and the beginning of the next. Not for
publishing: PDFium is no dependency of the main job. STANDARDS 15 asks them of scripts from
left to right; in the others they have limits of their own.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from everyleaf.checks.fidelity.folding import key
from everyleaf.checks.fidelity.written import Written

Reader = Callable[[bytes], list[str]]
_END_OF_PAGE, _HYPHEN = "\f", "\ufffe"


def by_poppler(data: bytes) -> list[str]:
    """The text of each page by pdftotext, in the order of the content; raises `OSError`."""
    return _pdftotext(data, "-raw")


def _pdftotext(data: bytes, *options: str) -> list[str]:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        command = ["pdftotext", *options, "-enc", "UTF-8", file.name, "-"]
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return done.stdout.decode().split(_END_OF_PAGE)[:-1]


def by_poppler_in_lines(data: bytes) -> list[str]:
    """The text of each page as most people ask pdftotext for it: it turns lines around itself."""
    return _pdftotext(data)


def by_pdfium(data: bytes) -> list[str]:
    """The text of each page by PDFium, its own mark for a hyphen at a line's end undone."""
    import pypdfium2  # late: for tests and tools alone

    file = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return [page.get_textpage().get_text_range().replace(_HYPHEN, "-") for page in file]
    finally:
        file.close()


READERS: Mapping[str, Reader] = {"poppler": by_poppler, "PDFium": by_pdfium}


def share_read(pages: Iterable[str], written: Sequence[Written]) -> tuple[float, list[Written]]:
    """How much of a leaflet's text a reader gives back, by signs, and the blocks it does not.

    Descriptions of pictures are left out: no page shows them.
    """
    keys = [key(page) for page in pages]
    asked = [text for text in written if text.kind != "Figure"]
    lost = [text for text in asked if not _is_in(key(text.text), keys)]
    whole = sum(len(key(text.text)) for text in asked)
    return 1 - sum(len(key(text.text)) for text in lost) / whole if whole else 1.0, lost


def _is_in(wanted: str, pages: Sequence[str]) -> bool:
    if any(wanted in page for page in pages):
        return True
    return any(
        wanted[:cut] in first and wanted[cut:] in second
        for first, second in pairwise(pages)
        for cut in range(1, len(wanted))
    )
