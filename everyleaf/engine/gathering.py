"""Reads the whole publication and says, for each leaflet and language, whether it may go out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import TemplateSyntaxError

from everyleaf.catalogue import Catalogue, Entry, TemplateEntry, read_catalogue
from everyleaf.checks import (
    SourceCase,
    check_settings,
    check_source,
)
from everyleaf.checks.style_sheets import check_style_sheets
from everyleaf.diagnostics import Diagnostic, Place, error, has_errors
from everyleaf.document import Document
from everyleaf.engine.message_checks import before_it_is_confirmed, check_catalogue
from everyleaf.facts import publisher_facts
from everyleaf.formats import FORMATS
from everyleaf.language import Language
from everyleaf.layout import Layout, read_layouts
from everyleaf.layout.layout import missing_files
from everyleaf.publication import Publication, ReleaseRule
from everyleaf.reading import read_leaflet
from everyleaf.records import Records, read_records
from everyleaf.release import judge
from everyleaf.speech import PHRASES_FILE
from everyleaf.speech.lexicon import Lexicon
from everyleaf.speech.pls import lexicon_of
from everyleaf.store import digest_of_file
from everyleaf.translation import LayoutWords, layout_entries, localise, read_layout_words


@dataclass(frozen=True)
class Localised:
    """One leaflet in one language that may go out."""

    document: Document
    words: LayoutWords
    notices: tuple[str, ...]
    source_digest: str
    catalogue_digest: str | None


@dataclass(frozen=True)
class Withheld:
    """One leaflet in one language that may not go out, for a reason in the diagnostics.

    ``by_rule`` tells whether the release rule is the reason: then what went out
    under another rule does not stay.
    """

    leaflet: str
    language: str
    by_rule: bool


@dataclass
class Gathered:
    """What a publication holds: what may go out, what may not, and why."""

    publication: Publication
    layouts: dict[str, Layout] = field(default_factory=dict)
    words: dict[str, LayoutWords] = field(default_factory=dict)
    leaflets: list[str] = field(default_factory=list)
    ready: list[Localised] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    said: dict[str, dict[str, Entry]] = field(default_factory=dict)
    lexicons: dict[str, Lexicon] = field(default_factory=dict)
    records: Records = field(default_factory=Records)


def gather(
    publication: Publication,
    leaflets: Iterable[str] = (),
    languages: Iterable[str] = (),
) -> Gathered:
    """Read, check, translate and judge. Empty selections mean all."""
    gathered = Gathered(publication)
    _read_layouts(gathered)
    unfit = check_settings(publication)
    gathered.diagnostics += unfit
    _read_words(gathered)
    _read_lexicons(gathered)
    _tell_of_voices(gathered)
    gathered.records, found = read_records(publication.records)
    gathered.diagnostics += found
    gathered.leaflets = [path.stem for path in publication.leaflet_files()]
    if not gathered.leaflets:
        remedy = "Write a leaflet: source/my-leaflet.md (docs/writing-a-leaflet.md)."
        gathered.diagnostics.append(error("source-none", Place("source"), "No leaflets.", remedy))
    chosen, tags = set(leaflets) or set(gathered.leaflets), set(languages)
    for path in publication.leaflet_files():
        if path.stem in chosen:
            wanted = [lang for lang in publication.languages if not tags or lang.tag in tags]
            if has_errors(unfit):  # a colour that nobody can read, say, holds back every page
                gathered.withheld += [
                    Withheld(path.stem, lang.tag, by_rule=False) for lang in wanted
                ]
            else:
                _gather_leaflet(gathered, path, wanted)
    return gathered


def words_to_translate(publication: Publication) -> tuple[TemplateEntry, ...]:
    """The layouts' own words; raises jinja2's TemplateSyntaxError."""
    return tuple(layout_entries(publication.layouts, PHRASES_FILE, publication.shown))


def _read_layouts(gathered: Gathered) -> None:
    """The layouts of the settings; one whose files are missing or unreadable is missing, too."""
    publication = gathered.publication
    names = publication.settings.layouts
    layouts, found = read_layouts(publication.layouts, names, "layouts", tuple(FORMATS))
    said = check_style_sheets(publication, layouts.values())
    for layout in layouts.values():
        said += missing_files(publication.layouts, layout, "layouts")
    unfit = {one.place.path for one in said if one.place and has_errors([one])}
    gathered.diagnostics += [*found, *said]
    gathered.layouts = {
        name: layout
        for name, layout in layouts.items()
        if unfit.isdisjoint(f"layouts/{file}" for file in (f"{name}/layout.toml", *layout.styles))
    }


def _read_words(gathered: Gathered) -> None:
    publication = gathered.publication
    try:
        wanted = words_to_translate(publication)
    except TemplateSyntaxError as problem:
        place = Place(publication.shown(Path(problem.filename or "layouts")), problem.lineno)
        fault = f"The template cannot be used: {problem.message}."
        gathered.diagnostics.append(error("template-error", place, fault, "Mend the line."))
        return
    for language in publication.languages:
        words, found = read_layout_words(publication, language, wanted)
        gathered.diagnostics += found
        if words is not None:
            gathered.words[language.tag] = words


def _read_lexicons(gathered: Gathered) -> None:
    """The lexicon of each language; a wrong one is missing, and its language gets no audio."""
    for language in gathered.publication.languages:
        lexicon, found = lexicon_of(gathered.publication, language)
        gathered.diagnostics += found
        if lexicon is not None:
            gathered.lexicons[language.tag] = lexicon


def _tell_of_voices(gathered: Gathered) -> None:
    """Which voices are passed over, told in every run: also where the audio is made already."""
    publication = gathered.publication
    if not publication.settings.voices:
        return
    from everyleaf.speech.voices import choose, specs_of, unusable  # late: it loads the encoder

    for language in publication.languages:
        if language.tag in publication.settings.voices:
            specs = specs_of(language, publication.settings)
            choice = choose(language, specs, publication.root)
            gathered.diagnostics += choice.diagnostics if choice.spec else ()
            if choice.spec is None:
                gathered.diagnostics += unusable(language, specs, publication.root)


def read_source(publication: Publication, path: Path) -> tuple[Document | None, list[Diagnostic]]:
    """One leaflet in the source language, checked; None where it cannot be read."""
    facts = publisher_facts(publication.settings.publisher)
    document, found = read_leaflet(
        path, publication.shown(path), publication.source_language, facts
    )
    if document is None:
        return None, found
    names = frozenset(file.stem for file in publication.leaflet_files())
    return document, found + check_source(SourceCase(document, publication, names))


def _gather_leaflet(gathered: Gathered, path: Path, languages: list[Language]) -> None:
    document, found = read_source(gathered.publication, path)
    gathered.diagnostics += found
    for language in languages:
        if document is None or has_errors(found):
            gathered.withheld.append(Withheld(path.stem, language.tag, by_rule=False))
        else:
            _gather_language(gathered, path, document, language)


def _gather_language(
    gathered: Gathered,
    path: Path,
    source: Document,
    language: Language,
) -> None:
    file = gathered.publication.catalogue_file(source.leaflet, language)
    catalogue, found = _catalogue(
        gathered.publication,
        source,
        language,
        gathered.records,
        gathered.said.setdefault(language.tag, {}),
    )
    found = _for_the_rule(gathered.publication, found)
    document = None
    if not has_errors(found):
        document, missing = localise(source, language, catalogue)
        found += missing
    gathered.diagnostics += found
    words = gathered.words.get(language.tag)
    if document is None or words is None or has_errors(found):
        gathered.withheld.append(Withheld(source.leaflet, language.tag, by_rule=False))
        return
    rule = gathered.publication.settings.release.rule
    verdict = judge(rule, document, catalogue, gathered.records.sign_offs)
    gathered.diagnostics += verdict.diagnostics
    if not verdict.may_go_out:
        gathered.withheld.append(Withheld(source.leaflet, language.tag, by_rule=True))
        return
    digest = digest_of_file(file) if catalogue else None
    gathered.ready.append(Localised(document, words, verdict.notices, digest_of_file(path), digest))


def _catalogue(
    publication: Publication,
    source: Document,
    language: Language,
    records: Records,
    said: dict[str, Entry],
) -> tuple[Catalogue | None, list[Diagnostic]]:
    if language == publication.source_language:
        return None, []
    file = publication.catalogue_file(source.leaflet, language)
    catalogue, found = read_catalogue(file, publication.shown(file))
    if catalogue is None:
        return None, found
    return catalogue, found + check_catalogue(
        publication, source, catalogue, language, records, said
    )


def _for_the_rule(publication: Publication, found: list[Diagnostic]) -> list[Diagnostic]:
    """Under the rule draft, what a linguist is still to confirm goes out to be checked.

    Such editions say on every page that they are not for patients (STANDARDS 9).
    """
    if publication.settings.release.rule is not ReleaseRule.DRAFT:
        return found
    return before_it_is_confirmed(found)


def text_to_sign(
    publication: Publication, leaflet: str, tag: str
) -> tuple[Document | None, list[Diagnostic]]:
    """One leaflet in one language as it would go out, and what stands against it."""
    source, found = read_source(publication, publication.source / f"{leaflet}.md")
    language = next(row for row in publication.languages if row.tag == tag)
    if source is None or has_errors(found):
        return None, found
    records, wrong = read_records(publication.records)
    catalogue, more = _catalogue(publication, source, language, records, {})
    more = wrong + more
    if has_errors(more):
        return None, found + more
    document, missing = localise(source, language, catalogue)
    return document, found + more + missing
