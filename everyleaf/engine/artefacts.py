"""Finished files as they lie in output/: there, the same, and as the checks want them.

What a file was found to be is kept in the store under its digest and all that the checks
depend on, so that an unchanged file is not checked twice.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pebble import ProcessPool

from everyleaf.checks.checked import Checked
from everyleaf.checks.conformance.page_validation import version as second_version
from everyleaf.checks.conformance.verapdf import version as verapdf_version
from everyleaf.checks.conformance.verapdf import what_is_missing
from everyleaf.diagnostics import Diagnostic, Place, Severity, error, has_errors, note
from everyleaf.edition import Edition
from everyleaf.engine.checking import Judge
from everyleaf.engine.gathering import Localised, gather
from everyleaf.engine.recipe import program_digest
from everyleaf.formats import FORMATS
from everyleaf.layout import Layout, read_layouts
from everyleaf.manifest import Artefact, read_manifest
from everyleaf.publication import Publication
from everyleaf.store import Store, digest_of, digest_of_file

_PATIENCE = 120.0  # seconds for one file; 60 pages take about half of one
_AGAIN = "Type: everyleaf publish"
_UNCHECKED = "artefact-unchecked"
_LISTS = ("checks", "figures", "unchecked")


@dataclass(frozen=True)
class Look:
    """One file to be looked at; ``localised`` is what it was made from, where that is known."""

    path: Path
    row: Artefact
    layout: Layout | None
    localised: Localised | None

    @property
    def edition(self) -> Edition:
        """The edition that the file is of."""
        row = self.row
        return Edition(row.leaflet, row.language, row.layout, row.format, row.version)

    @property
    def key(self) -> str:
        """The digest of all that the outcome depends on."""
        return digest_of(
            {
                "file": self.row.digest,
                "edition": self.edition.name,
                "layout": repr(self.layout),
                "text": [self.row.source_digest, self.row.catalogue_digest]
                if self.localised
                else None,
                "program": program_digest(),
                "judges": [verapdf_version(), what_is_missing(), second_version()],
            }
        )


def check_artefacts(
    publication: Publication, leaflets: Iterable[str], jobs: int
) -> list[Diagnostic]:
    """Every file that the manifest lists is there, is the same, and passes the checks.

    ``leaflets`` are the leaflets asked for; none means all of them.
    """
    settings = publication.settings
    names = tuple(FORMATS)
    layouts, found = read_layouts(publication.layouts, settings.layouts, "layouts", names)
    rows, missing = listed(publication)
    wanted = set(leaflets)
    asked = [row for row in rows if not wanted or row.leaflet in wanted]
    texts = texts_of(publication, asked)
    looks = [
        Look(publication.output / row.path, row, layouts.get(row.layout), texts.get(text_key(row)))
        for row in asked
    ]
    store = Store(publication.output / ".store")
    return [*found, *missing, *_look_at_all(looks, store, jobs)]


def listed(publication: Publication) -> tuple[tuple[Artefact, ...], list[Diagnostic]]:
    """The artefacts of the manifest; none, and why, where it cannot be read."""
    place = Place("output/manifest.json")
    try:
        manifest = read_manifest((publication.output / "manifest.json").read_bytes())
    except OSError:
        return (), [error("manifest-missing", place, "Nothing has been published.", _AGAIN)]
    if manifest is None:
        return (), [error("manifest-unreadable", place, "It cannot be read.", _AGAIN)]
    return manifest.artefacts, []


TextKey = tuple[str, str, str, str | None]


def text_key(row: Artefact) -> TextKey:
    """What an artefact's text is found by: leaflet, language, and what they were read from."""
    return row.leaflet, row.language, row.source_digest, row.catalogue_digest


def texts_of(publication: Publication, rows: Iterable[Artefact]) -> Mapping[TextKey, Localised]:
    """The leaflets as they are now, by what they were read from: only the same text will do."""
    leaflets = sorted({row.leaflet for row in rows})
    languages = sorted({row.language for row in rows})
    if not leaflets:
        return {}
    return {
        (
            one.document.leaflet, one.document.language.tag,
            one.source_digest, one.catalogue_digest,
        ): one
        for one in gather(publication, leaflets, languages).ready
    }  # fmt: skip


def _look_at_all(looks: list[Look], store: Store, jobs: int) -> Iterator[Diagnostic]:
    outcomes: list[Checked] = []
    left: list[Look] = []
    for look in looks:
        if gone := list(_is_there(look)):
            yield from gone
        elif look.path.suffix == ".pdf" and look.layout is not None:
            known = store.find(look.key)
            if known is None:
                left.append(look)
            else:
                outcomes.append(_read(known.facts))
    for look, outcome in _look_inside(left, jobs):
        if not any(one.code == _UNCHECKED for one in outcome.diagnostics):
            store.put(look.key, {}, _written(outcome))
        outcomes.append(outcome)
    for outcome in outcomes:
        yield from outcome.diagnostics
    yield from _not_checked(outcomes)


def _not_checked(outcomes: Iterable[Checked]) -> Iterator[Diagnostic]:
    """What was not checked, and in how many files (STANDARDS 37)."""
    counts = Counter(said for outcome in outcomes for said in outcome.unchecked)
    for said, files in counts.items():
        yield note("not-checked", Place("output"), f"Not checked in {files} files: {said}.")


def _is_there(look: Look) -> Iterator[Diagnostic]:
    place = Place(f"output/{look.row.path}")
    try:
        if digest_of_file(look.path) != look.row.digest:
            problem = "It is not the file that the manifest lists."
            yield error("artefact-changed", place, problem, _AGAIN)
    except OSError as fault:
        problem = f"It cannot be read: {fault.strerror or fault}."
        yield error("artefact-missing", place, problem, _AGAIN)


def _look_inside(looks: list[Look], jobs: int) -> Iterator[tuple[Look, Checked]]:
    if not looks:
        return
    context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
    with ProcessPool(min(jobs, len(looks)), context=context) as pool, Judge() as judge:
        futures = [(pool.schedule(_look, args=(look,), timeout=_PATIENCE), look) for look in looks]
        for future, look in futures:
            if problem := future.exception():
                said = f"It cannot be checked: {type(problem).__name__}: {str(problem)[:200]}."
                place = Place(f"output/{look.row.path}")
                unchecked = error(_UNCHECKED, place, said, _AGAIN)
                yield look, Checked(diagnostics=(unchecked,))
                continue
            outcome: Checked = future.result()
            if not has_errors(outcome.diagnostics):
                outcome += judge.verdicts(look.edition, look.path.read_bytes())
            yield look, outcome


def _look(look: Look) -> Checked:
    from everyleaf.checks.finished import Text, check_pdf  # late: it loads pikepdf

    assert look.layout is not None
    text = Text(look.localised.document, None) if look.localised else None
    return check_pdf(look.path.read_bytes(), look.edition, look.layout, text)


def _written(outcome: Checked) -> dict[str, object]:
    """An outcome as facts for the store."""
    found = [
        [one.code, one.severity.value, one.place.path if one.place else "", one.problem, one.remedy]
        for one in outcome.diagnostics
    ]
    return {
        "checks": list(outcome.checks), "figures": list(outcome.figures),
        "unchecked": list(outcome.unchecked), "found": found,
    }  # fmt: skip


def _read(facts: Mapping[str, Any]) -> Checked:
    found = tuple(
        Diagnostic(code, Severity(severity), Place(place), problem, remedy)
        for code, severity, place, problem, remedy in facts["found"]
    )
    checks, figures, unchecked = (tuple(facts[name]) for name in _LISTS)
    return Checked(checks, figures, unchecked, found)
