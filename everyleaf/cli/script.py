"""everyleaf script: what is spoken, sentence by sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from everyleaf.cli.console import say, show, tell, write_json
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import (
    complete_leaflet,
    complete_setting,
    must_be_known,
    publication_here,
)
from everyleaf.diagnostics import Severity, has_errors
from everyleaf.engine.speaking import job_to_speak
from everyleaf.formats import Job
from everyleaf.language import Language
from everyleaf.publication import Publication
from everyleaf.speech.numbered import Block, numbered
from everyleaf.store import write_atomically

_COLUMNS = ("chapter", "number", "role", "language", "pause", "text")


@click.command()
@click.argument("leaflet", shell_complete=complete_leaflet)
@click.argument("languages", metavar="LANGUAGE", shell_complete=complete_setting)
@click.option("--json", "as_json", is_flag=True, help="The script as JSON on stdout.")
@click.option("--text", "as_text", is_flag=True, help="Running text under its headings.")
@click.option(
    "--numbered",
    "sheet",
    metavar="FILE.html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a numbered sheet for a person who reads it aloud, and FILE.json beside it.",
)
def script(leaflet: str, languages: str, as_json: bool, as_text: bool, sheet: Path | None) -> int:
    """Show what is spoken of LEAFLET in LANGUAGE, before any voice says it.

    The pause, in seconds, is the silence after a sentence. How long the recording is
    will be said too; that is known when all has been spoken.
    """
    from everyleaf.formats.spoken_text import spoken_text  # late: it loads what knows numbers
    from everyleaf.speech.withholding import guarded, untranslated

    publication = publication_here()
    job = job_of(publication, leaflet, languages)
    spoken = spoken_text(job)
    said = spoken.script()
    found = [
        *guarded(said, spoken.document, spoken.phrases.lexicon),
        *untranslated(spoken.phrases, spoken.document),
    ]
    blocks = numbered(said)
    if sheet is not None:
        _write_sheet(sheet, blocks, leaflet, spoken.document.language)
    elif as_json:
        rows = [dict(zip(_COLUMNS, row, strict=True)) for row in _rows(blocks)]
        write_json({"leaflet": leaflet, "language": languages, "sentences": rows,
                    "diagnostics": [one.as_json() for one in found]})  # fmt: skip
    elif as_text:
        _show_text(blocks)
    else:
        _show_table(blocks)
    if not as_json:
        show(found)
    return Exit.FAILED if has_errors(found) else Exit.WELL


def job_of(publication: Publication, leaflet: str, tag: str) -> Job:
    """The audio edition of a leaflet in a language; ends the command where there is none."""
    must_be_known("leaflet", [leaflet], [path.stem for path in publication.leaflet_files()])
    must_be_known("language", [tag], publication.settings.languages)
    job, found = job_to_speak(publication, leaflet, tag)
    if job is None:
        show(one for one in found if one.severity is Severity.ERROR)
        raise click.exceptions.Exit(Exit.FAILED)
    return job


def _rows(blocks: Sequence[Block]) -> Iterator[tuple[int, int | None, str, str, float, str]]:
    for block in blocks:
        for one in block.sentences:
            yield (
                block.chapter, block.number, one.role, one.language_tag, one.pause_after, one.text
            )  # fmt: skip


def _show_table(blocks: Sequence[Block]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in _COLUMNS:
        table.add_column(heading, overflow="fold")
    for chapter, number, role, tag, pause, text in _rows(blocks):
        shown = "" if number is None else f"{number:03d}"
        table.add_row(str(chapter), shown, role, tag, f"{pause:g}", text)
    Console(highlight=False, markup=False, emoji=False).print(table)


def _show_text(blocks: Sequence[Block]) -> None:
    chapter = 0
    for block in blocks:
        if block.chapter != chapter:
            tell(f"{'' if chapter == 0 else chr(10)}[{block.chapter}] {block.title}")
            chapter = block.chapter
        tell(block.text)


def _write_sheet(sheet: Path, blocks: Sequence[Block], leaflet: str, language: Language) -> None:
    from everyleaf.speech.recording_script import recording_script

    sidecar = sheet.with_suffix(".json")
    texts = {
        f"{block.number:03d}": {"digest": block.digest, "text": block.text}
        for block in blocks
        if block.number is not None
    }
    data = json.dumps(texts, ensure_ascii=False, indent=1) + "\n"
    write_atomically(sidecar, data.encode())
    write_atomically(sheet, recording_script(blocks, leaflet, language, sidecar.name))
    say(f"{sheet}: {len(texts)} blocks to read aloud; {sidecar.name} goes with the recordings")
