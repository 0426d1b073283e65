"""Running heads that are read out, and text that its author repeats at the same place."""

from __future__ import annotations

import pytest

from everyleaf.checks.tags import TagCase
from everyleaf.checks.tags.running import running_text_untagged
from everyleaf.edition import Edition
from tests.checks.tags.tagged_pdf import NEXT_PAGE, Node, node, write
from tests.checks.tags.tea import opened

EDITION = Edition("tea", "en", "standard", "pdf-screen", "1.0")
SENTENCE = "Drink a glass of water."
ARABIC = "اشرب كوبًا من الماء."
PAGES = 6


def found_in(tree: Node, composed: str | None) -> list[str]:
    case = TagCase(EDITION, opened(write(tree, top=30.0)), composed)
    return [one.code for one in running_text_untagged(case)]


def pages(first: str, *others: Node) -> Node:
    """Pages that begin with the same line each, and go on with these elements."""
    kids: list[Node | str] = [node("H1", "Water")]
    for _ in range(PAGES):
        kids += [NEXT_PAGE, node("P", first), *others]
    return node("Document", *kids)


@pytest.mark.parametrize("sentence", [SENTENCE, ARABIC])
def test_text_that_its_author_repeats_is_no_running_head(sentence: str) -> None:
    tree = pages(sentence, node("P", "More of it."))
    assert found_in(tree, f"Water{f'{sentence}More of it.' * PAGES}") == []


@pytest.mark.parametrize("sentence", [SENTENCE, ARABIC])
def test_the_same_text_that_was_written_once_is_one(sentence: str) -> None:
    tree = pages(sentence, node("P", "More of it."))
    written = f"Water{sentence}{'More of it.' * PAGES}"
    assert found_in(tree, written) == ["running-text-tagged"]


def test_a_part_of_a_paragraph_counts_as_often_as_it_is_written() -> None:
    tree = pages(SENTENCE, node("P", SENTENCE, "And more."))
    assert found_in(tree, f"Water{f'{SENTENCE}{SENTENCE}And more.' * PAGES}") == []


def test_a_head_with_its_page_number_is_one_though_the_number_differs() -> None:
    kids: list[Node | str] = [node("H1", "Water")]
    for number in range(2, PAGES + 2):
        kids += [NEXT_PAGE, node("P", f"Water, page {number}"), node("P", "More of it.")]
    composed = f"Water{'More of it.' * PAGES}"
    assert found_in(node("Document", *kids), composed) == ["running-text-tagged"]


def test_without_the_composed_page_words_that_are_read_elsewhere_are_none() -> None:
    repeated = pages(SENTENCE, node("P", SENTENCE), node("P", SENTENCE))
    assert found_in(repeated, None) == []
    assert found_in(pages(SENTENCE, node("P", "More.")), None) == ["running-text-tagged"]
