"""everyleaf check: sources, catalogues, settings, layouts, files in output/; nothing is made."""

from __future__ import annotations

import click

from everyleaf.cli.console import show, tell, write_json
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import complete_leaflet, must_be_known, publication_here
from everyleaf.diagnostics import Severity, has_errors
from everyleaf.engine import gather
from everyleaf.engine.artefacts import check_artefacts
from everyleaf.engine.workers import cores


@click.command()
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...", shell_complete=complete_leaflet)
@click.option(
    "--artefacts",
    is_flag=True,
    help="The files in output/ instead: those of the manifest, and their pages.",
)
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON on stdout.")
def check(leaflets: tuple[str, ...], artefacts: bool, as_json: bool) -> int:
    """Check settings, sources, catalogues, layouts and sign-offs, all in one run."""
    publication = publication_here()
    must_be_known("leaflet", leaflets, [path.stem for path in publication.leaflet_files()])
    if artefacts:
        found = check_artefacts(publication, leaflets, cores())
    else:
        found = gather(publication, leaflets).diagnostics
    if as_json:
        write_json({"diagnostics": [one.as_json() for one in found]})
    else:
        show(found)
        errors = sum(one.severity is Severity.ERROR for one in found)
        warnings = sum(one.severity is Severity.WARNING for one in found)
        tell(f"{errors} errors, {warnings} warnings")
    return Exit.FAILED if has_errors(found) else Exit.WELL
