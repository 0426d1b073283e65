from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from everyleaf.diagnostics import has_errors
from everyleaf.engine.heard import listening_digests
from everyleaf.engine.listening import receive_listening
from everyleaf.engine.receiving import Desk, receive_delivery
from everyleaf.engine.speaking import job_to_speak
from everyleaf.publication import Publication, open_publication
from everyleaf.translation.receiving import report_html, report_text
from tests.small_publication import LEAFLET, change, everyleaf, lay_out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = lay_out(tmp_path_factory.mktemp("small"))
    done = everyleaf(folder, "listen", LEAFLET, "ar", "--to", "page.html")
    assert done.returncode == 0, done.stderr
    return folder


def here(folder: Path) -> Publication:
    publication, found = open_publication(folder)
    assert publication is not None, found
    return publication


@pytest.fixture
def answer(folder: Path) -> dict[str, Any]:
    """What the page that the command wrote gives back when all is right."""
    page = (folder / "page.html").read_text(encoding="utf-8")
    found = re.search(r'id="data">(.*?)</script>', page)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    rows = [{"digest": r["digest"], "heard": True, "verdict": "right"} for r in data["sentences"]]
    return {**data, "sentences": rows, "name": "A Listener", "date": "2026-11-20"}


def test_an_answer_to_the_page_becomes_a_sign_off_for_a_weak_voice(
    folder: Path, answer: dict[str, Any]
) -> None:
    publication = here(folder)
    signed, found = receive_listening(publication, json.dumps(answer).encode(), "a.json")
    assert signed is not None, found
    assert (signed.leaflet, signed.language, signed.role) == (LEAFLET, "ar", "listener")
    job, _ = job_to_speak(publication, LEAFLET, "ar")
    assert job is not None
    assert signed.holds_for(listening_digests(job))


def test_it_is_void_after_a_change_of_the_translation(
    folder: Path, answer: dict[str, Any], tmp_path: Path
) -> None:
    other = lay_out(tmp_path)
    change(other / "everyleaf.toml", 'name = "Small Publisher"', 'name = "Other Publisher"')
    signed, found = receive_listening(here(other), json.dumps(answer).encode(), "a.json")
    assert signed is None
    assert [one.code for one in found] == ["listening-void"]
    assert "the text changed" in found[0].problem


@pytest.mark.parametrize(("key", "value"), [("leaflet", "../x"), ("language", "xx")])
def test_an_answer_about_something_else_is_refused(
    folder: Path, answer: dict[str, Any], key: str, value: str
) -> None:
    data = json.dumps({**answer, key: value}).encode()
    signed, found = receive_listening(here(folder), data, "a.json")
    assert signed is None
    assert [(one.code, str(one.place)) for one in found] == [("listening-unknown", "a.json")]


def taken_back(folder: Path, data: bytes, name: str = "a.json") -> Desk:
    """What the editor's desk has after a file came back, and what it wrote."""
    desk = Desk(here(folder))
    received = receive_delivery(desk, data, name)
    assert report_text(received)
    assert report_html(received)
    written = desk.write()
    assert [path.parent.name for path in written] == ["records"] * len(desk.signed)
    for path in written:
        path.unlink()
    return desk


def test_a_wrong_sentence_is_told_with_its_comment_and_nothing_is_signed(
    folder: Path, answer: dict[str, Any]
) -> None:
    answer["sentences"][-3].update(verdict="wrong", comment="\x1b[31mIt says \u202etoe.")
    answer["sentences"][-2]["comment"] = "A bit\x07 fast."
    desk = taken_back(folder, json.dumps(answer).encode())
    assert desk.signed == []
    wrong = next(one for one in desk.diagnostics if one.code == "listening-wrong")
    assert "[31mIt says toe." in wrong.problem
    assert wrong.place is not None
    said = "".join(one.problem for one in desk.diagnostics)
    assert "A bit fast." in said
    assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in said if c != "\u200c")


