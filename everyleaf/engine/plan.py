"""The plan: every edition that may go out and is asked for, as a task with its key."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from everyleaf.diagnostics import Diagnostic, SetupError, error
from everyleaf.edition import Edition
from everyleaf.engine.gathering import Gathered, Localised
from everyleaf.engine.heard import hearing
from everyleaf.engine.recipe import key_of
from everyleaf.engine.stages import LEADING_FORMATS, LISTING_FORMATS, Stage, stage_of
from everyleaf.formats import FORMATS, PAGED_FORMATS, Job
from everyleaf.formats.format import PaperPages
from everyleaf.layout import Composition, Layout
from everyleaf.layout.composing import Form
from everyleaf.layout.fontcache import font_folder
from everyleaf.layout.inkprofile import is_ink_profile, profile_path
from everyleaf.layout.layout import shown_by
from everyleaf.manifest import Artefact
from everyleaf.publication import Publication


@dataclass(frozen=True)
class Selection:
    """What a person asked for; empty means all."""

    leaflets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()

    def takes(self, edition: Edition) -> bool:
        """Whether the edition is asked for."""
        return (
            (not self.leaflets or edition.leaflet in self.leaflets)
            and (not self.languages or edition.language in self.languages)
            and (not self.layouts or edition.layout in self.layouts)
            and (not self.formats or edition.format in self.formats)
        )


@dataclass(frozen=True)
class Task:
    """One edition to be made; ``key`` is the digest of all that can change it.

    ``declined`` says why the format has none to offer here; then nothing is made.
    """

    job: Job
    key: str
    localised: Localised
    declined: Diagnostic | None

    @property
    def edition(self) -> Edition:
        """The edition that the task makes."""
        return self.job.composition.edition


def editions_of(gathered: Gathered, localised: Localised) -> Iterator[tuple[Edition, Layout]]:
    """Every edition of one leaflet in one language that the settings ask for."""
    document = localised.document
    for layout in gathered.layouts.values():
        if layout.beside_source and document.is_source:
            continue
        for name in layout.formats:
            if name in gathered.publication.settings.formats:
                yield (
                    Edition(
                        document.leaflet, document.language.tag, layout.name, name,
                        document.front.version,
                    ),
                    layout,
                )  # fmt: skip


def make_tasks(
    gathered: Gathered,
    selection: Selection,
    artefacts: Mapping[Edition, tuple[Artefact, ...]] | None = None,
    stage: Stage | None = None,
) -> Iterator[Task]:
    """Tasks for the formats of one stage, the first where none is given.

    The later stages want the artefacts that are there.
    """
    for localised in gathered.ready:
        for edition, layout in editions_of(gathered, localised):
            if selection.takes(edition) and stage_of(edition) == (stage or Stage.ALONE):
                job = _job(gathered, localised, edition, layout, artefacts or {})
                job, void = (
                    _heard(gathered, job) if edition.format in HEARD_FORMATS else (job, None)
                )
                declined = _unsayable(gathered, edition) or FORMATS[edition.format].declines(job)
                declined = declined and (void or declined)
                yield Task(job, "" if declined else key_of(job), localised, declined)


def _heard(gathered: Gathered, job: Job) -> tuple[Job, Diagnostic | None]:
    """The job with what listeners have signed, and whose sign-off is void."""
    heard = hearing(job, gathered.records.audio_sign_offs)
    return dataclasses.replace(job, heard=heard.signed is not None), heard.void


def _unsayable(gathered: Gathered, edition: Edition) -> Diagnostic | None:
    """Why nothing can be spoken in a language: its lexicon is wrong."""
    if edition.language in gathered.lexicons or "voice" not in FORMATS[edition.format].needs:
        return None
    tag = edition.language
    said = f"No audio in {tag}, because its lexicon cannot be used."
    return error("lexicon-unusable", None, said, "Mend what is told about the lexicon.")


# Formats of which a listener hears every sentence; books say more than they have heard.
HEARD_FORMATS = frozenset({"audio"})


def _job(
    gathered: Gathered,
    localised: Localised,
    edition: Edition,
    layout: Layout,
    artefacts: Mapping[Edition, tuple[Artefact, ...]],
) -> Job:
    publication = gathered.publication
    listing = edition.format in LISTING_FORMATS
    composition = Composition(
        document=shown_by(layout, localised.document),
        edition=edition,
        layout=layout,
        settings=publication.settings,
        layouts_folder=publication.layouts,
        words=localised.words,
        source_words=gathered.words[publication.source_language.tag],
        languages=publication.languages,
        notices=localised.notices,
        on_paper=edition.format in PAGED_FORMATS,
        forms=tuple(_forms(gathered, localised, edition, artefacts)) if listing else (),
        other_languages=_other_languages(gathered, edition, artefacts) if listing else {},
        leaflet_addresses=_leaflet_addresses(gathered, edition, artefacts),
    )
    coded = tuple(_coded(gathered, localised)) if listing else ()
    profile = _profile(publication) if "profile" in FORMATS[edition.format].needs else None
    leads = edition.format in LEADING_FORMATS
    return Job(
        composition, publication.source, font_folder(), profile, coded, publication.store,
        gathered.lexicons.get(edition.language),
        paper=_paper(gathered, localised, artefacts) if leads else None,
    )  # fmt: skip


def _paper(
    gathered: Gathered, localised: Localised, artefacts: Mapping[Edition, tuple[Artefact, ...]]
) -> PaperPages | None:
    """The pages of the first paper layout that shows this very text; one language before two.

    A paper edition of another text, from an earlier run, has other pages.
    """
    editions = [edition for edition, _ in editions_of(gathered, localised)]
    known = [edition for edition in editions if artefacts.get(edition)]
    for edition in sorted(known, key=lambda one: gathered.layouts[one.layout].beside_source):
        row = artefacts[edition][0]
        if row.page_starts and _is_of(localised, row):
            return PaperPages(edition.code, row.page_starts)
    return None


def _is_of(localised: Localised, row: Artefact) -> bool:
    """Whether an artefact says this very text."""
    own = (localised.source_digest, localised.catalogue_digest)
    return (row.source_digest, row.catalogue_digest) == own


def _coded(gathered: Gathered, localised: Localised) -> Iterator[tuple[Edition, Layout]]:
    """One edition for each code, with its layout: editions that share a code share its page."""
    yield from {
        edition.printed: layout for edition, layout in editions_of(gathered, localised)
    }.items()


def _profile(publication: Publication) -> Path:
    """The CMYK profile of the settings, else the one of set-up; raises `SetupError`."""
    if named := publication.settings.print.profile:
        path = (publication.root / named).resolve()
        if not is_ink_profile(path):
            raise SetupError(f"There is no CMYK profile at {named}.", "Mend [print] profile.")
        return path
    return profile_path()


def _forms(
    gathered: Gathered,
    localised: Localised,
    edition: Edition,
    artefacts: Mapping[Edition, tuple[Artefact, ...]],
) -> Iterator[Form]:
    """The other forms of the same leaflet in the same language, in the order of the settings.

    What an earlier run made of another text is not among them.
    """
    layouts, formats = list(gathered.layouts), gathered.publication.settings.formats

    def order(other: Edition) -> tuple[int, int]:
        return layouts.index(other.layout), formats.index(other.format)

    known = [e for e in artefacts if e.layout in layouts and e.format in formats]
    for other in sorted(known, key=order):
        files = artefacts[other]
        same = (other.leaflet, other.language) == (edition.leaflet, edition.language)
        if same and other.format not in LISTING_FORMATS and _is_of(localised, files[0]):
            title = gathered.layouts[other.layout].title
            for kind, file in _offered(other, files):
                yield Form(
                    title, other.layout, other.format, f"../../{file.path}",
                    file.bytes, file.pages, None if kind else file.seconds, kind,
                )  # fmt: skip


def _offered(edition: Edition, files: tuple[Artefact, ...]) -> Iterator[tuple[str, Artefact]]:
    """What a page offers of an edition, each with its kind: whole files that are there."""
    there = {file.path: file for file in files}
    for kind, ending in FORMATS[edition.format].offers.items():
        if file := there.get(f"{edition.folder}/{edition.file_name(ending)}"):
            yield kind, file
    if not FORMATS[edition.format].offers:
        yield from (("", file) for file in files)


def _there(
    gathered: Gathered, artefacts: Mapping[Edition, tuple[Artefact, ...]]
) -> set[tuple[str, str]]:
    """Leaflets and languages whose pages can be led to: they may go out, or are out already.

    A run that was asked for one language, or for one leaflet, has not looked at the others.
    """
    ready = {(one.document.leaflet, one.document.language.tag) for one in gathered.ready}
    withheld = {(row.leaflet, row.language) for row in gathered.withheld}
    pages = {(one.leaflet, one.language) for one in artefacts if one.format in LISTING_FORMATS}
    return ready | (pages - withheld)


def _other_languages(
    gathered: Gathered, edition: Edition, artefacts: Mapping[Edition, tuple[Artefact, ...]]
) -> dict[str, str]:
    tags = [tag for name, tag in _there(gathered, artefacts) if name == edition.leaflet]
    return {tag: f"../../{edition.leaflet}/{tag}/index.html" for tag in sorted(tags)}


def _leaflet_addresses(
    gathered: Gathered, edition: Edition, artefacts: Mapping[Edition, tuple[Artefact, ...]]
) -> dict[str, str]:
    """Where links to other leaflets lead: beside the page, or below the base address."""
    base = gathered.publication.settings.base_address
    start = "../.." if edition.format in LISTING_FORMATS else (base or "").rstrip("/")
    if not start:
        return {}
    page = "index.html" if edition.format in LISTING_FORMATS else ""  # read without a server
    names = [name for name, tag in _there(gathered, artefacts) if tag == edition.language]
    return {name: f"{start}/{name}/{edition.language}/{page}" for name in sorted(names)}
