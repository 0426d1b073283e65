"""The glossary of a language: translations/<language>/glossary.csv, and the same as TBX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.language import Language
from everyleaf.translation.handoff.xml_text import XML_LANG, child, xml_bytes

FILE = "glossary.csv"
_COLUMNS = ["source", "target", "note"]
_MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Term:
    """One agreed term, and what to know when using it."""

    source: str
    target: str
    note: str = ""


def read_glossary(path: Path, shown: str) -> tuple[tuple[Term, ...], list[Diagnostic]]:
    """The terms in ``path`` (none where there is no file), and what is wrong with it."""
    if not path.exists():
        return (), []
    remedy = "Save it as CSV in UTF-8 with the columns source,target,note."
    try:
        if path.stat().st_size > _MOST_BYTES:
            return (), [error("glossary-too-large", Place(shown), "It is over 5 MB.")]
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        said = f"It cannot be read: {problem}."
        return (), [error("glossary-unreadable", Place(shown), said, remedy)]
    if not rows or rows[0] != _COLUMNS:
        said = f"Its first line is not: {','.join(_COLUMNS)}."
        return (), [error("glossary-columns", Place(shown, 1), said, remedy)]
    found = [
        error("glossary-columns", Place(shown), f"This row has not three fields: {row}.", remedy)
        for row in rows[1:]
        if row and len(row) != len(_COLUMNS)
    ]
    return (() if found else tuple(Term(*row) for row in rows[1:] if row)), found


def glossary_csv(terms: Iterable[Term]) -> bytes:
    """The terms as CSV (RFC 4180) in UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    writer.writerows((term.source, term.target, term.note) for term in terms)
    return text.getvalue().encode()


def tbx(terms: Iterable[Term], title: str, source: Language, target: Language) -> bytes:
    """The terms as TBX-Basic (ISO 30042:2008), the edition that translators' tools read.

    No document type is named: a tool would fetch it from the network.
    """
    root = etree.Element("martif", type="TBX-Basic")
    root.set(XML_LANG, source.tag)
    file = child(child(root, "martifHeader"), "fileDesc")
    child(child(file, "titleStmt"), "title", title)
    child(child(file, "sourceDesc"), "p", "Terms agreed for this publication.")
    body = child(child(root, "text"), "body")
    for number, term in enumerate(terms, start=1):
        entry = child(body, "termEntry", id=f"t{number}")
        if term.note:
            child(entry, "note", term.note)
        for language, text in ((source, term.source), (target, term.target)):
            if text:
                words = child(entry, "langSet")
                words.set(XML_LANG, language.tag)
                child(child(words, "tig"), "term", text)
    return xml_bytes(root)
