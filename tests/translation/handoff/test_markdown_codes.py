"""A message as text and codes, and back: the same message, and no markup in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from everyleaf.catalogue import read_catalogue
from everyleaf.document import InlineContext
from everyleaf.publication import open_publication
from everyleaf.reading import graft
from everyleaf.translation.handoff.inline_codes import (
    Node,
    Pair,
    Point,
    alike,
    by_number,
    codes_in,
    differences,
    numbered,
    restored,
    words_in,
)
from everyleaf.translation.handoff.markdown_codes import coded, markdown_of, written
from tests.conftest import REPOSITORY

CONTEXT = InlineContext({"nhs": ("https://nhs.example", None)}, {"1": 1, "dose": 2})

# Markdown, and how a translator's tool shows it: [kind: around text], {kind}.
CONSTRUCTS = {
    "Plain words.": "Plain words.",
    "Take **two** now": "Take [bold: two] now",
    "Take __two__ now": "Take [bold: two] now",
    "*so* and _so_": "[italics: so] and [italics: so]",
    "**all *of* it**": "[bold: all [italics: of] it]",
    "see [our **big** page](https://a.example/x_y)": "see [link: our [bold: big] page]",
    "see [a (b)](https://a.example/x_(y))": "see [link: a (b)]",
    "see [x](<https://a.example>)": "see [link: x]",
    "see [the NHS][nhs] or [NHS][]": "see [link: the NHS] or [link: NHS]",
    "call {helpline}, {helpline}": "call {fact}, {fact}",
    "sick[^1] or not[^dose]": "sick{footnote} or not{footnote}",
    "one  \ntwo": "one{line break}two",
    "write to <info@a.example> or <https://a.example>": "write to {address} or {address}",
    "type `a*b`": "type {code}",
    "![A glass, {helpline}.](glass.svg)": "[picture: A glass, {fact}.]",
    '![A glass.](glass.svg "Four **times**.")': "[picture: A glass.][caption: Four [bold: times].]",
    "snake_case_name stays": "snake_case_name stays",
    "a temperature \\< 35": "a temperature < 35",
    "3 \\* 4, \\[sic\\]": "3 * 4, [sic]",
    "AT&T & Co": "AT&T & Co",
    "100% (of 5) - 10; 5 > 4!": "100% (of 5) - 10; 5 > 4!",
    "what [^unknown] is": "what {mark} is",
    "a [b](c 'it''s')": "a {mark}b{mark}",
    "**never closed": "{mark}never closed",
    "<b>raw</b>": "{mark}raw{mark}",
}  # fmt: skip


def shown(nodes: Iterable[Node]) -> str:
    def parts() -> Iterator[str]:
        for node in nodes:
            if isinstance(node, str):
                yield node
            elif isinstance(node, Point):
                yield f"{{{node.kind}}}"
            else:
                yield f"[{node.kind}: {shown(node.inside)}]"

    return "".join(parts())


@pytest.mark.parametrize("markdown", CONSTRUCTS)
def test_each_construct_is_codes_around_words(markdown: str) -> None:
    nodes = coded(markdown, CONTEXT)
    assert shown(nodes) == CONSTRUCTS[markdown]
    assert markdown_of(nodes) == markdown
    assert written(nodes, CONTEXT) == markdown


@pytest.mark.parametrize("tag", open_publication(REPOSITORY)[0].settings.languages)  # type: ignore[union-attr]
def test_every_message_of_the_sample_is_the_same_there_and_back(tag: str) -> None:
    """In every language; and none of them needs a mark that nobody understands."""
    from everyleaf.engine.gathering import read_source  # not for every test here

    publication, _ = open_publication(REPOSITORY)
    assert publication is not None
    language = next(row for row in publication.languages if row.tag == tag)
    seen = 0
    for path in publication.leaflet_files():
        document, _ = read_source(publication, path)
        assert document is not None
        catalogue, _ = read_catalogue(publication.catalogue_file(path.stem, language), path.stem)
        for message in document.messages:
            entry = catalogue.find(message.text, message.context) if catalogue else None
            text = entry.target if entry else message.text
            nodes = coded(text, document.inline)
            assert markdown_of(nodes) == text
            assert written(nodes, document.inline) == text
            assert [code for code in codes_in(nodes) if code.kind == "mark"] == []
            source = numbered(coded(message.text, document.inline))
            assert differences(numbered(nodes, codes_in(source)), by_number(source)) == []
            seen += 1
    assert seen > 200


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x02\x03\x00"), max_size=12)
MARKS = st.sampled_from(
    [*"\\`*_[]()<>{}!&|#-.\"' ", "**", "__", "  \n", "](x)", "](x \"t\")", "[^1]", "{fact}",
     "[nhs]", "<a@b.c>", "![", "\\*", "&amp;", "{: .x}", "`a`", "\n", "<br>", "***", "سلام", "文"]
)  # fmt: skip
MARKDOWN = st.lists(st.one_of(MARKS, WORDS), max_size=14).map("".join)


@given(MARKDOWN)
@example('![a](b "c" d")')
@example("[[a](b)](c)")
@example("\\{fact} {fact}")
@example("[" * 3000 + "]" * 3000)
def test_any_message_is_the_same_there_and_back(markdown: str) -> None:
    assert markdown_of(coded(markdown, CONTEXT)) == markdown


@given(MARKDOWN)
@example("Wow!")
@example("{fact} **bold** [x](y) <b> &amp; \\")
def test_what_a_translator_types_is_text_and_never_markup(text: str) -> None:
    folded = " ".join(text.split())
    markdown = written((folded,), CONTEXT) if folded else None
    if markdown is not None:
        holder = Element("p")
        graft(holder, markdown, CONTEXT)
        assert list(holder) == []
        assert " ".join((holder.text or "").split()) == folded


@given(MARKDOWN, MARKDOWN, MARKDOWN)
def test_typed_marks_leave_the_codes_beside_them_whole(a: str, b: str, c: str) -> None:
    """Either the translation says what was typed, in the same bold, or it is refused."""
    source = numbered(coded("Take **two** of {fact}", CONTEXT))
    bold, fact = codes_in(source)
    assert isinstance(bold, Pair)
    typed = (a, Pair("", "", "", "", (b,), bold.number), c, Point("", "", "", "", fact.number))
    markdown = written(restored(typed, by_number(source)), CONTEXT)
    if markdown is not None:
        holder = Element("p")
        graft(holder, markdown, CONTEXT)
        assert [child.tag for child in holder] == ["strong", "data"]
        typed_words = re.sub(r"\s", "", f"{a}{b}{c}{{fact}}")
        assert re.sub(r"\s", "", "".join(holder.itertext())) == typed_words


def test_spaces_inside_bold_are_drawn_out_of_it() -> None:
    source = numbered(coded("Take **two** now", CONTEXT))
    (bold,) = codes_in(source)
    typed = ("Nimm", Pair("", "", "", "", (" zwei ",), bold.number), "jetzt")
    assert written(restored(typed, by_number(source)), CONTEXT) == "Nimm **zwei** jetzt"


@pytest.mark.parametrize(("between", "is_written"), [("", True), (" ", True), ("und", False)])
def test_nothing_stands_between_a_picture_and_its_caption(between: str, is_written: bool) -> None:
    source = numbered(coded('![A glass.](glass.svg "Four times.")', CONTEXT))
    picture, caption = codes_in(source)
    typed = (
        Pair("", "", "", "", ("Ein Glas.",), picture.number),
        between,
        Pair("", "", "", "", ("Viermal.",), caption.number),
    )
    markdown = written(restored(typed, by_number(source)), CONTEXT)
    assert markdown == ('![Ein Glas.](glass.svg "Viermal.")' if is_written else None)


def test_a_quotation_mark_in_a_caption_does_not_end_it() -> None:
    """Markdown cannot hold it there: the message is refused, and nothing is cut off."""
    source = numbered(coded('![A glass.](glass.svg "Four times.")', CONTEXT))
    picture, caption = codes_in(source)
    typed = (
        Pair("", "", "", "", ("Ein Glas.",), picture.number),
        Pair("", "", "", "", ('Ein "Glas".',), caption.number),
    )
    assert written(restored(typed, by_number(source)), CONTEXT) is None


def test_an_exclamation_mark_before_a_link_makes_no_picture() -> None:
    source = numbered(coded("see [x](y.md)", CONTEXT))
    (link,) = codes_in(source)
    typed = ("Hier!", Pair("", "", "", "", ("x",), link.number))
    markdown = written(restored(typed, by_number(source)), CONTEXT)
    assert markdown == "Hier\\![x](y.md)"


def test_empty_bold_cannot_be_written() -> None:
    source = numbered(coded("Take **two** now", CONTEXT))
    (bold,) = codes_in(source)
    typed = ("Nimm zwei", Pair("", "", "", "", (), bold.number))
    assert written(restored(typed, by_number(source)), CONTEXT) is None


def test_codes_keep_their_numbers_in_another_order() -> None:
    source = numbered(coded("[a](x.md) then [b](y.md) and {fact}", CONTEXT))
    target = numbered(coded("{fact}: [B](y.md), [A](x.md)", CONTEXT), codes_in(source))
    assert [code.number for code in codes_in(target)] == [3, 2, 1]
    assert differences(target, by_number(source)) == []


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("[A](x.md)", ["lost fact 2 (fact)"]),
        ("[A](x.md) {fact} {other}", ["new code 3"]),
        ("{fact}", ["lost link 1 (a)"]),
    ],
)
def test_lost_and_added_codes_are_named(target: str, said: list[str]) -> None:
    source = numbered(coded("[a](x.md) {fact}", CONTEXT))
    given = numbered(coded(target, CONTEXT), codes_in(source))
    assert differences(given, by_number(source)) == said


def test_a_code_a_second_time_is_named() -> None:
    source = numbered(coded("call {fact}", CONTEXT))
    twice = (*source, *codes_in(source))
    assert differences(twice, by_number(source)) == ["new fact 1 (fact) a second time"]


def test_alike_sees_order_and_words_but_not_white_space() -> None:
    one = numbered(coded("**a** b", CONTEXT))
    assert alike(one, numbered(coded("**a**  b", CONTEXT)))
    assert not alike(one, numbered(coded("b **a**", CONTEXT)))
    assert not alike(one, numbered(coded("**a** c", CONTEXT)))
    assert words_in(one) == "a b"
