"""Which words are lit together."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from everyleaf.formats.book.marking import mark_sentences


@pytest.mark.parametrize(
    ("inside", "count", "lit"),
    [
        ("One day.", 1, ["One day."]),
        ("One day. Then two.", 2, ["One day. ", "Then two."]),
        ("One <b>day. Or</b> two.", 1, ["One day. Or two."]),
        ("One <b>day.</b> Then two.", 2, ["One day. ", "Then two."]),
        ("Then <b>two</b>. Now three.", 2, ["Then two. ", "Now three."]),
        ("One day<sup><a>1</a></sup>. Then two.", 2, ["One day1. ", "Then two."]),
        # As many are printed as are spoken, or the block is lit as one.
        ("One day. Then two.", 3, ["One day. Then two."]),
        ("One day. Then two.", 1, ["One day. Then two."]),
        ("一天。两天。", 2, ["一天。", "两天。"]),
    ],
)
def test_sentences(inside: str, count: int, lit: list[str]) -> None:
    element = ElementTree.fromstring(f"<p>{inside}</p>")
    words = "".join(element.itertext())
    ids = mark_sentences(element, "m1", count, "en")
    spans = [span for span in element if span.tag == "span"]
    assert [span.get("id") for span in spans] == ids
    assert ["".join(span.itertext()) for span in spans] == lit
    assert "".join(element.itertext()) == words


def test_blocks_inside_stay_where_they_are() -> None:
    element = ElementTree.fromstring("<li>Take <b>one</b>.<ul><li>With food</li></ul></li>")
    mark_sentences(element, "m1", 1, "en")
    assert [child.tag for child in element] == ["span", "ul"]
    assert "".join(element.itertext()) == "Take one.With food"
    assert "".join(element[0].itertext()) == "Take one."


def test_nothing_to_light() -> None:
    element = ElementTree.fromstring("<td> </td>")
    assert mark_sentences(element, "m1", 1, "en") == []
