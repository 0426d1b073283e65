"""everyleaf list: what there is."""

from __future__ import annotations

import click
from rich.console import Console
from rich.table import Table

from everyleaf.cli.console import show, write_json
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import publication_here
from everyleaf.diagnostics import has_errors
from everyleaf.edition import Edition
from everyleaf.engine import Gathered, gather
from everyleaf.engine.plan import editions_of


@click.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="The list as JSON on stdout.")
def list_editions(as_json: bool) -> int:
    """List every edition that may go out, with its code, and what is withheld."""
    gathered = gather(publication_here())
    editions = [edition for ready in gathered.ready for edition, _ in editions_of(gathered, ready)]
    if as_json:
        write_json(_as_json(gathered, editions))
    else:
        _show(gathered, editions)
        show(gathered.diagnostics)
    return Exit.FAILED if has_errors(gathered.diagnostics) else Exit.WELL


def _show(gathered: Gathered, editions: list[Edition]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("code", "leaflet", "version", "language", "layout", "format"):
        table.add_column(heading)
    for edition in editions:
        table.add_row(
            edition.code, edition.leaflet, edition.version, edition.language, edition.layout,
            edition.format,
        )  # fmt: skip
    for row in gathered.withheld:
        table.add_row("withheld", row.leaflet, "", row.language, "", "")
    Console(highlight=False).print(table)


def _as_json(gathered: Gathered, editions: list[Edition]) -> dict[str, object]:
    return {
        "editions": [
            {
                "code": edition.code, "leaflet": edition.leaflet, "version": edition.version,
                "language": edition.language, "layout": edition.layout, "format": edition.format,
            }
            for edition in editions
        ],
        "withheld": [
            {"leaflet": row.leaflet, "language": row.language} for row in gathered.withheld
        ],
        "diagnostics": [found.as_json() for found in gathered.diagnostics],
    }  # fmt: skip
