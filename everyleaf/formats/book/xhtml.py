"""A page of a book as XHTML, and its links between files."""

from __future__ import annotations

import copy
from xml.etree.ElementTree import Element, SubElement, tostring

from everyleaf.document import has_class
from everyleaf.formats.book.pages import Page, Pages
from everyleaf.language import Language

XHTML = "http://www.w3.org/1999/xhtml"
EPUB_TYPE = "epub:type"
_NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def file_of(page: Page) -> str:
    """The name of a page's file."""
    return f"{page.name}.xhtml"


def xhtml_page(page: Page, pages: Pages, language: Language) -> bytes:
    """The whole file of a page."""
    body = copy.deepcopy(page.body)
    for link in body.iter("a"):
        _lead(link, page, pages)
    body.attrib.pop("id", None)
    body.set("id", page.name)
    return xhtml(page.title, [body], language)


def _lead(link: Element, page: Page, pages: Pages) -> None:
    """To the file that has the target, and what kind of link it is."""
    target = link.get("href", "")
    if target.startswith("#"):
        other = pages.page_of(target[1:])
        if other is not None and other is not page:
            link.set("href", file_of(other) + target)
    if has_class(link, "noteref"):
        link.set(EPUB_TYPE, "noteref")
        link.set("role", "doc-noteref")


def xhtml(title: str, content: list[Element], language: Language) -> bytes:
    """An EPUB content document (EPUB 3.3, section 6.1) in one language."""
    root = Element(
        "html",
        {
            "xmlns": XHTML,
            "xmlns:epub": "http://www.idpf.org/2007/ops",
            "lang": language.tag,
            "xml:lang": language.tag,
            "dir": language.direction,
        },
    )
    head = SubElement(root, "head")
    SubElement(head, "title").text = title
    SubElement(head, "link", {"rel": "stylesheet", "type": "text/css", "href": "style.css"})
    SubElement(root, "body").extend(content)
    for element in root.iter():
        if "lang" in element.attrib:
            element.set("xml:lang", element.attrib["lang"])
    return written(root, "<!DOCTYPE html>\n")


def written(root: Element, doctype: str = "") -> bytes:
    """An XML file: UTF-8, without characters that XML cannot hold."""
    text = tostring(root, encoding="unicode").translate(_NOT_IN_XML)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{text}\n'.encode()
