from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from everyleaf.engine.listening import listening_digests, receive_listening
from everyleaf.engine.speaking import job_to_speak
from everyleaf.publication import Publication, open_publication
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
