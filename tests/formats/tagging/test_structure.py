"""The shape of the structure tree: what is an element, what is none, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from everyleaf.formats.typesetting import listening
from tests.formats.tagging.reading_tags import OBJR, PICTURE, artifacts, read, write

FOLIO = "@page { @bottom-left { content: counter(page) } @top-left { content: 'Head' } }"
LONG = " ".join(["Drink water with each meal, and more when it is hot."] * 16)


def test_a_paragraph_over_a_page_break_is_one_element() -> None:
    root, pdf = read(write(f"<p>{LONG}</p>"))
    assert len(pdf.pages) > 1
    paragraph = root.one("P")
    assert set(paragraph.pages) == {0, 1}
    assert " ".join(paragraph.words().split()) == LONG


def test_a_list_over_a_page_break_is_one_list() -> None:
    items = "".join(f"<li>Item {number}</li>" for number in range(30))
    root, pdf = read(write(f"<ul>{items}</ul>"))
    assert len(pdf.pages) > 1
    assert root.shape() == f"Document(L({' '.join(['LI(Lbl LBody)'] * 30)}))"


def test_a_table_over_a_page_break_is_one_table_and_its_repeated_head_an_artifact() -> None:
    rows = "".join(
        f"<tr><th scope='row'>Day {number}</th><td>Water</td></tr>" for number in range(40)
    )
    head = "<thead><tr><th scope='col'>Day</th><th scope='col'>Drink</th></tr></thead>"
    root, pdf = read(write(f"<table>{head}<tbody>{rows}</tbody></table>"))
    assert len(pdf.pages) > 1
    table = root.one("Table")
    assert [kid.kind for kid in table.kids if not isinstance(kid, str)] == ["THead", "TBody"]
    assert table.one("THead").words() == "DayDrink"
    assert len(table.one("TBody").all("TR")) == 40
    assert {"/Type": "/Pagination", "attached": ""} in artifacts(pdf.pages[1])


def test_heads_and_feet_are_artifacts_at_their_side_of_the_page() -> None:
    root, pdf = read(write("<p>Words</p>", style=FOLIO))
    assert root.words() == "Words"
    found = [(item.get("/Subtype"), item["attached"]) for item in artifacts(pdf.pages[0])]
    assert ("/Header", "/Top") in found
    assert ("/Footer", "/Bottom") in found


def test_a_paragraph_in_a_list_item_stands_in_its_body() -> None:
    root, _ = read(write("<ol><li><p>One</p><p>more</p></li><li>Two</li></ol>"))
    assert root.shape() == "Document(L(LI(Lbl LBody(P P)) LI(Lbl LBody)))"
    assert str(root.one("L").object.A.ListNumbering) == "/Decimal"
    assert [label.words().strip() for label in root.all("Lbl")] == ["1.", "2."]


def test_a_list_in_a_list_stands_in_the_body_of_its_item() -> None:
    root, _ = read(write("<ul><li>Tea<ol><li>green</li></ol></li><li>Milk</li></ul>"))
    assert root.shape() == "Document(L(LI(Lbl LBody(L(LI(Lbl LBody)))) LI(Lbl LBody)))"
    assert [str(item.object.A.ListNumbering) for item in root.all("L")] == ["/Disc", "/Decimal"]


def test_a_list_without_marks_has_no_labels() -> None:
    root, _ = read(write("<ul style='list-style: none'><li>Tea</li></ul>"))
    assert root.shape() == "Document(L(LI(LBody)))"
    assert str(root.one("L").object.A.ListNumbering) == "/None"


@pytest.mark.parametrize(
    "body",
    ["<dt>Word</dt><dd>Sense</dd><dt>Term</dt><dd>Meaning</dd>",
     "<div><dt>Word</dt><dd>Sense</dd></div><div><dt>Term</dt> <dd>Meaning</dd></div>"],
)  # fmt: skip
def test_a_term_is_the_label_of_its_meaning(body: str) -> None:
    root, _ = read(write(f"<dl>{body}</dl>"))
    assert root.shape() == "Document(L(LI(Lbl LBody) LI(Lbl LBody)))"
    assert [label.words() for label in root.all("Lbl")] == ["Word", "Term"]


def test_a_table_has_a_caption_heads_with_scope_and_all_its_cells() -> None:
    root, _ = read(
        write(
            "<table><caption>Week</caption><thead><tr><th></th><th>Felt</th></tr></thead>"
            "<tbody><tr><th scope='row'>Monday</th><td></td></tr></tbody></table>"
        )
    )
    assert root.shape() == "Document(Table(Caption(P) THead(TR(TD TH)) TBody(TR(TH TD))))"
    assert [str(head.object.A.Scope) for head in root.all("TH")] == ["/Column", "/Row"]


def test_spans_of_cells_are_told() -> None:
    root, _ = read(write("<table><tr><td colspan=2 rowspan=2>a</td><td>b</td></tr></table>"))
    attributes = root.all("TD")[0].object.A
    assert (int(attributes.ColSpan), int(attributes.RowSpan)) == (2, 2)


def test_a_picture_has_its_words_and_its_place_on_the_page() -> None:
    root, _ = read(
        write(
            f"<figure><img src='{PICTURE}' alt='A glass' style='width:40mm; height:20mm;"
            "display: block'><figcaption>One glass</figcaption></figure>",
            style="figure { margin: 0 }",
        )
    )
    assert root.shape() == "Document(Div(Figure Caption(P)))"
    figure = root.one("Figure")
    assert str(figure.object.Alt) == "A glass"
    box = [float(side) * 25.4 / 72 for side in figure.object.A.BBox]
    assert box == pytest.approx([12, 68, 52, 88], abs=0.1)  # mm from the lower left


def test_a_drawing_that_says_something_has_its_title_and_others_are_artifacts() -> None:
    svg = "<svg width='9' xmlns='http://www.w3.org/2000/svg' class='icon' viewBox='0 0 9 9'>"
    drawing = "<path d='M0 0H9V9Z'/></svg>"
    root, _ = read(
        write(
            f"<p>{svg}{drawing}Call</p><p>{svg}<title>A code</title>{drawing}</p>"
            f"<p><img src='{PICTURE}' alt='' style='width: 9mm'>Text</p>"
        )
    )
    assert root.shape() == "Document(P P(Figure) P)"
    assert str(root.one("Figure").object.Alt) == "A code"


def test_a_note_and_its_mark_lead_to_each_other() -> None:
    root, pdf = read(
        write(
            "<h1>Tired</h1><p>Fatigue<sup><a id='fnref-f' href='#fn-f'>1</a></sup> is common.</p>"
            "<section><h2>Notes</h2><ol><li id='fn-f'><p>Tiredness.</p></li></ol></section>"
        )
    )
    assert root.shape() == "Document(H1 P(Reference(Link)) Sect(H2 Note(Lbl(Link) P)))"
    note = root.one("Note")
    assert str(note.object.ID) == "fn-f"
    name, element = pdf.Root.StructTreeRoot.IDTree.Names
    assert (str(name), element.objgen) == ("fn-f", note.object.objgen)
    there, back = (link.A if "/A" in link else link for link in pdf.pages[0].Annots)
    assert (str(there.Dest), str(there.Contents)) == ("fn-f", "Notes 1")
    assert (str(back.Dest), str(back.Contents)) == ("fnref-f", "Tired 1.")


def test_a_note_at_the_foot_of_the_page_stands_where_it_is_referred_to() -> None:
    root, _ = read(write("<p>Fatigue<span class='n'>Tiredness.</span> is common.</p>",
                         style=".n { float: footnote }"))  # fmt: skip
    assert root.all("Note")[0].one("Lbl").words().strip() == "1."
    assert "/ID" in root.one("Note").object
    assert root.one("Reference").words() == "1"


def test_a_note_among_other_items_stays_in_its_list() -> None:
    root, _ = read(
        write("<p>Word<sup><a href='#n'>1</a></sup></p><ol><li id='n'>Note</li><li>Item</li></ol>")
    )
    assert root.one("L").shape() == "L(LI(Lbl LBody(Note)) LI(Lbl LBody))"


def test_a_linked_picture_is_read_by_what_stands_for_it() -> None:
    root, pdf = read(
        write(f"<p><a href='https://example.org'><img src='{PICTURE}' alt='A glass'></a></p>")
    )
    assert root.shape() == "Document(P(Link(Figure)))"
    assert str(pdf.pages[0].Annots[0].Contents) == "A glass"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (f"<p><img src='{PICTURE}'></p>", "no words that stand for it"),
        ("<p style='opacity: .5'>Pale</p>", "opacity"),
    ],
)
def test_what_cannot_be_tagged_is_told(body: str, problem: str) -> None:
    with listening() as complaints:
        write(body)
    assert any(problem in said for said in complaints.failed)


def test_contents_are_tagged_and_lead_to_their_headings() -> None:
    root, pdf = read(
        write(
            "<nav><h2>In this leaflet</h2><ol><li><a href='#a'>When to <b>drink</b>"
            "<span></span></a></li></ol></nav><section><h2 id='a'>When to drink</h2></section>",
            style="nav ol { list-style: none } nav a { position: relative; display: block }"
            "span::before { position: absolute; right: 0; content: target-counter('#a', page) }",
        )
    )
    assert root.shape() == "Document(Sect(H2 TOC(TOCI(Reference(Link(Strong)))) H2)".replace(
        " H2)", ") Sect(H2))"
    )
    assert root.one("Link").words() == "When to drink 1"
    (annotation,) = pdf.pages[0].Annots
    assert str(annotation.Dest) == "a"


def test_a_link_over_two_lines_is_one_annotation_with_its_words() -> None:
    words = "the page of our helpline, which is open on all days of the week from nine to five"
    root, pdf = read(write(f"<p>See <a href='https://example.org/x'>{words} <b>now</b></a>.</p>"))
    (annotation,) = pdf.pages[0].Annots
    assert str(annotation.Contents) == f"{words} now"
    assert len(annotation.QuadPoints) >= 16
    assert root.one("Link").kids.count(OBJR) == 1


def test_a_link_over_a_page_break_has_an_annotation_on_each_page() -> None:
    root, pdf = read(write(f"<p><a href='https://example.org/x'>{LONG}</a></p>"))
    assert [len(page.get("/Annots", [])) for page in pdf.pages][:2] == [1, 1]
    assert root.one("Link").kids.count(OBJR) == len(pdf.pages)


def test_a_callout_is_a_section_with_its_title() -> None:
    root, pdf = read(write("<aside><p>Call now</p><div><p>Call us.</p><p>Day or night.</p></div>"
                           "</aside>"))  # fmt: skip
    assert root.shape() == "Document(Aside(P Div(P P)))"
    assert str(pdf.Root.StructTreeRoot.RoleMap.Aside) == "/Sect"


def test_words_in_a_grouping_element_get_a_paragraph() -> None:
    root, _ = read(write("<div>Some <strong>words</strong><p>More</p></div>"))
    assert root.shape() == "Document(Div(P(Strong) P))"


def test_each_change_of_language_is_told() -> None:
    root, pdf = read(
        write(
            "<p>Welsh is <bdi lang='cy'>Cymraeg</bdi>.</p>"
            "<div lang='ar' dir='rtl'><p>العربية</p><p lang='en'>Arabic</p></div>"
        )
    )
    assert str(pdf.Root.Lang) == "en"
    assert str(root.all("P")[0].one("Span").object.Lang) == "cy"
    assert str(root.one("Div").object.Lang) == "ar"
    assert [str(item.object.get("/Lang", "")) for item in root.one("Div").all("P")] == ["", "en"]


def test_no_element_is_empty_or_unreachable() -> None:
    root, pdf = read(
        write(
            f"<p></p><div><p> </p></div><ul></ul><section><p>{LONG}</p></section>"
            "<p style='visibility: hidden'>Hidden</p>"
        )
    )
    assert root.shape() == "Document(Sect(P))"
    elements = {
        item.objgen
        for item in pdf.objects
        if isinstance(item, pdf.Root.__class__) and item.get("/Type") == "/StructElem"
    }
    assert len(elements) == 3
    reached = {item.objgen for _, item in _numbered(pdf) for item in item}
    assert reached == {root.one("P").object.objgen}


def _numbered(pdf: Any) -> Iterator[tuple[Any, Any]]:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return zip(numbers[::2], numbers[1::2], strict=True)


def test_reading_order_is_the_order_of_the_document_not_of_the_page() -> None:
    root, _ = read(
        write(
            "<div class='a'><p>One</p></div><p>Two</p><div class='f'><p>Three</p></div><p>Four</p>",
            style=".a { position: absolute; bottom: 0 } .f { float: right }",
        )
    )
    assert [item.words() for item in root.all("P")] == ["One", "Two", "Three", "Four"]
