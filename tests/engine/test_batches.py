"""Editions of the same pages are made together, and each stands or falls by itself."""

from __future__ import annotations

import json
from concurrent.futures import TimeoutError as TookTooLong
from pathlib import Path

import pytest
from pebble import ProcessExpired

from everyleaf.engine import Selection, gather, make_tasks
from everyleaf.engine.batches import Batch, batches
from everyleaf.engine.workers import _again
from everyleaf.publication import open_publication
from tests.small_publication import LEAFLET, change, lay_out, quickly

BOTH = (
    "--language",
    "en",
    "--layout",
    "standard",
    "--format",
    "pdf-print",
    "--format",
    "pdf-screen",
)
PRINT = f"{LEAFLET}/en/{LEAFLET}-en-standard-print.pdf"
SCREEN = f"{LEAFLET}/en/{LEAFLET}-en-standard.pdf"


@pytest.fixture
def small(tmp_path: Path) -> list[Batch]:
    publication, _ = open_publication(lay_out(tmp_path))
    assert publication is not None
    return batches(list(make_tasks(gather(publication), Selection())))


def test_the_two_pdfs_of_a_layout_are_one_batch_and_nothing_else_is(small: list[Batch]) -> None:
    shown = {tuple(task.edition.format for task in batch) for batch in small}
    assert shown == {("pdf-print", "pdf-screen"), ("audio",)}
    for batch in small:
        assert len({(t.edition.leaflet, t.edition.language, t.edition.layout) for t in batch}) == 1


def test_what_says_the_same_words_is_made_by_one_worker(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    change(folder / "everyleaf.toml", '"audio"]', '"audio", "epub", "daisy", "braille"]')
    publication, _ = open_publication(folder)
    assert publication is not None
    tasks = make_tasks(gather(publication, (), ["en"]), Selection(layouts=("web",)))
    shown = [tuple(task.edition.format for task in batch) for batch in batches(list(tasks))]
    assert shown == [("audio", "daisy"), ("braille",)]  # an e-book comes after the paper


def test_no_edition_is_lost_or_made_twice(small: list[Batch]) -> None:
    editions = [task.edition for batch in small for task in batch]
    assert len(editions) == len(set(editions)) == 3 * 3 * 2 + 3


def test_a_batch_that_crashes_or_hangs_is_tried_again_one_by_one(small: list[Batch]) -> None:
    batch = next(batch for batch in small if len(batch) == 2)
    crash, hang = ProcessExpired("killed"), TookTooLong()
    for problem in (crash, hang):
        assert _again(batch, problem, tries=2) == [(batch[0],), (batch[1],)]
    assert _again(batch[:1], crash, tries=2) == [batch[:1]]
    assert not _again(batch[:1], crash, tries=1)
    assert not _again(batch[:1], hang, tries=2)


def _states(stdout: str) -> dict[str, str]:
    return {row["format"]: row["state"] for row in json.loads(stdout)["editions"]}


def test_what_is_wrong_with_one_edition_takes_no_other_with_it(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    assert quickly(folder, "publish", *BOTH).returncode == 0
    before = (folder / "output" / PRINT).read_bytes()
    settings = folder / "everyleaf.toml"
    with settings.open("a", encoding="utf-8") as file:
        file.write('[print]\nprofile = "torn.icc"\n')
    header = bytes(16) + b"CMYK" + bytes(16) + b"acsp"
    (folder / "torn.icc").write_bytes(header)
    change(folder / "source" / f"{LEAFLET}.md", "* In the morning", "* In the early morning")
    done = quickly(folder, "publish", *BOTH, "--json")
    assert done.returncode == 1
    assert _states(done.stdout) == {"pdf-print": "failed", "pdf-screen": "made"}
    assert (folder / "output" / PRINT).read_bytes() == before, "the earlier good file stays"


def test_pages_that_cannot_be_laid_out_fail_both_and_the_fault_is_told_once(
    tmp_path: Path,
) -> None:
    folder = lay_out(tmp_path)
    page = folder / "layouts/standard/page.html"
    page.write_text(page.read_text(encoding="utf-8") + "{% set x = nowhere.there %}\n", "utf-8")
    done = quickly(folder, "publish", *BOTH, "--json")
    assert done.returncode == 1
    assert _states(done.stdout) == {"pdf-print": "failed", "pdf-screen": "failed"}
    errors = [d for d in json.loads(done.stdout)["diagnostics"] if d["severity"] == "error"]
    assert [error["code"] for error in errors] == ["template-error"]


def test_an_edition_made_alone_has_the_same_bytes_as_in_company(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    quickly(folder, "publish", *BOTH)
    together = {name: (folder / "output" / name).read_bytes() for name in (PRINT, SCREEN)}
    for name, chosen in ((PRINT, BOTH[:6]), (SCREEN, (*BOTH[:4], *BOTH[6:]))):
        alone = lay_out(tmp_path / name.replace("/", "-"))
        quickly(alone, "publish", *chosen)
        made = {path.relative_to(alone / "output").as_posix(): path.read_bytes()
                for path in (alone / "output").rglob("*.pdf")}  # fmt: skip
        assert made == {name: together[name]}
