from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from everyleaf.diagnostics import SetupError
from everyleaf.publication import open_publication
from tests.conftest import ARABIC, CHINESE, ENGLISH, SETTINGS, publication, write_files


def test_a_publication_is_found_from_a_folder_deep_inside_it(tmp_path: Path) -> None:
    publication(tmp_path, {"source/deep/a.txt": ""})
    opened, _ = open_publication(tmp_path / "source" / "deep")
    assert opened is not None
    assert opened.root == tmp_path


def test_outside_a_publication_one_is_told_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"There is no everyleaf\.toml") as caught:
        open_publication(tmp_path)
    assert "everyleaf init" in caught.value.remedy


def test_wrong_settings_give_findings_and_no_publication(tmp_path: Path) -> None:
    write_files(tmp_path, {"everyleaf.toml": "nonsense"})
    opened, found = open_publication(tmp_path)
    assert opened is None
    assert found


def test_leaflets_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    made = publication(tmp_path, {"source/b.md": "", "source/a.md": "", "source/c.svg": ""})
    assert [path.name for path in made.leaflet_files()] == ["a.md", "b.md"]


def test_a_publication_without_sources_has_no_leaflets(tmp_path: Path) -> None:
    assert publication(tmp_path).leaflet_files() == ()


def test_a_catalogue_lies_where_gettext_looks_for_it(tmp_path: Path) -> None:
    made = publication(tmp_path)
    shown = made.shown(made.catalogue_file("tea", CHINESE))
    assert shown == "translations/zh_CN/LC_MESSAGES/tea.po"


def test_a_file_elsewhere_is_shown_with_its_whole_path(tmp_path: Path) -> None:
    assert publication(tmp_path / "p").shown(tmp_path / "x") == (tmp_path / "x").as_posix()


def test_a_language_named_twice_is_one_language(tmp_path: Path) -> None:
    text = SETTINGS.replace('"zh-Hans"', '"ar"')
    assert publication(tmp_path, settings_text=text).languages == (ENGLISH, ARABIC)


def test_today_is_what_the_settings_say(tmp_path: Path) -> None:
    assert publication(tmp_path).today == datetime.date(2026, 11, 22)
