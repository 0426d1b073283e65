"""One page as it is right now: what was saved last, composed in this process at once.

A page can be looked at before it may go out: a message that is missing is shown as missing,
and what is wrong comes with the page. Where it cannot be made at all, the last good one stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from jinja2 import TemplateSyntaxError

from everyleaf.catalogue import TemplateEntry, read_catalogue
from everyleaf.checks import check_settings, check_translation
from everyleaf.diagnostics import Diagnostic, Place, SetupError, error
from everyleaf.document import Document
from everyleaf.edition import Edition
from everyleaf.engine.gathering import read_source, words_to_translate
from everyleaf.formats import FORMATS
from everyleaf.language import Language, pseudo_locales
from everyleaf.layout import Composition, Layout, TemplateFault, compose, read_layouts
from everyleaf.layout.layout import shown_by
from everyleaf.publication import SETTINGS_FILE, Publication, open_publication
from everyleaf.translation import (
    LayoutWords,
    draft,
    localise,
    pseudo_document,
    pseudo_words,
    read_layout_words,
)


class PageName(NamedTuple):
    """Which page: a leaflet in a language, as a layout shows it."""

    leaflet: str
    language: str
    layout: str


@dataclass(frozen=True)
class LivePage:
    """A page as HTML, and what is wrong; ``is_old`` tells that the HTML is an earlier one."""

    html: str
    diagnostics: tuple[Diagnostic, ...] = ()
    is_old: bool = False


@dataclass
class LivePages:
    """Makes pages of one publication; keeps the last good one of each, and what seldom changes.

    Addresses in the pages: /pictures/NAME, /fonts/NAME and /LEAFLET/LANGUAGE/LAYOUT/.
    """

    root: Path
    publication: Publication
    good: dict[PageName, str] = field(default_factory=dict)
    entries: tuple[TemplateEntry, ...] | None = None
    sources: dict[str, tuple[Document | None, list[Diagnostic]]] = field(default_factory=dict)

    def first_layout(self) -> str:
        """The first layout with a web page, else the first one."""
        names, folder = self.publication.settings.layouts, self.publication.layouts
        layouts = read_layouts(folder, names, "layouts", tuple(FORMATS))[0]
        return next((one.name for one in layouts.values() if "html" in one.formats), names[0])

    def names(self, leaflet: str, language: str, layout: str) -> list[PageName]:
        """The pages that there are; empty words mean all."""
        leaflets = [path.stem for path in self.publication.leaflet_files()]
        tags = [*self.publication.settings.languages, *pseudo_locales()]
        return [
            PageName(*one)
            for one in (
                (a, b, c) for a in leaflets for b in tags for c in self.publication.settings.layouts
            )
            if leaflet in ("", one[0]) and language in ("", one[1]) and layout in ("", one[2])
        ]

    def changed(self, paths: Iterable[Path]) -> list[Diagnostic]:
        """Take in what was saved. Settings that are wrong are told, and the old ones stay."""
        saved = set(paths)
        if any(self.publication.layouts in path.parents for path in saved):
            self.entries = None
        if any(self.publication.source in path.parents for path in saved):
            self.sources.clear()
        if self.root / SETTINGS_FILE not in saved:
            return []
        self.sources.clear()
        try:
            opened, found = open_publication(self.root)
        except SetupError as problem:
            return [error("settings-unreadable", Place(SETTINGS_FILE), str(problem))]
        self.publication = opened or self.publication
        return found

    def page(self, name: PageName) -> LivePage:
        """The page as it stands in the files now, or the last good one and why."""
        found: list[Diagnostic] = []
        try:
            html = self._made(name, found)
        except TemplateFault as fault:
            html, found = "", [*found, fault.diagnostic]
        except OSError as problem:  # a file that is being replaced at this moment
            place = Place(self.publication.shown(Path(problem.filename or "")))
            html, found = "", [*found, error("unreadable", place, f"{problem.strerror}.")]
        if html:
            self.good[name] = html
            return LivePage(html, tuple(dict.fromkeys(found)))
        return LivePage(self.good.get(name, ""), tuple(dict.fromkeys(found)), is_old=True)

    def _made(self, name: PageName, found: list[Diagnostic]) -> str:
        publication = self.publication
        layouts, problems = read_layouts(
            publication.layouts, (name.layout,), "layouts", tuple(FORMATS)
        )
        found += problems + check_settings(publication)
        source, problems = self._source(name.leaflet)
        found += problems
        layout = layouts.get(name.layout)
        if source is None or layout is None:
            return ""
        document, words = self._in_language(source, name.language, found)
        if document is None or words is None:
            return ""
        if layout.beside_source and document.is_source:
            said = "There is no such page of the source language: it would stand beside itself."
            found.append(error("layout-beside-source", Place(f"layouts/{layout.name}"), said))
            return ""
        return compose(self._composition(document, words, layout))

    def _source(self, leaflet: str) -> tuple[Document | None, list[Diagnostic]]:
        if leaflet not in self.sources:
            path = self.publication.source / f"{leaflet}.md"
            self.sources[leaflet] = read_source(self.publication, path)
        return self.sources[leaflet]

    def _in_language(
        self, source: Document, tag: str, found: list[Diagnostic]
    ) -> tuple[Document | None, LayoutWords | None]:
        entries = self._entries(found)
        if entries is None:
            return None, None
        if locale := pseudo_locales().get(tag):
            return pseudo_document(source, locale), pseudo_words(entries, locale)
        language = next(row for row in self.publication.languages if row.tag == tag)
        words, problems = read_layout_words(self.publication, language, entries)
        found += problems
        return self._document(source, language, found), words

    def _document(
        self, source: Document, language: Language, found: list[Diagnostic]
    ) -> Document | None:
        if language == self.publication.source_language:
            return localise(source, language, None)[0]
        path = self.publication.catalogue_file(source.leaflet, language)
        catalogue, problems = read_catalogue(path, self.publication.shown(path))
        found += problems
        if catalogue is None:
            return None
        document, missing = draft(source, language, catalogue)
        found += [*check_translation(source, catalogue), *missing]
        return document

    def _entries(self, found: list[Diagnostic]) -> tuple[TemplateEntry, ...] | None:
        if self.entries is None:
            try:
                self.entries = words_to_translate(self.publication)
            except TemplateSyntaxError as problem:
                place = Place(self.publication.shown(Path(problem.filename or "")), problem.lineno)
                fault = f"The template cannot be used: {problem.message}."
                found.append(error("template-error", place, fault, "Mend the line."))
        return self.entries

    def _composition(self, document: Document, words: LayoutWords, layout: Layout) -> Composition:
        publication, tag = self.publication, document.language.tag
        name = "html" if "html" in layout.formats else "pdf-screen"
        base = f"/{document.leaflet}"
        others = publication.languages if name == "html" else ()
        return Composition(
            document=shown_by(layout, document),
            edition=Edition(document.leaflet, tag, layout.name, name, document.front.version),
            layout=layout,
            settings=publication.settings,
            layouts_folder=publication.layouts,
            words=words,
            source_words=LayoutWords(publication.source_language),
            languages=publication.languages,
            notices=("draft_source",),
            on_paper=False,
            other_languages={one.tag: f"{base}/{one.tag}/{layout.name}/" for one in others},
            picture_base="/pictures/",
            leaflet_addresses={
                path.stem: f"/{path.stem}/{tag}/{layout.name}/"
                for path in publication.leaflet_files()
            },
            font_base="/fonts",
        )
