"""Markdown to a tree of blocks, the text of each still raw: the moment to segment.

Python-Markdown's block phase is run alone. Before its inline phase every block
element's ``.text`` is the Markdown of exactly one block, so one walk over the
tree finds the messages for extracting and for putting translations back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from everyleaf.reading.inline import InlineAttributes, new_machine

_MOST_DEEP = 40  # elements inside each other; a list in a list in a callout in a list has 7


@dataclass(frozen=True, slots=True)
class Blocks:
    """The block tree of one file, with what its inline text may refer to."""

    root: Element
    references: Mapping[str, tuple[str, str | None]]
    notes: Mapping[str, Element]


def read_blocks(text: str) -> Blocks:
    """The blocks of ``text``: attribute lists applied, footnotes set aside by name.

    Raises `RecursionError` where blocks nest without end.
    """
    footnotes = FootnoteExtension()
    machine = new_machine(
        (
            AdmonitionExtension(),
            DefListExtension(),
            TableExtension(),
            SaneListExtension(),
            footnotes,
        )
    )
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for preprocessor in machine.preprocessors:
        lines = preprocessor.run(lines)
    root = machine.parser.parseDocument(lines).getroot()
    assert root is not None
    notes = {name: _note(machine.parser, note) for name, note in footnotes.footnotes.items()}
    for tree in (root, *notes.values()):
        refuse_deep(tree)
        InlineAttributes(machine).run(tree)
    references = {key: (value[0], value[1]) for key, value in machine.references.items()}
    return Blocks(root, references, notes)


def refuse_deep(tree: Element) -> None:
    """Raise `RecursionError` where elements stand in each other without end."""
    level = [tree]
    for _ in range(_MOST_DEEP):
        level = [child for element in level for child in element]
    if level:
        raise RecursionError


def _note(parser: object, text: str) -> Element:
    note = Element("li")
    parser.parseChunk(note, text)  # type: ignore[attr-defined]  # BlockParser is untyped
    return note
