"""The seam holds: WeasyPrint still draws and tags by what is replaced, and gets it back."""

from __future__ import annotations

from typing import Any

import pytest
import weasyprint
import weasyprint.pdf

from everyleaf.formats.tagging import tagged
from everyleaf.formats.typesetting import listening, prepare
from tests.formats.tagging.reading_tags import read, write


def test_weasyprint_is_the_one_that_the_seam_was_made_for() -> None:
    assert weasyprint.VERSION.startswith("70.")


def test_stock_tags_are_still_poor_so_that_ours_are_needed() -> None:
    root, _ = read(write("<ol><li><p>One</p></li></ol>", stock=True))
    assert "LBody" not in root.shape()


def test_what_was_replaced_is_put_back_even_after_a_failure() -> None:
    stock = weasyprint.pdf.Stream, weasyprint.pdf.add_tags
    document = _laid_out()
    with tagged(document):
        assert weasyprint.pdf.Stream is not stock[0]
    with pytest.raises(ZeroDivisionError), tagged(document):
        _ = 1 / 0
    assert (weasyprint.pdf.Stream, weasyprint.pdf.add_tags) == stock


def test_it_stands_on_top_of_another_stream() -> None:
    stock: Any = weasyprint.pdf.Stream
    colours: list[object] = []

    class Mapped(stock):  # type: ignore[misc]
        def set_color(self, color: object, stroke: bool = False) -> None:
            colours.append(color)
            super().set_color(color, stroke)

    weasyprint.pdf.Stream = Mapped
    try:
        document = _laid_out()
        with tagged(document):
            data = document.write_pdf(pdf_variant="pdf/ua-1")
    finally:
        weasyprint.pdf.Stream = stock
    assert colours
    root, _ = read(data)
    assert root.shape() == "Document(P)"


def test_the_same_pages_can_be_written_twice() -> None:
    document = _laid_out()
    files = []
    for _ in range(2):
        with tagged(document):
            files.append(document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"same"))
    for data in files:
        root, pdf = read(data)
        assert root.words() == "Some words"
        pdf.close()
    assert len(files[0]) == len(files[1])


def test_words_that_are_drawn_without_a_place_in_the_tree_are_told() -> None:
    document = _laid_out()
    with listening() as complaints, tagged(document):
        document.pages[0]._page_box = _laid_out().pages[0]._page_box
        document.write_pdf(pdf_variant="pdf/ua-1")
    assert any("no place in the structure tree" in said for said in complaints.failed)


def _laid_out() -> Any:
    from everyleaf.formats.addresses import LeafAddresses
    from everyleaf.language import known_languages
    from everyleaf.layout.fontcache import font_folder
    from everyleaf.layout.typefaces import faces, font_face_rules

    fonts = prepare()
    rules = font_face_rules(faces([known_languages()["en"]]))
    family = faces([known_languages()["en"]])[0].family
    style = f"<style>{rules} body {{ font-family: '{family}' }}</style>"
    folder = font_folder()
    return weasyprint.HTML(
        string=f"<html lang=en><title>x</title>{style}<p>Some words",
        base_url="leaf://layout/",
        url_fetcher=LeafAddresses(folder, folder, folder),
    ).render(font_config=fonts, pdf_variant="pdf/ua-1")
