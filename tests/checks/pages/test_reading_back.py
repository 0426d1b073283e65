"""What is read back from a page is what stands on it."""

from __future__ import annotations

import pikepdf
import pytest

from everyleaf.checks.pages import read_back
from everyleaf.checks.pages.colours import BLACK, WHITE, contrast, screen_of_ink
from everyleaf.checks.pages.reading_back import MM
from everyleaf.checks.pages.shapes import Paint, colour_at, outline
from everyleaf.layout.inkprofile import profile_path
from tests.checks.pages.small_pdf import set_page

RED, BLUE = (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)
SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
HOLE = [(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0)]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast((0x76 / 255,) * 3, WHITE) == pytest.approx(4.54, abs=0.01)


def _with_intent(profile: bytes) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    stream = pdf.make_stream(profile, N=4)
    pdf.Root.OutputIntents = pikepdf.Array([pikepdf.Dictionary(DestOutputProfile=stream)])
    return pdf


def test_ink_is_seen_through_the_profile_of_the_file() -> None:
    to_screen = screen_of_ink(_with_intent(profile_path().read_bytes()))
    assert to_screen((0, 0, 0, 0)) == WHITE
    assert max(to_screen((0, 0, 0, 1))) < 0.2
    red, green, blue = to_screen((1, 0, 0, 0))
    assert red < green < blue


def test_ink_without_a_profile_is_told_by_arithmetic() -> None:
    assert screen_of_ink(pikepdf.new())((1, 0, 0, 0.5)) == (0, 0.5, 0.5)


def _painted(*rings: list[tuple[float, float]], colour: object = RED, alpha: float = 1.0) -> Paint:
    shape = outline(rings, is_even_odd=True)
    return Paint(shape, (), colour, alpha, is_filled=True)  # type: ignore[arg-type]


def test_the_colour_under_a_point_is_the_last_one_painted_there() -> None:
    paints = [_painted(SQUARE), _painted(HOLE, colour=BLUE)]
    assert colour_at((5, 5), paints) == BLUE
    assert colour_at((2, 2), paints) == RED
    assert colour_at((20, 2), paints) == WHITE


def test_a_hole_lets_the_paper_through_and_a_thin_colour_half_of_it() -> None:
    assert colour_at((5, 5), [_painted(SQUARE, HOLE)]) == WHITE
    assert colour_at((2, 2), [_painted(SQUARE, alpha=0.5)]) == (1.0, 0.5, 0.5)


def test_nothing_can_be_said_about_a_picture() -> None:
    assert colour_at((2, 2), [_painted(SQUARE, colour=None)]) is None


def test_text_has_its_place_size_colour_and_element() -> None:
    finished = read_back(set_page('<h2>Tea</h2><p style="color:#0b5a6e">Hot tea</p>'))
    (page,) = finished.pages
    heading, words = page.flow
    assert (page.width, page.height) == pytest.approx((148 * MM, 210 * MM), abs=0.1)
    assert (heading.text, words.text) == ("Tea", "Hot tea")
    assert words.left == pytest.approx(12 * MM, abs=0.1)
    assert (heading.size, words.size) == pytest.approx((16, 12), abs=0.05)
    assert words.main.colour == pytest.approx((0x0B / 255, 0x5A / 255, 0x6E / 255), abs=0.01)
    assert heading.main.tag is not None
    assert heading.main.tag.nearest("H2") is not None
    assert [line.text for line in page.lines] == ["Tea", "Hot tea", "1"]


def test_text_in_a_scaled_drawing_has_the_size_that_it_is_seen_in() -> None:
    drawing = (
        '<svg viewBox="0 0 100 20" width="200pt" height="40pt">'
        '<text x="0" y="15" font-size="5" font-family="Everyleaf Latin">Tea</text></svg>'
    )
    (page,) = read_back(set_page(drawing)).pages
    letters = [run for run in page.runs if run.text in "Tea"]
    assert [letter.text for letter in letters] == ["T", "e", "a"]  # each has its place
    assert [letter.size for letter in letters] == pytest.approx([10] * 3, abs=0.05)


def test_arabic_is_read_in_its_own_order() -> None:
    (page,) = read_back(
        set_page("<p>دار</p>", 'html { font-family: "Everyleaf Arabic" }', "ar")
    ).pages
    assert page.flow[0].text == "دار"


def test_columns_are_lines_of_their_own() -> None:
    row = "<table><tr><td>One</td><td>Two</td></tr></table>"
    (page,) = read_back(set_page(row)).pages
    assert [line.text for line in page.flow] == ["One", "Two"]


def test_a_number_at_the_head_is_text_where_the_page_has_its_own_at_the_foot() -> None:
    body = "<p>Tea</p><p style='break-before: page'>2</p><p>Water</p>"
    page = read_back(set_page(body)).pages[1]
    assert [line.text for line in page.flow] == ["2", "Water"]
