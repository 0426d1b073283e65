"""Publishing: what is new is made, what is the same stays, the manifest comes last."""

from __future__ import annotations

import contextlib
import enum
import fcntl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from everyleaf.diagnostics import Diagnostic, SetupError, has_errors
from everyleaf.edition import Edition
from everyleaf.engine import workers
from everyleaf.engine.check_report import write_report
from everyleaf.engine.checking import Judge
from everyleaf.engine.gathering import Gathered
from everyleaf.engine.plan import Selection, Task, make_tasks
from everyleaf.engine.recipe import engine_versions
from everyleaf.engine.stages import Stage
from everyleaf.formats import Made
from everyleaf.manifest import LISTS, Artefact, Manifest, read_manifest
from everyleaf.store import Store, Stored, digest_of_file, write_atomically

MANIFEST = "manifest.json"


class State(enum.StrEnum):
    """What became of an edition."""

    MADE = "made"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    WITHHELD = "withheld"


@dataclass
class Report:
    """What a run did: the state of each edition, its files, and all findings."""

    states: dict[Edition, State] = field(default_factory=dict)
    artefacts: dict[Edition, tuple[Artefact, ...]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    withheld: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        """Everything that was asked for went out."""
        return not has_errors(self.diagnostics)


# Told before each phase how many editions are to be made, and after each edition its name.
Progress = Callable[[int, str], None]


def publish(
    gathered: Gathered, selection: Selection, jobs: int, progress: Progress = lambda n, name: None
) -> Report:
    """Make every edition that may go out, is asked for and is not up to date.

    An edition that fails leaves its earlier good file. Raises `SetupError`.
    """
    output = gathered.publication.output
    with _only_one(output):
        report = Report(diagnostics=list(gathered.diagnostics))
        report.withheld = [(row.leaflet, row.language) for row in gathered.withheld]
        store = Store(gathered.publication.store)
        earlier = _earlier(output)
        for stage in Stage:
            known = _to_lead_to(gathered, selection, earlier, report)
            tasks = list(make_tasks(gathered, selection, known, stage))
            _make(tasks, store, jobs, report, progress)
        report.diagnostics = list(dict.fromkeys(report.diagnostics))
        _put_out(gathered, selection, store, earlier, report)
    return report


@contextlib.contextmanager
def _only_one(output: Path) -> Iterator[None]:
    """Two runs at once would write one manifest for two halves."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        lock = (output / ".lock").open("w")
    except OSError as problem:
        raise SetupError(f"output/ cannot be written: {problem.strerror}.") from problem
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            remedy = "Wait until it has ended, then type the command again."
            raise SetupError("Another run is publishing here.", remedy) from problem
        yield


def _earlier(output: Path) -> dict[Edition, tuple[Artefact, ...]]:
    """What the last run put out and is still there as it was."""
    with contextlib.suppress(OSError):
        manifest = read_manifest((output / MANIFEST).read_bytes())
        rows: dict[Edition, tuple[Artefact, ...]] = {}
        for row in manifest.artefacts if manifest else ():
            if (output / row.path).is_file():
                edition = Edition(row.leaflet, row.language, row.layout, row.format, row.version)
                rows[edition] = (*rows.get(edition, ()), row)
        return rows
    return {}


def _make(tasks: list[Task], store: Store, jobs: int, report: Report, progress: Progress) -> None:
    todo: list[Task] = []
    for task in tasks:
        if task.declined:
            report.states[task.edition] = State.WITHHELD
            report.diagnostics.append(task.declined)
        elif stored := store.find(task.key):
            report.states[task.edition] = State.UNCHANGED
            report.artefacts[task.edition] = _artefacts(task, stored, store)
        else:
            todo.append(task)
    progress(len(todo), "")
    with Judge() as judge:
        for task, made in workers.run(todo, jobs):
            _take(task, judge.judged(task.edition, made), store, report)
            progress(0, task.edition.name)


def _take(task: Task, made: Made, store: Store, report: Report) -> None:
    report.diagnostics += made.diagnostics
    if not made.files or has_errors(made.diagnostics):
        report.states[task.edition] = State.FAILED
        return
    stored = store.put(task.key, made.files, _facts(made))
    report.states[task.edition] = State.MADE
    report.artefacts[task.edition] = _artefacts(task, stored, store)


def _facts(made: Made) -> dict[str, object]:
    return {
        "pages": made.pages, "seconds": made.seconds, "checks": list(made.checks),
        "figures": list(made.figures), "unchecked": list(made.unchecked),
        "voices": list(made.voices), "page_starts": list(made.page_starts),
    }  # fmt: skip


def _artefacts(task: Task, stored: Stored, store: Store) -> tuple[Artefact, ...]:
    edition = task.edition
    return tuple(
        Artefact(
            path=path, digest=digest, bytes=store.size(digest),
            leaflet=edition.leaflet, language=edition.language, layout=edition.layout,
            format=edition.format, version=edition.version, code=edition.code, key=task.key,
            source_digest=task.localised.source_digest,
            catalogue_digest=task.localised.catalogue_digest,
            pages=stored.facts.get("pages"), seconds=stored.facts.get("seconds"),
            **{name: tuple(stored.facts.get(name, ())) for name in LISTS},
        )
        for path, digest in stored.files.items()
    )  # fmt: skip


def _put_out(
    gathered: Gathered,
    selection: Selection,
    store: Store,
    earlier: Mapping[Edition, tuple[Artefact, ...]],
    report: Report,
) -> None:
    """New files in, files that nothing stands for out, the manifest last."""
    output, settings = gathered.publication.output, gathered.publication.settings
    kept = {**_to_keep(gathered, selection, earlier, report), **report.artefacts}
    rows = [row for files in kept.values() for row in files]
    for row in rows:
        path = output / row.path
        if not path.is_file() or digest_of_file(path) != row.digest:
            write_atomically(path, store.read(row.digest))
    _clear(output, {row.path for files in earlier.values() for row in files}, rows)
    manifest = Manifest(
        settings.name, settings.release.rule.value, dict(engine_versions()), tuple(rows)
    )
    write_report(output, manifest, _not_there(report))
    data = manifest.as_bytes()
    if not (output / MANIFEST).is_file() or (output / MANIFEST).read_bytes() != data:
        write_atomically(output / MANIFEST, data)


def _not_there(report: Report) -> Iterator[str]:
    """What was asked for and is not out, or is out as it was before."""
    for leaflet, language in report.withheld:
        yield f"{leaflet} {language}: withheld"
    for edition, state in report.states.items():
        if state in (State.FAILED, State.WITHHELD):
            yield f"{edition.name}: {state.value}"


def _to_keep(
    gathered: Gathered,
    selection: Selection,
    earlier: Mapping[Edition, tuple[Artefact, ...]],
    report: Report,
) -> dict[Edition, tuple[Artefact, ...]]:
    """Earlier editions that stay: not asked for now, failed, or withheld by text or layout.

    What the release rule withholds goes: it may have gone out under a laxer rule.
    """
    by_rule = {(row.leaflet, row.language) for row in gathered.withheld if row.by_rule}
    by_text = {(row.leaflet, row.language) for row in gathered.withheld if not row.by_rule}
    failed = _failed(report)
    unreadable = {*gathered.publication.settings.layouts} - {*gathered.layouts}
    return {
        edition: files
        for edition, files in earlier.items()
        if (edition.leaflet, edition.language) not in by_rule
        and (
            not selection.takes(edition)
            or _whatever_version(edition) in failed
            or (edition.leaflet, edition.language) in by_text
            or edition.layout in unreadable
        )
        and not _has_newer(edition, report)
    }


def _to_lead_to(
    gathered: Gathered,
    selection: Selection,
    earlier: Mapping[Edition, tuple[Artefact, ...]],
    report: Report,
) -> dict[Edition, tuple[Artefact, ...]]:
    """What a page may offer: what is out after this run.

    The earlier file of an edition that failed stays, but may say what the page no longer says.
    """
    kept = _to_keep(gathered, selection, earlier, report)
    failed = _failed(report)
    sound = {e: files for e, files in kept.items() if _whatever_version(e) not in failed}
    return {**sound, **report.artefacts}


def _has_newer(edition: Edition, report: Report) -> bool:
    """Whether the same edition went out in another version of the leaflet."""
    return _whatever_version(edition) in map(_whatever_version, report.artefacts)


def _failed(report: Report) -> set[Edition]:
    """What could not be made: the last good version of it stays."""
    states = report.states.items()
    return {_whatever_version(edition) for edition, state in states if state is State.FAILED}


def _whatever_version(edition: Edition) -> Edition:
    return replace(edition, version="")


def _clear(output: Path, before: set[str], rows: list[Artefact]) -> None:
    """Remove the files of the last run that no edition stands for any more."""
    for name in sorted(before - {row.path for row in rows}):
        path = output / name
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for folder in list(path.parents)[: len(Path(name).parts) - 1]:
                folder.rmdir()
