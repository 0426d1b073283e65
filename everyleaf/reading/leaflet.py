"""One source file to a `Document` in the source language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.document import MESSAGE, Document, FactValue, FrontMatter, InlineContext, Message
from everyleaf.language import Language
from everyleaf.reading.blocks import Blocks, read_blocks, refuse_deep
from everyleaf.reading.contexts import with_contexts
from everyleaf.reading.front_matter import read_front_matter
from everyleaf.reading.inline import graft, name_first_references, note_references
from everyleaf.reading.segmentation import LineFinder, fold, segment
from everyleaf.reading.structure import blocks_left_out, shape

MOST_BYTES = 2_000_000  # a leaflet of 60 pages has 0.2 MB; more is a mistake or an attack
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_leaflet(
    path: Path, shown: str, language: Language, publisher_facts: Mapping[str, FactValue]
) -> tuple[Document | None, list[Diagnostic]]:
    """The leaflet in ``path``, or None and what is wrong.

    ``shown`` is the file's name in findings; ``publisher_facts`` are the facts
    that every leaflet of the publication may use.
    """
    text, found = _text_of(path, shown)
    if text is None:
        return None, found
    front, markdown, found = read_front_matter(text, shown)
    if front is None:
        return None, found
    try:
        blocks = read_blocks(markdown)
        head = text[: len(text.rstrip()) - len(markdown)]
        document = _document(
            path.stem, front, blocks, text, head.count("\n"), shown, language, publisher_facts
        )
    except RecursionError:
        remedy = "Write it with fewer lists or quotations inside each other."
        return None, [error("source-too-deep", Place(shown), "Its blocks nest too deep.", remedy)]
    return document, found


def _text_of(path: Path, shown: str) -> tuple[str | None, list[Diagnostic]]:
    place = Place(shown)
    if not _NAME.fullmatch(path.stem):
        remedy = "Rename it to lower-case letters, digits and hyphens."
        return None, [error("source-name", place, "Its name cannot be used in addresses.", remedy)]
    try:
        data = path.read_bytes()
        if len(data) > MOST_BYTES:
            return None, [error("source-too-large", place, f"It has over {MOST_BYTES} bytes.")]
        text = data.decode("utf-8-sig")
        return text.replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        remedy = "Save it as UTF-8."
        return None, [error("source-not-utf8", Place(shown, line), "It is not UTF-8.", remedy)]
    except OSError as problem:
        reason = problem.strerror or "unknown reason"
        return None, [error("source-unreadable", place, f"It cannot be read: {reason}.")]


def _document(
    leaflet: str,
    front: FrontMatter,
    blocks: Blocks,
    source: str,
    first_line: int,
    shown: str,
    language: Language,
    publisher_facts: Mapping[str, FactValue],
) -> Document:
    place = Place(shown, LineFinder(source).line_of("summary:"))
    summary = Message(front.summary, "", "summary", (), place)
    article = shape(blocks.root)
    numbers = _add_notes(article, blocks)
    finder = LineFinder(source, first=first_line)
    messages = with_contexts((summary, *segment(article, shown, finder, first=1)))
    context = InlineContext(blocks.references, numbers)
    for element in [e for e in article.iter() if e.get(MESSAGE)]:
        graft(element, messages[int(element.get(MESSAGE, "0"))].text, context)
    for element in list(blocks_left_out(article)):
        graft(element, fold(element.text or ""), context)
    refuse_deep(article)
    name_first_references(article)
    return Document(
        leaflet=leaflet,
        language=language,
        source_language=language,
        front=front,
        body=article,
        messages=messages,
        inline=context,
        facts={**publisher_facts, **_own_facts(front)},
    )


def _own_facts(front: FrontMatter) -> Mapping[str, FactValue]:
    return {
        "reviewed": FactValue("date", front.reviewed),
        "next_review": FactValue("date", front.next_review),
        "version": FactValue("text", front.version),
        **front.facts,
    }


def _add_notes(article: Element, blocks: Blocks) -> Mapping[str, int]:
    """Put the footnotes that are referred to at the end; number them by first reference."""
    texts = [element.text or "" for element in article.iter()]
    names = [name for text in texts for name in note_references(text) if name in blocks.notes]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names), start=1)}
    if numbers:
        section = SubElement(article, "section", {"class": "notes"})
        items = SubElement(section, "ol")
        for name in numbers:
            note = blocks.notes[name]
            note.set("id", f"fn-{name}")
            items.append(note)
    return numbers
