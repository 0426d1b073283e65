"""Editions are checked as soon as they are made, before anybody can see them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from everyleaf.checks.checked import Checked
from everyleaf.checks.conformance import VeraPdf
from everyleaf.diagnostics import has_errors
from everyleaf.edition import Edition
from everyleaf.formats import Job, Made

_PRINT, _SCREEN = "pdf-print", "pdf-screen"


def checked(job: Job, made: Made) -> Made:
    """What was made, with what the checks say about it; an error withholds the edition.

    The words are held against the document, and against the page that its layout composed.
    """
    if not made.files:
        return made
    from everyleaf.checks.equality import EQUALITY_CHECKS  # late: they load pikepdf
    from everyleaf.checks.finished import Text, check_pdf

    composition = job.composition
    if (check := EQUALITY_CHECKS.get(composition.edition.format)) is not None:
        made = with_checks(made, check(job, made.files))
    pages = [data for name, data in made.files.items() if name.endswith(".pdf")]
    text = Text(composition.document, made.page)
    made = dataclasses.replace(made, page=None)  # it has served, and need not travel
    for data in pages:
        made = with_checks(made, check_pdf(data, composition.edition, composition.layout, text))
    return made


def alike(jobs: Sequence[Job], made: Sequence[Made]) -> tuple[Made, ...]:
    """What one layout pass gave, each file for print held against that for screens.

    Where only one of them was made, it says so.
    """
    by_format = {
        job.composition.edition.format: one
        for job, one in zip(jobs, made, strict=True)
        if one.files
    }
    if not {_PRINT, _SCREEN} <= set(by_format):
        return tuple(_alone(job, one) for job, one in zip(jobs, made, strict=True))
    from everyleaf.checks.equality import check_pages_alike  # late: it loads pikepdf

    (ink,), (light,) = (by_format[name].files.values() for name in (_PRINT, _SCREEN))
    edition = next(
        job.composition.edition for job in jobs if job.composition.edition.format == _PRINT
    )
    found = check_pages_alike(ink, light, edition)
    return tuple(with_checks(one, found) if one is by_format[_PRINT] else one for one in made)


def _alone(job: Job, made: Made) -> Made:
    """What is one of two PDFs that the layout has, made without the other."""
    composition, pair = job.composition, {_PRINT, _SCREEN}
    offered = {*composition.layout.formats} & {*composition.settings.formats}
    others = pair - {composition.edition.format}
    if len(others) > 1 or not pair <= offered or not made.files:
        return made
    from everyleaf.checks.equality import PAGES_ALIKE  # late: it loads pikepdf

    reason = f"{PAGES_ALIKE}: no {min(others)} was made with it"
    return with_checks(made, Checked(unchecked=(reason,)))


def with_checks(made: Made, found: Checked) -> Made:
    """``made`` with what another check found; each finding once."""
    return dataclasses.replace(
        made,
        checks=(*made.checks, *found.checks),
        figures=(*made.figures, *found.figures),
        unchecked=(*made.unchecked, *found.unchecked),
        diagnostics=tuple(dict.fromkeys((*made.diagnostics, *found.diagnostics))),
    )


class Judge:
    """veraPDF over what the workers made: one JVM for the whole run, started when needed."""

    def __init__(self) -> None:
        self._verapdf = VeraPdf()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._verapdf.close()

    def judged(self, edition: Edition, made: Made) -> Made:
        """``made`` with its verdicts; what has failed already is not judged."""
        if has_errors(made.diagnostics):
            return made
        for name, data in made.files.items():
            if name.endswith(".pdf"):
                made = with_checks(made, self.verdicts(edition, data))
        return made

    def verdicts(self, edition: Edition, data: bytes) -> Checked:
        """What veraPDF says about one PDF, where it can run."""
        from everyleaf.checks.finished import judge  # late: it loads pikepdf

        return judge(data, edition, self._verapdf)
