"""Forms that do not say the same are found, each by the check that is meant for it."""

from __future__ import annotations

import dataclasses
import gettext
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import pikepdf
import pytest

from everyleaf.checks.equality import DECLARED, EQUALITY_CHECKS, books, paper, spoken, web
from everyleaf.document import Document
from everyleaf.formats import FORMATS
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.script import Opening, Script, spoken_script
from everyleaf.translation import localise
from tests.conftest import ENGLISH, HEAD, document
from tests.formats.tagging.reading_tags import write

BODY = """\
# Tea

Call **now** on {helpline}[^x].

## Cups

* In the morning
* With each meal

| Day | How much |
| --- | --- |
| Monday | 3 small cups |

[^x]: A note about tea.
"""
PAGE = (
    "<head><title>Tea</title></head><h1>Tea</h1><p>Call <strong>now</strong> on 0808 157 0123"
    "<sup>1</sup>.</p><h2>Cups</h2><ul><li>In the morning</li><li>With each meal</li></ul>"
    "<table><tr><th>Day</th><th>How much</th></tr><tr><th>Monday</th><td>3 small cups</td></tr>"
    '</table><ol><li>A note about tea. <a class="backlink">back</a></li></ol>'
)


@pytest.fixture(scope="module")
def leaflet() -> Document:
    made, found = localise(document(BODY, HEAD), ENGLISH, None)
    assert made is not None, found
    return made


def test_every_form_has_declared_how_it_differs() -> None:
    assert set(DECLARED) == set(FORMATS)
    assert set(EQUALITY_CHECKS) <= set(FORMATS)


def test_a_right_web_page_passes(leaflet: Document) -> None:
    assert web.compare(PAGE, leaflet, 4) == (10, [])


WEB_FAULTS: list[tuple[str, str, str]] = [
    ("<li>With each meal</li>", "", "web-missing"),
    ("0808 157 0123", "0808 157 0132", "web-missing"),
    ("In the morning", "In themorning", "web-differs"),
    ("<h2>Cups</h2>", "<p>Cups</p>", "web-differs"),
    ("<td>3 small cups</td>", "<td>3 small</td><td>cups</td>", "web-missing"),
    ("<h1>Tea</h1>", "", "web-missing"),
    (
        "<li>In the morning</li><li>With each meal</li>",
        "<li>With each meal</li><li>In the morning</li>",
        "web-order",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "code"), WEB_FAULTS)
def test_a_wrong_web_page_is_caught(leaflet: Document, right: str, wrong: str, code: str) -> None:
    assert PAGE.count(right) == 1
    _, unlike = web.compare(PAGE.replace(right, wrong), leaflet, 4)
    assert [one.code for one in unlike] == [code]


NOTE = '<li>A note about tea. <a class="backlink">back</a></li>'
BOOK = {
    "opening.xhtml": "<section><h1>Tea</h1><p>Call <strong>now</strong> on 0808 157 0123"
    f"<sup>1</sup>.</p><aside class='notes'><ol>{NOTE}</ol></aside></section>",
    "section-01.xhtml": "<section><h2>Cups</h2><ul><li>In the morning</li>"
    "<li>With each meal</li></ul><table><tr><th>Day</th><th>How much</th></tr>"
    "<tr><th>Monday</th><td>3 small cups</td></tr></table></section>",
}


def epub(pages: Mapping[str, str], spine: Sequence[str]) -> bytes:
    """A book whose files lie in the order of their names, and are read in that of the spine."""
    items = "".join(f"<item id='{name[:-6]}' href='{name}'/>" for name in sorted(pages))
    read = "".join(f"<itemref idref='{name[:-6]}'/>" for name in spine)
    package = (
        "<package xmlns='http://www.idpf.org/2007/opf'>"
        f"<manifest>{items}</manifest><spine>{read}</spine></package>"
    )
    container = (
        "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
        "<rootfile full-path='EPUB/package.opf'/></rootfiles></container>"
    )
    held = {"META-INF/container.xml": container, "EPUB/package.opf": package}
    held |= {f"EPUB/{name}": f"<html><body>{body}</body></html>" for name, body in pages.items()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        for name, text in held.items():
            book.writestr(name, text)
    return buffer.getvalue()


def test_a_right_book_passes_with_its_note_at_the_foot_of_a_section(leaflet: Document) -> None:
    text = books.epub_text(epub(BOOK, list(BOOK)))
    assert web.compare_book(text, leaflet, 4) == (10, [])
    _, unlike = web.compare(text, leaflet, 4)
    assert [one.code for one in unlike] == ["web-order"]  # on a web page it stands at the end


def test_a_book_that_is_read_in_another_order_is_caught(leaflet: Document) -> None:
    text = books.epub_text(epub(BOOK, list(reversed(BOOK))))
    _, unlike = web.compare_book(text, leaflet, 4)
    assert {one.code for one in unlike} == {"book-order"}


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("0808 157 0123", "0808 157 0132", "book-missing"),
        ("A note about tea.", "A note.", "book-missing"),
        ("<h2>Cups</h2>", "<p>Cups</p>", "book-differs"),
        ("<li>In the morning</li>", "", "book-missing"),
    ],
)
def test_a_wrong_book_is_caught(leaflet: Document, right: str, wrong: str, code: str) -> None:
    pages = {name: body.replace(right, wrong) for name, body in BOOK.items()}
    assert pages != BOOK
    _, unlike = web.compare_book(books.epub_text(epub(pages, list(BOOK))), leaflet, 4)
    assert [one.code for one in unlike] == [code]


