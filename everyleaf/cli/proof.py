"""everyleaf proof: a PDF with each message beside its translation, numbers and problems."""

from __future__ import annotations

import click

from everyleaf.cli.console import say, show, tell, write_json
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import complete_leaflet, must_be_known, publication_here
from everyleaf.engine.proof_pages import proof_file, set_proof
from everyleaf.engine.proofing import Proof, read_proof
from everyleaf.language import pseudo_locales
from everyleaf.store import write_atomically


@click.command()
@click.argument("leaflet", shell_complete=complete_leaflet)
@click.argument("language", metavar="LANGUAGE")
@click.option("--json", "as_json", is_flag=True, help="What the proof shows, as JSON on stdout.")
def proof(leaflet: str, language: str, as_json: bool) -> int:
    """Set LEAFLET in LANGUAGE for translators and editors, into output/proofs/.

    Each message has its number, its source beside it and what is the matter with it; a
    list leads from the number to the PO entry. What is not translated is shown as missing.
    """
    publication = publication_here()
    must_be_known("leaflet", [leaflet], [path.stem for path in publication.leaflet_files()])
    source = publication.settings.source_language
    tags = [tag for tag in publication.settings.languages if tag != source]
    must_be_known("language", [language], [*tags, *pseudo_locales()])
    made, found = read_proof(publication, leaflet, language)
    if made is None:
        show(found)
        return Exit.FAILED
    say(f"Setting the proof of {leaflet} in {language}")
    data, complaints = set_proof(publication, made)
    path = publication.output / proof_file(leaflet, language)
    write_atomically(path, data)
    show(complaints)
    shown = publication.shown(path)
    if as_json:
        write_json(_as_json(made, shown))
    else:
        counts = ", ".join(f"{count} {state}" for state, count in made.counts.items())
        marked = sum(bool(row.findings) for row in made.rows)
        tell(f"{shown}: {len(made.rows)} messages: {counts}; {marked} with findings")
    return Exit.WELL


def _as_json(made: Proof, shown: str) -> dict[str, object]:
    path = made.catalogue.path if made.catalogue else None
    return {
        "file": shown,
        "messages": [
            {
                "number": row.number, "state": row.state, "catalogue": path, "line": row.line,
                "source": str(row.message.place), "msgctxt": row.message.context,
                "msgid": row.message.text, "findings": [one.as_json() for one in row.findings],
            }
            for row in made.rows
        ],
    }  # fmt: skip
