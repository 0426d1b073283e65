"""everyleaf status: how ready each leaflet is in each language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.table import Table

from everyleaf.cli.console import people, say, show, write_json
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import (
    must_be_known,
    publication_here,
    some_languages,
    some_leaflets,
)
from everyleaf.cli.status_page import status_page
from everyleaf.diagnostics import has_errors
from everyleaf.engine.readiness import Readiness, readiness
from everyleaf.store import write_atomically

_PAGE = Path("report/status.html")


@click.command()
@some_leaflets
@some_languages
@click.option("--json", "as_json", is_flag=True, help="The board as JSON on stdout.")
@click.option(
    "--html",
    "page",
    is_flag=False,
    flag_value="",
    default=None,
    metavar="[FILE]",
    help="Write the board as a web page too.  [default: output/report/status.html]",
)
def status(
    leaflets: tuple[str, ...], languages: tuple[str, ...], as_json: bool, page: str | None
) -> int:
    """Show how ready each leaflet is in each language, and what blocks its release.

    Translated, fuzzy and missing messages, what the checks hold against the rest,
    characters without a glyph, the voice, the review date. A weak voice speaks only where
    a person has heard all of it and signed (everyleaf listen). The exit code is 1 where
    something may not go out.
    """
    publication = publication_here()
    must_be_known("leaflet", leaflets, [path.stem for path in publication.leaflet_files()])
    must_be_known("language", languages, publication.settings.languages)
    board, rest = readiness(publication, leaflets, languages)
    if page and not page.endswith(".html"):
        raise click.UsageError(f'--html wants a file that ends in .html, not "{page}".')
    if page is not None:
        path = Path(page) if page else publication.output / _PAGE
        title = publication.settings.name
        write_atomically(
            path.absolute(), status_page(board, rest, title, publication.today).encode()
        )
        say(f"The board is in {publication.shown(path)}")
    if as_json:
        write_json(
            {
                "rule": publication.settings.release.rule.value,
                "board": [_as_json(row) for row in board],
                "diagnostics": [one.as_json() for one in rest],
            }
        )
    else:
        _show_table(board)
        show(rest)
        _close(board)
    is_well = all(row.is_ready for row in board) and not has_errors(rest)
    return Exit.WELL if is_well else Exit.FAILED


def _as_json(row: Readiness) -> dict[str, Any]:
    return {
        "leaflet": row.leaflet, "language": row.language.tag, "messages": row.messages,
        "translated": row.translated, "fuzzy": row.fuzzy, "missing": row.missing,
        "problems": len(row.problems), "warnings": len(row.warnings),
        "glyphs": None if row.glyphs is None else list(row.glyphs), "voice": row.voice,
        "heard": row.heard,
        "reviewed": row.reviewed.isoformat() if row.reviewed else None,
        "next_review": row.next_review.isoformat() if row.next_review else None,
        "notices": list(row.notices), "may_go_out": row.is_ready,
        "blocks": [one.as_json() for one in row.blocks],
    }  # fmt: skip


_NUMBERS = ("translated", "fuzzy", "missing", "problems", "warnings")


def _show_table(board: list[Readiness]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("leaflet", "language", *_NUMBERS, "glyphs", "voice", "review", "release"):
        table.add_column(heading, justify="right" if heading in _NUMBERS else "left")
    for row in board:
        table.add_row(
            row.leaflet, row.language.tag, f"{row.translated}/{row.messages}",
            _number(row.fuzzy), _number(row.missing), _number(len(row.problems)),
            _number(len(row.warnings)), glyphs_in_words(row), row.voice_in_words,
            row.next_review.isoformat() if row.next_review else "", release_in_words(row),
        )  # fmt: skip
    console = people()
    if not console.is_terminal:
        console.width = 200  # a file or a pipe has no edge to wrap at
    console.print(table)


def _number(count: int) -> str:
    return str(count or "")


def glyphs_in_words(row: Readiness) -> str:
    """All there, or which are lacking."""
    if row.glyphs is None:
        return "not known"
    return f"lacks {' '.join(row.glyphs[:8])}" if row.glyphs else "all"


def release_in_words(row: Readiness) -> str:
    """May go out, and as what; or what blocks it."""
    if row.is_ready:
        return f"may go out ({', '.join(row.notices)})" if row.notices else "may go out"
    return f"blocked: {', '.join(row.reasons)}"


def _close(board: list[Readiness]) -> None:
    ready = sum(row.is_ready for row in board)
    say(f"{ready} of {len(board)} may go out. What stands against the rest: everyleaf check")
