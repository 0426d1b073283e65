"""Reads a PO file with translate-toolkit and says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from translate.storage import pypo
from translate.storage.poparser import PoParseError

from everyleaf.catalogue.catalogue import Catalogue, Entry
from everyleaf.diagnostics import Diagnostic, Place, error

MOST_BYTES = 20_000_000
# translate-toolkit drops what stands behind a string, and joins strings on one line; gettext
# refuses both.
_BEGINS = re.compile(rb'\s*(?:msg[a-z]|")')
_STRING = re.compile(rb'\s*(?:msg[a-z_]+(?:\[\d+\])?\s*)?"(?:[^"\\]|\\.)*"\s*')
_LINE = re.compile(r"on line (\d+)")


def read_catalogue(path: Path, shown: str) -> tuple[Catalogue | None, list[Diagnostic]]:
    """The catalogue in ``path``, or None and what is wrong. ``shown`` names it in findings."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or "unknown reason"
        remedy = "Type: everyleaf extract (it writes an empty one to translate)."
        return None, [error("catalogue-unreadable", Place(shown), f"{reason}.", remedy)]
    if found := _refusals(data, shown):
        return None, found
    try:
        units = pypo.pofile.parsestring(data.replace(b"\r\n", b"\n")).units
    except (PoParseError, ValueError, IndexError, RecursionError) as problem:
        return None, [_syntax_error(problem, shown)]
    return _catalogue(units, shown)


def _refusals(data: bytes, shown: str) -> list[Diagnostic]:
    if len(data) > MOST_BYTES:
        return [error("catalogue-too-large", Place(shown), f"It has over {MOST_BYTES} bytes.")]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        remedy = "Save it as UTF-8, and say charset=UTF-8 in its header."
        return [error("catalogue-not-utf8", Place(shown, line), "It is not UTF-8.", remedy)]
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return [*_conflicts(lines, shown)] or [*_loose_strings(lines, shown)]


def _conflicts(lines: list[bytes], shown: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(lines, start=1):
        if line.startswith((b"<<<<<<< ", b">>>>>>> ")):
            remedy = "Choose one side, and delete the marker lines."
            problem = "A merge left its conflict marker here."
            yield error("catalogue-conflict", Place(shown, number), problem, remedy)


def _loose_strings(lines: list[bytes], shown: str) -> Iterator[Diagnostic]:
    for number, line in enumerate(lines, start=1):
        if _BEGINS.match(line) and not _STRING.fullmatch(line):
            remedy = 'Write one string a line, and \\" for a quotation mark inside it.'
            problem = "Something stands outside the quotation marks, or one lacks its backslash."
            yield error("catalogue-syntax", Place(shown, number), problem, remedy)


def _syntax_error(problem: Exception, shown: str) -> Diagnostic:
    line = _LINE.search(str(problem))
    place = Place(shown, int(line[1]) if line else None)
    said = str(problem).split("\n")[0][:200]
    remedy = "Open it in Poedit, or type: msgfmt --check FILE."
    return error("catalogue-syntax", place, f"This is not a PO file: {said}.", remedy)


def _catalogue(units: list[pypo.pounit], shown: str) -> tuple[Catalogue | None, list[Diagnostic]]:
    entries: dict[tuple[str, str], Entry] = {}
    header: dict[str, str] = {}
    found: list[Diagnostic] = []
    for unit in units:
        if unit.isheader():
            if header:
                place = Place(shown, unit.line_number)
                remedy = "Keep one of the two."
                found.append(error("catalogue-duplicate", place, "A second header.", remedy))
            header = _header(str(unit.target))
        elif unit.msgid and not unit.isobsolete():  # a comment alone has none
            entry = _entry(unit, shown)
            key = (entry.context, entry.source)
            if key in entries:
                found.append(_twice(entry, entries[key]))
            entries[key] = entry
    return (None if found else Catalogue(shown, header, entries)), found


def _entry(unit: pypo.pounit, shown: str) -> Entry:
    # isfuzzy() is also true of what translate-toolkit calls "unreviewed"; the flag is gettext's
    fuzzy = bool(unit.hastypecomment("fuzzy"))
    place = Place(shown, unit.line_number)
    return Entry(str(unit.source), str(unit.getcontext()), _target(unit), fuzzy, place)


def _target(unit: pypo.pounit) -> str:
    """The translation; of a message with plurals the first form, if no form is missing."""
    if not unit.hasplural():
        return str(unit.target)
    forms = [str(form) for form in unit.target.strings]
    return forms[0] if forms and all(form.strip() for form in forms) else ""


def _twice(entry: Entry, first: Entry) -> Diagnostic:
    where = f"line {first.place.line}" if first.place.line else "above"
    remedy = "Delete one of the two."
    problem = f"This message stands there twice (first: {where}): {entry.source[:60]!r}."
    return error("catalogue-duplicate", entry.place, problem, remedy)


def _header(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.splitlines())
    return {name.strip(): value.strip() for name, mark, value in pairs if mark}
