from __future__ import annotations

import json
from pathlib import Path

import pytest

from everyleaf.language import known_scripts
from everyleaf.layout import fontcache, inkprofile
from tests.conftest import write_files


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EVERYLEAF_CACHE", str(tmp_path / "own"))
    return tmp_path / "own"


def test_a_user_may_choose_the_cache(cache: Path) -> None:
    assert fontcache.cache_folder() == cache
    assert fontcache.font_folder().is_relative_to(cache)


def test_a_relative_xdg_path_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVERYLEAF_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert fontcache.cache_folder().is_absolute()


def test_an_empty_cache_lacks_every_face(cache: Path) -> None:
    assert fontcache.missing(["a/b.ttf"]) == ("a/b.ttf",)
    assert not fontcache.is_full()
    assert not inkprofile.is_there()
    assert not cache.exists()


def fill(package: str, faces: str = "400Regular/b.ttf") -> None:
    listed = {"faces.txt": f"{faces}\n", **dict.fromkeys(faces.split(), "")}
    write_files(fontcache.font_folder() / package, listed)


def test_a_cache_is_full_when_every_listed_face_of_every_package_is_there(cache: Path) -> None:
    assert not cache.exists()
    first, *others = fontcache.lacking()
    for package in others:
        fill(package)
    write_files(fontcache.font_folder() / first, {"faces.txt": "a.ttf\nb.ttf\n", "a.ttf": ""})
    assert fontcache.lacking() == (first,)
    write_files(fontcache.font_folder() / first, {"b.ttf": ""})
    assert fontcache.is_full()


def test_an_empty_list_of_faces_is_no_whole_package(cache: Path) -> None:
    assert not cache.exists()
    for package in fontcache.lacking():
        fill(package, "")
    assert fontcache.lacking()


def test_a_face_of_further_languages_is_lacking_only_where_it_is_asked_for(cache: Path) -> None:
    assert not cache.exists()
    for package in fontcache.lacking():
        fill(package)
    further = fontcache.further_packages()[0]
    assert fontcache.is_full()
    assert fontcache.lacking([further]) == (further,)


def test_every_face_of_the_table_of_scripts_is_locked() -> None:
    folder = Path(fontcache.__file__).parent / "fonts"
    locked = json.loads((folder / "package-lock.json").read_text())["packages"]
    for script in known_scripts().values():
        assert locked[f"node_modules/@expo-google-fonts/{script.package}"]["integrity"]
