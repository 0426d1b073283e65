"""everyleaf publish: the main job."""

from __future__ import annotations

from typing import Any

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from everyleaf.cli.console import people, show, write_json
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import (
    complete_setting,
    must_be_known,
    publication_here,
    some_languages,
    some_leaflets,
)
from everyleaf.engine import Gathered, Report, Selection, State, gather
from everyleaf.engine import publish as publish_editions
from everyleaf.engine.pseudo import gather_pseudo
from everyleaf.engine.workers import cores
from everyleaf.language import pseudo_locales
from everyleaf.publication import Publication


@click.command()
@some_leaflets
@some_languages
@click.option(
    "--layout",
    "layouts",
    multiple=True,
    metavar="NAME",
    shell_complete=complete_setting,
    help="Only this layout (may be given again), such as large-print.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    shell_complete=complete_setting,
    help="Only this format (may be given again), such as pdf-screen.",
)
@click.option(
    "--pseudo",
    is_flag=True,
    help="In the pseudo-locales instead, into output/pseudo/: to try layouts, never for readers.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=None,
    metavar="N",
    help="Worker processes.  [default: all cores]",
)
@click.option("--json", "as_json", is_flag=True, help="The report as JSON on stdout.")
def publish(
    leaflets: tuple[str, ...],
    languages: tuple[str, ...],
    layouts: tuple[str, ...],
    formats: tuple[str, ...],
    pseudo: bool,
    jobs: int | None,
    as_json: bool,
) -> int:
    """Make every edition that may go out and is not up to date, into output/.

    Without LEAFLET, all of them. An edition that fails leaves its earlier good
    file; the others go on, and the exit code is 1.
    """
    publication = publication_here()
    selection = Selection(leaflets, languages, layouts, formats)
    _must_be_known(publication, selection, pseudo=pseudo)
    gathered = (gather_pseudo if pseudo else gather)(publication, leaflets, languages)
    report = _run(gathered, selection, jobs or cores())
    show(report.diagnostics)
    if as_json:
        write_json(_as_json(report))
    else:
        _show_summary(report, gathered.publication)
    return Exit.WELL if report.is_well else Exit.FAILED


def _must_be_known(publication: Publication, selection: Selection, *, pseudo: bool) -> None:
    settings = publication.settings
    names = [path.stem for path in publication.leaflet_files()]
    must_be_known("leaflet", selection.leaflets, names)
    tags = tuple(pseudo_locales()) if pseudo else settings.languages
    must_be_known("pseudo-locale" if pseudo else "language", selection.languages, tags)
    must_be_known("layout", selection.layouts, settings.layouts)
    must_be_known("format", selection.formats, settings.formats)


def _run(gathered: Gathered, selection: Selection, jobs: int) -> Report:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=people(), transient=True) as progress:
        bar = progress.add_task("publishing", total=0)

        def told(more: int, name: str) -> None:
            total = (progress.tasks[0].total or 0) + more
            progress.update(
                bar, total=total, advance=1 if name else 0, description=name or "publishing"
            )

        return publish_editions(gathered, selection, jobs, told)


def _show_summary(report: Report, publication: Publication) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("leaflet", "language", "edition", "code", "length", "size", "state"):
        table.add_column(heading, justify="right" if heading in ("length", "size") else "left")
    for edition, state in sorted(report.states.items(), key=lambda item: item[0]):
        files = report.artefacts.get(edition, ())
        name = f"{edition.layout} {edition.format}"
        size = f"{sum(file.bytes for file in files) / 1000:,.0f} kB" if files else ""
        length = _length(files[0]) if files else ""
        table.add_row(
            edition.leaflet, edition.language, name, edition.code, length, size, state.value
        )
    for leaflet, language in report.withheld:
        table.add_row(leaflet, language, "all", "", "", "", State.WITHHELD.value)
    console = people()
    if not console.is_terminal:
        console.width = 160  # a file or a pipe has no edge to wrap at
    console.print(table)
    console.print(f"{_closing(report)}. See {publication.output_name}/")


def _length(file: Any) -> str:
    if file.pages:
        return f"{file.pages} pages"
    return f"{file.seconds / 60:.0f} min" if file.seconds else ""


def _closing(report: Report) -> str:
    counts = {state: list(report.states.values()).count(state) for state in State}
    said = ", ".join(f"{count} {state.value}" for state, count in counts.items() if count)
    held = f"; {len(report.withheld)} languages of leaflets withheld" if report.withheld else ""
    nothing = "nothing to make; for the editions that there are type: everyleaf list"
    return f"{said or nothing}{held}"


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "editions": [
            {
                "leaflet": edition.leaflet, "language": edition.language, "layout": edition.layout,
                "format": edition.format, "code": edition.code, "state": state.value,
                "files": [file.path for file in report.artefacts.get(edition, ())],
            }
            for edition, state in sorted(report.states.items(), key=lambda item: item[0])
        ],
        "withheld": [{"leaflet": name, "language": tag} for name, tag in report.withheld],
        "diagnostics": [found.as_json() for found in report.diagnostics],
    }  # fmt: skip
