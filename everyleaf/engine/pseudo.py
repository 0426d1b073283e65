"""What pseudo-locales would publish: the sources, checked, in languages that nobody speaks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path

from jinja2 import TemplateSyntaxError

from everyleaf.catalogue import TemplateEntry
from everyleaf.checks import check_settings
from everyleaf.diagnostics import Diagnostic, Place, error, has_errors
from everyleaf.engine.gathering import Gathered, Localised, read_source, words_to_translate
from everyleaf.formats import FORMATS
from everyleaf.language import pseudo_locales
from everyleaf.layout import read_layouts
from everyleaf.publication import Publication
from everyleaf.store import digest_of_file
from everyleaf.translation import LayoutWords, pseudo_document, pseudo_words

FOLDER = "output/pseudo"  # beside what may go out, never among it, with a manifest of its own
NOTICES = ("draft",)


def gather_pseudo(
    publication: Publication, leaflets: Iterable[str] = (), tags: Iterable[str] = ()
) -> Gathered:
    """Every leaflet in the pseudo-locales, all with the notice of a draft.

    Empty selections mean all. What is published from it goes below `FOLDER`: no release
    rule is asked, since nothing of it is ever released.
    """
    aside = dataclasses.replace(publication, output_name=FOLDER)
    gathered = Gathered(aside)
    names = publication.settings.layouts
    gathered.layouts, found = read_layouts(publication.layouts, names, "layouts", tuple(FORMATS))
    entries, unusable = _words(publication)
    gathered.diagnostics += [*found, *check_settings(publication), *unusable]
    source = publication.source_language
    gathered.words[source.tag] = LayoutWords(source)
    chosen, wanted = set(leaflets), set(tags)
    for path in publication.leaflet_files():
        gathered.leaflets.append(path.stem)
        if not has_errors(gathered.diagnostics) and (not chosen or path.stem in chosen):
            _gather_leaflet(gathered, path, entries, wanted)
    return gathered


def _gather_leaflet(
    gathered: Gathered, path: Path, entries: tuple[TemplateEntry, ...], wanted: set[str]
) -> None:
    document, found = read_source(gathered.publication, path)
    gathered.diagnostics += found
    if document is None or has_errors(found):
        return
    digest = digest_of_file(path)
    for tag, locale in pseudo_locales().items():
        if not wanted or tag in wanted:
            made, words = pseudo_document(document, locale), pseudo_words(entries, locale)
            gathered.ready.append(Localised(made, words, NOTICES, digest, None))


def _words(publication: Publication) -> tuple[tuple[TemplateEntry, ...], list[Diagnostic]]:
    try:
        return words_to_translate(publication), []
    except TemplateSyntaxError as problem:
        place = Place(publication.shown(Path(problem.filename or "layouts")), problem.lineno)
        fault = f"The template cannot be used: {problem.message}."
        return (), [error("template-error", place, fault, "Mend the line.")]
