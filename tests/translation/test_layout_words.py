"""The layouts' own words: extracted, translated whole or not at all."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError

from everyleaf.catalogue import TemplateEntry, template_text
from everyleaf.language import known_languages
from everyleaf.publication import Publication
from everyleaf.speech import PHRASES_FILE
from everyleaf.translation import layout_entries, read_layout_words
from tests.conftest import (
    ARABIC,
    ENGLISH,
    PO_HEAD,
    REPOSITORY,
    places,
    publication,
    write_files,
)

PAGE = """\
{# Translators: stands on the cover #}
<p>{{ _("Good tea") }}</p>
<p>{{ ngettext("%(n)s cup", "%(n)s cups", 2, n=2) }}</p>
<p>{{ pgettext("button", "Open") }}</p>
<p>{% trans trimmed %}
  One
  two.
{% endtrans %}</p>
"""
FILES = {
    "layouts/small/layout.toml": 'title = "Small print"\n',
    "layouts/small/page.html": PAGE,
    "spoken.py": 'def say(_):\n    return _("Chapter {number}")\n',
}
TRANSLATED = (
    PO_HEAD
    + """
msgid "Small print"
msgstr "صغير"

msgid "Good tea"
msgstr "شاي"

msgid "%(n)s cup"
msgid_plural "%(n)s cups"
msgstr[0] "كوب"
msgstr[1] "أكواب"

msgctxt "button"
msgid "Open"
msgstr "افتح"

msgid "One two."
msgstr "واحد."

msgid "Chapter {number}"
msgstr "فصل {number}"
"""
)
WORDS = "translations/ar/LC_MESSAGES/layouts.po"


@pytest.fixture
def small(tmp_path: Path) -> Publication:
    return publication(tmp_path, {**FILES, WORDS: TRANSLATED})


def entries(made: Publication) -> tuple[TemplateEntry, ...]:
    return tuple(layout_entries(made.layouts, made.root / "spoken.py", made.shown))


def test_every_word_of_the_layouts_is_extracted(small: Publication) -> None:
    assert [(e.source, e.context, e.plural) for e in entries(small)] == [
        ("Small print", "", ""), ("Good tea", "", ""), ("%(n)s cup", "", "%(n)s cups"),
        ("Open", "button", ""), ("One two.", "", ""), ("Chapter {number}", "", ""),
    ]  # fmt: skip


def test_a_note_for_translators_comes_with_its_word(small: Publication) -> None:
    notes = {entry.source: entry.notes for entry in entries(small)}
    assert notes["Good tea"] == ("stands on the cover",)
    assert "Spoken, never printed" in notes["Chapter {number}"]


def test_a_word_with_a_gap_is_flagged_for_the_translators_tool(small: Publication) -> None:
    flags = {entry.source: entry.flags for entry in entries(small)}
    assert flags["Chapter {number}"] == ("python-brace-format",)
    assert flags["%(n)s cup"] == ("python-format",)


def test_the_words_of_this_repository_can_be_extracted_and_made_a_template(tmp_path: Path) -> None:
    from tests.conftest import REPOSITORY

    made = publication(tmp_path)
    words = tuple(layout_entries(REPOSITORY / "layouts", PHRASES_FILE, made.shown))
    assert len(words) > 40
    assert template_text(words, "a")


def test_a_broken_template_is_told_with_its_file_and_line(small: Publication) -> None:
    write_files(small.root, {"layouts/small/page.html": "<p>\n{% if %}\n"})
    with pytest.raises(TemplateSyntaxError) as caught:
        entries(small)
    assert caught.value.lineno == 2
    assert small.shown(Path(caught.value.filename or "")) == "layouts/small/page.html"


def test_a_template_that_is_not_utf8_is_told(small: Publication) -> None:
    write_files(small.root, {"layouts/small/page.html": b"<p>\ncaf\xe9\n"})
    with pytest.raises(TemplateSyntaxError):
        entries(small)


def test_all_words_translated_can_be_used_and_cross_a_process(small: Publication) -> None:
    words, found = read_layout_words(small, ARABIC, entries(small))
    assert found == []
    assert words is not None
    came = pickle.loads(pickle.dumps(words)).translations
    assert came.gettext("Good tea") == "شاي"
    assert came.ngettext("%(n)s cup", "%(n)s cups", 1) in ("كوب", "أكواب")
    assert came.pgettext("button", "Open") == "افتح"


def test_the_source_language_needs_no_words(small: Publication) -> None:
    words, found = read_layout_words(small, ENGLISH, entries(small))
    assert found == []
    assert words is not None
    assert words.translations.gettext("Good tea") == "Good tea"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('msgstr "شاي"', 'msgstr ""'),
        ('msgid "Good tea"', '#, fuzzy\nmsgid "Good tea"'),
        ('msgid "Good tea"', 'msgid "Bad tea"'),
        ('msgstr[1] "أكواب"', 'msgstr[1] ""'),
        ('msgctxt "button"\n', ""),
    ],
)
def test_one_word_that_cannot_be_used_withholds_all(small: Publication, old: str, new: str) -> None:
    assert old in TRANSLATED
    write_files(small.root, {WORDS: TRANSLATED.replace(old, new)})
    words, found = read_layout_words(small, ARABIC, entries(small))
    assert words is None
    assert [one.code for one in found] == ["layout-word-untranslated"]
    assert found[0].place is not None
    assert found[0].place.path == WORDS


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            'msgstr[0] "كوب"\nmsgstr[1] "أكواب"',
            'msgstr[0] "كوب"\nmsgstr[1] "أكواب" x',
            "catalogue-syntax",
        ),
        ('msgid "Good tea"', "<<<<<<< a", "catalogue-conflict"),
    ],
)
def test_a_broken_catalogue_of_words_is_told(
    small: Publication, old: str, new: str, code: str
) -> None:
    write_files(small.root, {WORDS: TRANSLATED.replace(old, new)})
    words, found = read_layout_words(small, ARABIC, entries(small))
    assert words is None
    assert {name for name, _ in places(found)} == {code}


def test_a_missing_catalogue_of_words_is_told(small: Publication) -> None:
    (small.root / WORDS).unlink()
    words, found = read_layout_words(small, ARABIC, entries(small))
    assert words is None
    assert places(found) == [("catalogue-unreadable", WORDS)]


@pytest.mark.parametrize("forms", ["nplurals=x; plural=y;", "nplurals=2; plural=__import__('os');"])
def test_a_header_with_strange_plurals_does_no_harm(small: Publication, forms: str) -> None:
    head = PO_HEAD + f'"Plural-Forms: {forms}\\n"\n'
    write_files(small.root, {WORDS: TRANSLATED.replace(PO_HEAD, head)})
    words, found = read_layout_words(small, ARABIC, entries(small))
    assert (words is None) == bool(found)
    assert words is None or words.translations.gettext("Good tea") == "شاي"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('msgstr "شاي"', 'msgstr "<script>alert(1)</script>"', "layout-word-markup"),
        ('msgstr "شاي"', 'msgstr "<b>شاي</b>"', "layout-word-markup"),
        ('msgstr "شاي"', 'msgstr "a &lt;b"', "layout-word-markup"),
        ('msgstr[1] "أكواب"', 'msgstr[1] "<b>"', "layout-word-markup"),
        ('msgstr "شاي"', 'msgstr "%(nobody)s"', "layout-word-gaps"),
        ('msgstr "شاي"', 'msgstr "100 %"', "layout-word-gaps"),
        ('msgstr "شاي"', 'msgstr "%d"', "layout-word-gaps"),
        ('msgstr[1] "أكواب"', 'msgstr[1] "%(x)s"', "layout-word-gaps"),
        ('msgstr "فصل {number}"', 'msgstr "فصل"', "layout-word-gaps"),
        ('msgstr "فصل {number}"', 'msgstr "فصل {nmber}"', "layout-word-gaps"),
    ],
)
def test_a_word_that_would_break_a_page_is_told_at_its_line(
    small: Publication, old: str, new: str, code: str
) -> None:
    assert old in TRANSLATED
    write_files(small.root, {WORDS: TRANSLATED.replace(old, new)})
    words, found = read_layout_words(small, ARABIC, entries(small))
    assert words is None
    assert [one.code for one in found] == [code]
    lines = TRANSLATED.replace(old, new).split("\n")
    assert found[0].place is not None
    assert lines[(found[0].place.line or 0) - 1].startswith("msg")


def test_the_words_of_this_repository_can_stand_in_a_page(tmp_path: Path) -> None:
    made = publication(tmp_path)
    shutil.copytree(REPOSITORY / "translations", tmp_path / "translations")
    for tag in known_languages():
        language = known_languages()[tag]
        if made.catalogue_file("layouts", language).exists():
            assert read_layout_words(made, language, ())[1] == []
