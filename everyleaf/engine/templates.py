"""The messages of a publication: one template a leaflet, and one for the layouts."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from jinja2 import TemplateSyntaxError

from everyleaf.catalogue import TemplateEntry, merged, template_text
from everyleaf.diagnostics import Diagnostic, Place, error, has_errors
from everyleaf.engine.gathering import read_source, words_to_translate
from everyleaf.publication import Publication
from everyleaf.translation import DOMAIN, document_entries

Templates = dict[str, tuple[TemplateEntry, ...]]


def read_templates(
    publication: Publication, domains: Collection[str] = ()
) -> tuple[Templates, list[Diagnostic]]:
    """The entries of each template by its domain, and what is wrong with the sources.

    ``domains`` are the leaflets asked for, `DOMAIN` for the layouts; none means all. A
    leaflet with errors has no template here: its messages may be lost or doubled.
    """
    templates: Templates = {}
    found: list[Diagnostic] = []
    for path in publication.leaflet_files():
        if domains and path.stem not in domains:
            continue
        document, problems = read_source(publication, path)
        found += problems
        if document is not None and not has_errors(problems):
            entries = document_entries(document, publication.shown(path))
            templates[path.stem] = merged(entries)
    if not domains or DOMAIN in domains:
        try:
            templates[DOMAIN] = merged(words_to_translate(publication))
        except TemplateSyntaxError as problem:
            place = Place(publication.shown(Path(problem.filename or "layouts")), problem.lineno)
            found.append(error("template-error", place, f"{problem.message}.", "Mend the line."))
    return templates, found


def template_file(publication: Publication, domain: str) -> Path:
    """Where the template of a leaflet, or of the layouts, is."""
    return publication.translations / "templates" / f"{domain}.pot"


def changed_templates(publication: Publication, templates: Templates) -> dict[Path, bytes]:
    """The templates that must be written; none where the sources have not changed."""
    changed: dict[Path, bytes] = {}
    for domain, entries in templates.items():
        path = template_file(publication, domain)
        data = template_text(entries, publication.settings.name)
        if not path.exists() or path.read_bytes() != data:
            changed[path] = data
    return changed
