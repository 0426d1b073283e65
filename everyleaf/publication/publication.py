"""The publication: its folders and its settings."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from everyleaf.diagnostics import Diagnostic, SetupError
from everyleaf.language import Language, known_languages
from everyleaf.publication.settings import Settings
from everyleaf.publication.settings_reader import read_settings

SETTINGS_FILE = "everyleaf.toml"


@dataclass(frozen=True)
class Publication:
    """A folder with everyleaf.toml, and what the settings say.

    ``output_name`` is the folder below it that what is generated goes to.
    """

    root: Path
    settings: Settings
    output_name: str = "output"

    @property
    def source(self) -> Path:
        """Where the leaflets and their pictures are."""
        return self.root / "source"

    @property
    def translations(self) -> Path:
        """Where the gettext templates and catalogues are."""
        return self.root / "translations"

    @property
    def layouts(self) -> Path:
        """Where the layouts are, one folder each."""
        return self.root / "layouts"

    @property
    def records(self) -> Path:
        """What was signed off and released; kept in git, never cleaned."""
        return self.root / "records"

    @property
    def output(self) -> Path:
        """What is generated; may be deleted at any time."""
        return self.root / self.output_name

    @property
    def store(self) -> Path:
        """What was made, by digest: everybody's cache."""
        return self.output / ".store"

    @property
    def source_language(self) -> Language:
        """The language that the leaflets are written in."""
        return known_languages()[self.settings.source_language]

    @property
    def languages(self) -> tuple[Language, ...]:
        """All languages of the publication, in the order of the settings."""
        return tuple(known_languages()[tag] for tag in dict.fromkeys(self.settings.languages))

    @property
    def today(self) -> datetime.date:
        """The date that review dates are held against."""
        return self.settings.release.today or datetime.date.today()

    def leaflet_files(self) -> tuple[Path, ...]:
        """The source files, one a leaflet, in order of their names."""
        return tuple(sorted(self.source.glob("*.md")))

    def catalogue_file(self, domain: str, language: Language) -> Path:
        """The PO file of a leaflet (or of the layouts) in a language."""
        return self.translations / language.gettext / "LC_MESSAGES" / f"{domain}.po"

    def shown(self, path: Path) -> str:
        """``path`` as people know it: below the publication, with forward slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()


def open_publication(folder: Path) -> tuple[Publication | None, list[Diagnostic]]:
    """The publication in ``folder`` or in the nearest folder above it.

    Raises `SetupError` where there is none.
    """
    for root in (folder, *folder.parents):
        if (root / SETTINGS_FILE).is_file():
            settings, found = read_settings(root / SETTINGS_FILE, SETTINGS_FILE)
            return (Publication(root, settings) if settings else None), found
    raise SetupError(
        f"There is no {SETTINGS_FILE} in {folder} or above it.",
        "Type: everyleaf init NAME (a new publication), or go into one.",
    )
