"""What a file claims to keep to, by its own metadata (XMP)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

import pikepdf
from lxml import etree

from everyleaf.checks.conformance.verdict import PROFILES

_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
_A_PART = "{http://www.aiim.org/pdfa/ns/id/}part"
_A_LEVEL = "{http://www.aiim.org/pdfa/ns/id/}conformance"
# Declarations by veraPDF's names for what they declare (PDF Declarations 1.0; WTPDF 1.0,
# 6.1.3 and 6.1.4, as corrected in May 2024: pdf-issues 395, no slash before the #).
_CONFORMS = "{http://pdfa.org/declarations/}conformsTo"
_DECLARED: Mapping[str, str] = {
    "http://pdfa.org/declarations/wtpdf#accessibility1.0": "wt1a",
    "http://pdfa.org/declarations/wtpdf#reuse1.0": "wt1r",
}
# What a file of each part of PDF/UA claims beside it: one of each row (STANDARDS 13).
_BESIDE: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "ua1": (("2a", "3a"),),
    "ua2": (("wt1a",), ("4",)),
}


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
        found += _declared(pdf.Root.Metadata.read_bytes())
    return tuple(found)


def _declared(xmp: bytes) -> Iterator[str]:
    """What declarations in the metadata declare, each once; none where it is no XML."""
    try:
        root = etree.fromstring(xmp, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return
    said = {(row.text or "").strip() for row in root.iter(_CONFORMS)}
    yield from (name for address, name in _DECLARED.items() if address in said)


def what_is_not_claimed(claimed: Sequence[str]) -> str:
    """What a tagged file must claim and does not (STANDARDS 13); empty where it is all there.

    PDF/UA-1 with PDF/A-2a or 3a in one file; PDF/UA-2, which is of PDF 2.0, with WTPDF for
    accessibility and PDF/A-4.
    """
    part = next((one for one in _BESIDE if one in claimed), None)
    if part is None:
        return "PDF/UA"
    lacking = (row[0] for row in _BESIDE[part] if not set(row) & set(claimed))
    return ", ".join(PROFILES[one] for one in lacking)