def script_of(leaflet: Document) -> tuple[Script, Phrases]:
    phrases = Phrases(gettext.NullTranslations())
    return spoken_script(leaflet, phrases, Opening("Leaf", "1 November 2026")), phrases


def changed(script: Script, change: Callable[[str], str]) -> Script:
    """Each sentence by ``change``; one that becomes empty is left out."""
    chapters = tuple(
        dataclasses.replace(
            chapter,
            sentences=tuple(
                dataclasses.replace(one, text=text)
                for one in chapter.sentences
                if (text := change(one.text))
            ),
        )
        for chapter in script.chapters
    )
    return dataclasses.replace(script, chapters=chapters)


def test_a_right_script_passes(leaflet: Document) -> None:
    script, phrases = script_of(leaflet)
    assert spoken.compare(script, leaflet, phrases) == (8, [])


SPOKEN_FAULTS: list[tuple[Callable[[str], str], str]] = [
    (lambda text: "" if "each meal" in text else text, "spoken-missing"),
    (lambda text: "" if "A note" in text else text, "spoken-missing"),
    (lambda text: text.replace("With each", "Without"), "spoken-differs"),
    (lambda text: text.replace("zero eight", "zero nine", 1), "spoken-differs"),
    (lambda text: text.replace("3 small", "4 small"), "spoken-differs"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code"), SPOKEN_FAULTS)
def test_a_wrong_script_is_caught(
    leaflet: Document, change: Callable[[str], str], code: str
) -> None:
    script, phrases = script_of(leaflet)
    wrong = changed(script, change)
    assert wrong != script
    _, unlike = spoken.compare(wrong, leaflet, phrases)
    assert [one.code for one in unlike] == [code]


def test_a_script_in_another_order_is_caught(leaflet: Document) -> None:
    script, phrases = script_of(leaflet)
    wrong = dataclasses.replace(script, chapters=tuple(reversed(script.chapters)))
    _, unlike = spoken.compare(wrong, leaflet, phrases)
    assert [one.code for one in unlike] == ["spoken-order"]


def paged(*words: str, tag: str = "en") -> bytes:
    blocks = "".join(f"<p style='break-before: page'>{text}</p>" for text in words)
    return write(blocks, tag)


WORDS = {
    "ar": "تناول قرصًا", "ur": "اپنی دوا لیں", "bn": "ওষুধ খান", "km": "លេបថ្នាំ", "zh-Hans": "安全服药",
}  # fmt: skip


@pytest.mark.parametrize("tag", WORDS)
def test_pages_in_any_script_are_as_they_are_without_tags(tag: str) -> None:
    body = f"<p>{WORDS[tag]} 5 mg</p>"
    assert paper.compare(write(body, tag, stock=True), write(body, tag)) == (1, [])


def test_blank_pages_may_fill_the_last_sheet() -> None:
    assert paper.compare(paged("One", "Two", " &nbsp;"), paged("One", "Two")) == (2, [])


@pytest.mark.parametrize(
    "printed", [("One", "Tow"), ("Two", "One"), ("One",), ("One", "Two more"), ("One", "")]
)
def test_other_pages_in_print_are_caught(printed: tuple[str, ...]) -> None:
    _, unlike = paper.compare(paged(*printed), paged("One", "Two"))
    assert {one.code for one in unlike} == {"pages-differ"}


def test_a_sign_in_another_weight_is_caught() -> None:
    alike, unlike = paper.compare(paged("Take <b>5</b> mg"), paged("Take 5 mg"))
    assert alike == 0
    assert "Page 1" in unlike[0].said


def test_a_broken_file_is_no_file() -> None:
    with pytest.raises(pikepdf.PdfError):
        paper.compare(b"%PDF-1.7", io.BytesIO().getvalue())
