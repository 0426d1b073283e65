"""Sending out and taking back as an editor types it: files, words, exit codes."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.small_publication import LEAFLET, change, everyleaf, lay_out

PO = f"translations/ar/LC_MESSAGES/{LEAFLET}.po"
MORNING, AT_DAWN = "الصباح", "عند الفجر"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "publication")


def sent(here: Path, *options: str) -> Path:
    done = everyleaf(here, "handoff", "ar", *options, "--to", str(here.parent / "out.zip"))
    assert done.returncode == 0, done.stderr
    return here.parent / "out.zip"


def returned(package: Path, old: str, new: str) -> Path:
    """The translated file of a package, changed as a translator would."""
    with zipfile.ZipFile(package) as archive:
        (name,) = (name for name in archive.namelist() if name.startswith("source/"))
        text = archive.read(name).decode()
    assert text.count(old) == 1, text.count(old)
    path = package.with_name("back.xlf")
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_hand_off_says_what_it_made_and_is_recorded(here: Path) -> None:
    done = everyleaf(here, "handoff", "ar", LEAFLET, "--deadline", "2027-01-31")
    assert done.returncode == 0, done.stderr
    assert f"{LEAFLET}: 0 new, 0 changed, 0 repeated, " in done.stdout
    assert (here / "ar.zip").is_file()
    (record,) = (here / "records/handoffs").iterdir()
    assert f"records/handoffs/{record.name}: recorded" in done.stdout
    assert json.loads(record.read_text())["language"] == "ar"
    brief = zipfile.ZipFile(here / "ar.zip").read("brief.html").decode()
    assert "31 January 2027" in brief
    assert record.stem in brief


def test_twice_gives_the_same_bytes_and_one_record(here: Path) -> None:
    first = sent(here).read_bytes()
    assert sent(here).read_bytes() == first
    assert len(list((here / "records/handoffs").iterdir())) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["xx"], 'There is no language "xx"'),
        (["en"], "is the language of the sources"),
        (["ar", "drinking-watr"], f'Did you mean "{LEAFLET}"?'),
        (["ar", "--format", "docx"], "docx"),
        (["ar", "--deadline", "soon"], "soon"),
    ],
)
def test_what_is_not_there_is_not_sent(here: Path, arguments: list[str], said: str) -> None:
    done = everyleaf(here, "handoff", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert not list(here.glob("*.zip"))
    assert not (here / "records").exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (PO, 'msgid "Morning"', "msgid Morning", "catalogue-syntax"),
        (PO, 'msgid "Morning"', 'msgid "Mornings"', "handoff-catalogue-behind"),
        (f"source/{LEAFLET}.md", "# Drink enough water", "", "title-missing"),
    ],
)
def test_what_is_broken_is_not_sent(here: Path, name: str, old: str, new: str, code: str) -> None:
    change(here / name, old, new)
    done = everyleaf(here, "handoff", "ar")
    assert done.returncode == 1
    assert f"[{code}]" in done.stderr
    assert not (here / "ar.zip").exists()


def test_a_signed_translation_goes_out_as_approved(here: Path) -> None:
    signing = ["sign", LEAFLET, "--language", "ar", "--role", "approver", "--name", "A Person"]
    assert everyleaf(here, *signing).returncode == 0
    xliff = zipfile.ZipFile(sent(here)).read(f"source/{LEAFLET}.xlf").decode()
    assert xliff.count("<trans-unit ") == xliff.count('approved="yes"') > 10
    change(here / PO, f'msgstr "{MORNING}"', f'msgstr "{AT_DAWN}"')
    xliff = zipfile.ZipFile(sent(here)).read(f"source/{LEAFLET}.xlf").decode()
    assert "approved" not in xliff


def test_a_place_that_cannot_be_written_is_told(here: Path) -> None:
    done = everyleaf(here, "handoff", "ar", "--to", "everyleaf.toml/out.zip")
    assert done.returncode == 3
    assert "cannot be written" in done.stderr


def test_a_hand_off_for_programs(here: Path) -> None:
    told = json.loads(everyleaf(here, "handoff", "ar", "--json").stdout)
    assert told["counts"][0]["leaflet"] == LEAFLET
    assert (here / told["record"]).is_file()


def test_what_is_taken_is_told_and_reported(here: Path) -> None:
    back = returned(sent(here), f">{MORNING}<", f">{AT_DAWN}<")
    done = everyleaf(here, "receive", str(back))
    assert done.returncode == 0, done.stderr
    assert f"{PO}: written" in done.stderr
    assert f"back.xlf ({LEAFLET}, ar): 1 taken; " in done.stdout
    assert AT_DAWN in (here / PO).read_text(encoding="utf-8")
    report = (back.parent / "back-report.txt").read_text(encoding="utf-8")
    assert "Taken: 1 (messages " in report
    assert "back-report.html" in done.stderr


def test_what_is_refused_is_told_with_number_place_and_reason(here: Path) -> None:
    back = returned(sent(here), '<x id="1" ctype="x-fact" equiv-text="020 7946 0123"/> إذا', "إذا")
    done = everyleaf(here, "receive", str(back))
    assert done.returncode == 1
    assert "[returned-refused] Message " in done.stderr
    assert "lost fact 1 (020 7946 0123)" in done.stderr
    for name in ("back-report.txt", "back-report.html"):
        report = (back.parent / name).read_text(encoding="utf-8")
        assert "lost fact 1 (020 7946 0123)" in report
        assert "Drink enough water &gt; " in report or "Drink enough water > " in report


def test_conflicts_are_kept_beside_as_a_catalogue(here: Path) -> None:
    back = returned(sent(here), f">{MORNING}<", f">{AT_DAWN}<")
    change(here / PO, f'msgstr "{MORNING}"', 'msgstr "صباحًا"')
    before = (here / PO).read_bytes()
    done = everyleaf(here, "receive", str(back), "--reports", str(here.parent / "reports"))
    assert done.returncode == 1
    assert "[returned-conflict]" in done.stderr
    assert (here / PO).read_bytes() == before
    kept = (here.parent / f"reports/back-conflicts-{LEAFLET}.po").read_text(encoding="utf-8")
    assert f'msgstr "{AT_DAWN}"' in kept
    assert "#, fuzzy" in kept
    assert "Here: صباحًا" in kept


def test_json_for_programs(here: Path) -> None:
    back = returned(sent(here), f">{MORNING}<", f">{AT_DAWN}<")
    rows = json.loads(everyleaf(here, "receive", str(back), "--json").stdout)["files"]
    fates = [row["fate"] for row in rows[0]["messages"]]
    assert (rows[0]["leaflet"], fates.count("taken")) == (LEAFLET, 1)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04 torn", b"<xliff version='9'/>"])
def test_what_cannot_be_read_ends_well(here: Path, data: bytes) -> None:
    path = here.parent / "back.zip"
    path.write_bytes(data)
    done = everyleaf(here, "receive", str(path))
    assert done.returncode == 1
    assert "[returned-" in done.stderr


def test_a_file_that_is_not_there(here: Path) -> None:
    assert everyleaf(here, "receive", "nothing.zip").returncode == 2
