"""A source file to a document: structure, ids, footnotes, lines, and hostile files."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from everyleaf.document import MESSAGE, Document, text_of
from everyleaf.reading import read_leaflet
from everyleaf.translation import localise
from tests.conftest import (
    ENGLISH,
    FIRST_LINE,
    HEAD,
    document,
    places,
    read,
    read_bytes,
    write_files,
)

BLOCKS = (
    "article section h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd table caption thead tbody tr th td"
    " aside div figure img figcaption blockquote pre code hr"
).split()
INLINE = "strong em a br bdi sup data code time span img".split()


def shape(made: Document) -> str:
    """The tree with its text, without attributes."""
    for element in made.body.iter():
        for name in list(element.attrib):
            del element.attrib[name]
    text = tostring(made.body, encoding="unicode", short_empty_elements=False)
    return text.removeprefix("<article>").removesuffix("</article>")


def lines(body: str) -> list[tuple[str, int | None]]:
    """Each message with its line, counted from the first line of ``body``."""
    return [
        (m.text, m.place.line and m.place.line - FIRST_LINE + 1)
        for m in document(body).messages[1:]
    ]


def ids(body: str) -> list[str]:
    return [
        e.get("id", "") for e in document(body).body.iter() if e.tag in ("h1", "h2", "h3", "h4")
    ]


ROWS = "<thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><th>c</th><td>d</td></tr></tbody>"


# ---- headings and sections -----------------------------------------------------------------


def test_sections_hold_what_stands_below_their_heading() -> None:
    made = document("# T\n\na\n\n## B\n\nb\n\n### C\n\nc\n\n## D\n\nd\n")
    assert shape(made) == (
        "<h1>T</h1><p>a</p><section><h2>B</h2><p>b</p><section><h3>C</h3><p>c</p></section></section>"
        "<section><h2>D</h2><p>d</p></section>"
    )


def test_a_skipped_level_still_gives_nested_sections() -> None:
    assert shape(document("# T\n\n### C\n\n## B\n")) == (
        "<h1>T</h1><section><h3>C</h3></section><section><h2>B</h2></section>"
    )


def test_a_leaflet_without_a_title_can_be_read() -> None:
    assert document("Only text.\n").title == ""


def test_the_title_is_the_text_of_the_first_heading() -> None:
    assert document("# How to **brew**\n\n# Again\n").title == "How to brew"


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("What is tea?", "what-is-tea"),
        ("**Strong** tea", "strong-tea"),
        ("See [the cup](cup.md)", "see-the-cup"),
        ("Call {helpline}", "call"),
        ("ما هو الشاي؟", "ما-هو-الشاي"),
        ("什么是茶", "什么是茶"),
        ("چائے", "چائے"),
        ("???", "section"),
        ("{helpline}", "section"),
    ],
)
def test_a_heading_has_an_id_from_its_own_words(heading: str, name: str) -> None:
    assert ids(f"# T\n\n## {heading}\n") == ["t", name]


def test_two_headings_with_the_same_words_have_two_ids() -> None:
    assert len(set(ids("# T\n\n## Tea\n\n## Tea\n\n## Tea\n"))) == 4


def test_an_author_may_choose_the_id_of_a_heading() -> None:
    assert ids("# T\n\n## Green tea {: #green }\n\n## Green\n") == ["t", "green", "green_1"]


# ---- blocks --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a\nb", "<p>a b</p>"),
        ("a  \nb", "<p>a<br></br>b</p>"),
        ("a **b** c", "<p>a <strong>b</strong> c</p>"),
        ("* a\n* b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("* a\n\n* b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("* a\n    * b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("Tea\n:   A drink.", "<dl><dt>Tea</dt><dd>A drink.</dd></dl>"),
        ('!!! note "N"\n    a', "<aside><p>N</p><p>a</p></aside>"),
        ('![A](a.svg "C")', "<figure><img></img><figcaption>C</figcaption></figure>"),
        ("![A](a.svg)", "<figure><img></img></figure>"),
        ("| a | b |\n| - | - |\n| c | d |",
         f"<table>{ROWS}</table>"),
        ("Cap\n{: .caption}\n\n| a | b |\n| - | - |\n| c | d |",
         f"<table><caption>Cap</caption>{ROWS}</table>"),
        ('!!! video v "V"\n    s\n\n    t\n\n    u',
         "<div><p>V</p><p>s</p><div><p>t</p><p>u</p></div></div>"),
    ],
)  # fmt: skip
def test_blocks_become_the_words_of_the_document(body: str, expected: str) -> None:
    made = shape(document(f"# T\n\n{body}\n"))
    assert made.replace("\n", "") == f"<h1>T</h1>{expected}"


def test_a_callout_and_a_video_carry_their_kind() -> None:
    made = document('# T\n\n!!! urgent "U"\n    a\n\n!!! video cup "V"\n    s\n\n    t\n')
    aside, video = made.body.find("aside"), made.body.find("div")
    assert aside is not None
    assert video is not None
    assert (aside.get("class"), video.get("data-video")) == ("callout urgent", "cup")


def test_table_heads_say_what_they_are_heads_of() -> None:
    made = document("# T\n\n| a | b |\n| :-: | -: |\n| c | d |\n")
    cells = [
        (e.text, e.get("scope"), e.get("style")) for e in made.body.iter() if e.tag in ("th", "td")
    ]
    assert cells == [("a", "col", None), ("b", "col", None), ("c", "row", None), ("d", None, None)]


def test_footnotes_are_numbered_by_their_first_reference() -> None:
    made = document("# T\n\na[^x] b[^y] c[^x]\n\n[^y]: Why.\n[^x]: Ex.\n")
    assert [(a.text, a.get("href")) for a in made.body.iter("a")] == [
        ("1", "#fn-x"), ("2", "#fn-y"), ("1", "#fn-x"),
    ]  # fmt: skip
    notes = made.body.find("section[@class='notes']")
    assert notes is not None
    assert [(e.get("id"), text_of(e)) for e in notes.iter("li")] == [
        ("fn-x", "Ex."),
        ("fn-y", "Why."),
    ]


def test_only_the_first_reference_to_a_footnote_is_where_its_way_back_leads() -> None:
    made = document("# T\n\na[^x] b[^x]\n\n[^x]: Ex.\n")
    assert [a.get("id") for a in made.body.iter("a")] == ["fnref-x", None]


def test_a_footnote_that_nobody_refers_to_is_left_out() -> None:
    made = document("# T\n\na\n\n[^x]: Ex.\n")
    assert made.body.find("section") is None


def test_a_reference_to_no_footnote_stays_text() -> None:
    assert shape(document("# T\n\na[^zz]\n")) == "<h1>T</h1><p>a[^zz]</p>"


@pytest.mark.parametrize(
    "raw",
    ["<script>alert(1)</script>", "<div>a</div>", "a <b>b</b>", "&lt;b&gt; &amp;", "<!-- a -->",
     "<?php a ?>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>a</a>",
     "* <b>a</b>", "| <i>a</i> | b |\n| - | - |\n| c | d |", "<br/>"],
)  # fmt: skip
def test_raw_html_is_text_and_never_markup(raw: str) -> None:
    made = document(f"# T\n\n{raw}\n")
    assert {e.tag for e in made.body.iter()} <= {*BLOCKS, *INLINE} - {"b", "i"}
    shown = "".join(raw.replace("* <", "<").replace("| - | - |", "").replace("|", "").split())
    assert shown in "".join("".join(made.body.itertext()).split())


def test_a_block_marked_notranslate_is_still_marked_up_and_filled_in() -> None:
    made = document("# T\n\nCall **now** {helpline}\n{: .notranslate }\n")
    written, _ = localise(made, ENGLISH, None)
    assert written is not None
    paragraph = written.body.find("p")
    assert paragraph is not None
    assert text_of(paragraph) == "Call now 0808 157 0123"


# ---- attribute lists -----------------------------------------------------------------------


def test_an_attribute_list_may_name_context_class_and_id() -> None:
    made = document('# T\n\na\n{: msgctxt="button" }\n\nb\n{: .notranslate }\n\nc\n{: #here }\n')
    assert [(m.text, m.context) for m in made.messages[2:]] == [("a", "button"), ("c", "")]
    assert [p.get("id") for p in made.body.iter("p")] == [None, None, "here"]


@pytest.mark.parametrize(
    "attribute",
    ['onclick="alert(1)"', 'style="display:none"', 'href="javascript:alert(1)"', ".video",
     ".picture", ".callout", ".admonition", ".notes", 'data-message="x"', 'data-fact="helpline"',
     "hidden", 'src="a"', 'dir="rtl"'],
)  # fmt: skip
@pytest.mark.parametrize(
    "body", ["a\n{{: {} }}", "a **b**{{: {} }} c", "[a](#t){{: {} }} b", "## H {{: {} }}",
             "* a\n{{: {} }}\n* b", "a\n{{: .notranslate {} }}"],
)  # fmt: skip
def test_an_attribute_list_can_bring_in_nothing_else(attribute: str, body: str) -> None:
    made = document("# T\n\n" + body.format(attribute) + "\n")
    plain = document("# T\n\n" + body.format("#x") + "\n")
    for element in (*made.body.iter(), *plain.body.iter()):
        element.attrib.pop("id", None)
    assert tostring(made.body) == tostring(plain.body)


def test_a_class_of_the_layouts_cannot_be_set_by_its_long_name_either() -> None:
    paragraph = document('# T\n\na\n{: class="video" }\n').body.find("p")
    assert paragraph is not None
    assert paragraph.get("class") is None


# ---- lines ---------------------------------------------------------------------------------


def test_each_block_is_placed_on_its_line() -> None:
    body = "# Tea\n\nOne\ntwo.\n\n* a cup\n* a pot\n\n| x | y |\n| - | - |\n| v | w |\n\nEnd.\n"
    assert lines(body) == [
        ("Tea", 1), ("One two.", 3), ("a cup", 6), ("a pot", 7), ("x", 9), ("y", 9), ("v", 11),
        ("w", 11), ("End.", 13),
    ]  # fmt: skip


def test_the_same_text_twice_is_placed_twice() -> None:
    assert lines("# T\n\nYes.\n\nNo.\n\nYes.\n\nYes.\n")[1:] == [
        ("Yes.", 3), ("No.", 5), ("Yes.", 7), ("Yes.", 9),
    ]  # fmt: skip


def test_a_short_text_is_not_placed_inside_a_longer_one() -> None:
    assert lines("# T\n\nCapital letters\n\na\n\n* Drink a cup\n* a\n")[1:] == [
        ("Capital letters", 3), ("a", 5), ("Drink a cup", 7), ("a", 8),
    ]  # fmt: skip


def test_a_title_that_the_summary_holds_too_is_placed_on_its_own_line() -> None:
    made = document("# tea\n")
    assert made.messages[1].place.line == FIRST_LINE


def test_a_block_below_a_footnote_in_the_middle_is_placed_on_its_line() -> None:
    assert ("After.", 5) in lines("# T[^x]\n\n[^x]: Note.\n\nAfter.\n")


def test_the_summary_is_placed_on_its_line() -> None:
    assert document("# T\n").messages[0].place.line == 2


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    assert lines("# T\n\na\u2028b\x0cc\x85d\n\nEnd.\n")[-1] == ("End.", 5)


# ---- files from strangers ------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_any_line_ends_give_the_same_document(end: str) -> None:
    text = HEAD + "# T\n\na\nb\n\n* c\n"
    made, found = read_bytes(text.replace("\n", end).encode())
    assert made is not None, found
    assert shape(made) == shape(document("# T\n\na\nb\n\n* c\n"))
    assert [m.place.line for m in made.messages] == [2, 7, 9, 12]


def test_a_byte_order_mark_does_no_harm() -> None:
    made, found = read_bytes(b"\xef\xbb\xbf" + HEAD.encode() + b"# T\n")
    assert found == []
    assert made is not None


def test_a_file_that_is_not_utf8_is_told_with_its_line() -> None:
    found = read_bytes(HEAD.encode() + b"# T\n\ncaf\xe9\n")[1]
    assert places(found) == [("source-not-utf8", "source/tea.md:9")]


def test_right_to_left_text_is_kept_letter_by_letter() -> None:
    text = "اتصل على {helpline} \u2067الآن\u2069 **فورًا**"
    assert document(f"# شاي\n\n{text}\n").messages[2].text == text


@pytest.mark.parametrize(
    "deep", ["> " * 2000 + "a", "".join(f"{'    ' * n}* a\n" for n in range(80)),
             "".join("    " * n + '!!! note "a"\n' for n in range(80))],
    ids=["quotations", "lists", "callouts"],
)  # fmt: skip
def test_blocks_nested_without_end_are_told(deep: str) -> None:
    made, found = read(f"# T\n\n{deep}\n")
    assert made is None
    assert places(found) == [("source-too-deep", "source/tea.md")]


@pytest.mark.parametrize(
    "text",
    ["*" * 4000 + "a" + "*" * 4000, "**" * 900 + "a" + "**" * 900, "[" * 500 + "]" * 500,
     "**a _b " * 800, "\\" * 3000],
)  # fmt: skip
def test_marks_nested_without_end_give_a_document_or_a_finding(text: str) -> None:
    made, found = read(f"# T\n\n{text}\n")
    assert (made is None) == bool(found)
    assert made is None or localise(made, ENGLISH, None)[0]


def test_a_file_of_absurd_size_is_not_read() -> None:
    assert places(read_bytes(HEAD.encode() + b"a" * 2_000_001)[1]) == [
        ("source-too-large", "source/tea.md")
    ]


@pytest.mark.parametrize("name", ["Tea", "tea_green", "tea.old", "-tea", "té", "tea leaf"])
def test_a_name_that_cannot_stand_in_an_address_is_told(name: str) -> None:
    found = read_bytes(HEAD.encode() + b"# T\n", name=name)[1]
    assert places(found) == [("source-name", f"source/{name}.md")]


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    found = read_leaflet(tmp_path / "tea.md", "source/tea.md", ENGLISH, {})[1]
    assert places(found) == [("source-unreadable", "source/tea.md")]


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    write_files(tmp_path, {"tea.md/x": ""})
    found = read_leaflet(tmp_path / "tea.md", "source/tea.md", ENGLISH, {})[1]
    assert places(found) == [("source-unreadable", "source/tea.md")]


OPENINGS = [
    "\n", "\n\n", "# ", "## ", "* ", "1. ", "    ", "> ", "| a | b |\n| - | - |\n| c | d |\n",
    ":   ", '!!! note "a"\n    ', '!!! video v "a"\n    ', "\n[^a]: ", "\n[b]: c\n", "\n```\n",
    "---", "===",
]  # fmt: skip
MARKS = [
    "[^a]", "{: .caption}", "{: .notranslate }", '{: msgctxt="x" }', "{: #a}", "{helpline}",
    "![a](b.svg)", "[a](b)", "[a][b]", "**", "*", "_", "`", "<b>", "&lt;", "  \n", "\\", "\x00",
    "\x02", "\x03", "\u202e", "\u2028", "word ",
]  # fmt: skip
PIECES = st.text(max_size=8) | st.sampled_from(OPENINGS + MARKS)
markdown = st.lists(PIECES, max_size=25).map("".join)


def uncovered(element: Element) -> list[str]:
    """Text that stands outside every message (code, and what is marked notranslate, may)."""
    if element.tag == "pre" or "notranslate" in element.get("class", ""):
        return []
    if element.get(MESSAGE):
        return [text for child in element if child.tag not in INLINE for text in uncovered(child)]
    own = [element.text or ""]
    for child in element:
        own += [*uncovered(child), child.tail or ""]
    return [text for text in own if text.strip()]


@given(markdown)
def test_any_text_gives_a_document_or_a_finding(body: str) -> None:
    made, found = read(body)
    assert (made is None) == bool(found)


@example("* # H\n  beside")
@example("* a\n\n    # H\n    beside\n")
@given(markdown)
def test_no_text_of_a_document_escapes_translation(body: str) -> None:
    made, _ = read(body)
    assert made is None or uncovered(made.body) == []


@given(markdown)
def test_a_document_uses_the_words_of_the_document_alone(body: str) -> None:
    made, _ = read(body)
    assert made is None or {e.tag for e in made.body.iter()} <= {*BLOCKS, *INLINE}


@given(markdown)
def test_every_message_has_its_element_and_every_element_its_message(body: str) -> None:
    made, _ = read(body)
    if made is not None:
        marked = [e.get(MESSAGE) for e in made.body.iter() if e.get(MESSAGE)]
        assert marked == [str(index) for index in range(1, len(made.messages))]
