"""Finished files, looked at: right after they are made, or later, as they lie in output/."""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from pebble import ProcessPool

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.edition import Edition
from everyleaf.formats import FORMATS, Job, Made
from everyleaf.layout import Layout, read_layouts
from everyleaf.manifest import Artefact, read_manifest
from everyleaf.publication import Publication
from everyleaf.store import digest_of_file

_PATIENCE = 120.0  # seconds for one file; 60 pages take about half of one
_AGAIN = "Type: everyleaf publish"


def checked(job: Job, made: Made) -> Made:
    """What was made, with what the page checks say about it and their names.

    They run before anybody can see the file; an error of theirs withholds the edition.
    """
    edition, layout = job.composition.edition, job.composition.layout
    pages = [data for name, data in made.files.items() if name.endswith(".pdf")]
    if not pages:
        return made
    from everyleaf.checks.pages import PAGE_CHECKS, check_pages  # late: it loads pikepdf

    found = [one for data in pages for one in check_pages(data, edition, layout)]
    return dataclasses.replace(
        made,
        checks=(*made.checks, *PAGE_CHECKS),
        diagnostics=tuple(dict.fromkeys((*made.diagnostics, *found))),
    )


def check_artefacts(
    publication: Publication, leaflets: Iterable[str], jobs: int
) -> list[Diagnostic]:
    """Every file that the manifest lists is there, is the same, and passes the page checks.

    ``leaflets`` are the leaflets asked for; none means all of them.
    """
    settings = publication.settings
    names = tuple(FORMATS)
    layouts, found = read_layouts(publication.layouts, settings.layouts, "layouts", names)
    rows, missing = _listed(publication)
    wanted = set(leaflets)
    asked = [row for row in rows if not wanted or row.leaflet in wanted]
    looks = [(publication.output / row.path, row, layouts.get(row.layout)) for row in asked]
    return [*found, *missing, *_look_at_all(looks, jobs)]


def _listed(publication: Publication) -> tuple[tuple[Artefact, ...], list[Diagnostic]]:
    place = Place("output/manifest.json")
    try:
        manifest = read_manifest((publication.output / "manifest.json").read_bytes())
    except OSError:
        return (), [error("manifest-missing", place, "Nothing has been published.", _AGAIN)]
    if manifest is None:
        return (), [error("manifest-unreadable", place, "It cannot be read.", _AGAIN)]
    return manifest.artefacts, []


_Look = tuple[Path, Artefact, Layout | None]


def _look_at_all(looks: list[_Look], jobs: int) -> Iterator[Diagnostic]:
    if not looks:
        return
    context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
    with ProcessPool(min(jobs, len(looks)), context=context) as pool:
        futures = [(pool.schedule(_look, args=look, timeout=_PATIENCE), look) for look in looks]
        for future, (_, row, _) in futures:
            if problem := future.exception():
                said = f"It cannot be checked: {type(problem).__name__}: {str(problem)[:200]}."
                yield error("artefact-unchecked", Place(f"output/{row.path}"), said, _AGAIN)
            else:
                yield from future.result()


def _look(path: Path, row: Artefact, layout: Layout | None) -> list[Diagnostic]:
    place = Place(f"output/{row.path}")
    try:
        if digest_of_file(path) != row.digest:
            problem = "It is not the file that the manifest lists."
            return [error("artefact-changed", place, problem, _AGAIN)]
        data = path.read_bytes() if path.suffix == ".pdf" else b""
    except OSError as fault:
        problem = f"It cannot be read: {fault.strerror or fault}."
        return [error("artefact-missing", place, problem, _AGAIN)]
    if not data or layout is None:
        return []
    from everyleaf.checks.pages import check_pages  # late: it loads pikepdf

    edition = Edition(row.leaflet, row.language, row.layout, row.format, row.version)
    return check_pages(data, edition, layout)
