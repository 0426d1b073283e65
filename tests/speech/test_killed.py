"""Nothing that was spoken is lost or torn, whatever is killed (tools/prove_speech.py: 2,000)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from everyleaf.store import Store, digest_of_bytes

from .killing import FILE, Killed, faults_of, key_of, speak_and_kill, text_of

COUNT, KILLS = 60, 4


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Killed]:
    folder = tmp_path_factory.mktemp("killed")
    return folder, speak_and_kill(folder, COUNT, KILLS, seed=1)


def test_nothing_is_lost_or_torn_and_every_sound_is_the_right_one(
    killed: tuple[Path, Killed],
) -> None:
    assert killed[1].faults == []
    assert killed[1].kills == KILLS


def test_a_file_of_the_store_is_whole_or_not_there(killed: tuple[Path, Killed]) -> None:
    blobs = [path for path in (killed[0] / "store/blobs").rglob("*") if path.is_file()]
    whole = [path for path in blobs if not path.name.startswith(".")]
    assert len(whole) == len({text_of(n) for n in range(COUNT)})
    assert all(digest_of_bytes(path.read_bytes()) == path.name for path in whole)


def test_a_lost_file_would_be_seen(killed: tuple[Path, Killed], tmp_path: Path) -> None:
    """The proof itself can fail: one file torn, one record gone."""
    store = killed[0] / "store"
    shutil.copytree(store, tmp_path / "store")
    found = Store(store).find(key_of(5))
    assert found is not None
    torn = next((tmp_path / "store/blobs").rglob(found.files[FILE]))
    torn.write_bytes(torn.read_bytes()[:-100])
    next((tmp_path / "store/results").rglob(f"{key_of(3)}.json")).unlink()
    assert sorted(faults_of(tmp_path / "store", 8)) == ["lost: 3", "torn: 5"]
