"""One message a block: no more, no less, the same for extracting and for translating."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.reading.segmentation import fold
from tests.conftest import document, messages


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a", ["a"]),
        ("a\nb\n  c", ["a b c"]),
        ("a  \nb", ["a  \nb"]),
        ("a   \n   b", ["a  \nb"]),
        ("a \nb", ["a b"]),
        ("a\n\nb", ["a", "b"]),
        ("* a\n* b\n  c", ["a", "b c"]),
        ("* a\n\n* b", ["a", "b"]),
        ("* a\n\n    b\n\n* c", ["a", "b", "c"]),
        ("* a\n    * b\n        1. c\n    * d\n* e", ["a", "b", "c", "d", "e"]),
        ("1. a\n2. b", ["a", "b"]),
        ("> a\n> b\n>\n> c", ["a b", "c"]),
        ("## A {: #b }\n\nc", ["A", "c"]),
        ("## A ##", ["A"]),
        ("## Call {helpline}", ["Call {helpline}"]),
        ("A\n---", ["A"]),
        ("| a | b |\n| - | - |\n| c | |\n| {helpline} | **d** |",
         ["a", "b", "c", "{helpline}", "**d**"]),
        ("Cap\n{: .caption}\n\n| a |\n| - |\n| b |", ["Cap", "a", "b"]),
        ("Tea\n:   A drink.\n:   A plant.\n\nCup\n:   B.",
         ["Tea", "A drink.", "A plant.", "Cup", "B."]),
        ('!!! note "Title"\n    a\n\n    * b', ["Title", "a", "b"]),
        ("!!! note\n    a", ["Note", "a"]),
        ('!!! note ""\n    a', ["a"]),
        ('!!! video v "V"\n    Sum\n    mary.\n\n    One.\n\n    * Two.',
         ["V", "Sum mary.", "One.", "Two."]),
        ('![Alt](a.svg "Cap")', ['![Alt](a.svg "Cap")']),
        ("a ![Alt](a.svg) b", ["a ![Alt](a.svg) b"]),
        ("a[^x]\n\n[^x]: Note\n    more.\n\n    Second.", ["a[^x]", "Note more.", "Second."]),
        ("a[^x] b[^y]\n\n[^y]: Y.\n[^x]: X.", ["a[^x] b[^y]", "X.", "Y."]),
        ('a\n{: msgctxt="x" }', ["a"]),
        ("a\n{: .notranslate }\n\nb", ["b"]),
        ("a\n\n    code\n\nb", ["a", "b"]),
        ("* a\n\n        code\n\n* b", ["a", "b"]),
        ("a `code` b", ["a `code` b"]),
        ("---", []),
        ("[a]: https://a.example\n\n[b][a]", ["[b][a]"]),
        ("<b>a</b>", ["<b>a</b>"]),
    ],
)  # fmt: skip
def test_a_block_is_one_message(body: str, expected: list[str]) -> None:
    assert messages(body) == expected


def test_the_summary_is_the_first_message() -> None:
    first = document("# T\n").messages[0]
    assert (first.kind, first.text) == ("summary", "For people who like tea.")


def test_rewrapping_a_paragraph_changes_no_message() -> None:
    assert messages("One two\nthree four.") == messages("One\ntwo three\nfour.")


def test_a_message_says_what_it_is_and_what_it_stands_under() -> None:
    made = document('# T\n\na\n\n## B\n\n* c\n\n### D\n\n!!! note "E"\n    f\n\n## G\n\nh\n')
    assert [(m.text, m.kind, m.path) for m in made.messages[1:]] == [
        ("T", "h1", ()),
        ("a", "p", ("T",)),
        ("B", "h2", ("T",)),
        ("c", "li", ("T", "B")),
        ("D", "h3", ("T", "B")),
        ("E", "callout-title", ("T", "B", "D")),
        ("f", "p", ("T", "B", "D")),
        ("G", "h2", ("T",)),
        ("h", "p", ("T", "G")),
    ]


def test_a_context_tells_the_same_words_apart() -> None:
    made = document('# T\n\nOpen\n{: msgctxt="button" }\n\nOpen\n')
    assert [(m.text, m.context) for m in made.messages[2:]] == [("Open", "button"), ("Open", "")]


blocks = st.lists(st.from_regex(r"[ \t]{0,3}[ab]{1,2}( [ab])?[ \t]{0,3}", fullmatch=True)).map(
    "\n".join
)  # lines without an empty one among them


@given(blocks)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(blocks)
def test_folding_keeps_every_word(text: str) -> None:
    assert fold(text).split() == text.split()
