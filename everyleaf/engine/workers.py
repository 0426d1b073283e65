"""Warm workers on all cores: imports, fonts and styles once, then edition after edition."""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures import as_completed
from multiprocessing.context import BaseContext

from pebble import ProcessExpired, ProcessPool

from everyleaf.diagnostics import SetupError
from everyleaf.engine.batches import Batch, batches, failed, make
from everyleaf.engine.plan import Task
from everyleaf.formats import Made

PATIENCE = 600.0  # seconds for one edition; a 60-page leaflet takes about ten
_NEEDED = "everyleaf.engine.preloading"  # by every edition; loaded once, shared by all workers
_SELDOM = (5_000, 20, 20)  # Python's own are 700, 10, 10
_TRIES = 2  # a worker that was killed (memory, say) gets one more


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(tasks: Sequence[Task], jobs: int) -> Iterator[tuple[Task, Made]]:
    """Make every task's edition on ``jobs`` processes; yields each as it is done.

    Editions that show the same pages, or say the same words, go to one worker together. A
    crash or a hang there is tried again with each of them alone, and becomes a diagnostic of
    the one that it comes from. Raises `SetupError` where the machine is not fit.
    """
    if not tasks:
        return
    work = batches(tasks)
    with ProcessPool(min(jobs, len(work)), context=_context(), initializer=_warm) as pool:
        left = {_schedule(pool, batch): (batch, _TRIES) for batch in work}
        try:
            while left:
                for future in as_completed(list(left)):
                    batch, tries = left.pop(future)
                    problem = future.exception()
                    if isinstance(problem, SetupError):
                        raise problem
                    if problem is None:
                        yield from zip(batch, future.result(), strict=True)
                    elif again := _again(batch, problem, tries):
                        left.update({_schedule(pool, one): (one, tries - 1) for one in again})
                    else:
                        yield batch[0], _given_up(batch[0], problem)
        finally:
            if left:
                pool.stop()


def _context() -> BaseContext:
    """How workers are started."""
    if os.name != "posix":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    if sys.platform == "linux":  # not tried on a Mac, where libraries of its own may not be forked
        context.set_forkserver_preload([_NEEDED])
    return context


def _again(batch: Batch, problem: BaseException, tries: int) -> Iterable[Batch]:
    """What to try once more: each edition of the batch alone, or one whose worker was killed."""
    if len(batch) > 1 or (isinstance(problem, ProcessExpired) and tries > 1):
        return [(task,) for task in batch]
    return ()


def _schedule(pool: ProcessPool, batch: Batch):  # type: ignore[no-untyped-def]  # pebble is untyped
    jobs = tuple(task.job for task in batch)
    return pool.schedule(make, args=(jobs,), timeout=PATIENCE * len(jobs))


def _warm() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent to hear
    from everyleaf.formats.typesetting import prepare

    importlib.import_module(_NEEDED)
    prepare()
    _collect_less()


def _collect_less() -> None:
    """Pages are many small objects that live long: looking at them again and again takes time.

    It was 12 % of making PDFs. What is loaded by now stays anyway; of the rest, a worker holds
    one batch at a time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)


def _given_up(task: Task, problem: BaseException) -> Made:
    if isinstance(problem, TookTooLong):
        said, remedy = f"took over {PATIENCE:.0f} seconds", "Make the leaflet shorter."
    elif isinstance(problem, ProcessExpired):
        said, remedy = "ended its process twice", "Free some memory, and publish again."
    else:
        said = f"could not be sent to a worker ({type(problem).__name__}: {str(problem)[:200]})"
        remedy = "Please report it with this leaflet; the other editions are not touched."
    return failed(task.edition, said, remedy)
