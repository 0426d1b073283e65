"""everyleaf sign: a named person approves a text."""

from __future__ import annotations

import click

from everyleaf.cli.console import show, tell
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import (
    complete_leaflet,
    complete_setting,
    must_be_known,
    publication_here,
)
from everyleaf.diagnostics import has_errors
from everyleaf.engine.gathering import text_to_sign
from everyleaf.records import SignOff, add_record
from everyleaf.release import digest_to_sign


@click.command()
@click.argument("leaflet", shell_complete=complete_leaflet)
@click.option(
    "--language",
    "languages",
    metavar="TAG",
    shell_complete=complete_setting,
    help="The language of the text.  [default: the source language]",
)
@click.option(
    "--role",
    type=click.Choice(["reviewer", "approver"]),
    required=True,
    help="reviewer: has read the translation; approver: answers for the text.",
)
@click.option("--name", required=True, help="The full name of the person who signs.")
def sign(leaflet: str, languages: str | None, role: str, name: str) -> int:
    """Record that a person has approved LEAFLET as it stands now.

    The record is tied to the very text: any change to it voids the sign-off.
    """
    publication = publication_here()
    tag = languages or publication.settings.source_language
    must_be_known("leaflet", [leaflet], [path.stem for path in publication.leaflet_files()])
    must_be_known("language", [tag], publication.settings.languages)
    if not name.strip():
        raise click.UsageError("--name must be the name of a person.")
    document, found = text_to_sign(publication, leaflet, tag)
    if document is None or has_errors(found):
        show(found)
        return Exit.FAILED
    row = SignOff(leaflet, tag, role, name.strip(), publication.today, digest_to_sign(document))  # type: ignore[arg-type]  # click.Choice
    path = add_record(publication.records, row)
    tell(f"{publication.shown(path)}: {name.strip()} signed {leaflet} in {tag} as {role}")
    return Exit.WELL
