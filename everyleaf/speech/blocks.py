"""What is said for each block of the tree: one small function an element.

An element that has no function of its own is walked through, so that text in it is
said and never lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from everyleaf.document import MESSAGE, has_class, text_of
from everyleaf.speech.inline import BLOCKS, line_of
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.sentences import split


@dataclass(frozen=True, slots=True)
class Said:
    """The sentences of one block. ``message`` is the index of its message, if it has one."""

    role: str
    sentences: tuple[str, ...]
    message: int | None = None
    title: str = ""
    level: int = 0
    tag: str = ""


@dataclass
class _Walk:
    """What a walk through one document knows: its footnotes, and which were said."""

    phrases: Phrases
    tag: str
    notes: Mapping[str, Element]
    said: set[str] = field(default_factory=set)


def said_blocks(body: Element, phrases: Phrases, tag: str) -> Iterator[Said]:
    """Every block of ``body`` in the order in which a listener hears it."""
    notes = {note.get("id", ""): note for note in _footnotes(body)}
    walk = _Walk(phrases, tag, notes)
    yield from _block(body, walk)
    for name in notes:  # what nothing refers to is said at the end rather than lost
        yield from _footnote(name, walk)


def _footnotes(body: Element) -> Iterator[Element]:
    for section in body.iter("section"):
        if has_class(section, "notes"):
            yield from section.iter("li")


def _block(element: Element, walk: _Walk) -> Iterator[Said]:
    if has_class(element, "notes") or has_class(element, "transcript"):
        return
    kind = next((kind for kind in _BY_CLASS if has_class(element, kind)), element.tag)
    yield from _SPEAKERS.get(kind, _container)(element, walk)


def _container(element: Element, walk: _Walk, role: str = "text") -> Iterator[Said]:
    """Its own inline text, then the blocks inside it."""
    yield from _text(element, walk, role)
    for child in element:
        if child.tag in BLOCKS:
            yield from _block(child, walk)


def _text(element: Element, walk: _Walk, role: str, owner: Element | None = None) -> Iterator[Said]:
    """The element's own text. ``owner`` carries its message where it has none itself."""
    sentences = line_of(element, walk.phrases, walk.tag).sentences()
    if sentences:
        made_from = message_of(element if owner is None else owner)
        yield Said(role, tuple(sentences), made_from)
    yield from _notes_of(element, walk)


def message_of(element: Element) -> int | None:
    """The index of the message that ``element`` was made from."""
    number = element.get(MESSAGE, "")
    return int(number) if number.isascii() and number.isdecimal() else None


def _phrase(text: str, element: Element, walk: _Walk, role: str) -> Said:
    return Said(role, tuple(split(text, walk.tag)), message_of(element))


def _spoken(element: Element, walk: _Walk) -> str:
    """All that is said for ``element``: its inline text, then that of blocks inside it."""
    parts = [part for part in element.iter() if part is element or part.tag in BLOCKS]
    lines = (line_of(part, walk.phrases, walk.tag).text.strip() for part in parts)
    return " ".join(filter(None, lines))


def _heading(element: Element, walk: _Walk) -> Iterator[Said]:
    sentences = line_of(element, walk.phrases, walk.tag).sentences()
    role = "title" if element.tag == "h1" else "heading"
    level = int(element.tag[1])
    yield Said(role, tuple(sentences), message_of(element), _title(element), level)
    yield from _notes_of(element, walk)


def _title(element: Element) -> str:
    """The heading as it is printed, without the number of a footnote."""
    notes = {text_of(sup) for sup in element.iter("sup") if sup.find("a") is not None}
    words = text_of(element)
    return next((words.removesuffix(note).strip() for note in notes if note), words)


def _item(element: Element, walk: _Walk) -> Iterator[Said]:
    return _container(element, walk, "item")


def _callout_title(element: Element, walk: _Walk) -> Iterator[Said]:
    return _text(element, walk, "callout")


def _picture(element: Element, walk: _Walk) -> Iterator[Said]:
    for image in element.iter("img"):
        if description := _plain(image.get("alt", ""), walk):
            yield _phrase(walk.phrases.picture(description), element, walk, "picture")
    for caption in element.iter("figcaption"):
        yield from _text(caption, walk, "caption", element)


def _plain(text: str, walk: _Walk) -> str:
    holder = Element("span")
    holder.text = text
    return _spoken(holder, walk)


def _video(element: Element, walk: _Walk) -> Iterator[Said]:
    """A sentence that says what there is and where; the summary; never the transcript."""
    parts = {name: part for part in element for name in part.get("class", "").split()}
    if (title := parts.get("video-title")) is not None:
        yield _phrase(walk.phrases.video(_spoken(title, walk)), title, walk, "video")
    if (summary := parts.get("video-summary")) is not None:
        yield from _text(summary, walk, "text")


def _table(element: Element, walk: _Walk) -> Iterator[Said]:
    for caption in element.findall("caption"):
        yield from _text(caption, walk, "caption")
    head = element.find("thead/tr")
    columns = [] if head is None else [_spoken(cell, walk) for cell in head]
    for row in element.iter("tr"):
        if row is not head:
            yield from _row(row, columns, walk)


def _row(row: Element, columns: list[str], walk: _Walk) -> Iterator[Said]:
    """Each cell under its column's name: "Treatment: Chemotherapy."."""
    for position, cell in enumerate(row):
        column = columns[position] if position < len(columns) else ""
        text = _spoken(cell, walk)
        if text:
            said = walk.phrases.cell(column, text) if column else text
            role = "row" if position == len(row) - 1 else "cell"
            yield _phrase(said, cell, walk, role)
        yield from _notes_of(cell, walk)


def _notes_of(element: Element, walk: _Walk) -> Iterator[Said]:
    """The footnotes that the element's own text refers to, not those of blocks inside it."""
    for link in _own_links(element):
        name = link.get("href", "").removeprefix("#")
        if has_class(link, "noteref") and name in walk.notes:
            yield from _footnote(name, walk)


def _own_links(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "a":
            yield child
        elif child.tag not in BLOCKS:
            yield from _own_links(child)


def _footnote(name: str, walk: _Walk) -> Iterator[Said]:
    """A footnote, once, however often it is referred to."""
    if name in walk.said:
        return
    walk.said.add(name)
    note = walk.notes[name]
    text = _spoken(note, walk)
    if text:
        yield _phrase(walk.phrases.footnote(text), _with_message(note), walk, "footnote")


def _with_message(element: Element) -> Element:
    return next((part for part in element.iter() if part.get(MESSAGE)), element)


_BY_CLASS = ("callout-title", "video")
_SPEAKERS: Mapping[str, Callable[[Element, _Walk], Iterator[Said]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "li": _item,
    "dt": _item,
    "dd": _item,
    "figure": _picture,
    "table": _table,
    "callout-title": _callout_title,
    "video": _video,
}
