"""The type of a structure element in the words of PDF 1.7, whichever PDF it is of.

In the namespace of PDF 2.0 a leaflet's Title is its H1, and its headings count from there
(ISO 32000-2, 14.8.4); a note is an FENote. So each rule is written once for both.
"""

from __future__ import annotations

from collections.abc import Mapping

import pikepdf

_PDF_2 = "http://iso.org/pdf2/ssn"  # ISO 32000-2, 14.8.6.1
_OF_PDF_2: Mapping[str, str] = {
    "Title": "H1", "FENote": "Note", **{f"H{level}": f"H{level + 1}" for level in range(1, 7)}
}  # fmt: skip

_OF_BOTH = frozenset(
    "Document Part Sect Div NonStruct P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead "
    "TBody TFoot Caption Span Link Annot Form Figure Formula Ruby RB RT RP Warichu WT WP".split()
)
# Standard structure types (ISO 32000-1, 14.8.4; ISO 32000-2, 14.8.4, and 14.8.6.2 for those
# of PDF 1.7 alone). Headings of PDF 2.0 may be of any level.
STANDARD_1_7 = _OF_BOTH | frozenset(
    "Art BlockQuote TOC TOCI Index Private H Quote Note Reference BibEntry Code".split()
)
STANDARD_2_0 = _OF_BOTH | frozenset(
    "DocumentFragment Aside Title FENote Sub Em Strong Artifact".split()
)


def standard_type(element: pikepdf.Object) -> str:
    """The type of ``element`` without its slash; as it stands where it is of no PDF 2.0."""
    name = str(element.get("/S", "/"))[1:]
    return _OF_PDF_2.get(name, name) if is_of_pdf_2(element) else name


def is_of_pdf_2(element: pikepdf.Object) -> bool:
    """Whether its type is of the namespace of PDF 2.0."""
    return "/NS" in element and str(element.NS.get("/NS", "")) == _PDF_2
