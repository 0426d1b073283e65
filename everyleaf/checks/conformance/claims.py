"""What a file claims to keep to, by its own metadata (XMP)."""

from __future__ import annotations

import io

import pikepdf

_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
_A_PART = "{http://www.aiim.org/pdfa/ns/id/}part"
_A_LEVEL = "{http://www.aiim.org/pdfa/ns/id/}conformance"
_WELL_TAGGED = b"http://pdfa.org/declarations/wtpdf/#accessibility1.0"


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
