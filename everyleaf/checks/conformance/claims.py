"""What a file claims to keep to, by its own metadata (XMP)."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
_A_PART = "{http://www.aiim.org/pdfa/ns/id/}part"
_A_LEVEL = "{http://www.aiim.org/pdfa/ns/id/}conformance"
# WTPDF 1.0, 6.1.3, as corrected in May 2024 (pdf-issues 395: no slash before the #).
_WELL_TAGGED = b"http://pdfa.org/declarations/wtpdf#accessibility1.0"


def claims(data: bytes) -> tuple[str, ...]:
    """The standards that the file says it keeps, by veraPDF's names; raises `pikepdf.PdfError`."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/Metadata" not in pdf.Root:
            return ()
        with pdf.open_metadata() as metadata:
            found = [f"ua{metadata[_UA]}"] if _UA in metadata else []
            if _A_PART in metadata:
                level = str(metadata.get(_A_LEVEL, "")).lower()
                found.append(f"{metadata[_A_PART]}{level}")
        if _WELL_TAGGED in pdf.Root.Metadata.read_bytes():
            found.append("wt1a")
    return tuple(found)


def what_is_not_claimed(claimed: Sequence[str]) -> str:
    """What a tagged file must claim and does not (STANDARDS 13); empty where it is all there.

    PDF/UA-1 with PDF/A-2a or 3a in one file; PDF/UA-2 is of PDF 2.0, which these are not.
    """
    if "ua2" in claimed:
        return ""
    if "ua1" not in claimed:
        return "PDF/UA"
    return "" if {"2a", "3a"} & set(claimed) else "PDF/A-2a"
