"""The formats of everyleaf.toml: one that there is not would be left out in silence."""

from __future__ import annotations

from collections.abc import Iterator

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.formats import FORMATS
from everyleaf.publication import Publication
from everyleaf.publication.publication import SETTINGS_FILE
from everyleaf.publication.toml_lines import line_of, lines_of_keys


def formats_known(publication: Publication) -> Iterator[Diagnostic]:
    """Each format that is asked for is one that Everyleaf makes."""
    unknown = [name for name in publication.settings.formats if name not in FORMATS]
    if unknown:
        text = (publication.root / SETTINGS_FILE).read_text(encoding="utf-8")
        place = Place(SETTINGS_FILE, line_of(lines_of_keys(text), ("formats",)))
        for name in unknown:
            remedy = f"Formats: {', '.join(FORMATS)}."
            yield error("setting-format", place, f'There is no format "{name}".', remedy)
