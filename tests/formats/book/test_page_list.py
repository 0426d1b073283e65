"""Somebody with the paper leaflet in hand finds its pages in the e-book."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest

from everyleaf.checks.equality import page_list
from everyleaf.checks.fidelity import key
from everyleaf.checks.fidelity.readers import by_poppler
from everyleaf.document import Document
from everyleaf.edition import Edition
from everyleaf.engine import Selection, gather, make_tasks
from everyleaf.engine.stages import Stage
from everyleaf.formats.book.page_breaks import mark_page_breaks
from everyleaf.formats.book.pages import Page, Pages, pages_of
from everyleaf.formats.format import Job, PaperPages
from everyleaf.formats.laid_out import lay_out as pages_laid_out
from everyleaf.formats.pdf_screen import PdfScreen
from everyleaf.manifest import read_manifest
from everyleaf.publication import open_publication
from everyleaf.translation import localise
from tests.conftest import ENGLISH, HEAD, document
from tests.formats.book.conftest import Zip
from tests.small_publication import LEAFLET, everyleaf, lay_out

TAGS = ("en", "ar", "zh-Hans")
PAGES = ["1", "2", "3", "4"]  # of the small publication, on paper


def book(books: Path, tag: str) -> Zip:
    return Zip(books / tag / f"{LEAFLET}-{tag}-book.epub")


def said(epub: Zip, name: str) -> list[str]:
    metas = epub.xml("EPUB/package.opf").iter("meta")
    return [m.text or "" for m in metas if m.get("property") == name]


def listed(epub: Zip) -> list[tuple[str, str]]:
    nav = epub.xml("EPUB/nav.xhtml").find(".//nav[@id='page-list']")
    return [] if nav is None else [(a.get("href", ""), a.text or "") for a in nav.iter("a")]


@pytest.mark.parametrize("tag", TAGS)
def test_every_page_is_listed_and_marked(books: Path, tag: str) -> None:
    epub = book(books, tag)
    assert [label for _, label in listed(epub)] == PAGES
    for target, label in listed(epub):
        file, _, name = target.partition("#")
        marker = epub.xml(f"EPUB/{file}").find(f".//*[@id='{name}']")
        assert marker is not None
        assert (marker.get("role"), marker.get("aria-label")) == ("doc-pagebreak", label)
        assert not "".join(marker.itertext())  # nothing to be read within a sentence


def test_the_paper_that_the_pages_are_of_is_named(books: Path) -> None:
    epub = book(books, "ar")
    rows = json.loads((books.parent / "manifest.json").read_bytes())["artefacts"]
    (code,) = {r["code"] for r in rows if (r["language"], r["layout"]) == ("ar", "standard")}
    assert said(epub, "pageBreakSource") == [code]
    assert [e.text for e in epub.xml("EPUB/package.opf").iter("source")] == [code]
    offered = said(epub, "schema:accessibilityFeature")
    assert {"pageBreakMarkers", "pageNavigation"} <= set(offered)


def test_no_marker_is_read_aloud(epub: Zip) -> None:
    overlays = [name for name in epub.names if name.endswith(".smil")]
    heard = {text.get("src", "") for name in overlays for text in epub.xml(name).iter("text")}
    assert heard
    assert not heard & {target for target, _ in listed(epub)}


def test_without_paper_there_are_no_pages_to_find(tmp_path: Path) -> None:
    folder, epub = silent(tmp_path)
    asked = ("publish", "--language", "ar", "--layout", "web", "--format", "epub")
    assert everyleaf(folder, *asked).returncode == 0
    assert listed(Zip(epub)) == []
    assert b"source" not in Zip(epub).data("EPUB/package.opf")
    assert b"pageBreak" not in Zip(epub).data("EPUB/package.opf")
    paper = ("--layout", "standard", "--format", "pdf-print")
    assert everyleaf(folder, *asked, *paper).returncode == 0
    assert [label for _, label in listed(Zip(epub))] == PAGES  # made anew for it


def silent(folder: Path) -> tuple[Path, Path]:
    lay_out(folder)
    settings = folder / "everyleaf.toml"
    settings.write_text(settings.read_text().replace('"audio"]', '"epub"]'))
    return folder, folder / "output" / LEAFLET / "ar" / f"{LEAFLET}-ar-book.epub"


def test_paper_with_another_text_has_other_pages(books: Path) -> None:
    publication, _ = open_publication(books.parent.parent)
    manifest = read_manifest((books.parent / "manifest.json").read_bytes())
    assert publication is not None
    assert manifest is not None
    gathered = gather(publication, (), ["en"])
    for other, has_pages in (("", True), ("0" * 64, False)):
        rows = {
            Edition(row.leaflet, row.language, row.layout, row.format, row.version): (
                dataclasses.replace(row, source_digest=other or row.source_digest),
            )
            for row in manifest.artefacts
            if (row.language, row.format) == ("en", "pdf-print")
        }
        (task,) = make_tasks(gathered, Selection(), rows, Stage.AFTER_PAPER)
        assert (task.job.paper is not None) == has_pages


# ---- planted faults


def planted(epub: Zip, old: str, new: str) -> bytes:
    """The book with a text replaced wherever it stands in a page or in the lists."""
    made, count = io.BytesIO(), 0
    with zipfile.ZipFile(made, "w") as packed:
        for name in epub.names:
            data = epub.data(name)
            if name.endswith(".xhtml"):
                text, times = re.subn(old, new, data.decode())
                data, count = text.encode(), count + times
            packed.writestr(name, data)
    assert count
    return made.getvalue()


def test_a_right_book_passes(books: Path) -> None:
    assert page_list.compare(book(books, "ar").path.read_bytes(), PAGES) == (4, [])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (r'<li><a href="[^"]*#page.3">3</a></li>', "", "page-list has page 4 where the paper has"),
        (r'<li><a href="[^"]*#page.4">4</a></li>', "", "page-list has no more pages"),
        (r'(id="page.)2(" aria-label=")2"', r'\g<1>3\g<2>3"', "text has page 3 where"),
        (r'<span [^>]*id="page.3"[^>]*/>', "", "text has page 4 where the paper has page 3"),
        (r'#page.2"', '#page.9"', "Page 2 of the page-list leads to no marker"),
    ],
)
def test_what_is_missing_or_out_of_order_is_found(
    books: Path, old: str, new: str, said: str
) -> None:
    _, unlike = page_list.compare(planted(book(books, "ar"), old, new), PAGES)
    assert any(said in one.said for one in unlike)
    assert {one.code for one in unlike} == {"book-pages"}


def test_a_page_more_on_paper_is_found(books: Path) -> None:
    _, unlike = page_list.compare(book(books, "ar").path.read_bytes(), [*PAGES, "5"])
    assert any("no more pages where the paper has page 5" in one.said for one in unlike)


# ---- the very word


LONG = "One more cup of water is never too much for you, said nurse number {}. "


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Job, Job]:
    """Paper and book of a leaflet with paragraphs longer than a page."""
    folder = lay_out(tmp_path_factory.mktemp("long"))
    settings = folder / "everyleaf.toml"
    settings.write_text(settings.read_text().replace('"audio"]', '"epub"]'))
    source = folder / "source" / f"{LEAFLET}.md"
    words = "\n\n".join("".join(LONG.format(9 * n + m) for m in range(30)) for n in range(5))
    source.write_text(f"{source.read_text()}\n## Much more\n\n{words}\n")
    publication, _ = open_publication(folder)
    assert publication is not None
    gathered = gather(publication, (), ["en"])
    chosen = Selection(layouts=("standard",), formats=("pdf-screen",))
    (paper,) = make_tasks(gathered, chosen)
    (epub,) = make_tasks(gathered, Selection(), {}, Stage.AFTER_PAPER)
    return paper.job, epub.job


def test_a_page_is_marked_before_its_first_word(jobs: tuple[Job, Job]) -> None:
    paper, epub = jobs
    laid_out = pages_laid_out(paper)
    (data,) = PdfScreen().write(paper, laid_out).files.values()
    shown, pages = by_poppler(data), pages_of(epub.composition)
    mark_page_breaks(pages, epub.composition.document, PaperPages("code", laid_out.starts))
    text = told(pages)
    marks = list(re.finditer(r"\[(\d+)\]", text))
    assert [int(mark[1]) for mark in marks] == list(range(1, len(shown) + 1))
    within = 0
    for mark in marks[1:-1]:
        begins = key(shown[int(mark[1]) - 1]).lstrip("•")
        assert begins.startswith(key(text[mark.end() :])[:30])
        within += text[: mark.start()].rstrip()[-1] not in ".?)"
    assert within  # a page that begins within a sentence is marked there


def told(pages: Pages) -> str:
    """The words of a book, with the markers as "[1]"."""
    for page in pages:
        for element in page.body.iter():
            if element.get("role") == "doc-pagebreak":
                element.text = f"[{element.get('aria-label')}]"
    return "".join("".join(page.body.itertext()) for page in pages)


BODY = """\
# Tea

