"""Lines and pages of braille, and the file that goes to the embosser."""

from __future__ import annotations

from everyleaf.formats.braille.blocks import Block
from everyleaf.formats.braille.embossing import brf, laid_out, numbered

A, B = "⠁" * 5, "⠀"


def lines(kind: str, cells: str, width: int = 20) -> list[str]:
    return laid_out([Block(kind, "", "en")], [cells], width, 25)[0]


def test_a_paragraph_begins_in_cell_3_and_goes_on_in_cell_1() -> None:
    assert lines("text", f"{A}⠀{A}⠀{A}⠀{A}") == [f"⠀⠀{A}⠀{A}⠀{A}", A]


def test_an_item_begins_in_cell_1_and_goes_on_in_cell_3() -> None:
    assert lines("item", f"{A}⠀{A}⠀{A}⠀{A}") == [f"{A}⠀{A}⠀{A}", f"⠀⠀{A}"]


def test_a_heading_stands_in_cell_5_and_the_title_in_the_middle() -> None:
    assert lines("heading", A) == [f"⠀⠀⠀⠀{A}"]
    assert lines("title", A) == [f"{'⠀' * 7}{A}"]


def test_no_line_is_longer_than_the_page_and_no_word_is_divided() -> None:
    words = [A, "⠃" * 9, "⠉" * 3] * 12
    made = lines("text", B.join(words))
    assert max(map(len, made)) <= 20
    assert [word for line in made for word in line.split(B) if word] == words


def test_a_word_longer_than_a_line_goes_on_in_the_next() -> None:
    made = lines("text", "⠃" * 50)
    assert "".join(made).replace(B, "") == "⠃" * 50
    assert max(map(len, made)) <= 20


def test_a_heading_follows_an_empty_line_and_never_ends_a_page() -> None:
    blocks = [Block("item", "", "en")] * 7 + [Block("heading", "", "en"), Block("text", "", "en")]
    pages = laid_out(blocks, [A] * 9, 20, 11)
    assert [len(page) for page in pages] == [7, 2]
    few = laid_out(blocks[5:], [A] * 4, 20, 11)
    assert few == [[A, A, "", f"⠀⠀⠀⠀{A}", f"⠀⠀{A}"]]


def test_the_number_ends_the_last_line_of_each_page() -> None:
    pages = laid_out([Block("item", "", "en")] * 12, [A] * 12, 20, 11)
    done = numbered(pages, ["⠼⠁", "⠼⠃"], 20, 11)
    assert [len(page) for page in done] == [11, 11]
    assert [page[-1].strip(B) for page in done] == ["⠼⠁", "⠼⠃"]
    assert {len(page[-1]) for page in done} == {20}


def test_the_file_is_braille_ascii_with_form_feeds() -> None:
    # "Call 999" with its page number, as Braille ASCII writes it.
    assert brf([["⠠⠉⠁⠇⠇⠀⠼⠊⠊⠊", "⠀⠼⠁"]]) == b",CALL #III\r\n #A\r\n\x0c"
    every = "".join(chr(0x2800 + number) for number in range(64))
    assert len(set(brf([[every + "⠁"]]).decode("ascii")) - set("\r\n\f")) == 64
