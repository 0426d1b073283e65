"""Templates, and catalogues that nobody has translated yet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.catalogue import TemplateEntry, template_text, untranslated_catalogue
from tests.conftest import read_po

TEA = TemplateEntry("Tea", "", ("Kind: title",), "source/tea.md")


def lines(*entries: TemplateEntry) -> list[str]:
    return template_text(entries, "Small").decode().splitlines()


def test_a_template_says_what_a_message_is_and_where_it_comes_from() -> None:
    text = "\n".join(lines(TEA))
    assert '#. Kind: title\n#: source/tea.md\nmsgid "Tea"\nmsgstr ""' in text


def test_a_template_has_one_header_and_no_date() -> None:
    text = "\n".join(lines(TEA))
    assert text.count('msgid ""') == 1
    assert text.count("charset=UTF-8") == 1
    assert "Date" not in text


def test_the_same_messages_give_the_same_bytes() -> None:
    assert template_text([TEA], "Small") == template_text([TEA], "Small")


def test_a_message_that_is_used_twice_stands_there_once_with_both_notes() -> None:
    text = "\n".join(lines(TEA, TemplateEntry("Tea", "", ("Kind: term",), "source/tea.md")))
    assert text.count('msgid "Tea"') == 1
    assert "#. Kind: title\n#. Kind: term\n" in text


def test_the_same_words_in_two_contexts_stand_there_twice() -> None:
    text = "\n".join(lines(TEA, TemplateEntry("Tea", "button", (), "source/tea.md")))
    assert text.count('msgid "Tea"') == 2
    assert 'msgctxt "button"' in text


def test_flags_tell_the_translators_tool_what_to_check() -> None:
    entry = TemplateEntry("Call {ward}", "", (), "a.md", flags=("python-brace-format",))
    assert "#, python-brace-format" in lines(entry)


@pytest.mark.parametrize(
    ("name", "forms"),
    [("ar", "nplurals=6;"), ("zh_CN", "nplurals=1;"), ("fr", "nplurals=2;")],
)
def test_a_new_catalogue_knows_the_plurals_of_its_language(name: str, forms: str) -> None:
    text = untranslated_catalogue([TEA], "Small", name).decode()
    assert f'"Language: {name}\\n"' in text
    assert f'"Plural-Forms: {forms}' in text


def test_a_language_without_known_plurals_gets_no_wrong_ones() -> None:
    assert b"Plural-Forms" not in untranslated_catalogue([TEA], "Small", "xx_XX")


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).map(
    str.strip
)
awkward = st.sampled_from(
    ['a "b"', "a\\b", "a\\nb", "a  \nb", "\\", '"', "%s {a}", "a\tb", "é茶شاي", "a" * 200]
)


@given(st.lists(st.tuples(texts | awkward, st.sampled_from(["", "button", 'a "b"'])), unique=True))
def test_a_translator_finds_every_message_that_was_extracted(rows: list[tuple[str, str]]) -> None:
    rows = [row for row in rows if row[0].strip()]
    entries = [TemplateEntry(text, context, ("note",), "a.md") for text, context in rows]
    made, found = read_po(untranslated_catalogue(entries, "Small", "ar"))
    assert made is not None, found
    assert sorted(made.entries) == sorted((context, text) for text, context in rows)


@given(texts, texts)
def test_notes_of_any_kind_leave_the_messages_alone(note: str, title: str) -> None:
    entry = TemplateEntry("Tea", "", (note,), "a.md")
    made, found = read_po(untranslated_catalogue([entry], title, "ar"))
    assert made is not None, found
    assert list(made.entries) == [("", "Tea")]
    assert made.is_machine_drafted, "nobody has said that a person translated it"