Drink [as much as you like](https://tea.example) of it.

* In the morning
* With each meal

| Day | How much |
| --- | --- |
| Monday | 3 small cups |
"""
BOOK = (
    "<section><h2>Tea and cups</h2><p>Drink <a>as much as you like</a> of it.</p><ul>"
    "<li>In the morning</li><li><span>With each meal</span></li></ul><table><thead><tr>"
    "<th>Day</th><th>How much</th></tr></thead><tbody><tr><th>Monday</th><td>3 small cups</td>"
    "</tr></tbody></table></section>"
)
MARK = '<span epub:type="pagebreak" role="doc-pagebreak" id="page.2" aria-label="2"/>'


@pytest.fixture(scope="module")
def tea() -> Document:
    made, found = localise(document(BODY, HEAD), ENGLISH, None)
    assert made is not None, found
    return made


@pytest.mark.parametrize(
    ("start", "marked"),
    [
        ("1:0", "</h2>[2]<p>Drink"),
        ("1:3", "<p>Dri[2]nk <a>"),
        ("1:7", "<p>Drink [2]<a>as much"),  # not inside the link
        ("2:0", "</p>[2]<ul><li>In"),  # before the whole list
        ("3:0", "</li><li>[2]<span>With"),  # nothing may stand between two items
        ("3:4", "<span>With [2]each"),
        ("4:0", "<th>[2]Monday"),
        ("", "<section>[2]<h2>About"),  # whom to call, who made it
    ],
)
def test_a_marker_stands_where_one_may_stand(tea: Document, start: str, marked: str) -> None:
    opening = fromstring("<section><h1>Tea</h1></section>")
    about = fromstring("<section><h2>About</h2></section>")
    pages = Pages(
        (
            Page("opening", "Tea", opening),
            Page("section-01", "Tea", fromstring(BOOK)),
            Page("about", "", about),
        )
    )
    mark_page_breaks(pages, tea, PaperPages("code", ("0:0", start)))
    assert marked in "".join(map(written, pages)).replace(MARK, "[2]")


def test_a_page_without_words_of_the_leaflet_is_marked_where_the_next_is(tea: Document) -> None:
    opening, about = fromstring("<section><h1>Tea</h1></section>"), Element("section")
    text = Page("section-01", "Tea", fromstring(BOOK))
    pages = Pages((Page("opening", "Tea", opening), text, Page("about", "", about)))
    mark_page_breaks(pages, tea, PaperPages("code", ("0:0", "", "2:0", "")))
    assert re.sub("<[^>]*>", "", told(pages).split("like of it.")[1])[:9] == "[2][3]In "
    assert told(pages).endswith("[4]")


def written(page: Page) -> str:
    return tostring(page.body, encoding="unicode").replace(" />", "/>")
