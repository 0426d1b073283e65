"""Two languages beside each other: every block of both, once, in order, in its language."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable

import pytest

from everyleaf.checks.fidelity import check_text, written
from everyleaf.document import Document
from everyleaf.edition import Edition
from everyleaf.layout import Layout, read_layouts
from everyleaf.translation import localise
from tests.checks.tags import tea
from tests.checks.tags.tagged_pdf import NEXT_PAGE, Node, node, write
from tests.checks.tags.tea import WORDS, Words
from tests.conftest import ARABIC, REPOSITORY, translated
from tests.conftest import document as read

SOURCE = "en"
TAGS = tuple(tag for tag in WORDS if tag != SOURCE)


def document(tag: str) -> Document:
    return dataclasses.replace(tea.document(tag), original=tea.document(SOURCE))


def layout() -> Layout:
    formats = ("pdf-print", "pdf-screen")
    known, found = read_layouts(REPOSITORY / "layouts", ("bilingual",), "layouts", formats)
    assert not found
    return known["bilingual"]


def both(own: str, original: str, kind: str = "P") -> tuple[Node, Node]:
    return node(kind, own), node("P", original, language=SOURCE)


def tree(own: Words, other: Words) -> Node:
    """The tree of the leaflet in both languages."""
    mark = node("Reference", node("Link", "1", leads_to="note"))
    return node(
        "Document",
        *both(own.title, other.title, "H1"),
        node("P", *own.intro, mark),
        node("P", *other.intro, copy.deepcopy(mark), language=SOURCE),
        *both(own.heading, other.heading, "H2"),
        node(
            "L",
            *(
                node("LI", node("Lbl", "•"), node("LBody", *both(*pair)))
                for pair in zip(own.items, other.items, strict=True)
            ),
        ),
        node("Sect", NEXT_PAGE, *both(own.below, other.below, "H3")),
        table(own, other),
        node("Figure", alternative=own.picture),
        node("P", node("Link", own.link, leads_to="https://leaf.example/")),
        node("P", node("Link", other.link, leads_to="https://leaf.example/"), language=SOURCE),
        node("Note", NEXT_PAGE, node("Lbl", "1"), *both(own.note, other.note), name="note"),
    )


def table(own: Words, other: Words) -> Node:
    heads = [node("TH", *both(*pair)) for pair in zip(own.heads, other.heads, strict=True)]
    day, tea_, next_day = zip(own.cells, other.cells, strict=True)
    rows = [
        node("TR", node("TH", *both(*day)), node("TD", *both(*tea_))),
        node("TR", node("TH", *both(*next_day)), node("TD")),
    ]
    caption = node("Caption", *both(own.caption, other.caption))
    return node("Table", caption, node("THead", node("TR", *heads)), node("TBody", *rows))


def codes(whole: Node, tag: str = "pl") -> set[str]:
    file = tea.opened(write(whole, tag, WORDS[tag].title))
    edition = Edition("tea", tag, "bilingual", "pdf-screen", "1.0")
    comparison, found = check_text(file, edition, document(tag), layout(), None)
    assert (comparison.share == 1.0) or found
    return {one.code for one in found}


@pytest.mark.parametrize("tag", TAGS)
def test_a_good_file_passes(tag: str) -> None:
    assert codes(tree(WORDS[tag], WORDS[SOURCE]), tag) == set()


def test_every_block_of_both_languages_is_asked_for_but_the_picture_once() -> None:
    blocks = written(document("pl"), 4)
    said = [block.parts[0][1] for block in blocks if block.kind != "Figure"]
    assert said == ["pl", "en"] * (len(written(tea.document("pl"), 4)) - 1)


def item(whole: Node) -> Node:
    """The body of the second item."""
    listed = next(kid for kid in whole.kids if isinstance(kid, Node) and kid.kind == "L")
    second = listed.kids[1]
    assert isinstance(second, Node)
    body = second.kids[1]
    assert isinstance(body, Node)
    return body


def lost_source_block(whole: Node) -> None:
    item(whole).kids.pop()


def lost_own_block(whole: Node) -> None:
    item(whole).kids.pop(0)


def other_way_round(whole: Node) -> None:
    item(whole).kids.reverse()


def swapped_languages(whole: Node) -> None:
    own, original = item(whole).kids
    assert isinstance(own, Node)
    assert isinstance(original, Node)
    own.language, original.language = original.language, "pl"


def lost_language(whole: Node) -> None:
    original = item(whole).kids[1]
    assert isinstance(original, Node)
    original.language = ""


def language_spilled_over(whole: Node) -> None:
    item(whole).language = SOURCE


def source_heading_in_the_outline(whole: Node) -> None:
    title = whole.kids[1]
    assert isinstance(title, Node)
    title.kind = "H2"


def one_list_for_each_language(whole: Node) -> None:
    place = next(
        at for at, kid in enumerate(whole.kids) if isinstance(kid, Node) and kid.kind == "L"
    )
    whole.kids.insert(place + 1, node("L", node("LI", item(whole))))
    listed = whole.kids[place]
    assert isinstance(listed, Node)
    del listed.kids[1]


def both_in_one_paragraph(whole: Node) -> None:
    own, original = item(whole).kids
    assert isinstance(own, Node)
    assert isinstance(original, Node)
    item(whole).kids = [node("P", *own.kids, node("Span", *original.kids, language=SOURCE))]


FAULTS: dict[Callable[[Node], None], set[str]] = {
    lost_source_block: {"text-missing"},
    lost_own_block: {"text-missing"},
    other_way_round: {"text-order"},
    swapped_languages: {"language-change"},
    lost_language: {"language-change"},
    language_spilled_over: {"language-change"},
    source_heading_in_the_outline: {"element-kind"},
    one_list_for_each_language: {"element-cut", "text-order"},
    both_in_one_paragraph: {"elements-joined", "text-differs"},
}


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_found(plant: Callable[[Node], None]) -> None:
    whole = tree(WORDS["pl"], WORDS[SOURCE])
    plant(whole)
    assert codes(whole) == FAULTS[plant]


def test_the_blocks_of_each_kind_are_in_the_order_of_the_layout() -> None:
    text = "# T\n\nCup\n:   What tea is in.\n\n| A | B | C |\n|---|---|---|\n| 1 | | 3 |\n"
    source = read(text)
    made, found = localise(source, ARABIC, translated(source))
    assert made is not None, found
    blocks = written(made, 2)
    assert [(one.text, one.kind) for one in blocks] == [
        ("T", "H1"), ("T", ""), ("Cup Cup", "Lbl"),
        ("What tea is in.", "LI"), ("What tea is in.", "LI"),
        ("1", ""), ("1", ""), ("B ", "LI"), ("B ", "LI"), ("C 3", "LI"), ("C 3", "LI"),
    ]  # fmt: skip
    assert blocks[2].parts == (("Cup", "ar"), ("Cup", "en"))
    assert len({one.group for one in blocks[2:5]}) == 1


def test_a_block_says_its_language_in_every_layout() -> None:
    assert all(one.parts for one in written(tea.document("bn"), 4))
