"""everyleaf update: what changes in the sources, into every catalogue, or nothing at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.catalogue.test_po_file import accepted_by_msgfmt, changed_lines
from tests.small_publication import LEAFLET, change, everyleaf, lay_out, line_of

ARABIC = f"translations/ar/LC_MESSAGES/{LEAFLET}.po"
SOURCE = f"source/{LEAFLET}.md"


@pytest.fixture(scope="module")
def up_to_date(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = lay_out(tmp_path_factory.mktemp("publication"))
    assert everyleaf(made, "update").returncode == 0
    return made


@pytest.fixture
def folder(up_to_date: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(up_to_date, tmp_path / "publication"))


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = (folder / "translations").rglob("*.po*")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_without_a_change_nothing_is_written(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (folder / "translations").rglob("*.po*")}
    done = everyleaf(folder, "update")
    assert done.returncode == 0
    assert "0 of 4 catalogues and 0 templates changed" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert everyleaf(folder, "update", "--check").returncode == 0


def test_an_edit_comes_into_all_languages_and_nothing_else_changes(
    folder: Path, tmp_path: Path
) -> None:
    before = bytes_of(folder)
    change(folder / SOURCE, "* With each meal", "* With each big meal\n* In the night")
    done = everyleaf(folder, "update", "--json")
    assert done.returncode == 0
    rows = {(row["language"], row["leaflet"]): row for row in json.loads(done.stdout)["catalogues"]}
    for tag in ("ar", "zh-Hans"):
        row = rows[tag, LEAFLET]
        assert (row["near"], row["emptied"], row["new"], row["obsolete"]) == (1, 0, 1, 0)
        assert not rows[tag, "layouts"]["changes"]
    after = bytes_of(folder)
    assert {name for name in after if after[name] != before[name]} == {
        ARABIC, ARABIC.replace("/ar/", "/zh_CN/"), f"translations/templates/{LEAFLET}.pot",
    }  # fmt: skip
    assert len(changed_lines(before[ARABIC], after[ARABIC])) < 15
    for name in after:
        if name.endswith(".po"):
            assert accepted_by_msgfmt(after[name], tmp_path) == ""
    listed = everyleaf(folder, "list")
    assert "message-fuzzy" in listed.stderr, "what an update brings does not go out"


def test_check_writes_nothing_and_tells_that_it_would(folder: Path) -> None:
    change(folder / SOURCE, "a **full glass**", "a very **full glass**")
    before = bytes_of(folder)
    done = everyleaf(folder, "update", "--check")
    assert done.returncode == 1
    assert "would change" in done.stderr
    assert bytes_of(folder) == before


def test_a_change_of_a_number_leaves_no_finished_looking_text(folder: Path) -> None:
    change(folder / SOURCE, "Take each tablet with", "Take three of the tablets with")
    done = everyleaf(folder, "update", "--language", "ar", "--json")
    (row,) = [r for r in json.loads(done.stdout)["catalogues"] if r["leaflet"] == LEAFLET]
    assert (row["near"], row["emptied"]) == (0, 1)
    text = (folder / ARABIC).read_text(encoding="utf-8")
    assert "# Its translation was: تناول كل قرص" in text
    assert 'msgid "Take three of the tablets with a **full glass** of water."\nmsgstr ""\n' in text


def test_another_leaflet_remembers(folder: Path) -> None:
    text = (folder / SOURCE).read_text(encoding="utf-8")
    (folder / "source/tea.md").write_text(text.replace("Drink enough water", "Drink tea"))
    done = everyleaf(folder, "update", "tea", "--language", "ar", "--json")
    (row,) = json.loads(done.stdout)["catalogues"]
    assert row["leaflet"] == "tea"
    assert row["remembered"] > 5
    assert row["kept"] == 0
    made = (folder / "translations/ar/LC_MESSAGES/tea.po").read_text(encoding="utf-8")
    assert f"# From the leaflet {LEAFLET}: check that it fits here.\n" in made
    assert "nplurals=6" in made


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('msgid "Drink enough water"', '<<<<<<< HEAD\nmsgid "Drink enough water"', "conflict"),
        ('msgid "Drink enough water"', 'msgid "Drink enough water" loose', "syntax"),
        ("charset=UTF-8", "charset=ISO-8859-6", "charset"),
        ('"Language: ar', '"Language: fa', "language"),
    ],
)
def test_a_catalogue_in_doubt_stops_the_whole_update(
    folder: Path, old: str, new: str, code: str
) -> None:
    change(folder / ARABIC, old, new)
    line = line_of(folder / ARABIC, new.partition("\n")[0])
    assert_refused(folder, f"{ARABIC}:{line}: error [catalogue-{code}]")


def test_a_message_that_stands_there_twice_stops_it_too(folder: Path) -> None:
    path = folder / ARABIC
    first = line_of(path, "#. Kind: one sentence")
    with path.open("a", encoding="utf-8") as file:
        file.write('\nmsgid "Drink enough water"\nmsgstr "x"\n')
    last = len(path.read_text(encoding="utf-8").split("\n")) - 2
    assert first < last
    assert_refused(folder, f"{ARABIC}:{last}: error [catalogue-duplicate]")


def assert_refused(folder: Path, said: str) -> None:
    change(folder / SOURCE, "* With each meal", "* With each big meal")
    before = bytes_of(folder)
    done = everyleaf(folder, "update")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Nothing was written." in done.stderr
    assert bytes_of(folder) == before


def test_an_unknown_name_is_refused(folder: Path) -> None:
    assert everyleaf(folder, "update", "drinking-watr").returncode == 2
    assert everyleaf(folder, "update", "--language", "xx").returncode == 2
