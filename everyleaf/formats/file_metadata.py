"""What a PDF says about itself, for machines: XMP, page labels, the way it is bound.

Dates come from the front matter and identifiers from the edition, never from a clock or
chance, so the same sources give the same bytes.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from everyleaf.layout import Composition
from everyleaf.publication import Accessibility

_DOCUMENT_ID = re.compile(rb"xmp\.did:[0-9a-f-]{36}")
_END = b"</rdf:RDF>"

# PDF/UA-1 names its version in XMP (ISO 14289-1, 5), in a schema that PDF/A does not know
# and so wants described (ISO 19005-2, 6.6.2.3.3), in the one rdf:RDF of the file.
_UNIVERSAL_ACCESS_1 = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""

# PDF/UA-2 names its part and year (ISO 14289-2, 5), WTPDF by declarations (WTPDF 1.0, 6.1.3:
# for accessibility, and for reuse, since the tree serves both). PDF/A-4 wants no schema described.
_UNIVERSAL_ACCESS_2 = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/">
<pdfd:declarations><rdf:Bag>
<rdf:li rdf:parseType="Resource">
<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>
</rdf:li>
<rdf:li rdf:parseType="Resource">
<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo>
</rdf:li>
</rdf:Bag></pdfd:declarations>
</rdf:Description>
"""


@dataclass(frozen=True)
class Claim:
    """What a PDF for screens says that it keeps.

    ``variant`` is WeasyPrint's name of the PDF/A, ``more`` the XMP beyond that.
    ``unsaid`` is taken out of WeasyPrint's XMP: PDF/A-4 has no level U (ISO 19005-4, 6.7.3).
    """

    variant: str
    more: str
    unsaid: bytes = b""


CLAIMS: Mapping[Accessibility, Claim] = {
    Accessibility.UA_1: Claim("pdf/a-2a", _UNIVERSAL_ACCESS_1),
    Accessibility.UA_2: Claim("pdf/a-4u", _UNIVERSAL_ACCESS_2, b' pdfaid:conformance="U"'),
}


def keywords(composition: Composition) -> list[str]:
    """What a librarian looks for: language, form, source title, code and version."""
    document, edition = composition.document, composition.edition
    language = document.language
    names = [language.own_name, language.name_in(document.source_language)]
    words = [*names, composition.layout.title, document.source_title or "", edition.code]
    return list(dict.fromkeys(filter(None, [*words, f"version {edition.version}"])))


def describe(document: Any, pdf: Any, more: str = "") -> None:
    """Publisher and language in XMP, with ``more`` RDF beside them; page labels, binding.

    Title, author, subject, keywords and dates are there already, from the page's head.
    """
    import pydyf

    metadata = document.metadata
    added = f"{_publisher(metadata)}{more}".encode()
    for stream in _xmp(pdf):
        stream.stream = [part.replace(_END, added + _END) for part in stream.stream]
    decimal = pydyf.Dictionary({"S": "/D"})
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, decimal])})
    shown = pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())
    shown["DisplayDocTitle"] = "true"
    if is_bound_right(document):
        shown["Direction"] = "/R2L"


def claim(document: Any, pdf: Any, claimed: Claim) -> None:
    """Describe the file, and say which standards it keeps."""
    describe(document, pdf, claimed.more)
    if claimed.unsaid:
        for stream in _xmp(pdf):
            stream.stream = [part.replace(claimed.unsaid, b"") for part in stream.stream]


def is_bound_right(document: Any) -> bool:
    """Whether its pages go from right to left (STANDARDS 19)."""
    return bool(document.pages) and document.pages[0]._page_box.style["direction"] == "rtl"


def _publisher(metadata: Any) -> str:
    publishers = "".join(f"<rdf:li>{escape(name)}</rdf:li>" for name in metadata.authors)
    language = f"<rdf:li>{escape(metadata.lang or '')}</rdf:li>"
    return (
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:publisher><rdf:Bag>{publishers}</rdf:Bag></dc:publisher>"
        f"<dc:language><rdf:Bag>{language}</rdf:Bag></dc:language></rdf:Description>"
    )


def fix_document_id(pdf: Any, identity: str) -> None:
    """The same DocumentID for the same ``identity``, where WeasyPrint writes a random one."""
    fixed = f"xmp.did:{uuid.uuid5(uuid.NAMESPACE_URL, identity)}".encode()
    for stream in _xmp(pdf):
        stream.stream = [_DOCUMENT_ID.sub(fixed, part) for part in stream.stream]


def _xmp(pdf: Any) -> Iterator[Any]:
    return (o for o in pdf.objects if getattr(o, "extra", {}).get("Type") == "/Metadata")


def objects_of_type(pdf: Any, kind: str) -> list[Any]:
    """The dictionaries of a pydyf PDF with this /Type."""
    return [o for o in pdf.objects if isinstance(o, dict) and o.get("Type") == kind]
