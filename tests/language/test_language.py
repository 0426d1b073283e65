from __future__ import annotations

import datetime

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.facts import localised_date
from everyleaf.language import (
    Language,
    known_languages,
    known_scripts,
    language_by_tag,
    well_formed,
)
from everyleaf.language.script import Script
from tests.conftest import ARABIC, CHINESE, ENGLISH, REPOSITORY

every_language = pytest.mark.parametrize(
    "language", known_languages().values(), ids=lambda x: x.tag
)
every_script = pytest.mark.parametrize("script", known_scripts().values(), ids=lambda x: x.code)


@every_language
def test_a_row_has_a_tag_that_is_well_formed(language: Language) -> None:
    assert well_formed(language.tag)


@every_language
def test_a_row_names_a_locale_that_dates_can_be_written_in(language: Language) -> None:
    assert Locale.parse(language.cldr).language
    assert localised_date(datetime.date(2026, 11, 1), language)


@every_language
def test_a_row_has_the_direction_that_cldr_gives_its_locale(language: Language) -> None:
    assert language.direction == Locale.parse(language.cldr).text_direction


@every_language
def test_a_row_says_why_its_voice_is_not_fit(language: Language) -> None:
    assert language.voice.status in ("fit", "weak", "none")
    assert (language.voice.status == "fit") == (language.voice.reason == "")


@every_language
def test_a_language_has_a_name_for_every_reader(language: Language) -> None:
    names = [language.name_in(reader) for reader in known_languages().values()]
    assert all(names)


def test_two_rows_never_share_a_catalogue_folder() -> None:
    folders = [language.gettext for language in known_languages().values()]
    assert len(set(folders)) == len(folders)


def test_a_language_is_named_as_its_readers_ask_for_it() -> None:
    assert (ENGLISH.name_in(ENGLISH), ARABIC.name_in(ENGLISH)) == ("English", "Arabic")
    assert ENGLISH.name_in(CHINESE) == "英语"


def test_a_tag_without_a_row_is_no_language() -> None:
    assert language_by_tag("xx") is None


@pytest.mark.parametrize("tag", ["en", "en-GB", "zh-Hans", "es-419", "sr-Latn-RS", "ca-valencia"])
def test_tags_of_bcp_47_are_well_formed(tag: str) -> None:
    assert well_formed(tag)


@pytest.mark.parametrize(
    "tag", ["", "e", "EN", "en_GB", "en-gb", "en-", "zh-hans", "en\n", "../en", "en-x-private"]
)
def test_other_texts_are_no_tags(tag: str) -> None:
    assert not well_formed(tag)


@given(st.text())
def test_a_well_formed_tag_is_safe_in_a_path_and_in_a_page(text: str) -> None:
    assert not well_formed(text) or text.replace("-", "").isalnum()


@every_script
def test_a_script_has_sizes_that_can_be_read(script: Script) -> None:
    assert 0.8 <= script.scale <= 1.5
    assert 1.2 <= script.leading <= 2.5


@every_script
def test_a_script_names_a_regular_and_a_bold_face(script: Script) -> None:
    assert (script.regular[:3], script.bold[:3]) == ("400", "700")


@every_script
def test_the_faces_of_a_script_are_in_the_lock_of_fonts(script: Script) -> None:
    lock = (REPOSITORY / "everyleaf/layout/fonts/package-lock.json").read_text()
    assert f'"node_modules/@expo-google-fonts/{script.package}"' in lock
