"""Editions that are made together: they show the same pages, or say the same words."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

from everyleaf.diagnostics import Place, SetupError, error
from everyleaf.edition import Edition
from everyleaf.engine.checking import alike, checked
from everyleaf.engine.plan import Task
from everyleaf.formats import FORMATS, PAGED_FORMATS, Job, Made
from everyleaf.layout import TemplateFault

if TYPE_CHECKING:
    from everyleaf.formats.laid_out import LaidOut

Batch = tuple[Task, ...]


def batches(tasks: Sequence[Task]) -> list[Batch]:
    """The tasks in order; those that have work in common stand together."""
    found: dict[Hashable, list[Task]] = {}
    for task in tasks:
        found.setdefault(_in_common(task.edition), []).append(task)
    return list(map(tuple, found.values()))


def _in_common(edition: Edition) -> Hashable:
    """What is done once for several editions: the layout pass, or the chapters that are heard.

    Two workers who spoke the same chapter at once would both encode it.
    """
    if edition.format in PAGED_FORMATS:
        return edition.printed
    if "voice" in FORMATS[edition.format].needs:
        return edition.leaflet, edition.language, edition.version
    return edition


def make(jobs: Sequence[Job]) -> tuple[Made, ...]:
    """The editions of one batch, checked, in this process.

    What is wrong with an edition comes back with it and takes no other with it; pages that
    cannot be laid out fail them all. Raises `SetupError`.
    """
    if len(jobs) == 1 or jobs[0].composition.edition.format not in PAGED_FORMATS:
        return alike(jobs, [_made(job, None) for job in jobs])
    from everyleaf.formats.laid_out import lay_out

    try:
        laid_out = lay_out(jobs[0])
    except SetupError:
        raise
    except Exception as problem:  # noqa: BLE001  # whatever it is, other batches go on
        return tuple(_unmade(job, problem) for job in jobs)
    return alike(jobs, [_made(job, laid_out) for job in jobs])


def _made(job: Job, laid_out: LaidOut | None) -> Made:
    name = job.composition.edition.format
    try:
        if laid_out is None:
            return checked(job, FORMATS[name].make(job))
        return checked(job, PAGED_FORMATS[name].write(job, laid_out))
    except SetupError:
        raise
    except Exception as problem:  # noqa: BLE001  # whatever it is, other editions go on
        return _unmade(job, problem)


def _unmade(job: Job, problem: Exception) -> Made:
    if isinstance(problem, TemplateFault):
        return Made(diagnostics=(problem.diagnostic,))
    said = f"met a fault in Everyleaf ({type(problem).__name__}: {str(problem)[:200]})"
    remedy = "Please report it with this leaflet; the other editions are not touched."
    return failed(job.composition.edition, said, remedy)


def failed(edition: Edition, said: str, remedy: str) -> Made:
    """An edition of which there is nothing but the reason."""
    found = error("edition-failed", Place(edition.name), f"This edition {said}.", remedy)
    return Made(diagnostics=(found,))
