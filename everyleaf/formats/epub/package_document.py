"""The package document (EPUB 3.3, section 5) with what EPUB Accessibility 1.1 asks for."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from everyleaf.formats.book.xhtml import written
from everyleaf.formats.epub.overlays import ACTIVE_CLASS, clock
from everyleaf.layout import Composition

MEDIA_TYPES = {
    "xhtml": "application/xhtml+xml",
    "smil": "application/smil+xml",
    "css": "text/css",
    "mp3": "audio/mpeg",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "woff2": "font/woff2",
}
NAVIGATION = "nav.xhtml"


@dataclass(frozen=True)
class Contents:
    """What is in the package. ``files`` are all files but the package document itself.

    ``spine`` are the pages' files in order; ``heard`` the seconds of each that is read
    aloud; ``pictures`` tells whether any is shown; ``said`` the words about the book.
    ``paper`` is the code of the paper edition whose pages are marked, "" where none are.
    """

    files: Sequence[str]
    spine: Sequence[str]
    heard: Mapping[str, float]
    pictures: bool
    said: Mapping[str, str]
    paper: str = ""


def package_document(composition: Composition, contents: Contents) -> bytes:
    """The OPF file."""
    language = composition.document.language
    root = Element(
        "package",
        {
            "xmlns": "http://www.idpf.org/2007/opf",
            "version": "3.0",
            "unique-identifier": "id",
            "xml:lang": language.tag,
            "dir": language.direction,
        },
    )
    metadata = SubElement(root, "metadata", {"xmlns:dc": "http://purl.org/dc/elements/1.1/"})
    _describe(metadata, composition)
    _name_paper(metadata, contents.paper)
    for name, value in _accessibility(contents):
        SubElement(metadata, "meta", {"property": f"schema:{name}"}).text = value
    _time(metadata, contents)
    _list(SubElement(root, "manifest"), contents)
    direction = {"page-progression-direction": language.direction}
    spine = SubElement(root, "spine", direction)
    for file in contents.spine:
        SubElement(spine, "itemref", {"idref": item_id(file)})
    return written(root)


def item_id(file: str) -> str:
    """The id of a file's item in the manifest."""
    return "f-" + file.replace("/", "-").replace(".", "-")


def _describe(metadata: Element, composition: Composition) -> None:
    document, edition = composition.document, composition.edition
    own = uuid.uuid5(uuid.NAMESPACE_OID, f"{edition.name} {edition.version}")
    SubElement(metadata, "dc:identifier", {"id": "id"}).text = f"urn:uuid:{own}"
    said = [
        ("dc:identifier", edition.code),
        ("dc:title", document.title),
        ("dc:language", document.language.tag),
        ("dc:publisher", composition.settings.publisher.name),
        ("dc:creator", document.front.people.get("author", "")),
        ("dc:description", document.front.summary),
        ("dc:date", document.front.reviewed.isoformat()),
    ]
    for name, value in said:
        if value:
            SubElement(metadata, name).text = value
    date = f"{document.front.reviewed.isoformat()}T00:00:00Z"
    SubElement(metadata, "meta", {"property": "dcterms:modified"}).text = date


def _name_paper(metadata: Element, code: str) -> None:
    """The edition whose pages the page-list has.

    As the W3C's note "Page Source Identification" asks, and, for readers that do not know
    its property yet, as EPUB 3.3 does (appendix D.4.1.9, source-of).
    """
    if not code:
        return
    SubElement(metadata, "dc:source", {"id": "paper"}).text = code
    refined = {"refines": "#paper", "property": "source-of"}
    SubElement(metadata, "meta", refined).text = "pagination"
    SubElement(metadata, "meta", {"property": "pageBreakSource"}).text = code


def _accessibility(contents: Contents) -> Iterator[tuple[str, str]]:
    """The metadata of EPUB Accessibility 1.1, section 2."""
    aloud = bool(contents.heard)
    yield "accessMode", "textual"
    if contents.pictures:
        yield "accessMode", "visual"
        yield "accessibilityFeature", "alternativeText"
    if aloud:
        yield "accessMode", "auditory"
        yield "accessModeSufficient", "auditory"
        yield "accessibilityFeature", "synchronizedAudioText"
    yield "accessModeSufficient", "textual"
    for feature in ("displayTransformability", "readingOrder", "structuralNavigation",
                    "tableOfContents"):  # fmt: skip
        yield "accessibilityFeature", feature
    for feature in ("pageBreakMarkers", "pageNavigation") if contents.paper else ():
        yield "accessibilityFeature", feature
    yield "accessibilityHazard", "none"
    words = ("accessibility", "read-aloud") if aloud else ("accessibility",)
    yield "accessibilitySummary", " ".join(contents.said[name] for name in words)


def _time(metadata: Element, contents: Contents) -> None:
    """How long it is read aloud, in all and each page (EPUB 3.3, section 9.3.5)."""
    if not contents.heard:
        return
    whole = {"property": "media:duration"}
    SubElement(metadata, "meta", whole).text = clock(sum(contents.heard.values()) + 0.0005)
    for file, seconds in contents.heard.items():
        refined = {**whole, "refines": f"#{item_id(overlay_file(file))}"}
        SubElement(metadata, "meta", refined).text = clock(seconds + 0.0005)
    SubElement(metadata, "meta", {"property": "media:active-class"}).text = ACTIVE_CLASS


def overlay_file(page_file: str) -> str:
    """The name of a page's media overlay."""
    return page_file.replace(".xhtml", ".smil")


def _list(manifest: Element, contents: Contents) -> None:
    for file in contents.files:
        kind = MEDIA_TYPES[file.rpartition(".")[2].lower()]
        item = {"id": item_id(file), "href": file, "media-type": kind}
        if file == NAVIGATION:
            item["properties"] = "nav"
        if file in contents.heard:
            item["media-overlay"] = item_id(overlay_file(file))
        SubElement(manifest, "item", item)
