"""XML as it is written here: UTF-8, the same bytes for the same content, one form of codes."""

from __future__ import annotations

import re

from lxml import etree

# What XML 1.0 cannot hold, not even as a reference (section 2.2).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HOLD_TEXT = frozenset({"source", "target", "seg"})
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def xml_text(text: str) -> str:
    """``text`` with a replacement character for each one that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def add_text(parent: etree._Element, text: str) -> None:
    """Put ``text`` behind everything that ``parent`` holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + xml_text(text)
    else:
        parent.text = (parent.text or "") + xml_text(text)


def child(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    """A new last child in the namespace of ``parent``; ``_`` in a name stands for ``-``."""
    namespace = etree.QName(parent).namespace
    name = f"{{{namespace}}}{tag}" if namespace else tag
    made = etree.SubElement(parent, name)
    for key, value in attributes.items():
        made.set(key.rstrip("_").replace("_", "-"), xml_text(value))
    if text:
        made.text = xml_text(text)
    return made


def xml_bytes(root: etree._Element) -> bytes:
    """The document as UTF-8; indented only where there is no text to change."""
    _indent(root, "\n")
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data + b"\n"


def _indent(element: etree._Element, line: str) -> None:
    """Put the children of what holds no text on lines of their own."""
    if not len(element) or etree.QName(element).localname in _HOLD_TEXT:
        return
    element.text = line + " "
    for part in element:
        _indent(part, line + " ")
        part.tail = line + " "
    element[-1].tail = line
