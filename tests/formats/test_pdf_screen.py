"""What a reader, and a screen reader, gets from the PDF for screens."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from tests.formats.conftest import pdf

TITLES = {"en": "Drink enough water", "ar": "اشرب ما يكفي من الماء", "zh-Hans": "请喝足够的水"}


@pytest.fixture(
    params=[(tag, layout) for tag in TITLES for layout in ("standard", "giant-print")], ids=str
)
def screen(request: pytest.FixtureRequest, editions: Path) -> tuple[Path, str]:
    tag, layout = request.param
    return pdf(editions, tag, layout), tag


def test_it_says_that_it_is_pdf_ua_1_in_its_language(screen: tuple[Path, str]) -> None:
    path, tag = screen
    with pikepdf.open(path) as file:
        metadata = bytes(file.Root.Metadata.read_bytes()).decode("utf-8")
        assert "pdfuaid:part" in metadata
        assert str(file.Root.Lang) == tag
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert str(file.docinfo["/Title"]) == TITLES[tag]


def test_it_is_tagged_with_its_headings_lists_and_tables(screen: tuple[Path, str]) -> None:
    path, _ = screen
    with pikepdf.open(path) as file:
        kinds = _kinds(file.Root.StructTreeRoot)
    assert kinds.count("/H1") == 1
    assert {"/H2", "/L", "/LI", "/P", "/Figure"} <= set(kinds)


def _kinds(element: pikepdf.Object) -> list[str]:
    kinds = [str(element["/S"])] if "/S" in element else []
    children: Any = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            kinds += _kinds(child)
    return kinds


def test_its_bookmarks_are_its_headings(screen: tuple[Path, str]) -> None:
    path, tag = screen
    with pikepdf.open(path) as file, file.open_outline() as outline:
        assert " ".join(outline.root[0].title.split()) == TITLES[tag]


def test_the_text_of_a_left_to_right_leaflet_can_be_searched(editions: Path) -> None:
    for tag, sentence in (
        ("en", "Take each tablet with a full glass of water."),
        ("zh-Hans", "每次服药时请喝满满一杯水。"),
    ):
        document = pypdfium2.PdfDocument(pdf(editions, tag, "standard"))
        text = "".join(page.get_textpage().get_text_range() for page in document)
        folded = "".join(unicodedata.normalize("NFC", text).split())
        assert "".join(sentence.split()) in folded


def test_a_video_is_a_link_that_can_be_followed(editions: Path) -> None:
    with pikepdf.open(pdf(editions, "ar", "standard")) as file:
        targets = {
            str(link.A.URI)
            for page in file.pages
            for link in page.get("/Annots", [])
            if "/A" in link and "/URI" in link.A
        }
    assert "https://videos.example.org/pouring" in targets
    assert "tel:02079460123" in targets


def test_no_page_draws_on_a_font_of_this_machine(screen: tuple[Path, str]) -> None:
    path, _ = screen
    with pikepdf.open(path) as file:
        names = {
            str(item.FontName)
            for item in file.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        }
    assert names
    for name in names:
        assert any(family in name for family in ("Everyleaf", "Atkinson", "Noto")), name
