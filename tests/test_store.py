from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from everyleaf.store import (
    Store,
    digest_of,
    digest_of_bytes,
    digest_of_file,
    digest_of_folder,
    write_atomically,
)
from tests.conftest import write_files

KEY = "ab" + "0" * 62


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def record(store: Store) -> Path:
    return store.folder / "results" / "ab" / f"{KEY}.json"


def blob(store: Store, digest: str) -> Path:
    return store.folder / "blobs" / digest[:2] / digest


def all_files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_was_put_is_found_with_its_bytes_and_facts(store: Store) -> None:
    store.put(KEY, {"a.pdf": b"page"}, {"pages": 2})
    found = store.find(KEY)
    assert found is not None
    assert found.facts == {"pages": 2}
    assert store.read(found.files["a.pdf"]) == b"page"
    assert store.size(found.files["a.pdf"]) == 4


def test_nothing_is_found_in_a_store_that_was_deleted(store: Store) -> None:
    assert store.find(KEY) is None


def test_a_record_torn_at_any_byte_is_not_there(store: Store) -> None:
    store.put(KEY, {"a": b"page"}, {"pages": 2})
    whole = record(store).read_bytes()
    for length in range(len(whole)):
        record(store).write_bytes(whole[:length])
        assert store.find(KEY) is None, length


@pytest.mark.parametrize(
    "data",
    [
        b"[]", b"null", b"{}", b'{"files": [], "facts": 3}', b'{"files": 3, "facts": {}}',
        b'{"files": {"a": 3}, "facts": {}}', b'{"files": {"a": null}, "facts": {}}', b"\xff",
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_record_of_another_shape_is_not_there(store: Store, data: bytes) -> None:
    store.put(KEY, {"a": b"page"}, {})
    record(store).write_bytes(data)
    assert store.find(KEY) is None


def test_a_result_with_a_missing_file_is_not_there_and_can_be_put_again(store: Store) -> None:
    files = {"a": b"one", "b": b"two"}
    stored = store.put(KEY, files, {})
    blob(store, stored.files["b"]).unlink()
    assert store.find(KEY) is None
    store.put(KEY, files, {})
    assert store.find(KEY) == stored


def test_a_blob_cut_short_is_written_again(store: Store) -> None:
    stored = store.put(KEY, {"a": b"whole page"}, {})
    blob(store, stored.files["a"]).write_bytes(b"who")
    store.put(KEY, {"a": b"whole page"}, {})
    assert store.read(stored.files["a"]) == b"whole page"


def test_the_same_bytes_under_two_names_are_kept_once(store: Store) -> None:
    store.put(KEY, {"a": b"page", "b": b"page"}, {})
    assert len(all_files(store.folder / "blobs")) == 1


def test_writing_leaves_the_new_file_alone_in_its_folder(tmp_path: Path) -> None:
    write_atomically(tmp_path / "deep" / "a.txt", b"old")
    write_atomically(tmp_path / "deep" / "a.txt", b"new")
    assert all_files(tmp_path) == ["a.txt"]
    assert (tmp_path / "deep" / "a.txt").read_bytes() == b"new"


def test_a_written_file_can_be_read_by_everybody(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.txt", b"new")
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o644


def test_a_write_that_fails_leaves_no_temporary_file_and_the_old_content(tmp_path: Path) -> None:
    folder = tmp_path / "a.txt"  # a folder stands where the file should go
    write_files(folder, {"old": "old"})
    with pytest.raises(OSError, match=r"a\.txt"):
        write_atomically(folder, b"new")
    assert all_files(tmp_path) == ["old"]


def test_a_long_file_name_can_be_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("a" * 255), b"new")
    assert all_files(tmp_path) == ["a" * 255]


def test_a_recipe_has_one_digest_whatever_the_order_of_its_keys() -> None:
    assert digest_of({"a": 1, "b": "é"}) == digest_of({"b": "é", "a": 1})


def test_a_recipe_changes_its_digest_with_any_value() -> None:
    assert digest_of({"a": 1}) != digest_of({"a": "1"})


def test_a_file_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"page")
    assert digest_of_file(tmp_path / "a") == digest_of_bytes(b"page")


@pytest.mark.parametrize(
    "change", [{"a.css": "new"}, {"b.css": "x"}, {"deep/c.css": "x"}, {"a.html": "y"}]
)
def test_a_folder_changes_its_digest_with_any_file(tmp_path: Path, change: dict[str, str]) -> None:
    write_files(tmp_path, {"a.css": "old", "a.html": "x"})
    before = digest_of_folder(tmp_path)
    write_files(tmp_path, change)
    assert digest_of_folder(tmp_path) != before


@pytest.mark.parametrize("name", [".swp", ".git/head", "__pycache__/a.pyc"])
def test_hidden_and_compiled_files_do_not_change_a_folder(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, {"a.css": "old"})
    before = digest_of_folder(tmp_path)
    write_files(tmp_path, {name: "new"})
    assert digest_of_folder(tmp_path) == before


def test_a_folder_can_be_held_to_some_endings(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.css": "old"})
    before = digest_of_folder(tmp_path, suffixes=(".css",))
    write_files(tmp_path, {"a.txt": "new"})
    assert digest_of_folder(tmp_path, suffixes=(".css",)) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError):
        write_atomically(tmp_path / "a", b"new")
