"""What is wrong with a PO file before anybody uses it; each with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from everyleaf.catalogue.block import Block, Key, parts_of
from everyleaf.catalogue.parsing import PoSyntaxError
from everyleaf.catalogue.po_file import PoFile, parse_po
from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.language import known_languages

MOST_BYTES = 20_000_000
_CHARSET = re.compile(r"charset\s*=\s*([^\s;]+)", re.IGNORECASE)


def parsed(data: bytes, shown: str, language: str = "") -> tuple[PoFile | None, list[Diagnostic]]:
    """The PO file in ``data``, or None and what is wrong. ``shown`` names it in findings.

    ``language`` is gettext's name for the language that it must be in, if that is known.
    """
    if len(data) > MOST_BYTES:
        return None, [
            error("catalogue-too-large", Place(shown), f"It has over {MOST_BYTES} bytes.")
        ]
    if found := list(_conflicts(data, shown)):
        return None, found
    try:
        file = parse_po(data)
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        remedy = "Save it as UTF-8, and say charset=UTF-8 in its header."
        return None, [error("catalogue-not-utf8", Place(shown, line), "It is not UTF-8.", remedy)]
    except PoSyntaxError as problem:
        remedy = "Open it in Poedit, or type: msgfmt --check FILE."
        said = f"This is not a PO file: {problem.problem}."
        return None, [error("catalogue-syntax", Place(shown, problem.line), said, remedy)]
    found = [one for refuse in REFUSALS for one in refuse(file, shown, language)]
    return (None if found else file), found


def language_of_folder(path: Path) -> str:
    """The language that a catalogue's folder stands for, in gettext's name; else empty."""
    return path.parent.parent.name if path.parent.name == "LC_MESSAGES" else ""


def _conflicts(data: bytes, shown: str) -> Iterator[Diagnostic]:
    """Marker lines of git's merge; |||||||  and ======= stand between the two."""
    marks = b"<<<<<<<" in data or b">>>>>>>" in data
    for number, line in enumerate(data.split(b"\n") if marks else (), start=1):
        if line.startswith((b"<<<<<<<", b">>>>>>>")):
            remedy = "Choose one side, and delete the marker lines."
            problem = "A merge left its conflict marker here."
            yield error("catalogue-conflict", Place(shown, number), problem, remedy)


def _charset(file: PoFile, shown: str, language: str) -> Iterator[Diagnostic]:
    """UTF-8 is the one character set; what msgfmt would read otherwise, readers would see."""
    said = _CHARSET.search(file.header.get("Content-Type", ""))
    if said and said[1].upper() not in ("UTF-8", "UTF8"):
        place = Place(shown, _header_line(file, "Content-Type"))
        problem = f"Its header says charset={said[1][:40]}."
        remedy = "Save it as UTF-8, and say charset=UTF-8 in its header."
        yield error("catalogue-charset", place, problem, remedy)


def _language(file: PoFile, shown: str, language: str) -> Iterator[Diagnostic]:
    """The header names the language of the folder, as gettext or as BCP 47 does."""
    said = file.header.get("Language", "")
    names = {language, *(tag for tag, row in known_languages().items() if row.gettext == language)}
    if said and language and _plain(said) not in map(_plain, names):
        place = Place(shown, _header_line(file, "Language"))
        problem = f"Its header says Language: {said[:40]}, its folder says {language}."
        remedy = "Put it into the folder of its language, or mend the header."
        yield error("catalogue-language", place, problem, remedy)


def _plain(name: str) -> str:
    return name.replace("-", "_").casefold()


def _duplicates(file: PoFile, shown: str, language: str) -> Iterator[Diagnostic]:
    first: dict[Key, Block] = {}
    for block in file.blocks:
        if block.is_obsolete:
            continue
        if before := first.get(block.key):
            place = Place(shown, block.line)
            yield error("catalogue-duplicate", place, *_twice(block, before))
        first.setdefault(block.key, block)


def _twice(block: Block, first: Block) -> tuple[str, str]:
    if block.is_header:
        return "A second header.", "Keep one of the two."
    said = repr(block.key.source[:60])
    return f"This message stands there twice (first: line {first.line}): {said}.", (
        "Delete one of the two."
    )


def _plurals(file: PoFile, shown: str, language: str) -> Iterator[Diagnostic]:
    """Each message with plurals has as many forms as the header says (msgfmt --check)."""
    wanted = file.plural_count
    for block in file.living.values():
        if block.plural and wanted is not None and len(block.targets) != wanted:
            problem = f"It has {len(block.targets)} plural forms; the header wants {wanted}."
            remedy = f"Write msgstr[0] to msgstr[{wanted - 1}]."
            yield error("catalogue-plurals", Place(shown, block.line), problem, remedy)


def _header_line(file: PoFile, field: str) -> int | None:
    header = next((block for block in file.blocks if block.is_header), None)
    if header is None:
        return None
    start = header.line - len(parts_of(header).gap)
    for number, line in enumerate(header.lines, start=start):
        if f'"{field}:' in line:
            return number
    return header.line


REFUSALS: tuple[Callable[[PoFile, str, str], Iterator[Diagnostic]], ...] = (
    _charset,
    _language,
    _duplicates,
    _plurals,
)

__all__ = ["MOST_BYTES", "REFUSALS", "language_of_folder", "parsed"]
