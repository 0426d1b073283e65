"""everyleaf handoff: one zip for a translator, in a form that their tool reads."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path, PurePosixPath

import click

from everyleaf.cli.console import people, show, tell, write_json
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import (
    complete_leaflet,
    complete_setting,
    must_be_known,
    publication_here,
)
from everyleaf.diagnostics import SetupError
from everyleaf.engine.proof_pages import proof_file, set_proof
from everyleaf.engine.proofing import read_proof
from everyleaf.engine.sending import prepare
from everyleaf.language import Language
from everyleaf.publication import Publication
from everyleaf.store import write_atomically
from everyleaf.translation.handoff import (
    HANDOFF_FORMATS,
    Handoff,
    package,
    sent_bytes,
    sent_file,
)
from everyleaf.translation.handoff.counts import KINDS, counted


@click.command()
@click.argument("languages", metavar="LANGUAGE", shell_complete=complete_setting)
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...", shell_complete=complete_leaflet)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(HANDOFF_FORMATS)),
    default="xliff-1.2",
    show_default=True,
    help="What the translator's tool reads.",
)
@click.option(
    "--to",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE.zip",
    help="Where the package goes.  [default: LANGUAGE.zip here]",
)
@click.option(
    "--deadline",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="When it must be back, such as 2027-01-31; stands in the brief.",
)
@click.option("--json", "as_json", is_flag=True, help="What was packed, as JSON on stdout.")
def handoff(
    languages: str,
    leaflets: tuple[str, ...],
    form: str,
    to: Path | None,
    deadline: datetime.datetime | None,
    as_json: bool,
) -> int:
    """Pack LEAFLET (or all) for a translator into LANGUAGE: one zip with a brief.

    What was sent is recorded in records/handoffs, so that `everyleaf receive`
    knows what has changed here in the meantime.
    """
    publication = publication_here()
    language = _language(publication, languages)
    must_be_known("leaflet", leaflets, [path.stem for path in publication.leaflet_files()])
    with people().status("reading") as status:
        made, found = prepare(publication, language, leaflets, form, status.update)
    show(found)
    if made is None:
        return Exit.FAILED
    made = dataclasses.replace(_due(made, deadline), proofs=_proofs(publication, made, language))
    target = to or Path.cwd() / f"{language.tag}.zip"
    _write(publication, made, target)
    if as_json:
        write_json(_as_json(publication, made, target))
    else:
        _tell(publication, made, target)
    return Exit.WELL


def _proofs(publication: Publication, made: Handoff, language: Language) -> dict[str, bytes]:
    """The proof of each leaflet that is packed, by its file name; none where it cannot be set."""
    proofs: dict[str, bytes] = {}
    for one in made.leaflets:
        proof, _ = read_proof(publication, one.leaflet, language.tag)
        if proof is not None:
            name = PurePosixPath(proof_file(one.leaflet, language.tag)).name
            proofs[name] = set_proof(publication, proof)[0]
    return proofs


def _write(publication: Publication, made: Handoff, target: Path) -> None:
    """The record first: no package goes out that nobody knows of."""
    try:
        write_atomically(sent_file(publication.records, made.sent.name), sent_bytes(made.sent))
        write_atomically(target, package(made))
    except OSError as problem:
        said = f"{problem.filename or target} cannot be written: {problem.strerror}."
        raise SetupError(said, "Name another place: --to FILE.zip.") from problem


def _as_json(publication: Publication, made: Handoff, target: Path) -> dict[str, object]:
    counts = counted(made.leaflets)
    return {
        "file": str(target),
        "record": publication.shown(sent_file(publication.records, made.sent.name)),
        "format": made.format,
        "counts": [
            {"leaflet": c.leaflet, "words": c.words, "messages": c.messages} for c in counts
        ],
    }


def _language(publication: Publication, tag: str) -> Language:
    must_be_known("language", [tag], publication.settings.languages)
    if tag == publication.settings.source_language:
        raise click.UsageError(f'"{tag}" is the language of the sources. Name another one.')
    return next(row for row in publication.languages if row.tag == tag)


def _due(made: Handoff, deadline: datetime.datetime | None) -> Handoff:
    return dataclasses.replace(made, deadline=deadline.date()) if deadline else made


def _tell(publication: Publication, made: Handoff, target: Path) -> None:
    for one in counted(made.leaflets):
        words = ", ".join(f"{one.words[kind]} {kind}" for kind in KINDS)
        tell(f"{one.leaflet}: {words} words")
    tell(f"{publication.shown(sent_file(publication.records, made.sent.name))}: recorded")
    tell(f"{target}: ready to send ({made.format})")
