"""everyleaf receive: takes back what a translator or a listener returns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from everyleaf.catalogue import TemplateEntry, parsed, untranslated_catalogue
from everyleaf.cli.console import people, say, show, tell, write_json
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import publication_here
from everyleaf.diagnostics import Diagnostic, Place, SetupError, error, has_errors
from everyleaf.engine.receiving import Desk, receive_delivery
from everyleaf.language import language_by_tag
from everyleaf.store import write_atomically
from everyleaf.translation.receiving import (
    MOST_BYTES,
    NOT_TAKEN,
    Change,
    Fate,
    Outcome,
    Received,
    printable,
    report_html,
    report_text,
)
from everyleaf.translation.receiving.writing import with_changes


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--reports",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where the report goes.  [default: beside FILE]",
)
@click.option("--json", "as_json", is_flag=True, help="What was taken, as JSON on stdout.")
def receive(file: Path, reports: Path | None, as_json: bool) -> int:
    """Take back FILE: a zip, a PO file, XLIFF 1.2 or 2.0, or a listener's answer.

    A translation that changed here since is never overwritten, and no text
    becomes approved. A listener who has heard all of a leaflet and found it right
    has signed its sound. The report beside FILE can be sent to who returned it.
    """
    desk = Desk(publication_here())
    with people().status(f"reading {printable(file.name)}"):
        received = receive_delivery(desk, _read(file), file.name)
    for path in desk.write():
        say(f"{desk.publication.shown(path)}: written")
    written = _write_reports(received, reports or file.parent, file.stem)
    show((*desk.diagnostics, *_findings(received)))
    if as_json:
        write_json({"files": [_as_json(one) for one in received]})
    else:
        _tell(received)
    for path in written:
        say(f"{path}: the report for who sent it" if path.suffix != ".po" else f"{path}: kept")
    bad = has_errors(desk.diagnostics) or any(_is_bad(one) for one in received)
    return Exit.FAILED if bad else Exit.WELL


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise SetupError(f"{file} has over {MOST_BYTES:,} bytes.", "Ask for smaller files.")
        return file.read_bytes()
    except OSError as problem:
        raise SetupError(f"{file} cannot be read: {problem.strerror}.") from problem


def _is_bad(one: Received) -> bool:
    return bool(one.faults) or any(outcome.fate in NOT_TAKEN for outcome in one.outcomes)


def _findings(received: Sequence[Received]) -> list[Diagnostic]:
    return [
        _finding(one, outcome)
        for one in received
        for outcome in one.outcomes
        if outcome.fate in NOT_TAKEN
    ]


def _finding(one: Received, outcome: Outcome) -> Diagnostic:
    text = printable(outcome.source)
    shown = text if len(text) <= 60 else f"{text[:57]}..."
    number = f"Message {outcome.number}" if outcome.number else "A message"
    reasons = printable(" ".join(outcome.reasons)) or "It is not in this publication."
    code = f"returned-{'foreign' if outcome.fate is Fate.FOREIGN else outcome.fate.value}"
    place = Place(printable(one.file))
    return error(code, place, f'{number} ("{shown}") was not taken.', reasons)


def _tell(received: Sequence[Received]) -> None:
    for one in received:
        counts = (f"{one.count(fate)} {fate.value}" for fate in Fate if one.count(fate))
        what = f" ({one.leaflet}, {one.language})" if one.leaflet else ""
        told = "; ".join((*counts, *one.remarks[:1])) or "not taken"
        tell(f"{printable(one.file)}{what}: {printable(told)}")


def _as_json(one: Received) -> dict[str, object]:
    return {
        "file": one.file, "leaflet": one.leaflet, "language": one.language,
        "faults": list(one.faults), "remarks": list(one.remarks),
        "messages": [
            {
                "number": outcome.number, "fate": outcome.fate.value, "source": outcome.source,
                "returned": outcome.returned, "reasons": list(outcome.reasons),
            }
            for outcome in one.outcomes
        ],
    }  # fmt: skip


def _write_reports(received: Sequence[Received], folder: Path, stem: str) -> list[Path]:
    """The report twice, and a PO file of the conflicts of each leaflet; their paths."""
    if not received:
        return []
    files = {
        folder / f"{stem}-report.html": report_html(received),
        folder / f"{stem}-report.txt": report_text(received).encode(),
    }
    for one in received:
        if conflicts := [o for o in one.outcomes if o.fate is Fate.CONFLICT]:
            files[folder / f"{stem}-conflicts-{one.leaflet}.po"] = _kept(one, conflicts)
    try:
        for path, data in files.items():
            write_atomically(path, data)
    except OSError as problem:
        remedy = "Name another folder: --reports FOLDER."
        raise SetupError(f"{folder} cannot be written: {problem.strerror}.", remedy) from problem
    return list(files)


def _kept(one: Received, conflicts: Sequence[Outcome]) -> bytes:
    """The returned translations that were not taken, as a catalogue, all of them fuzzy."""
    entries = [
        TemplateEntry(o.source, o.context, (f"Message {o.number}", f"Here: {o.here}"), one.file)
        for o in conflicts
    ]
    language = language_by_tag(one.language)
    empty = untranslated_catalogue(entries, one.leaflet, language.gettext if language else "")
    changes = [Change(o.source, o.context, o.returned, fuzzy=True) for o in conflicts]
    file, _ = parsed(empty, one.leaflet)
    assert file is not None
    return with_changes(file, changes).data
