"""The torture leaflet in each of its languages, made and checked as publishing does it.

Publishing itself asks for the layouts' words and the spoken phrases in every language, and
for linguists' confirmations; a page of this leaflet has none of these.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from everyleaf.catalogue import read_catalogue
from everyleaf.checks.checked import Checked
from everyleaf.checks.fidelity import Comparison, Written, compare, written
from everyleaf.checks.finished import Text, check_pdf
from everyleaf.checks.tags import read_tagged
from everyleaf.document import Document
from everyleaf.edition import Edition
from everyleaf.engine.gathering import read_source
from everyleaf.formats import FORMATS, Job, Made
from everyleaf.language import Language, known_languages
from everyleaf.layout import Composition, read_layouts
from everyleaf.layout.fontcache import font_folder
from everyleaf.layout.layout import shown_by
from everyleaf.publication import SETTINGS_FILE, Publication, open_publication
from everyleaf.translation import LayoutWords, localise

REPOSITORY = Path(__file__).parents[2]
LEAFLET, LAYOUT, FORMAT = "warfarin", "torture", "pdf-screen"


@dataclass(frozen=True)
class Page:
    """The leaflet in one language: its document, its PDF, and what the checks found."""

    edition: Edition
    document: Document
    made: Made
    data: bytes
    checked: Checked
    comparison: Comparison

    @property
    def written(self) -> tuple[Written, ...]:
        """The blocks that every reader should get."""
        return written(self.document, 4)


class Torture:
    """The publication, laid out in ``folder`` with this repository's style sheets.

    ``accessibility`` is the setting of `[pdf]`: ua-1 or ua-2.
    """

    def __init__(self, folder: Path, accessibility: str = "ua-1") -> None:
        shutil.copytree(REPOSITORY / "tests/projects/torture", folder, dirs_exist_ok=True)
        with (folder / SETTINGS_FILE).open("a", encoding="utf-8") as settings:
            settings.write(f'\n[pdf]\naccessibility = "{accessibility}"\n')
        for path in (REPOSITORY / "layouts/base").rglob("*"):
            target = folder / "layouts/base" / path.relative_to(REPOSITORY / "layouts/base")
            if path.is_file() and not target.exists():
                target.parent.mkdir(exist_ok=True)
                shutil.copy(path, target)
        opened, found = open_publication(folder)
        assert opened is not None, found
        self.publication: Publication = opened
        read, found = read_layouts(opened.layouts, (LAYOUT,), "layouts", tuple(FORMATS))
        assert not found, found
        self.layout = read[LAYOUT]

    @staticmethod
    def languages(folder: Path) -> tuple[str, ...]:
        """The BCP 47 tags of a publication's languages, as its settings name them."""
        opened, found = open_publication(folder)
        assert opened is not None, found
        return tuple(language.tag for language in opened.languages)

    def document(self, tag: str) -> Document:
        """The leaflet in one language, as the layout shows it: without its original."""
        language = known_languages()[tag]
        path = self.publication.source / f"{LEAFLET}.md"
        source, found = read_source(self.publication, path)
        assert source is not None, found
        catalogue = None
        if language != self.publication.source_language:
            file = self.publication.catalogue_file(LEAFLET, language)
            catalogue, found = read_catalogue(file, file.name)
            assert catalogue is not None, found
        document, found = localise(source, language, catalogue)
        assert document is not None, found
        return shown_by(self.layout, document)

    def page(self, tag: str) -> Page:
        """The leaflet in one language, made and checked; veraPDF left out."""
        document = self.document(tag)
        edition = Edition(LEAFLET, tag, LAYOUT, FORMAT, document.front.version)
        job = self._job(document, edition)
        made = FORMATS[FORMAT].make(job)
        assert made.files, made.diagnostics
        (data,) = made.files.values()
        checked = check_pdf(data, edition, self.layout, Text(document, made.page))
        file = read_tagged(data)
        assert file is not None
        found = compare(file.blocks, written(document, self.layout.widest_table))
        return Page(edition, document, made, data, checked, found)

    def _job(self, document: Document, edition: Edition) -> Job:
        publication, language = self.publication, document.language
        composition = Composition(
            document=document, edition=edition, layout=self.layout,
            settings=publication.settings, layouts_folder=publication.layouts,
            words=LayoutWords(language), source_words=LayoutWords(publication.source_language),
            languages=self._shown(language),
        )  # fmt: skip
        return Job(composition, publication.source, font_folder())

    def _shown(self, language: Language) -> tuple[Language, ...]:
        """A page names no other language, so that it loads the faces of its own alone."""
        return tuple(dict.fromkeys((self.publication.source_language, language)))
