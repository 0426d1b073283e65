"""Catalogues: what may be used, what may not, and what is wrong with the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.catalogue import Catalogue, Entry, read_catalogue
from tests.conftest import PO_HEAD, catalogue, places, po, read_po

START = PO_HEAD.count("\n") + 2  # the line of the first entry below PO_HEAD and an empty line


def entry(text: str, source: str = "Tea", context: str = "") -> Entry:
    made, found = read_po(f"{PO_HEAD}\n{text}")
    assert made is not None, found
    got = made.find(source, context)
    assert got is not None
    return got


def sources(made: Catalogue | None) -> list[str]:
    assert made is not None
    return [one.source for one in made.entries.values()]


@pytest.mark.parametrize(
    ("text", "usable"),
    [
        ('msgid "Tea"\nmsgstr "شاي"\n', True),
        ('msgid "Tea"\nmsgstr ""\n', False),
        ('msgid "Tea"\nmsgstr "  "\n', False),
        ('#, fuzzy\nmsgid "Tea"\nmsgstr "شاي"\n', False),
        ('#, python-brace-format, fuzzy\nmsgid "Tea"\nmsgstr "شاي"\n', False),
        ('#,fuzzy\nmsgid "Tea"\nmsgstr "شاي"\n', False),
        ('#| msgid "Teas"\n#, fuzzy\nmsgid "Tea"\nmsgstr "شاي"\n', False),
        ('# not fuzzy at all\nmsgid "Tea"\nmsgstr "شاي"\n', True),
        ('#. fuzzy\nmsgid "Tea"\nmsgstr "شاي"\n', True),
        ('msgid "Tea"\nmsgid_plural "Teas"\nmsgstr[0] "شاي"\nmsgstr[1] "ش"\n', True),
        ('msgid "Tea"\nmsgid_plural "Teas"\nmsgstr[0] "شاي"\nmsgstr[1] ""\n', False),
        ('msgid "Tea"\nmsgid_plural "Teas"\nmsgstr[0] ""\nmsgstr[1] "ش"\n', False),
    ],
)
def test_only_what_is_translated_and_not_fuzzy_may_be_used(text: str, usable: bool) -> None:
    assert entry(text).is_usable is usable


def test_a_message_is_read_letter_by_letter() -> None:
    text = 'msgid "Tea"\nmsgstr ""\n"a \\"b\\" \\\\ c\\n"\n"\\td é 茶 {helpline}"\n'
    assert entry(text).target == 'a "b" \\ c\n\td é 茶 {helpline}'


def test_the_same_words_in_two_contexts_are_two_messages() -> None:
    text = 'msgid "Open"\nmsgstr "a"\n\nmsgctxt "button"\nmsgid "Open"\nmsgstr "b"\n'
    assert entry(text, "Open").target == "a"
    assert entry(text, "Open", "button").target == "b"


def test_an_obsolete_message_is_not_there() -> None:
    made, found = read_po(f'{PO_HEAD}\n#~ msgid "Tea"\n#~ msgstr "a"\n')
    assert (sources(made), found) == ([], [])


def test_an_obsolete_message_does_not_stand_against_a_living_one() -> None:
    made, found = read_po(f'{PO_HEAD}\nmsgid "Tea"\nmsgstr "a"\n\n#~ msgid "Tea"\n#~ msgstr "b"\n')
    assert (sources(made), found) == (["Tea"], [])


def test_a_message_that_is_not_there_is_not_found() -> None:
    assert catalogue({"Tea": "a"}).find("tea") is None


def test_each_entry_is_placed_where_it_begins() -> None:
    made = catalogue({"a": "1", "b": "2", "c": "3"})
    lines = [one.place.line for one in made.entries.values()]
    assert lines == [START, START + 3, START + 6]


def test_an_entry_with_comments_is_placed_at_the_first_of_them() -> None:
    assert entry('#. note\n#: source/tea.md\nmsgid "Tea"\nmsgstr "a"\n').place.line == START


@pytest.mark.parametrize(
    ("header", "by_machine"),
    [
        ("X-Everyleaf-Origin: human", False),
        ("X-Everyleaf-Origin: machine", True),
        ("X-Everyleaf-Origin: Human, mostly", True),
        ("X-Everyleaf-Origin:", True),
        ("X-Other: human", True),
    ],
)
def test_a_catalogue_is_of_a_machine_unless_it_says_otherwise(
    header: str, by_machine: bool
) -> None:
    text = po({"Tea": "a"}).replace("X-Everyleaf-Origin: human", header)
    made, _ = read_po(text)
    assert made is not None
    assert made.is_machine_drafted is by_machine


def test_a_catalogue_without_header_is_of_a_machine() -> None:
    made, _ = read_po('msgid "Tea"\nmsgstr "a"\n')
    assert made is not None
    assert made.is_machine_drafted


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# only a comment\n"])
def test_an_empty_file_is_a_catalogue_of_nothing(data: bytes) -> None:
    made, found = read_po(data)
    assert (sources(made), found) == ([], [])


# ---- what is wrong with the file -----------------------------------------------------------


def test_a_message_that_stands_there_twice_is_told_with_both_lines() -> None:
    made, found = read_po(f'{PO_HEAD}\nmsgid "Tea"\nmsgstr "a"\n\nmsgid "Tea"\nmsgstr "b"\n')
    assert made is None
    assert places(found) == [("catalogue-duplicate", f"tea.po:{START + 3}")]
    assert f"line {START}" in found[0].problem


def test_a_second_header_is_told() -> None:
    made, found = read_po(f"{PO_HEAD}\n{PO_HEAD}")
    assert made is None
    assert places(found) == [("catalogue-duplicate", f"tea.po:{START}")]


def test_conflict_markers_are_told_line_by_line() -> None:
    text = (
        '<<<<<<< ours\nmsgid "Tea"\nmsgstr "a"\n=======\nmsgid "Tea"\nmsgstr "b"\n>>>>>>> theirs\n'
    )
    made, found = read_po(f"{PO_HEAD}\n{text}")
    assert made is None
    assert places(found) == [
        ("catalogue-conflict", f"tea.po:{START}"), ("catalogue-conflict", f"tea.po:{START + 6}"),
    ]  # fmt: skip


def test_angle_brackets_inside_a_message_are_no_conflict() -> None:
    assert entry('msgid "Tea"\nmsgstr "<<<<<<< a"\n').is_usable


def test_a_file_that_is_not_utf8_is_told_with_its_line() -> None:
    found = read_po(f'{PO_HEAD}\nmsgid "Tea"\n'.encode() + b'msgstr "caf\xe9"\n')[1]
    assert places(found) == [("catalogue-not-utf8", f"tea.po:{START + 1}")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("this is no PO file\n", START),
        ('msgid "Tea\nmsgstr "a"\n', START),
        ('msgid Tea\nmsgstr "a"\n', START),
        ('msgstr "a"\n', START),
        ('msgid "Tea"\nmsgstr[0] "a"\n', START + 1),
        ('msgid "Tea"\nmsgid_plural "Teas"\nmsgstr "a"\n', START + 2),
        ('msgid "Tea"\nmsgstr "Take" 5 "cups"\n', START + 1),
        ('msgid "Tea"\nmsgstr "Say "yes" twice"\n', START + 1),
        ('msgid "Tea"\nmsgstr ""\n"one" "two"\n', START + 2),
        ('msgid "Tea"\nmsgstr "one\\"\n', START + 1),
        ("\x00\n", START),
    ],
)
def test_a_syntax_error_is_told_with_its_line(text: str, line: int) -> None:
    made, found = read_po(f"{PO_HEAD}\n{text}")
    assert made is None
    assert places(found) == [("catalogue-syntax", f"tea.po:{line}")]


def test_an_unknown_character_set_is_told() -> None:
    found = read_po(po({"Tea": "a"}).replace("UTF-8", "nonsense"))[1]
    assert places(found) == [("catalogue-charset", "tea.po:4")]


@pytest.mark.parametrize("charset", ["ISO-8859-1", "UTF-16", "CHARSET"])
def test_utf8_text_is_read_right_whatever_its_header_says(charset: str) -> None:
    made, found = read_po(po({"Tea": "شاي"}).replace("charset=UTF-8", f"charset={charset}"))
    assert found or (made and [one.target for one in made.entries.values()] == ["شاي"])


@pytest.mark.parametrize("change", ["bom", "all", "first", "some"])
def test_byte_order_marks_and_windows_line_ends_do_no_harm(change: str) -> None:
    text = po({"Tea": "a", "Cup": "b"})
    data = {
        "bom": b"\xef\xbb\xbf" + text.encode(),
        "all": text.replace("\n", "\r\n").encode(),
        "first": text.encode().replace(b'\n\nmsgid "Tea"\n', b'\n\nmsgid "Tea"\r\n'),
        "some": (text + '\nmsgid "Pot"\nmsgstr "c"\n'.replace("\n", "\r\n")).encode(),
    }[change]
    made, found = read_po(data)
    assert found == []
    assert sources(made)[:2] == ["Tea", "Cup"]


def test_a_missing_catalogue_is_told_with_how_to_make_one(tmp_path: Path) -> None:
    found = read_catalogue(tmp_path / "tea.po", "tea.po")[1]
    assert places(found) == [("catalogue-unreadable", "tea.po")]
    assert "everyleaf extract" in found[0].remedy


def test_a_folder_in_the_place_of_a_catalogue_is_told(tmp_path: Path) -> None:
    (tmp_path / "tea.po").mkdir()
    assert places(read_catalogue(tmp_path / "tea.po", "tea.po")[1]) == [
        ("catalogue-unreadable", "tea.po")
    ]


def test_a_file_of_absurd_size_is_not_read() -> None:
    found = read_po(b"#" * 20_000_001)[1]
    assert places(found) == [("catalogue-too-large", "tea.po")]


STRINGS = [
    b'msgid "a"\n', b'msgstr "b"\n', b'msgid_plural "c"\n', b'msgstr[0] "d"\n', b'msgctxt "e"\n',
    b'msgid ""\n', b'msgstr ""\n', b'"Content-Type: text/plain; charset=x\\n"\n', b"domain a\n",
]  # fmt: skip
MARKS = [b"#~ ", b"#, ", b"fuzzy\n", b"#| ", b"#: a\n", b"# \n", b"\n", b"\r", b'"', b"\\"]
PIECES = st.lists(st.binary(max_size=4) | st.sampled_from(STRINGS + MARKS), max_size=16)


@given(PIECES.map(b"".join))
def test_any_file_gives_a_catalogue_or_findings(data: bytes) -> None:
    made, found = read_po(data)
    assert (made is None) == bool(found)
