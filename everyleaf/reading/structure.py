"""From Python-Markdown's blocks to the words of `everyleaf.document`.

Sections, callouts, videos, pictures, captions, row headers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.toc import slugify_unicode, unique

from everyleaf.document import CALLOUT_KINDS, HEADINGS, has_class
from everyleaf.reading.inline import PLACEHOLDER

_CODE = ("pre", "code")
_ONE_PICTURE = re.compile(r"!\[[^\]]*\]\((?:[^()\"]|\"[^\"]*\")*\)")


def shape(root: Element) -> Element:
    """The ``article`` made of Python-Markdown's blocks; ``root`` is used up."""
    for parent in list(root.iter()):
        _wrap_tails(parent)
        _shape_children(parent)
    _name_headings(root)
    return _sections(root)


def _wrap_tails(parent: Element) -> None:
    """Text beside blocks (below a heading in a list, say) becomes a paragraph, so a message."""
    for child in list(parent):
        if (child.tail or "").strip():
            paragraph = Element("p")
            paragraph.text = (child.tail or "").strip("\n")
            parent.insert(list(parent).index(child) + 1, paragraph)
        child.tail = None


def _shape_children(parent: Element) -> None:
    for child in list(parent):
        if has_class(child, "admonition"):
            _shape_admonition(child)
        elif child.tag == "p" and _ONE_PICTURE.fullmatch((child.text or "").strip()):
            child.tag = "figure"
            child.set("class", "picture")
        elif child.tag == "table":
            _shape_table(parent, child)


def _shape_admonition(block: Element) -> None:
    kinds = [name for name in block.get("class", "").split() if name != "admonition"]
    kind, names = (kinds[0] if kinds else ""), kinds[1:]
    title = block[0] if len(block) and has_class(block[0], "admonition-title") else None
    if kind == "video":
        _shape_video(block, title, names[0] if names else "")
    else:
        block.tag = "aside"
        block.set("class", f"callout {kind}" if kind in CALLOUT_KINDS else "callout")
        block.set("data-kind", kind)
        if title is not None:
            title.set("class", "callout-title")


def _shape_video(block: Element, title: Element | None, key: str) -> None:
    block.set("class", "video")
    block.set("data-video", key)
    if title is not None:
        title.set("class", "video-title")
    rest = [child for child in block if child is not title]
    if rest and rest[0].tag == "p":
        rest.pop(0).set("class", "video-summary")
    transcript = Element("div", {"class": "transcript"})
    for child in rest:
        block.remove(child)
        transcript.append(child)
    block.append(transcript)


def _shape_table(parent: Element, table: Element) -> None:
    position = list(parent).index(table)
    before = parent[position - 1] if position else None
    if before is not None and before.tag == "p" and has_class(before, "caption"):
        parent.remove(before)
        before.tag = "caption"
        before.attrib.pop("class")
        table.insert(0, before)
    for head in table.iterfind("thead/tr/th"):
        head.set("scope", "col")
    for row in table.iterfind("tbody/tr"):
        if len(row):
            row[0].tag = "th"
            row[0].set("scope", "row")
    for cell in table.iter():
        cell.attrib.pop("style", None)


def _name_headings(root: Element) -> None:
    """Ids from the source text, so that links are the same in all languages."""
    used: set[str] = {element.get("id", "") for element in root.iter()} - {""}
    for heading in root.iter():
        if heading.tag in HEADINGS and not heading.get("id"):
            plain = re.sub(r"[*`\[\]]|\([^)]*\)", "", PLACEHOLDER.sub("", heading.text or ""))
            heading.set("id", unique(slugify_unicode(plain, "-") or "section", used))


def _sections(root: Element) -> Element:
    """Each heading below h1 opens a section that holds all until its equal."""
    article = Element("article")
    open_sections: list[tuple[int, Element]] = [(1, article)]
    for block in root:
        level = HEADINGS.index(block.tag) + 1 if block.tag in HEADINGS else 0
        if level > 1:
            while open_sections[-1][0] >= level:
                open_sections.pop()
            section = SubElement(open_sections[-1][1], "section")
            open_sections.append((level, section))
        open_sections[-1][1].append(block)
    return article


def blocks_with_text(element: Element) -> Iterator[Element]:
    """The elements whose ``.text`` is a message, in document order; code is left out."""
    if element.tag in _CODE or has_class(element, "notranslate"):
        return
    if (element.text or "").strip():
        yield element
    for child in element:
        yield from blocks_with_text(child)


def blocks_left_out(element: Element, inside: bool = False) -> Iterator[Element]:
    """The elements whose ``.text`` is in no catalogue: the same in all languages."""
    if element.tag in _CODE:
        return
    left_out = inside or has_class(element, "notranslate")
    if left_out and (element.text or "").strip():
        yield element
    for child in element:
        yield from blocks_left_out(child, left_out)
