"""The publication that a command works on, and names that people may type."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from everyleaf.cli.console import show
from everyleaf.cli.exits import Exit
from everyleaf.diagnostics import SetupError
from everyleaf.publication import Publication, open_publication


def publication_here() -> Publication:
    """The publication of the working folder; ends the command where its settings are wrong."""
    publication, found = open_publication(Path.cwd())
    if publication is None:
        show(found)
        raise click.exceptions.Exit(Exit.FAILED)
    return publication


def must_be_known(kind: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a name that the publication does not have, and say which ones it has."""
    there = list(known)
    for name in given:
        if name not in there:
            near = difflib.get_close_matches(name, there, n=1)
            guess = f' Did you mean "{near[0]}"?' if near else ""
            raise click.UsageError(
                f'There is no {kind} "{name}".{guess} There are: {", ".join(there)}.'
            )


def _complete(names: Iterable[str], start: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(start)]


def publication_quietly() -> Publication | None:
    """The publication of the working folder; None where there is none that can be opened."""
    try:
        return open_publication(Path.cwd())[0]
    except SetupError:
        return None


def complete_leaflet(
    ctx: click.Context, param: click.Parameter, start: str
) -> list[CompletionItem]:
    """Names of leaflets, for the shell."""
    here = publication_quietly()
    return _complete([path.stem for path in here.leaflet_files()] if here else [], start)


def complete_setting(
    ctx: click.Context, param: click.Parameter, start: str
) -> list[CompletionItem]:
    """Languages, layouts or formats of the settings, for the shell."""
    here = publication_quietly()
    return _complete(getattr(here.settings, f"{param.name}") if here and param.name else [], start)


# What several commands take: the leaflets and languages that they are about.
some_leaflets = click.argument(
    "leaflets", nargs=-1, metavar="[LEAFLET]...", shell_complete=complete_leaflet
)
some_languages = click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="TAG",
    shell_complete=complete_setting,
    help="Only this language (may be given again), such as ar.",
)
