"""everyleaf extract: templates for translators, and catalogues that are still missing."""

from __future__ import annotations

import click

from everyleaf.catalogue import untranslated_catalogue
from everyleaf.cli.console import show, tell
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import publication_here
from everyleaf.diagnostics import has_errors
from everyleaf.engine.templates import Templates, changed_templates, read_templates
from everyleaf.publication import Publication
from everyleaf.store import write_atomically


@click.command()
def extract() -> int:
    """Write translations/templates/*.pot, and an empty catalogue where one is missing.

    One template a leaflet and one for the layouts. A catalogue that is there is
    never touched: everyleaf update does that. Nothing changes where the sources
    have not changed.
    """
    publication = publication_here()
    templates, found = read_templates(publication)
    write_templates(publication, templates)
    _write_missing(publication, templates)
    show(found)
    return Exit.FAILED if has_errors(found) else Exit.WELL


def write_templates(publication: Publication, templates: Templates) -> None:
    """Write each template that has changed, and tell which."""
    for path, data in changed_templates(publication, templates).items():
        write_atomically(path, data)
        tell(f"{publication.shown(path)}: {len(templates[path.stem])} messages")


def _write_missing(publication: Publication, templates: Templates) -> None:
    title = publication.settings.name
    for domain, entries in templates.items():
        for language in publication.languages:
            path = publication.catalogue_file(domain, language)
            if language != publication.source_language and not path.exists():
                write_atomically(path, untranslated_catalogue(entries, title, language.gettext))
                tell(f"{publication.shown(path)}: to be translated")
