"""The whole text of a talking book as one XHTML 1.0 file, which DAISY 2.02 asks for."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from everyleaf.formats.book.pages import PICTURES, Pages
from everyleaf.formats.book.xhtml import XHTML, written
from everyleaf.language import Language

TEXT = "content.html"
DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
)
# HTML 5's elements in the words of XHTML 1.0.
_IN_XHTML_1 = {
    **dict.fromkeys("section aside figure figcaption nav main".split(), "div"),
    **dict.fromkeys("bdi time".split(), "span"),
}
_UNKNOWN_ATTRIBUTES = ("role", "data-", "aria-", "tabindex", "datetime")


def full_text(pages: Pages, language: Language) -> bytes:
    """All pages in order, in one file beside the pictures."""
    root = html_root(language)
    add_head(root, pages.pages[0].title, {})
    body = SubElement(root, "body")
    for page in pages:
        body.append(_in_xhtml_1(copy.deepcopy(page.body)))
    return written(root, DOCTYPE)


def html_root(language: Language) -> Element:
    """The root of an XHTML 1.0 file."""
    tag = language.tag
    right_to_left = {"dir": "rtl"} if language.direction == "rtl" else {}  # the schema has no dir
    return Element("html", {"xmlns": XHTML, "lang": tag, "xml:lang": tag, **right_to_left})


def add_head(root: Element, title: str, metadata: Mapping[str, str]) -> None:
    """The head of a file: its title, encoding and metadata."""
    head = SubElement(root, "head")
    SubElement(head, "title").text = title
    kind = {"http-equiv": "Content-type", "content": "text/html; charset=utf-8"}
    SubElement(head, "meta", kind)
    for name, value in metadata.items():
        SubElement(head, "meta", {"name": name, "content": value})


def _in_xhtml_1(body: Element) -> Element:
    for element in body.iter():
        element.tag = _IN_XHTML_1.get(str(element.tag), element.tag)
        for name in [n for n in element.attrib if n.startswith(_UNKNOWN_ATTRIBUTES)]:
            del element.attrib[name]
        if "lang" in element.attrib:
            element.set("xml:lang", element.attrib["lang"])
        if element.tag == "img":
            element.set("src", element.get("src", "").removeprefix(PICTURES))
    for parent in list(body.iter()):
        for child in list(parent):
            if child.tag == "wbr" or (parent.tag == "dl" and child.tag == "div"):
                _unwrap(parent, child)
    return body


def _unwrap(parent: Element, child: Element) -> None:
    """Put what is in ``child`` in its place; rows of a ``dl`` have no loose words."""
    place = list(parent).index(child)
    tail = child.tail or ""
    parent.remove(child)
    for inner in reversed(list(child)):
        parent.insert(place, inner)
    if tail.strip() and place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + tail
