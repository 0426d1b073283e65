"""Inline text to a fragment: from the source or from a catalogue, it opens no block."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from everyleaf.document import InlineContext, text_of
from everyleaf.reading import graft, note_references, placeholders

CONTEXT = InlineContext({"cup": ("https://cup.example/", "A cup")}, {"x": 1})
INLINE = {"strong", "em", "a", "br", "bdi", "sup", "data", "code", "img"}


def grafted(text: str, tag: str = "p") -> Element:
    element = Element(tag)
    graft(element, text, CONTEXT)
    return element


def inside(text: str, tag: str = "p") -> str:
    whole = tostring(grafted(text, tag), encoding="unicode", short_empty_elements=False)
    return whole.removeprefix(f"<{tag}>").removesuffix(f"</{tag}>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a **b** c", "a <strong>b</strong> c"),
        ("a *b* c", "a <em>b</em> c"),
        ("a  \nb", "a<br></br>b"),
        ("[a](b.md)", '<a href="b.md">a</a>'),
        ("[a][cup]", '<a href="https://cup.example/" title="A cup">a</a>'),
        ("<https://a.example>", '<a href="https://a.example">https://a.example</a>'),
        ("<a@b.example>", '<a href="mailto:a@b.example"><bdi dir="ltr">a@b.example</bdi></a>'),
        ("a[^x]", 'a<sup><a class="noteref" href="#fn-x">1</a></sup>'),
        ("a[^y]", "a[^y]"),
        ("\\*a\\*", "*a*"),
        ("\\{helpline}", "{helpline}"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        ("AT&T", "AT&amp;T"),
        ("a < b", "a &lt; b"),
        ("مرحبا **بك**", "مرحبا <strong>بك</strong>"),
    ],
)
def test_inline_marks_become_inline_elements(text: str, expected: str) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize("tag", ["p", "h1", "h2", "td", "th", "li", "dt", "dd", "caption"])
@pytest.mark.parametrize(
    "text", ["Call {helpline}", "{helpline}", "**{helpline}**", "{helpline} now"]
)
def test_a_placeholder_is_a_fact_wherever_it_stands(tag: str, text: str) -> None:
    facts = [fact.get("data-fact") for fact in grafted(text, tag).iter("data")]
    assert facts == ["helpline"]


@pytest.mark.parametrize("text", ["{Helpline}", "{ helpline }", "{}", "{help-line}", "{1a}", "{{"])
def test_other_braces_are_text(text: str) -> None:
    assert list(grafted(text).iter("data")) == []
    assert text_of(grafted(text)) == text


@pytest.mark.parametrize(
    "text",
    ["<b>a</b>", "<script>alert(1)</script>", "&lt;b&gt;", "<!-- a -->", "<br>", "<p>a</p>",
     "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "</p><h1>a</h1>"],
)  # fmt: skip
def test_raw_html_is_text(text: str) -> None:
    assert text_of(grafted(text)) == text
    assert len(grafted(text)) == 0


@pytest.mark.parametrize(
    "text", ["# a", "* a\n* b", "1. a", "a\n\nb", "> a", "| a | b |\n| - | - |", "---", "    a",
             "Tea\n:   a", '!!! note "a"\n    b', "```\na\n```", "[b]: https://c.example"],
)  # fmt: skip
def test_no_text_opens_a_block(text: str) -> None:
    assert {element.tag for element in grafted(text).iter()} <= {"p", "code"}


@pytest.mark.parametrize("kept", ["ul", "ol", "p"])
def test_blocks_below_the_text_stay_where_they_are(kept: str) -> None:
    item = Element("li")
    item.text = "old"
    SubElement(item, kept).text = "below"
    graft(item, "**new** one", CONTEXT)
    graft(item, "**newer** one", CONTEXT)
    assert tostring(item, encoding="unicode") == (
        f"<li><strong>newer</strong> one<{kept}>below</{kept}></li>"
    )


def test_a_picture_keeps_its_description_and_has_its_title_as_caption() -> None:
    assert inside('![A cup](cup.svg "The **cup**")', "figure") == (
        '<img src="cup.svg" alt="A cup"></img><figcaption>The <strong>cup</strong></figcaption>'
    )


def test_a_picture_translated_twice_has_one_caption() -> None:
    figure = Element("figure")
    graft(figure, '![A](a.svg "One")', CONTEXT)
    graft(figure, '![B](a.svg "Two")', CONTEXT)
    assert [child.tag for child in figure] == ["img", "figcaption"]
    assert text_of(figure) == "Two"


def test_facts_and_footnotes_are_named_in_order() -> None:
    assert placeholders("{b} a {a} {b} {B}") == ("b", "a", "b")
    assert note_references("a[^x] b[^y] ![^z](a)") == ("x", "y")


@pytest.mark.parametrize("text", ["\x02klzzwxh:0005\x03", "\x02amp\x03", "\x0265\x03", "\x02\x03"])
def test_the_marks_of_the_markdown_library_mean_nothing_in_a_text(text: str) -> None:
    assert text_of(grafted(text)) == text.strip("\x02\x03")


HOSTILE = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.sampled_from(
            ["**", "*", "_", "`", "[", "](", ")", "![", "{", "}", "{: .video }", "<", ">", "&lt;",
             "\\", "\n", "\n\n", "# ", "* ", "| ", "  \n", "\x02", "\x03", "klzzwxh:0", "[^x]",
             "{helpline}", "\u202e", "\u2067", "\x00", "javascript:", '"', "'", "9" * 12]
        ),
    ),
    max_size=30,
).map("".join)  # fmt: skip


@example("\x0299999999999\x03")
@example("[" * 400 + "]" * 400)
@given(HOSTILE)
def test_any_text_becomes_inline_content(text: str) -> None:
    tags = {element.tag for element in grafted(text)}
    assert tags <= INLINE


@given(HOSTILE)
def test_inline_elements_carry_no_attributes_of_strangers(text: str) -> None:
    for element in grafted(text).iter():
        allowed = {"href", "title", "src", "alt", "class", "data-fact", "dir"}
        assert set(element.keys()) <= allowed
        assert element.get("class", "") in ("", "fact", "noteref")
