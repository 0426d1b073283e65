"""everyleaf watch: the page in the browser, made anew at each save."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import click

from everyleaf.cli.console import say, show, tell
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import (
    complete_leaflet,
    complete_setting,
    must_be_known,
    publication_here,
)
from everyleaf.diagnostics import SetupError
from everyleaf.engine.live_page import LivePages, PageName
from everyleaf.engine.live_server import ADDRESS, LiveServer
from everyleaf.language import pseudo_locales
from everyleaf.publication import SETTINGS_FILE, Publication

_QUIET = 20  # milliseconds without a further save, before what was saved is taken in
_MOST = 200  # milliseconds that saves may go on
_LOOK = 400  # milliseconds after which the settings are looked at again


@click.command()
@click.argument("leaflet", required=False, shell_complete=complete_leaflet)
@click.option(
    "--language",
    "languages",
    metavar="TAG",
    shell_complete=complete_setting,
    help="The language, or a pseudo-locale.  [default: the source language]",
)
@click.option(
    "--layout",
    "layouts",
    metavar="NAME",
    shell_complete=complete_setting,
    help="The layout.  [default: the first one with a web page]",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8642, show_default=True)
def watch(leaflet: str | None, languages: str | None, layouts: str | None, port: int) -> int:
    """Show pages in a browser on this machine, and make them anew whenever a file is saved.

    Sources, catalogues, layouts and settings are watched. What is wrong stands above the
    page and here. End it with Ctrl-C.
    """
    publication = publication_here()
    settings = publication.settings
    leaflets = [path.stem for path in publication.leaflet_files()]
    must_be_known("leaflet", [leaflet] if leaflet else [], leaflets)
    tags = [*settings.languages, *pseudo_locales()]
    must_be_known("language", [languages] if languages else [], tags)
    must_be_known("layout", [layouts] if layouts else [], settings.layouts)
    if not leaflets:
        raise click.UsageError("There is no leaflet in source/ yet.")
    pages = LivePages(publication.root, publication)
    layout = layouts or pages.first_layout()
    wanted = pages.names(leaflet or "", languages or "", layout)
    first = PageName(leaflet or leaflets[0], languages or settings.source_language, layout)
    _serve(publication, _server(pages, wanted, port), first)
    return Exit.INTERRUPTED


def _server(pages: LivePages, wanted: list[PageName], port: int) -> LiveServer:
    try:
        return LiveServer(pages, wanted, port)
    except OSError as problem:
        said = f"{ADDRESS}:{port} cannot be used: {problem.strerror}."
        raise SetupError(said, "Type another one: everyleaf watch --port 0") from problem


def _serve(publication: Publication, server: LiveServer, first: PageName) -> None:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        _show(server, first)
        tell(f"{server.address}{'/'.join(first)}/")
        say(f"All pages: {server.address}  End with Ctrl-C.")
        for paths in _saves(publication):
            server.saved(paths)
            say("Saved: " + ", ".join(sorted(publication.shown(path) for path in paths)))
            _show(server, first)
    finally:
        server.shutdown()
        server.server_close()


def _show(server: LiveServer, name: PageName) -> None:
    show(server.page(name).diagnostics)


def _saves(publication: Publication) -> Iterator[set[Path]]:
    """The files that were saved, again and again, until Ctrl-C.

    The settings are looked at now and then: an editor puts a new file in their place, and
    to watch the folder that they stand in would be to watch output/ too.
    """
    from watchfiles import watch as saves_below  # late: no other command needs it

    folders = (publication.source, publication.translations, publication.layouts)
    there = [folder for folder in folders if folder.is_dir()]
    settings = publication.root / SETTINGS_FILE
    known = _stamp(settings)
    for changes in saves_below(
        *there, watch_filter=_is_ours, step=_QUIET, debounce=_MOST,
        rust_timeout=_LOOK, yield_on_timeout=True,
    ):  # fmt: skip
        paths = {Path(path) for _, path in changes}
        if (stamp := _stamp(settings)) != known:
            known = stamp
            paths.add(settings)
        if paths:
            yield paths


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino


def _is_ours(change: object, path: str) -> bool:
    """Not what editors put aside while they save."""
    name = Path(path).name
    return not name.startswith((".", "#")) and not name.endswith(("~", ".swp"))
