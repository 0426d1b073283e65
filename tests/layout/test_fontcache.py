from __future__ import annotations

from pathlib import Path

import pytest

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


def test_a_cache_is_full_when_every_listed_face_is_there(cache: Path) -> None:
    assert not cache.exists()
    folder = write_files(
        fontcache.font_folder(), {"faces.txt": "a/b.ttf\na/c.ttf\n", "a/b.ttf": ""}
    )
    assert not fontcache.is_full()
    write_files(folder, {"a/c.ttf": ""})
    assert fontcache.is_full()


def test_an_empty_list_of_faces_is_no_full_cache(cache: Path) -> None:
    assert not cache.exists()
    write_files(fontcache.font_folder(), {"faces.txt": ""})
    assert not fontcache.is_full()
