"""The tree of PDF/UA-2: types of PDF 2.0, references both ways, places that are elements."""

from __future__ import annotations

from functools import cache
from typing import Any

import pikepdf
import pytest

from tests.formats.tagging.reading_tags import PICTURE, artifacts, read, write_second_part

PDF_2 = "http://iso.org/pdf2/ssn"
FOLIO = "@page { @bottom-left { content: counter(page) } @top-left { content: 'Head' } }"
LEAFLET = f"""
<h1>About water</h1>
<nav><ul><li><a href="#when">When</a></li></ul></nav>
<section id="when"><h2>When</h2>
<p>In the <em>morning</em>.<sup id="back"><a id="call" href="#fn-1">1</a></sup></p>
<dl><dt>Glass</dt><dd>A vessel</dd></dl>
<figure><img src="{PICTURE}" alt="A glass"><figcaption>One glass</figcaption></figure>
<blockquote><p>Drink.</p></blockquote></section>
<h3>How much</h3><p>See <a href="#when">when</a>.</p>
<section class="notes"><h2>Notes</h2><ol><li id="fn-1">A note.</li></ol></section>
"""


@cache
def leaflet() -> tuple[Any, pikepdf.Pdf]:
    """The tree of the leaflet, and its file."""
    return read(write_second_part(LEAFLET, style=FOLIO))


def all_elements() -> list[Any]:
    """Every structure element of the file."""
    _, pdf = leaflet()
    dictionaries = (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))
    return [one for one in dictionaries if one.get("/Type") == "/StructElem"]


def test_types_of_pdf_2_are_in_its_namespace_and_older_ones_in_none() -> None:
    root, pdf = leaflet()
    (namespace,) = pdf.Root.StructTreeRoot.Namespaces
    assert str(namespace.NS) == PDF_2
    assert root.object.NS.objgen == namespace.objgen
    older = {str(one.S) for one in all_elements() if "/NS" not in one}
    assert older == {"/TOC", "/TOCI", "/Reference", "/BlockQuote"}
    assert "/RoleMap" not in pdf.Root.StructTreeRoot


def test_the_title_is_one_and_headings_count_from_there() -> None:
    root, _ = leaflet()
    assert root.one("Title").words() == "About water"
    assert [one.words() for one in root.all("H1")] == ["When", "Notes"]
    assert root.one("H2").words() == "How much"
    assert root.one("Em").words() == "morning"
    assert not root.all("H3")


def test_a_note_and_its_citation_name_each_other() -> None:
    root, _ = leaflet()
    note, entry = root.one("FENote").object, root.one("TOCI")
    (cited,) = [one for one in root.all("Reference") if one not in entry.all("Reference")]
    assert [one.objgen for one in cited.object.Ref] == [note.objgen]
    assert [one.objgen for one in note.Ref] == [cited.object.objgen]
    attributes = note.A if isinstance(note.A, pikepdf.Dictionary) else note.A[0]
    assert (str(attributes.O), str(attributes.NoteType)) == ("/FENote", "/Endnote")


def test_a_note_at_the_foot_of_the_page_is_cited_too() -> None:
    body = "<h1>Tea</h1><p>Drink<span class='n'>A footnote.</span> it.</p>"
    root, _ = read(write_second_part(body, style=".n { float: footnote }"))
    note, citation = root.one("FENote").object, root.one("Reference").object
    assert [one.objgen for one in citation.Ref] == [note.objgen]
    assert str(note.A.NoteType) == "/Footnote"


def test_an_entry_of_the_contents_names_its_section() -> None:
    root, _ = leaflet()
    (target,) = root.one("TOCI").object.Ref
    assert target.objgen == root.all("Sect")[1].object.objgen


def test_links_and_bookmarks_lead_to_elements_and_still_to_points() -> None:
    root, pdf = leaflet()
    known = {one.objgen for one in all_elements()}
    inner = [link for page in pdf.pages for link in page.get("/Annots", [])]
    assert len(inner) == 4
    outline = [
        one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Title" in one
    ]
    for one in (*inner, *outline):
        assert "/Dest" not in one
        assert one.A.S == "/GoTo"
        assert one.A.SD[0].objgen in known
        assert list(one.A.SD)[1:] == list(one.A.D)[1:]
    headings = [root.one("Title"), root.all("H1")[0], root.one("H2"), root.all("H1")[1]]
    led_to = {one.A.SD[0].objgen for one in outline}
    assert led_to == {one.object.objgen for one in headings}


def test_a_caption_stands_last_in_what_it_belongs_to() -> None:
    root, _ = leaflet()
    caption = root.one("Caption")
    around = next(one for one in root.all("Sect") if caption in one.kids)
    assert around.kids[-1] is caption


def test_a_term_is_described_by_its_list() -> None:
    root, _ = leaflet()
    assert str(root.one("L").object.A.ListNumbering) == "/Description"


def test_page_numbers_are_named_as_such_and_heads_as_heads() -> None:
    _, pdf = leaflet()
    kinds = [row.get("/Subtype") for row in artifacts(pdf.pages[0])]
    assert "/PageNum" in kinds
    assert "/Header" in kinds


def test_the_file_is_pdf_2_and_says_about_itself_only_in_xmp() -> None:
    _, pdf = leaflet()
    assert pdf.pdf_version == "2.0"
    assert "/Info" not in pdf.trailer
    text = bytes(pdf.Root.Metadata.read_bytes()).decode()
    assert "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>" in text
    assert 'pdfaid:part="4"' in text
    assert "pdfaid:conformance" not in text


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_same_leaflet_gives_the_same_bytes(tag: str) -> None:
    assert write_second_part("<h1>Tea</h1>", tag) == write_second_part("<h1>Tea</h1>", tag)
