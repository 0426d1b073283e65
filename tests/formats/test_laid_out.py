"""Both PDFs of a layout show the same pages; only paint, links and fill pages differ."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from everyleaf.checks.pages import read_back
from everyleaf.checks.pages.reading_back import Page
from everyleaf.formats.laid_out import LaidOut
from everyleaf.formats.typesetting import Complaints
from tests.formats.conftest import pdf

BRAND_ON_SCREEN = (0x0B / 255, 0x5A / 255, 0x6E / 255)
LINE = 0.01  # points


@pytest.fixture(
    params=[
        (tag, layout) for tag in ("en", "ar", "zh-Hans") for layout in ("standard", "giant-print")
    ],
    ids=str,
)
def both(request: pytest.FixtureRequest, editions: Path) -> tuple[list[Page], list[Page]]:
    """The pages of the file for screens, and of the printer's, its fill pages left out."""
    tag, layout = request.param
    screen = read_back(pdf(editions, tag, layout).read_bytes()).pages
    printed = read_back(pdf(editions, tag, layout, "-print").read_bytes()).pages
    spare = len(printed) - len(screen)
    assert 0 <= spare < 4
    return list(screen), [*printed[: len(screen) - 1], printed[-1]]


def test_the_same_words_stand_at_the_same_places(both: tuple[list[Page], list[Page]]) -> None:
    for screen, printed in zip(*both, strict=True):
        assert (screen.width, screen.height) == (printed.width, printed.height)
        for one, other in zip(screen.lines, printed.lines, strict=True):
            assert _letters(one.text) == _letters(other.text)
            assert one.left == pytest.approx(other.left, abs=LINE)
            assert one.baseline == pytest.approx(other.baseline, abs=LINE)
            assert one.size == pytest.approx(other.size, abs=LINE)


def _letters(text: str) -> str:
    """The words, but of Arabic ones only that they are there.

    In the file for print one glyph stands for several letters, or a part of one
    (docs/tagged-pdf.md); where each line stands tells whether the words are the same.
    """
    said = text.replace("\N{REPLACEMENT CHARACTER}", "")
    letters = ("ا" if unicodedata.bidirectional(sign) == "AL" else sign for sign in said)
    return re.sub("ا+", "ا", "".join(letters))


def test_only_the_screen_colours_its_links(both: tuple[list[Page], list[Page]]) -> None:
    address = "videos.example.org/pouring"
    for pages, is_coloured in zip(both, (True, False), strict=True):
        runs = [run for page in pages for run in page.runs if run.text == address]
        assert runs
        for run in runs:
            colour = run.colour
            assert colour is not None
            assert (colour == pytest.approx(BRAND_ON_SCREEN, abs=0.01)) is is_coloured


def test_only_the_screen_underlines_its_links(both: tuple[list[Page], list[Page]]) -> None:
    for pages, is_underlined in zip(both, (True, False), strict=True):
        for page in pages:
            for run in page.runs:
                if run.text == "videos.example.org/pouring":
                    assert _has_line_below(page, run) is is_underlined


def _has_line_below(page: Page, run: Any) -> bool:
    return any(
        abs(left - run.left) < 1 and abs(right - run.right) < 1 and bottom - top < 2
        and 0 < top - run.baseline < run.size / 2
        for left, top, right, bottom in (paint.box for paint in page.paints)
    )  # fmt: skip


def test_the_manifest_has_the_pages_of_each_file(editions: Path) -> None:
    rows = json.loads((editions / "manifest.json").read_bytes())["artefacts"]
    for row in rows:
        if row["path"].endswith(".pdf"):
            with pikepdf.open(editions / row["path"]) as file:
                assert row["pages"] == len(file.pages), row["path"]


class _Sheet:
    """A page as `LaidOut` sees it: what it is called."""

    def __init__(self, number: int, name: str | None = None) -> None:
        self.number = number
        self._page_box = type("Box", (), {"page_type": type("Type", (), {"name": name})})

    def __repr__(self) -> str:
        return str(self.number)


@pytest.mark.parametrize(
    ("pages", "spare", "sheet", "whole"),
    [(5, 3, 4, 8), (7, 3, 4, 8), (8, 3, 4, 8), (6, 1, 4, 7), (6, 0, 4, 6), (3, 0, 1, 3)],
)
def test_fill_pages_are_as_many_as_the_sheets_lack(
    pages: int, spare: int, sheet: int, whole: int
) -> None:
    own = [_Sheet(number) for number in range(pages)]
    fill = [_Sheet(100 + number, "fill") for number in range(spare)]
    document = type("Document", (), {"pages": [*own[:-1], *fill, own[-1]]})
    laid_out = LaidOut(document, Complaints(), sheet)
    assert laid_out.pages == own
    assert len(laid_out.whole_sheets) == whole
    assert laid_out.whole_sheets == [*own[:-1], *fill[: whole - pages], own[-1]]


def test_a_fill_page_has_the_number_of_its_place(editions: Path) -> None:
    """Printed, so that nobody thinks that a page is missing."""
    for tag in ("en", "ar", "zh-Hans"):
        printed = read_back(pdf(editions, tag, "standard", "-print").read_bytes()).pages
        for number, page in enumerate(printed[1:-1], start=2):
            folios = [line.text for line in page.lines if line.text.isdecimal()]
            assert [int(folio) for folio in folios] == [number]
