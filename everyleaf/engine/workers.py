"""Warm workers on all cores: imports, fonts and styles once, then edition after edition."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures import as_completed

from pebble import ProcessExpired, ProcessPool

from everyleaf.diagnostics import Diagnostic, Place, SetupError, error
from everyleaf.edition import Edition
from everyleaf.engine.checking import checked
from everyleaf.engine.plan import Task
from everyleaf.formats import FORMATS, Job, Made
from everyleaf.layout import TemplateFault

PATIENCE = 600.0  # seconds for one edition; a 60-page leaflet takes about ten
_TRIES = 2  # a worker that was killed (memory, say) gets one more


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(tasks: Sequence[Task], jobs: int) -> Iterator[tuple[Task, Made]]:
    """Make every task's edition on ``jobs`` processes; yields each as it is done.

    A crash, a hang or a fault in one edition becomes a diagnostic of that edition;
    the others go on. Raises `SetupError` where the machine is not fit.
    """
    if not tasks:
        return
    context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
    with ProcessPool(min(jobs, len(tasks)), context=context, initializer=_warm) as pool:
        left = {_schedule(pool, task): (task, _TRIES) for task in tasks}
        try:
            while left:
                for future in as_completed(list(left)):
                    task, tries = left.pop(future)
                    problem = future.exception()
                    if isinstance(problem, ProcessExpired) and tries > 1:
                        left[_schedule(pool, task)] = task, tries - 1
                    elif isinstance(problem, SetupError):
                        raise problem
                    else:
                        yield task, _failed(task, problem) if problem else future.result()
        finally:
            if left:
                pool.stop()


def _schedule(pool: ProcessPool, task: Task):  # type: ignore[no-untyped-def]  # pebble is untyped
    return pool.schedule(make, args=(task.job,), timeout=PATIENCE)


def _warm() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to hear
    from everyleaf.formats.typesetting import prepare

    prepare()


def make(job: Job) -> Made:
    """One edition, checked, in this process. What is wrong with it comes back with it."""
    try:
        return checked(job, FORMATS[job.composition.edition.format].make(job))
    except TemplateFault as fault:
        return Made(diagnostics=(fault.diagnostic,))


def _failed(task: Task, problem: BaseException) -> Made:
    if isinstance(problem, TookTooLong):
        said, remedy = f"took over {PATIENCE:.0f} seconds", "Make the leaflet shorter."
    elif isinstance(problem, ProcessExpired):
        said, remedy = "ended its process twice", "Free some memory, and publish again."
    else:
        said = f"met a fault in Everyleaf ({type(problem).__name__}: {str(problem)[:200]})"
        remedy = "Please report it with this leaflet; the other editions are not touched."
    return Made(diagnostics=(_diagnostic(task.edition, said, remedy),))


def _diagnostic(edition: Edition, said: str, remedy: str) -> Diagnostic:
    return error("edition-failed", Place(edition.name), f"This edition {said}.", remedy)
