"""What both PDFs say about themselves to a library, a reader program and a printer."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest

from tests.formats.conftest import pdf

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PUBLISHER = "Small Publisher"
TITLES = {"en": "Drink enough water", "ar": "اشرب ما يكفي من الماء", "zh-Hans": "请喝足够的水"}


@pytest.fixture(params=[(tag, end) for tag in TITLES for end in ("", "-print")], ids=str)
def file(request: pytest.FixtureRequest, editions: Path) -> tuple[pikepdf.Pdf, str]:
    tag, ending = request.param
    return pikepdf.open(pdf(editions, tag, "standard", ending)), tag


def _xmp(file: pikepdf.Pdf) -> ElementTree.Element:
    return ElementTree.fromstring(bytes(file.Root.Metadata.read_bytes()))


def _said(file: pikepdf.Pdf, name: str) -> list[str]:
    return [item.text or "" for node in _xmp(file).iter(name) for item in node.iter(f"{RDF}li")]


def test_title_publisher_language_subject_and_keywords(file: tuple[pikepdf.Pdf, str]) -> None:
    pdf_file, tag = file
    assert _said(pdf_file, f"{DC}title") == [TITLES[tag]] == [str(pdf_file.docinfo["/Title"])]
    assert _said(pdf_file, f"{DC}publisher") == [PUBLISHER] == [str(pdf_file.docinfo["/Author"])]
    assert _said(pdf_file, f"{DC}language") == [tag] == [str(pdf_file.Root.Lang)]
    assert _said(pdf_file, f"{DC}description") == [str(pdf_file.docinfo["/Subject"])]
    keywords = str(pdf_file.docinfo["/Keywords"])
    assert {"Standard", "version 1.0"} <= set(keywords.split(", "))


def test_dates_are_those_of_the_front_matter(file: tuple[pikepdf.Pdf, str]) -> None:
    for key in ("/CreationDate", "/ModDate"):
        assert str(file[0].docinfo[key]).startswith("D:20261101")


def test_there_is_one_rdf(file: tuple[pikepdf.Pdf, str]) -> None:
    assert len(list(_xmp(file[0]).iter(f"{RDF}RDF"))) == 1


def test_pages_are_labelled_and_turned_as_the_language_reads(file: tuple[pikepdf.Pdf, str]) -> None:
    pdf_file, tag = file
    assert [str(page.label) for page in pdf_file.pages][:2] == ["1", "2"]
    preferences = pdf_file.Root.ViewerPreferences
    assert preferences.DisplayDocTitle
    assert (str(preferences.get("/Direction")) == "/R2L") is (tag == "ar")


def test_the_screen_file_says_that_it_is_pdf_ua_1_and_pdf_a_2a(editions: Path) -> None:
    with pikepdf.open(pdf(editions, "ar", "giant-print")) as screen:
        text = bytes(screen.Root.Metadata.read_bytes()).decode()
        metadata = screen.open_metadata()
        assert metadata.pdfa_status == "2A"
        assert "<pdfuaid:part>1</pdfuaid:part>" in text
        assert "pdfaExtension:schemas" in text
        (intent,) = screen.Root.OutputIntents
        assert str(intent.S) == "/GTS_PDFA1"
        assert intent.DestOutputProfile.read_bytes()[16:20] == b"RGB "


def test_two_files_of_one_code_can_be_told_apart(editions: Path) -> None:
    first = {
        bytes(pikepdf.open(pdf(editions, "en", "standard", ending)).trailer.ID[0])
        for ending in ("", "-print")
    }
    assert len(first) == 2
