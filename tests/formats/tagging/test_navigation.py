"""What a reader's program shows beside the pages."""

from __future__ import annotations

import pytest

from tests.formats.tagging.reading_tags import read, write


def test_bookmarks_nest_as_headings_do_and_have_their_words() -> None:
    _, pdf = read(
        write("<h1>All  about\n<b>water</b></h1><h2>When</h2><h3>Morning</h3><h2>How much</h2>")
    )
    with pdf.open_outline() as outline:
        (first,) = outline.root
        assert first.title == "All about water"
        assert [item.title for item in first.children] == ["When", "How much"]
        assert [item.title for item in first.children[0].children] == ["Morning"]


@pytest.mark.parametrize(
    ("tag", "style", "label"),
    [("en", "decimal", "2"), ("ur", "persian", "۲"), ("bn", "bengali", "২")],
)
def test_a_page_is_labelled_with_the_number_printed_on_it(tag: str, style: str, label: str) -> None:
    folio = f"@page {{ @bottom-left {{ content: counter(page, {style}) }} }}"
    _, pdf = read(write("<p>One</p><p style='break-before: page'>Two</p>", tag, folio))
    assert str(pdf.pages[1].label) == label


@pytest.mark.parametrize(("tag", "direction"), [("en", None), ("ar", "/R2L")])
def test_the_title_is_shown_and_pages_turn_the_right_way(tag: str, direction: str | None) -> None:
    _, pdf = read(write("<p>Words</p>", tag))
    preferences = pdf.Root.ViewerPreferences
    assert bool(preferences.DisplayDocTitle)
    assert preferences.get("/Direction") == direction
    assert pdf.Root.MarkInfo.Marked
    assert all(page.Tabs == "/S" for page in pdf.pages)
