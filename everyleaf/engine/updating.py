"""Updates the catalogues of a publication: all that would be written, and why; nothing is."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from everyleaf.catalogue import (
    Edit,
    Key,
    PoFile,
    TemplateEntry,
    header_block,
    parsed,
    read_po_file,
    untranslated_catalogue,
)
from everyleaf.diagnostics import Diagnostic
from everyleaf.engine.templates import Templates
from everyleaf.language import Language
from everyleaf.publication import Publication
from everyleaf.translation import DOMAIN, Fate, memory_of, merge

_CONTENT = "Content-Type: text/plain; charset=UTF-8\n"


@dataclass(frozen=True)
class CatalogueUpdate:
    """One catalogue before and after; ``old`` is None where there is none yet."""

    path: Path
    domain: str
    language: Language
    old: bytes | None
    new: bytes
    fates: Mapping[Key, Fate]
    obsolete: int

    @property
    def changes(self) -> bool:
        """Whether the file must be written."""
        return self.old != self.new

    def count(self, fate: Fate) -> int:
        """How many messages of the template came this way."""
        return sum(one is fate for one in self.fates.values())


def plan_updates(
    publication: Publication, templates: Templates, languages: Sequence[Language]
) -> tuple[list[CatalogueUpdate], list[Diagnostic]]:
    """The update of every catalogue; none at all where one of them is refused."""
    updates: list[CatalogueUpdate] = []
    found: list[Diagnostic] = []
    for language in languages:
        files, problems = _read(publication, templates, language)
        found += problems
        if not problems:
            updates += _updates(publication, templates, language, files)
    return ([] if found else updates), found


def _read(
    publication: Publication, templates: Templates, language: Language
) -> tuple[dict[str, PoFile], list[Diagnostic]]:
    """All catalogues of the language that are there: other leaflets' are the memory."""
    leaflets = [path.stem for path in publication.leaflet_files()]
    files: dict[str, PoFile] = {}
    found: list[Diagnostic] = []
    for domain in dict.fromkeys((*leaflets, *templates)):
        path = publication.catalogue_file(domain, language)
        if path.exists():
            file, problems = read_po_file(path, publication.shown(path))
            found += problems
            if file is not None:
                files[domain] = file
    return files, found


def _updates(
    publication: Publication,
    templates: Templates,
    language: Language,
    files: Mapping[str, PoFile],
) -> Iterator[CatalogueUpdate]:
    leaflets = {name: file for name, file in files.items() if name != DOMAIN}
    for domain, template in templates.items():
        path = publication.catalogue_file(domain, language)
        there = files.get(domain)
        start = there or _new_file(publication, language)
        memory = {} if domain == DOMAIN else memory_of(leaflets, domain)
        start = _with_header(start, publication, template, language)
        made = merge(start, template, publication.source_language, memory)
        old = there.data if there else None
        new = made.file.data
        if old is not None and new != old:  # msgfmt refuses a byte order mark
            new = dataclasses.replace(made.file, bom=False).data
        yield CatalogueUpdate(path, domain, language, old, new, made.fates, made.obsolete)


def _new_file(publication: Publication, language: Language) -> PoFile:
    data = untranslated_catalogue((), publication.settings.name, language.gettext)
    file, _ = parsed(data, "")
    assert file is not None
    return file


def _with_header(
    file: PoFile, publication: Publication, template: Sequence[TemplateEntry], language: Language
) -> PoFile:
    """What msgfmt wants of a header is added to it where it lacks; all else stays."""
    new = header_block(publication.settings.name, language.gettext, file.style)
    head = next((block for block in file.blocks if block.is_header), None)
    if head is None:
        return file.with_blocks([new, *file.blocks])
    said = head.targets[0]
    if said and not said.endswith("\n"):
        said += "\n"
    if "Content-Type" not in file.header:
        said += _CONTENT
    if file.plural_count is None and any(entry.plural for entry in template):
        said += "".join(
            line + "\n" for line in new.targets[0].split("\n") if line.startswith("Plural-Forms")
        )
    return file.with_header(Edit(targets=(said,)))
