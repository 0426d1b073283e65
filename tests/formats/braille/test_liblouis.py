"""Translation by the real liblouis: cells that were worked out by hand."""

from __future__ import annotations

import pytest

from everyleaf.diagnostics import SetupError
from everyleaf.formats.braille.liblouis import WITHIN_NUMBER as W
from everyleaf.formats.braille.liblouis import has_the_digits, is_whole, translated
from everyleaf.language import known_languages


def table(tag: str, grade: str = "uncontracted") -> str:
    return str(getattr(known_languages()[tag].braille, grade))


# By the rules of Unified English Braille (2013): capital dots 6, numeric indicator 3456,
# numeric space dot 5, comma dot 2, full stop 256; "one" is 5-135, "day" 5-145, "and" 12346,
# "with" 23456, "the" 2346, "ed" 1246, "ch" 16, "er" 12456, "ou" 1256, "st" 34.
BY_HAND = [
    ("en", "uncontracted", "Call 999 now.", "⠠⠉⠁⠇⠇⠀⠼⠊⠊⠊⠀⠝⠕⠺⠲"),
    ("en", "uncontracted", f"020{W}7946{W}0317", "⠼⠚⠃⠚⠐⠛⠊⠙⠋⠐⠚⠉⠁⠛"),
    ("en", "uncontracted", f"(020{W}7946{W}0317)", "⠐⠣⠼⠚⠃⠚⠐⠛⠊⠙⠋⠐⠚⠉⠁⠛⠐⠜"),
    ("en", "contracted", f"+44{W}20{W}7946", "⠐⠖⠼⠙⠙⠐⠃⠚⠐⠛⠊⠙⠋"),
    ("en", "uncontracted", f"12{W}500.5", "⠼⠁⠃⠐⠑⠚⠚⠲⠑"),
    # Numbers beside each other stay apart, and a letter that looks like a digit is none.
    ("en", "uncontracted", f"020{W}7946 24 hours", "⠼⠚⠃⠚⠐⠛⠊⠙⠋⠀⠼⠃⠙⠀⠓⠕⠥⠗⠎"),
    ("en", "uncontracted", "take 2 500 mg", "⠞⠁⠅⠑⠀⠼⠃⠀⠼⠑⠚⠚⠀⠍⠛"),
    ("en", "contracted", "add 5 and 2.5 4", "⠁⠙⠙⠀⠼⠑⠀⠯⠀⠼⠃⠲⠑⠀⠼⠙"),
    ("en", "uncontracted", "2.5 mg, twice", "⠼⠃⠲⠑⠀⠍⠛⠂⠀⠞⠺⠊⠉⠑"),
    ("en", "contracted", "one day and the rest with her", "⠐⠕⠀⠐⠙⠀⠯⠀⠮⠀⠗⠑⠌⠀⠾⠀⠓⠻"),
    ("en", "contracted", "You can do it.", "⠠⠽⠀⠉⠀⠙⠀⠭⠲"),
    # Polish literary braille: ą 16, ę 156, ż 12346, ć 146; capital 46; full stop 3.
    ("pl", "uncontracted", "Zażyć 2 tabletki.", "⠨⠵⠁⠯⠽⠩⠀⠼⠃⠀⠞⠁⠃⠇⠑⠞⠅⠊⠄"),
    ("pl", "uncontracted", "są ciężkie", "⠎⠡⠀⠉⠊⠱⠯⠅⠊⠑"),
    # Spanish: capital 46, full stop 3, opening and closing question mark 26.
    # Its decimal comma is dot 2, its point dot 3; the sign for numbers stands once.
    ("es", "uncontracted", "2,5 mg o 1.000 mg", "⠼⠃⠂⠑⠀⠍⠛⠀⠕⠀⠼⠁⠄⠚⠚⠚⠀⠍⠛"),
    ("es", "uncontracted", "12,25, luego 3", "⠼⠁⠃⠂⠃⠑⠂⠀⠇⠥⠑⠛⠕⠀⠼⠉"),
    ("es", "uncontracted", f"0808{W}157 0123", "⠼⠚⠓⠚⠓⠀⠼⠁⠑⠛⠀⠼⠚⠁⠃⠉"),
    ("es", "uncontracted", "Llame al 999.", "⠨⠇⠇⠁⠍⠑⠀⠁⠇⠀⠼⠊⠊⠊⠄"),
]


@pytest.mark.parametrize(("tag", "grade", "text", "cells"), BY_HAND)
def test_lines_that_were_worked_out_by_hand(tag: str, grade: str, text: str, cells: str) -> None:
    assert translated([text], table(tag, grade)) == [cells]


WITH_TABLES = [tag for tag, row in known_languages().items() if row.braille.uncontracted]


@pytest.mark.parametrize("tag", WITH_TABLES)
def test_a_phone_number_is_read_as_one_in_every_language(tag: str) -> None:
    row = known_languages()[tag].braille
    for chosen in filter(None, (row.uncontracted, row.contracted)):
        (cells,) = translated(["0808 157 0123"], chosen, row.replaced)
        assert is_whole(cells)
        assert has_the_digits("0808 157 0123", cells)


def test_digits_of_another_script_are_numbers_and_no_letters() -> None:
    row = known_languages()["bn"].braille
    assert translated(["১২"], row.uncontracted) == ["⠼⠁⠃"]


def test_a_letter_after_a_digit_is_not_read_as_a_digit() -> None:
    row = known_languages()["ur"].braille
    (cells,) = translated(["4HA3"], row.uncontracted)
    assert cells == "⠼⠙⠀⠓⠁⠼⠉"


def test_a_wrong_number_is_seen() -> None:
    assert has_the_digits("take 4", "⠞⠁⠅⠑⠀⠼⠙")
    assert not has_the_digits("take 4", "⠞⠁⠅⠑⠀⠙")
    assert not has_the_digits("take 4", "⠞⠁⠅⠑⠀⠼⠙⠓")
    assert not has_the_digits("4 or 5", "⠼⠙⠀⠕⠗⠀⠼⠋")


def test_marks_that_nobody_sees_are_left_out() -> None:
    assert translated(["\u2066a\u2069\u00ad b\u200b"], table("en")) == ["⠁⠀⠃"]


def test_a_sign_that_the_table_lacks_is_seen() -> None:
    known, unknown = translated(["tea", "\N{SNOWMAN}"], table("en"))
    assert is_whole(known)
    assert not is_whole(unknown)


def test_a_line_may_be_empty_or_very_long() -> None:
    empty, long = translated(["", "tea " * 5000], table("en"))
    assert empty == ""
    assert long.count("⠞⠑⠁") == 5000


def test_a_table_that_is_not_there_is_told() -> None:
    with pytest.raises(SetupError, match="no-such-table"):
        translated(["tea"], "no-such-table.ctb")
