"""everyleaf update: the sources' changes into every catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from rich.progress import track
from rich.table import Table

from everyleaf.cli.console import people, say, show, write_json
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import (
    must_be_known,
    publication_here,
    some_languages,
    some_leaflets,
)
from everyleaf.diagnostics import Diagnostic, has_errors
from everyleaf.engine.templates import Templates, changed_templates, read_templates
from everyleaf.engine.updating import CatalogueUpdate, plan_updates
from everyleaf.language import Language
from everyleaf.publication import Publication
from everyleaf.store import write_atomically
from everyleaf.translation import DOMAIN, Fate


@click.command()
@some_leaflets
@some_languages
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if it would.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON on stdout.")
def update(
    leaflets: tuple[str, ...], languages: tuple[str, ...], only_check: bool, as_json: bool
) -> int:
    """Merge the messages of the sources into the catalogues, and write the templates anew.

    Without LEAFLET, all leaflets and the layouts ("layouts"). A message that has not
    changed stays the same to the byte. What is found elsewhere comes back fuzzy, and
    what is no longer in use is kept as obsolete. If a catalogue cannot be read without
    doubt, none is written.
    """
    publication = publication_here()
    names = [path.stem for path in publication.leaflet_files()]
    must_be_known("leaflet", leaflets, [*names, DOMAIN])
    must_be_known("language", languages, publication.settings.languages)
    templates, found = read_templates(publication, leaflets)
    updates, refused = _plan(publication, templates, languages)
    stale = changed_templates(publication, templates)
    if not only_check and not refused:
        _write(stale, updates)
    show([*found, *refused])
    _tell(publication, updates, stale, only_check, as_json, [*found, *refused])
    would_write = only_check and (stale or any(one.changes for one in updates))
    return Exit.FAILED if would_write or has_errors([*found, *refused]) else Exit.WELL


def _plan(
    publication: Publication, templates: Templates, tags: tuple[str, ...]
) -> tuple[list[CatalogueUpdate], list[Diagnostic]]:
    """All updates, or none and every refusal."""
    updates: list[CatalogueUpdate] = []
    refused: list[Diagnostic] = []
    for language in track(_wanted(publication, tags), "updating", console=people(), transient=True):
        made, found = plan_updates(publication, templates, [language])
        updates += made
        refused += found
    return ([] if refused else updates), refused


def _wanted(publication: Publication, tags: tuple[str, ...]) -> list[Language]:
    return [
        language
        for language in publication.languages
        if language != publication.source_language and (not tags or language.tag in tags)
    ]


def _write(stale: dict[Path, bytes], updates: Iterable[CatalogueUpdate]) -> None:
    for path, data in stale.items():
        write_atomically(path, data)
    for one in updates:
        if one.changes:
            write_atomically(one.path, one.new)


def _tell(
    publication: Publication,
    updates: list[CatalogueUpdate],
    stale: dict[Path, bytes],
    only_check: bool,
    as_json: bool,
    found: list[Diagnostic],
) -> None:
    if as_json:
        write_json(
            {
                "written": not only_check,
                "templates": [publication.shown(path) for path in stale],
                "catalogues": [_as_json(publication, one) for one in updates],
                "diagnostics": [one.as_json() for one in found],
            }
        )
    elif updates:
        _show_table(updates, only_check)
        changed = sum(one.changes for one in updates)
        verb = "would change" if only_check else "changed"
        say(f"{changed} of {len(updates)} catalogues and {len(stale)} templates {verb}")
    else:
        say("Nothing was written.")


def _as_json(publication: Publication, one: CatalogueUpdate) -> dict[str, Any]:
    return {
        "language": one.language.tag,
        "leaflet": one.domain,
        "file": publication.shown(one.path),
        "changes": one.changes,
        **{fate.value: one.count(fate) for fate in Fate},
        "obsolete": one.obsolete,
    }


def _show_table(updates: list[CatalogueUpdate], only_check: bool) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("language")
    table.add_column("catalogue")
    for heading in (*(fate.value for fate in Fate), "obsolete"):
        table.add_column(heading, justify="right")
    table.add_column("")
    for one in updates:
        counts = (str(one.count(fate) or "") for fate in Fate)
        state = _state(one, only_check)
        table.add_row(one.language.tag, one.domain, *counts, str(one.obsolete or ""), state)
    console = people()
    if not console.is_terminal:
        console.width = 160  # a file or a pipe has no edge to wrap at
    console.print(table)


def _state(one: CatalogueUpdate, only_check: bool) -> str:
    if not one.changes:
        return "up to date"
    if one.old is None:
        return "is missing" if only_check else "made"
    return "would change" if only_check else "changed"
