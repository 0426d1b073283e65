"""A leaflet that is hard to set reads right, in six scripts that are hard each in its way.

All 32 languages are tried by `make prove` (tools/prove_scripts.py).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from everyleaf.checks.fidelity import FIDELITY_CHECKS, LAYOUT_CHECKS
from everyleaf.checks.fidelity.readers import READERS, by_pdfium, share_read
from everyleaf.checks.tags import TAG_CHECKS
from everyleaf.diagnostics import Severity
from everyleaf.engine.checking import Judge
from everyleaf.language import known_languages
from tests.conftest import REPOSITORY
from tests.scripts.torture import Page, Torture

VERDICTS = ("veraPDF PDF/UA-1", "veraPDF PDF/A-2a")
ALL = Torture.languages(REPOSITORY / "tests/projects/torture")
TAGS = (Path(__file__).parent / "everyday.txt").read_text().split()  # set-up has their faces
LEFT_TO_RIGHT = [tag for tag in TAGS if known_languages()[tag].direction == "ltr"]


@pytest.fixture(scope="module")
def torture(tmp_path_factory: pytest.TempPathFactory) -> Torture:
    return Torture(tmp_path_factory.mktemp("torture"))


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with Judge() as judge:
        yield judge


@pytest.fixture(scope="module")
def pages(torture: Torture) -> dict[str, Page]:
    return {tag: torture.page(tag) for tag in TAGS}


def test_there_are_as_many_languages_and_scripts_as_promised() -> None:
    assert len(ALL) >= 32
    assert len({known_languages()[tag].script.code for tag in ALL}) >= 19
    assert set(TAGS) <= set(ALL)


@pytest.mark.parametrize("tag", TAGS)
def test_every_block_is_read_as_it_was_written(pages: dict[str, Page], tag: str) -> None:
    page = pages[tag]
    assert [str(one) for one in page.comparison.faults] == []
    assert page.comparison.share == 1.0
    assert page.comparison.blocks >= 15


@pytest.mark.parametrize("tag", TAGS)
def test_every_check_of_a_finished_file_passes(pages: dict[str, Page], tag: str) -> None:
    page = pages[tag]
    assert {*TAG_CHECKS, *FIDELITY_CHECKS, *LAYOUT_CHECKS} <= set(page.checked.checks)
    found = (*page.made.diagnostics, *page.checked.diagnostics)
    assert [str(one) for one in found if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("tag", TAGS)
def test_vera_pdf_finds_both_claims_right(pages: dict[str, Page], judge: Judge, tag: str) -> None:
    verdicts = judge.verdicts(pages[tag].edition, pages[tag].data)
    assert verdicts.checks == VERDICTS
    assert (verdicts.diagnostics, verdicts.unchecked) == ((), ())


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("tag", LEFT_TO_RIGHT)
def test_independent_readers_take_every_word(pages: dict[str, Page], tag: str, reader: str) -> None:
    share, lost = share_read(READERS[reader](pages[tag].data), pages[tag].written)
    assert [block.text for block in lost] == []
    assert share == 1.0


def test_lines_end_between_words_that_nothing_parts(pages: dict[str, Page]) -> None:
    parted = {tag for tag in TAGS if known_languages()[tag].script.breaks_between_words}
    assert parted
    for tag in parted:
        assert "\u200b" in (pages[tag].made.page or "")
        with pikepdf.open(io.BytesIO(pages[tag].data)) as file:
            width = float(file.pages[0].mediabox[2])
        lines = _lines(pages[tag].data)
        assert max(right for _, right in lines) < width - 50  # the margin is 57 pt


def _lines(data: bytes) -> list[tuple[float, float]]:
    """Where each line of the first page begins and ends, in points."""
    file = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        text = file[0].get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        return [(left, right) for left, _, right, _ in boxes]
    finally:
        file.close()


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag not in LEFT_TO_RIGHT])
def test_pdfium_takes_no_letter_that_nobody_wrote(pages: dict[str, Page], tag: str) -> None:
    page = pages[tag]
    given = {sign for sign in "".join(by_pdfium(page.data)) if sign.isalpha()}
    wrote = {sign for block in page.written for sign in block.text}
    assert given - wrote == set()
