"""What is refused before anybody uses it, each with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from everyleaf.catalogue import read_po_file
from everyleaf.catalogue.plural_forms import plural_forms
from everyleaf.language import known_languages
from tests.catalogue.test_po_file import accepted_by_msgfmt
from tests.conftest import PO_HEAD, places, read_po

START = PO_HEAD.count("\n") + 2
PLURALS = PO_HEAD + '"Plural-Forms: nplurals=3; plural=(n == 1 ? 0 : n == 2 ? 1 : 2);\\n"\n'


def in_folder(root: Path, folder: str, language: str) -> list[tuple[str, str]]:
    path = root / folder / "LC_MESSAGES" / "tea.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO_HEAD + f'"Language: {language}\\n"\n\nmsgid "a"\nmsgstr "b"\n')
    return places(read_po_file(path, "tea.po")[1])


@pytest.mark.parametrize(
    ("folder", "language"),
    [("ar", "ar"), ("zh_CN", "zh_CN"), ("zh_CN", "zh-Hans"), ("zh_CN", "zh_Hans"), ("ar", "")],
)
def test_a_header_may_name_its_language_as_gettext_or_as_bcp_47_does(
    tmp_path: Path, folder: str, language: str
) -> None:
    assert in_folder(tmp_path, folder, language) == []


@pytest.mark.parametrize(
    ("folder", "language"), [("ar", "fa"), ("zh_CN", "zh_TW"), ("pl", "ar"), ("ar", "arabic")]
)
def test_a_language_that_is_not_that_of_the_folder_is_refused(
    tmp_path: Path, folder: str, language: str
) -> None:
    assert in_folder(tmp_path, folder, language) == [("catalogue-language", f"tea.po:{START - 1}")]


@pytest.mark.parametrize("charset", ["ISO-8859-2", "windows-1256", "ASCII", "CHARSET"])
def test_another_character_set_is_refused(charset: str) -> None:
    found = read_po(PO_HEAD.replace("UTF-8", charset))[1]
    assert places(found) == [("catalogue-charset", "tea.po:4")]


@pytest.mark.parametrize("forms", [1, 2, 4])
def test_a_wrong_number_of_plural_forms_is_refused(forms: int) -> None:
    rows = "".join(f'msgstr[{number}] "x"\n' for number in range(forms))
    made, found = read_po(f'{PLURALS}\nmsgid "a"\nmsgid_plural "b"\n{rows}')
    assert made is None
    assert places(found) == [("catalogue-plurals", f"tea.po:{START + 1}")]
    assert "msgstr[2]" in found[0].remedy


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "<<<<<<<", ">>>>>>> main", ">>>>>>>"])
def test_a_conflict_marker_is_refused(mark: str) -> None:
    found = read_po(f'{PO_HEAD}\nmsgid "a"\n{mark}\nmsgstr "b"\n')[1]
    assert places(found) == [("catalogue-conflict", f"tea.po:{START + 1}")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a"\n# inside\nmsgstr "b"\n', START + 1),
        ('#| no string\nmsgid "a"\nmsgstr "b"\n', START),
        ('msgid "a"\nmsgstr "b\\q"\n', START + 1),
        ('msgid "a"\nmsgstr "\\xff"\n', START + 1),
        ('#~ msgid "a"\nmsgstr "b"\n', START + 1),
        ('msgid "a"\n', START),
        ('"loose"\nmsgid "a"\nmsgstr "b"\n', None),
        ('domain "x"\nmsgid "a"\nmsgstr "b"\n', START),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n', START + 2),
        ('msgctxt "a"\nmsgstr "b"\n', START + 1),
    ],
)
def test_what_msgfmt_refuses_is_refused_with_its_line(text: str, line: int | None) -> None:
    found = read_po(f"{PO_HEAD}\n{text}")[1]
    if line is None:  # a string after the header belongs to it
        assert found == []
    else:
        assert places(found) == [("catalogue-syntax", f"tea.po:{line}")]


def test_all_duplicates_are_told_in_one_run() -> None:
    entry = 'msgid "a"\nmsgstr "b"\n\n'
    assert len(read_po(f"{PO_HEAD}\n{entry * 4}")[1]) == 3


@pytest.mark.parametrize("tag", sorted(known_languages()))
def test_msgfmt_takes_the_plural_forms_of_every_language(tag: str, tmp_path: Path) -> None:
    forms = plural_forms(known_languages()[tag].gettext)
    count = int(forms.split("nplurals=")[1].split(";")[0])
    rows = "".join(f'msgstr[{number}] "x"\n' for number in range(count))
    text = f'{PO_HEAD}"Plural-Forms: {forms}\\n"\n\nmsgid "a"\nmsgid_plural "b"\n{rows}'
    assert accepted_by_msgfmt(text.encode(), tmp_path) == ""
    assert read_po(text)[1] == []


@pytest.mark.parametrize(
    ("name", "one", "two", "five"), [("pl", 0, 1, 2), ("cy", 1, 2, 5), ("sl", 0, 1, 3)]
)
def test_plural_forms_are_those_of_cldr(name: str, one: int, two: int, five: int) -> None:
    import gettext

    plural = gettext.c2py(plural_forms(name).partition("plural=")[2].rstrip(";"))
    assert (plural(1), plural(2), plural(5)) == (one, two, five)
