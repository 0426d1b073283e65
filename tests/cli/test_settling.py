"""everyleaf waive and confirm, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.small_publication import LEAFLET, change, everyleaf, lay_out, line_of

WHO = ("--name", "A Test Person", "--role", "pharmacist")
WHY = ("--reason", "The glass here holds that much.")
SOURCE = "Take each tablet with a **full glass** of water."
PO = f"translations/ar/LC_MESSAGES/{LEAFLET}.po"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A publication with a number in Arabic that the source does not have."""
    here = lay_out(tmp_path)
    text = (here / PO).read_text(encoding="utf-8")
    head, mark, rest = text.partition(f'msgid "{SOURCE}"\nmsgstr "')
    assert mark
    (here / PO).write_text(f"{head}{mark}٣٠٠ {rest}", encoding="utf-8")
    return here


def found(folder: Path) -> list[dict[str, str]]:
    diagnostics: list[dict[str, str]] = json.loads(everyleaf(folder, "check", "--json").stdout)[
        "diagnostics"
    ]
    return diagnostics


def test_a_waiver_lets_one_message_pass_and_stays_in_the_report(wrong: Path) -> None:
    told = [one for one in found(wrong) if one["code"] == "message-number"]
    assert len(told) == 1
    line = str(told[0]["line"])
    done = everyleaf(wrong, "waive", LEAFLET, "ar", line, "--check", "message-number", *WHO, *WHY)
    assert done.returncode == 0, done.stderr
    assert "A Test Person (pharmacist)" in done.stdout
    assert len(list((wrong / "records").glob("*-waiver-*.toml"))) == 1
    after = [one for one in found(wrong) if one["severity"] != "warning"]
    assert {one["code"] for one in after} == {"message-waived"}
    assert "A Test Person" in after[0]["remedy"]


def test_a_changed_translation_asks_again(wrong: Path) -> None:
    everyleaf(wrong, "waive", LEAFLET, "ar", SOURCE[:20], "--check", "message-number", *WHO, *WHY)
    change(wrong / PO, "٣٠٠", "٤٠٠")
    assert "message-number" in {one["code"] for one in found(wrong)}


def test_confirm_writes_a_record(tmp_path: Path) -> None:
    here = lay_out(tmp_path)
    line = str(line_of(here / PO, f'msgid "{SOURCE}"'))
    done = everyleaf(here, "confirm", LEAFLET, "ar", line, *WHO)
    assert done.returncode == 0, done.stderr
    assert len(list((here / "records").glob("*-confirmation-*.toml"))) == 1
    assert everyleaf(here, "check").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["tee", "ar", "1", "--check", "message-number"], LEAFLET),
        ([LEAFLET, "xx", "1", "--check", "message-number"], "zh-Hans"),
        ([LEAFLET, "en", "1", "--check", "message-number"], "zh-Hans"),
        ([LEAFLET, "ar", "1", "--check", "message-number"], "No finished message"),
        ([LEAFLET, "ar", "W", "--check", "message-number"], "messages are"),
        ([LEAFLET, "ar", SOURCE, "--check", "message-nummer"], "message-number"),
        ([LEAFLET, "ar", SOURCE, "--check", "raw-html"], "cannot be waived"),
    ],
)
def test_what_cannot_be_waived_is_told(tmp_path: Path, arguments: list[str], says: str) -> None:
    done = everyleaf(lay_out(tmp_path), "waive", *arguments, *WHO, *WHY)
    assert done.returncode == 2
    assert says in done.stderr


@pytest.mark.parametrize("empty", ["--name", "--role", "--reason"])
def test_a_waiver_without_a_person_or_a_reason_is_refused(tmp_path: Path, empty: str) -> None:
    said = {"--name": "A", "--role": "B", "--reason": "C"} | {empty: " "}
    options = [part for pair in said.items() for part in pair]
    done = everyleaf(
        lay_out(tmp_path), "waive", LEAFLET, "ar", SOURCE, "--check", "message-number", *options
    )
    assert done.returncode == 2
    assert empty in done.stderr


@pytest.mark.parametrize("command", ["waive", "confirm"])
def test_a_line_that_the_catalogue_does_not_have_settles_nothing(wrong: Path, command: str) -> None:
    more = ("--check", "message-number", *WHY) if command == "waive" else ()
    done = everyleaf(wrong, command, LEAFLET, "ar", "9999", *more, *WHO)
    assert done.returncode == 2
    assert PO in done.stderr
    assert not list(wrong.glob("records/*"))
