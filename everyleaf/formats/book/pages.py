"""The composed leaflet, cut into pages: the opening, one a section, and the colophon.

The layout composes it as it does for the web (`BOOK_PAGE`); what only a screen with a
network shows, such as a video's poster and the code to scan, is left out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

import tinyhtml5  # type: ignore[import-untyped]  # it carries no types

from everyleaf.document import HEADINGS, MESSAGE, has_class, text_of
from everyleaf.formats.book.marking import PICTURE, WATCH
from everyleaf.layout import Composition, compose

BOOK_PAGE = "web/book.html"
PICTURES = "pictures/"
OPENING, COLOPHON = "opening", "about"
_LEFT_OUT = ("find-code", "watch-poster", "icon")


@dataclass
class Page:
    """One page. ``body`` is a ``section``; ``title`` is for the table of contents."""

    name: str
    title: str
    body: Element

    def headings(self) -> Iterator[Element]:
        """Its headings in order, each with an id."""
        return (element for element in self.body.iter() if element.tag in HEADINGS)


@dataclass(frozen=True)
class Pages:
    """A whole book. ``said`` are the layout's own words about it, by name."""

    pages: tuple[Page, ...]
    said: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Page]:
        return iter(self.pages)

    def named(self, name: str) -> Page:
        """The page with this name."""
        return next(page for page in self.pages if page.name == name)

    def page_of(self, name: str) -> Page | None:
        """The page that has the element with this id."""
        return next((page for page in self.pages if _has_id(page.body, name)), None)


def pages_of(composition: Composition) -> Pages:
    """The book of a leaflet. Raises `TemplateFault`."""
    shown = dataclasses.replace(composition, on_paper=False, picture_base=PICTURES)
    html = compose(shown, BOOK_PAGE)
    tree: Element = tinyhtml5.parse(html, namespace_html_elements=False)
    _clean(tree)
    _name_pictures(tree, composition)
    _name_videos(tree)
    said = {m.get("name", ""): m.get("content", "") for m in tree.iter("meta") if m.get("name")}
    opening, main, colophon = (tree.find(f".//*[@id='{name}']") for name in _PARTS)
    assert opening is not None
    assert main is not None
    assert colophon is not None
    sections = [child for child in main if child.tag == "section"]
    opening.extend(child for child in main if child.tag != "section")
    pages = [Page(OPENING, text_of(_heading(opening)), opening)]
    for number, section in enumerate((s for s in sections if not has_class(s, "notes")), 1):
        pages.append(Page(f"section-{number:02d}", text_of(_heading(section)), section))
    for notes in (section for section in sections if has_class(section, "notes")):
        _place_notes(notes, pages)
    title = text_of(_heading(colophon)) or composition.settings.publisher.name
    pages.append(Page(COLOPHON, title, colophon))
    return Pages(tuple(pages), said)


_PARTS = (OPENING, "leaflet", COLOPHON)


def _clean(tree: Element) -> None:
    for parent in list(tree.iter()):
        for child in list(parent):
            drawn = str(child.tag).endswith("}svg")
            if drawn or any(has_class(child, name) for name in _LEFT_OUT):
                _remove(parent, child)
        if parent.tag == "time" and not parent.get("datetime"):
            parent.tag = "span"  # a date in words is no date to a machine


def _remove(parent: Element, child: Element) -> None:
    """Remove ``child`` and keep the words after it."""
    place = list(parent).index(child)
    if child.tail and place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + child.tail
    elif child.tail:
        parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _name_pictures(tree: Element, composition: Composition) -> None:
    """Ids on pictures, in the words of `marking`; the layout's macros do not carry them."""
    figures = [f for f in composition.document.body.iter("figure") if has_class(f, PICTURE)]
    shown = [f for f in tree.iter("figure") if has_class(f, PICTURE)]
    for figure, written in zip(shown, figures, strict=False):
        image = figure.find(".//img")
        if image is not None and (number := written.get(MESSAGE)):
            image.set("id", f"m{number}-picture")


def _name_videos(tree: Element) -> None:
    """The whole line of a video's title, its length too, and the link: both are heard."""
    for video in tree.iter("div"):
        title = video.find("p[@class='video-title']")
        link = video.find(".//p[@class='watch-link']/a")
        marked = None if title is None else title.find("span[@id]")
        if title is not None and marked is not None:
            name = marked.attrib.pop("id")
            title.set("id", name)
            if link is not None:
                link.set("id", f"{name}{WATCH}")


def _heading(section: Element) -> Element:
    found = next((element for element in section.iter() if element.tag in HEADINGS), None)
    return Element("h2") if found is None else found


def _place_notes(notes: Element, pages: Sequence[Page]) -> None:
    """Each footnote at the foot of the first page that refers to it, with its own number."""
    for number, note in enumerate(notes.iter("li"), 1):
        target = f"#{note.get('id')}"
        for page in pages:
            if any(link.get("href") == target for link in page.body.iter("a")):
                note.set("value", str(number))
                _notes_list(page.body).append(note)
                break


def _notes_list(body: Element) -> Element:
    holder = body.find("aside[@class='notes']")
    if holder is None:
        holder = SubElement(body, "aside", {"class": "notes"})
        SubElement(holder, "ol")
    return holder[0]


def _has_id(body: Element, name: str) -> bool:
    return any(element.get("id") == name for element in body.iter())


def pictures_of(pages: Pages) -> list[str]:
    """The names of the pictures that are shown, below source/."""
    shown = [image.get("src", "") for page in pages for image in page.body.iter("img")]
    return sorted({name.removeprefix(PICTURES) for name in shown if name})
