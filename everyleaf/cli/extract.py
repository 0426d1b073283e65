"""everyleaf extract: templates for translators, and catalogues that are still missing."""

from __future__ import annotations

from pathlib import Path

import click
from jinja2 import TemplateSyntaxError

from everyleaf.catalogue import TemplateEntry, template_text, untranslated_catalogue
from everyleaf.cli.console import show, tell
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import publication_here
from everyleaf.diagnostics import Diagnostic, Place, error, has_errors
from everyleaf.engine.gathering import read_source, words_to_translate
from everyleaf.publication import Publication
from everyleaf.store import write_atomically
from everyleaf.translation import DOMAIN, document_entries


@click.command()
def extract() -> int:
    """Write translations/templates/*.pot, and an empty catalogue where one is missing.

    One template a leaflet and one for the layouts. A catalogue that is there is
    never touched. Nothing changes where the sources have not changed.
    """
    publication = publication_here()
    found: list[Diagnostic] = []
    for path in publication.leaflet_files():
        document, problems = read_source(publication, path)
        found += problems
        if document is not None and not has_errors(problems):
            _write(
                publication, path.stem, tuple(document_entries(document, publication.shown(path)))
            )
    try:
        _write(publication, DOMAIN, words_to_translate(publication))
    except TemplateSyntaxError as problem:
        place = Place(publication.shown(Path(problem.filename or "layouts")), problem.lineno)
        found.append(error("template-error", place, f"{problem.message}.", "Mend the line."))
    show(found)
    return Exit.FAILED if has_errors(found) else Exit.WELL


def _write(publication: Publication, domain: str, entries: tuple[TemplateEntry, ...]) -> None:
    title = publication.settings.name
    template = publication.translations / "templates" / f"{domain}.pot"
    data = template_text(entries, title)
    if not template.exists() or template.read_bytes() != data:
        write_atomically(template, data)
        tell(f"{publication.shown(template)}: {len(entries)} messages")
    for language in publication.languages:
        path = publication.catalogue_file(domain, language)
        if language != publication.source_language and not path.exists():
            write_atomically(path, untranslated_catalogue(entries, title, language.gettext))
            tell(f"{publication.shown(path)}: to be translated")
