"""A document and a catalogue give the document in that language, whole or not at all."""

from __future__ import annotations

from xml.etree.ElementTree import tostring

import pytest
from hypothesis import example, given

from everyleaf.checks import NEVER_WAIVED, check_translation
from everyleaf.document import Document, text_of
from everyleaf.translation import localise
from tests.conftest import (
    ARABIC,
    CHINESE,
    ENGLISH,
    catalogue,
    codes,
    document,
    places,
    po,
    read_po,
    translated,
)
from tests.reading.test_inline import HOSTILE

BODY = """\
# Tea

Call **now** on {helpline}[^x].

* One
    * Two

| Day | Cups |
| --- | --- |
| {reviewed} | 3 |

![A cup.](cup.svg "A cup of tea")

[^x]: A note.
"""
ARABIC_WORDS = {
    "Tea": "شاي",
    "Call **now** on {helpline}[^x].": "اتصل **الآن** على {helpline}[^x].",
    "One": "واحد",
    "Two": "اثنان",
    "A note.": "ملاحظة.",
    '![A cup.](cup.svg "A cup of tea")': '![كوب.](cup.svg "كوب شاي")',
}
INLINE = {
    "strong",
    "em",
    "a",
    "br",
    "bdi",
    "sup",
    "data",
    "code",
    "img",
    "time",
    "span",
    "figcaption",
}


@pytest.fixture
def source() -> Document:
    return document(BODY)


def blocks(made: Document) -> list[str]:
    return [element.tag for element in made.body.iter() if element.tag not in INLINE]


def whole(made: Document | None) -> Document:
    assert made is not None
    return made


def test_every_message_is_said_in_the_language(source: Document) -> None:
    made, found = localise(source, ARABIC, translated(source, ARABIC_WORDS))
    assert found == []
    text = text_of(whole(made).body)
    assert "اتصل الآن على 0808 157 0123" in text
    assert whole(made).title == "شاي"
    assert "واحد" in text
    assert "كوب شاي" in text
    assert "ملاحظة." in text


def test_the_picture_is_described_in_the_language(source: Document) -> None:
    made, _ = localise(source, ARABIC, translated(source, ARABIC_WORDS))
    picture = whole(made).body.find(".//img")
    assert picture is not None
    assert (picture.get("alt"), picture.get("src")) == ("كوب.", "cup.svg")


def test_the_title_and_the_summary_are_in_the_language(source: Document) -> None:
    words = {**ARABIC_WORDS, "For people who like tea.": "لمن يحب الشاي."}
    made = whole(localise(source, ARABIC, translated(source, words))[0])
    assert (made.title, made.front.summary, made.source_title) == ("شاي", "لمن يحب الشاي.", "Tea")


def test_dates_are_written_as_the_language_writes_them(source: Document) -> None:
    for language, day in ((ARABIC, "1 نوفمبر 2026"), (CHINESE, "2026年11月1日")):
        made = whole(localise(source, language, translated(source))[0])
        time = made.body.find(".//time")
        assert time is not None
        assert "".join(c for c in text_of(time) if c.isprintable()) == day


def test_the_language_has_the_same_blocks_and_ids_as_the_source(source: Document) -> None:
    made = whole(localise(source, ARABIC, translated(source, ARABIC_WORDS))[0])
    assert blocks(made) == blocks(source)
    ids = [[e.get("id") for e in one.body.iter() if e.get("id")] for one in (source, made)]
    assert ids[0] == ids[1]


def test_the_source_document_is_not_changed(source: Document) -> None:
    before = tostring(source.body), source.front, source.messages
    localise(source, ARABIC, translated(source, ARABIC_WORDS))
    localise(source, ENGLISH, None)
    assert (tostring(source.body), source.front, source.messages) == before


def test_the_source_language_needs_no_catalogue_and_has_its_facts_written(source: Document) -> None:
    made, found = localise(source, ENGLISH, None)
    assert found == []
    assert "Call now on 0808 157 0123" in text_of(whole(made).body)
    assert whole(made).is_source


def test_a_footnote_may_move_in_the_sentence(source: Document) -> None:
    words = {"Call **now** on {helpline}[^x].": "[^x]على {helpline} **الآن**."}
    made = whole(localise(source, ARABIC, translated(source, words))[0])
    assert [a.get("id") for a in made.body.iter("a") if a.get("class") == "noteref"] == ["fnref-x"]


def test_facts_inside_a_title_are_written_in_the_source_title_too() -> None:
    made = document("# Call {helpline}\n")
    assert whole(localise(made, ARABIC, translated(made))[0]).source_title == "Call 0808 157 0123"


def test_a_fact_in_the_description_of_a_picture_is_written_out() -> None:
    made = whole(localise(document("# T\n\n![Call {helpline}](a.svg)\n"), ENGLISH, None)[0])
    picture = made.body.find(".//img")
    assert picture is not None
    assert "{" not in picture.get("alt", "")


# ---- never half a translation --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('msgid "One"\nmsgstr ""\n', "message-untranslated", 8),
        ('msgid "One"\nmsgstr "   "\n', "message-untranslated", 8),
        ('#, fuzzy\nmsgid "One"\nmsgstr "واحد"\n', "message-fuzzy", 8),
        ('#~ msgid "One"\n#~ msgstr "واحد"\n', "message-missing", None),
        ('msgctxt "x"\nmsgid "One"\nmsgstr "واحد"\n', "message-missing", None),
        ("", "message-missing", None),
    ],
)
def test_one_message_that_cannot_be_used_withholds_the_language(
    source: Document, text: str, code: str, line: int | None
) -> None:
    rest = po({m.text: m.text for m in source.messages if m.text != "One"})
    head, mark, entries = rest.partition("\nmsgid")
    made, _ = read_po(f"{head}\n{text}{mark}{entries}")
    assert made is not None
    got, found = localise(source, ARABIC, made)
    assert got is None
    assert places(found) == [(code, f"tea.po:{line}" if line else "tea.po")]
    assert '"One" (source/tea.md:11)' in found[0].problem


def test_all_messages_that_cannot_be_used_are_told_in_one_run(source: Document) -> None:
    got, found = localise(source, ARABIC, catalogue({}))
    assert got is None
    assert codes(found) == ["message-missing"] * len(source.messages)


def test_a_message_that_is_used_twice_is_told_once() -> None:
    made = document("# T\n\n| a | a |\n| - | - |\n| a | a |\n")
    found = localise(made, ARABIC, catalogue({"T": "x", "For people who like tea.": "x"}))[1]
    assert codes(found) == ["message-missing"]


def test_a_long_message_is_shown_short() -> None:
    made = document("# T\n\n" + "word " * 100 + "\n")
    found = localise(made, ARABIC, catalogue({}))[1]
    assert max(len(one.problem) for one in found) < 200


# ---- catalogues from strangers -------------------------------------------------------------


UNFIT = NEVER_WAIVED | {"message-markup", "message-fact-lost", "message-fact-added"}


@example("\x0299999999999\x03")
@example("*" * 4000 + "a" + "*" * 4000)
@given(HOSTILE)
def test_any_translation_is_used_or_told_and_adds_no_block(text: str) -> None:
    made = document("# T\n\nOne **two** [three](#t).\n")
    given_text = text.replace("\r", "")
    words = translated(made, {"One **two** [three](#t).": given_text})
    if UNFIT & set(codes(check_translation(made, words, ARABIC))):
        return
    got, found = localise(made, ARABIC, words)
    assert (got is None) == bool(found)
    assert got is None or blocks(got) == blocks(made)