def test_an_answer_is_taken_from_a_zip_beside_what_was_sent_along(
    folder: Path, answer: dict[str, Any]
) -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("counts.json", "{}")
        archive.writestr("from the phone.json", json.dumps(answer))
    desk = taken_back(folder, zipped.getvalue(), "back.zip")
    assert [row.name for row in desk.signed] == ["A Listener"]
    assert desk.diagnostics == []


def torn(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer).encode()[:-40]


def half_a_character(answer: dict[str, Any]) -> bytes:
    return json.dumps({**answer, "name": "A\ud800"}).encode()


def of_many_wrong_sentences(answer: dict[str, Any]) -> bytes:
    row = {"digest": "0" * 64, "heard": True, "verdict": "wrong", "comment": "x" * 100}
    return json.dumps({**answer, "sentences": [row] * 20_000}).encode()


def of_one_sentence_many_times(answer: dict[str, Any]) -> bytes:
    row = {**answer["sentences"][0], "verdict": "wrong", "comment": "x"}
    return json.dumps({**answer, "sentences": [row] * 20_000}).encode()


@pytest.mark.parametrize(
    "hostile",
    [
        torn,
        half_a_character,
        of_many_wrong_sentences,
        of_one_sentence_many_times,
        lambda answer: json.dumps({**answer, "\x1b]0;x\x07": 1}).encode(),
        lambda answer: json.dumps({**answer, "name": "A\x1bB"}).encode(),
        lambda answer: json.dumps({**answer, "name": "A" * 5000}).encode(),
        lambda answer: json.dumps({**answer, "leaflet": "../../everyleaf"}).encode(),
        lambda answer: json.dumps({**answer, "language": "en\x00"}).encode(),
        lambda answer: json.dumps({**answer, "date": "9999-12-31"}).encode(),
        lambda answer: json.dumps({**answer, "date": 20261120}).encode(),
        lambda answer: json.dumps({**answer, "digests": [[[[]]]]}).encode(),
        lambda answer: json.dumps({**answer, "digests": {"text": "0" * 64}}).encode(),
        lambda answer: json.dumps({**answer, "sentences": [None]}).encode(),
        lambda answer: json.dumps({**answer, "sentences": {}}).encode(),
        lambda answer: json.dumps({**answer, "sentences": []}).encode(),
        lambda answer: json.dumps({**answer, "form": 10**400}).encode(),
        lambda answer: b'{"kind": "everyleaf-listening", "form": ' + b"9" * 9_999 + b"}",
        lambda answer: b'{"kind": "everyleaf-listening", "form": ' + b"[" * 99_999,
        lambda answer: b'{"kind": "everyleaf-listening"}' + b" " * 6_000_000,
    ],
)
def test_a_hostile_answer_is_told_and_signs_nothing(
    folder: Path, answer: dict[str, Any], hostile: Callable[[dict[str, Any]], bytes]
) -> None:
    desk = taken_back(folder, hostile(answer))
    assert desk.signed == []
    assert has_errors(desk.diagnostics)
    assert len(desk.diagnostics) <= 501
    assert not any("\x1b" in str(one) for one in desk.diagnostics)
    "".join(map(str, desk.diagnostics)).encode()  # a terminal can show it


def test_the_command_fails_where_a_listener_heard_a_fault(
    folder: Path, answer: dict[str, Any], tmp_path: Path
) -> None:
    answer["sentences"][3].update(verdict="wrong", comment="It says toe.")
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(answer), encoding="utf-8")
    done = everyleaf(folder, "receive", str(path), "--json")
    assert done.returncode == 1
    assert "[listening-wrong]" in done.stderr
    (row,) = json.loads(done.stdout)["files"]
    assert any("It says toe." in fault for fault in row["faults"])
    assert "It says toe." in (tmp_path / "answer-report.txt").read_text(encoding="utf-8")
    assert not list((folder / "records").glob("*"))
