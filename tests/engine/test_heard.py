"""A weak voice speaks where a person has heard all of it, and nowhere else."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest

from everyleaf.engine import Selection, gather, make_tasks, publish
from everyleaf.engine.gathering import text_to_sign
from everyleaf.engine.plan import Task
from everyleaf.engine.readiness import readiness
from everyleaf.publication import Publication, open_publication
from everyleaf.records import AudioSignOff, Digests, SignOff, add_record, read_records
from everyleaf.release import digest_to_sign
from everyleaf.speech.pls import NAMESPACE
from tests.small_publication import LEAFLET, change, everyleaf, lay_out

PO = f"translations/ar/LC_MESSAGES/{LEAFLET}.po"
AUDIO = f"output/{LEAFLET}/ar/{LEAFLET}-ar-audio.mp3"
NAME = "A Listener"


def lay_out_for_patients(folder: Path) -> Path:
    """The small publication under the rule approved, both texts signed, no sample values."""
    settings = lay_out(folder) / "everyleaf.toml"
    change(settings, 'rule = "draft"', 'rule = "approved"')
    change(settings, 'helpline = "0808 157 0123"\n', "")
    change(settings, 'web = "https://www.example.org"\n', "")
    change(settings, 'email = "info@example.org"\n', "")
    change(settings, ', "zh-Hans"]', "]")
    change(settings, '"https://leaflets.example.org"', '"https://leaflets.nhs.uk"')
    change(folder / f"source/{LEAFLET}.md", '{phone: "020 7946 0123"}', '{text: "the ward"}')
    return folder


def here(folder: Path) -> Publication:
    publication, found = open_publication(folder)
    assert publication is not None, found
    return publication


def sign(folder: Path) -> None:
    """Everybody whom the rule asks for has signed the texts as they stand."""
    publication = here(folder)
    asked: list[tuple[str, Literal["reviewer", "approver"]]] = [
        ("en", "approver"), ("ar", "reviewer"), ("ar", "approver"),
    ]  # fmt: skip
    for tag, role in asked:
        document, found = text_to_sign(publication, LEAFLET, tag)
        assert document is not None, found
        digest = digest_to_sign(document)
        row = SignOff(LEAFLET, tag, role, "A Clinician", publication.today, digest)
        add_record(publication.records, row)


def answer_to(page: Path) -> dict[str, Any]:
    """What the page gives back when every sentence was heard and is right."""
    found = re.search(r'id="data">(.*?)</script>', page.read_text(encoding="utf-8"))
    assert found
    data: dict[str, Any] = json.loads(found[1])
    rows = [{"digest": r["digest"], "heard": True, "verdict": "right"} for r in data["sentences"]]
    return {**data, "sentences": rows, "name": NAME, "date": "2026-11-20"}


def receive(folder: Path, answer: dict[str, Any]) -> Any:
    path = folder.parent / "answer.json"
    path.write_text(json.dumps(answer), encoding="utf-8")
    return everyleaf(folder, "receive", str(path), "--reports", str(folder.parent / "reports"))


def task_of(folder: Path, tag: str = "ar") -> Task:
    gathered = gather(here(folder), [LEAFLET], [tag])
    (task,) = make_tasks(gathered, Selection(formats=("audio",)))
    return task


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For patients, heard before anybody signed the text, and taken back."""
    folder = lay_out_for_patients(tmp_path_factory.mktemp("heard") / "publication")
    done = everyleaf(folder, "listen", LEAFLET, "ar", "--to", "../page.html")
    assert done.returncode == 0, done.stderr
    done = receive(folder, answer_to(folder.parent / "page.html"))
    assert done.returncode == 0, done.stderr
    assert f"({LEAFLET}, ar): {NAME} has heard all of it" in done.stdout
    sign(folder)
    return folder


@pytest.fixture
def again(heard: Path, tmp_path: Path) -> Path:
    """The same, to be changed by one test."""
    folder = lay_out_for_patients(tmp_path / "publication")
    (folder / "records").mkdir()
    for path in (heard / "records").iterdir():
        (folder / "records" / path.name).write_bytes(path.read_bytes())
    return folder


def test_it_is_recorded_with_name_day_and_what_was_heard(heard: Path) -> None:
    (row,) = read_records(heard / "records")[0].audio_sign_offs
    assert (row.leaflet, row.language, row.name) == (LEAFLET, "ar", NAME)
    assert str(row.date) == "2026-11-20"
    (path,) = (heard / "records").glob("2026-11-20-audio-sign-off-*.toml")
    assert f'voice = "{row.voice}"' in path.read_text(encoding="utf-8")
    assert "sem/ar" in row.voice


def test_without_it_the_audio_is_withheld_and_with_it_published(again: Path) -> None:
    record = next((again / "records").glob("*-audio-sign-off-*.toml"))
    kept = record.read_bytes()
    record.unlink()
    unsigned = task_of(again)
    assert unsigned.declined is not None
    assert unsigned.declined.code == "no-fit-voice"
    assert "everyleaf listen LEAFLET ar" in unsigned.declined.remedy
    record.write_bytes(kept)
    done = everyleaf(again, "publish", "--language", "ar", "--format", "audio")
    assert done.returncode == 0, done.stderr
    assert (again / AUDIO).stat().st_size > 100_000
    record.unlink()  # taken back: the sound goes
    publish(gather(here(again), (), ["ar"]), Selection((), ("ar",), (), ("audio",)), 1)
    assert not (again / AUDIO).exists()


def test_the_key_of_the_audio_depends_on_the_voice_that_was_let_speak(again: Path) -> None:
    assert task_of(again).key
    assert task_of(again).job.heard
    assert not task_of(again, "en").job.heard  # nobody need hear it


def text(folder: Path) -> None:
    change(folder / PO, 'msgstr "الصباح"', 'msgstr "عند الفجر"')
    sign(folder)


def lexicon(folder: Path) -> None:
    (folder / "translations/ar/lexicon.pls").write_text(
        f'<lexicon version="1.0" xmlns="{NAMESPACE}" xml:lang="ar" alphabet="x-espeak"><lexeme>'
        "<grapheme>الماء</grapheme><phoneme>ma:?</phoneme></lexeme></lexicon>",
        encoding="utf-8",
    )


def alias(folder: Path) -> None:
    lexicon(folder)
    path = folder / "translations/ar/lexicon.pls"
    change(path, "<phoneme>ma:?</phoneme>", "<alias>المياه</alias>")


def voice(rate: int, name: str) -> Callable[[Path], None]:
    def changed(folder: Path) -> None:
        path = folder / "everyleaf.toml"
        row = (
            f'\n[[voices.ar]]\nname = "{name}"\nrate = {rate}\nstatus = "weak"\nreason = "Heard."\n'
        )
        path.write_text(path.read_text(encoding="utf-8") + "\n" + row, encoding="utf-8")

    return changed


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (text, "the text"),
        (alias, "the text"),
        (lexicon, "the pronunciation"),
        (voice(140, "sem/ar"), "the voice"),
        (voice(150, "inc/ur"), "the voice"),
    ],
    ids=["text", "lexicon, alias", "lexicon, phonemes", "voice, rate", "voice"],
)
def test_a_change_of_what_is_heard_voids_it(
    again: Path, changed: Callable[[Path], None], said: str
) -> None:
    assert task_of(again).declined is None
    changed(again)
    declined = task_of(again).declined
    assert declined is not None
    assert declined.code == "listening-void"
    assert f"What {NAME} heard of {LEAFLET} in ar" in declined.problem
    assert f"{said} changed" in declined.problem
    (row,) = readiness(here(again), [LEAFLET], ["ar"])[0]
    assert row.voice_in_words == "weak, sign-off void"


def test_the_same_voice_by_the_settings_is_the_voice_that_was_heard(again: Path) -> None:
    voice(150, "sem/ar")(again)
    assert task_of(again).declined is None


def test_the_board_says_who_is_heard(again: Path) -> None:
    rows = json.loads(everyleaf(again, "status", "--json").stdout)["board"]
    assert {row["language"]: (row["voice"], row["heard"]) for row in rows} == {
        "en": ("fit", ""),
        "ar": ("weak", "heard"),
    }
    assert readiness(here(again), (), ["ar"])[0][0].voice_in_words == "weak, heard and signed"
    next((again / "records").glob("*-audio-sign-off-*.toml")).unlink()
    assert readiness(here(again), (), ["ar"])[0][0].voice_in_words == "weak, not heard"


def test_of_somebody_else_s_leaflet_nothing_is_signed(again: Path) -> None:
    path = next((again / "records").glob("*-audio-sign-off-*.toml"))
    change(path, f'leaflet = "{LEAFLET}"', 'leaflet = "other"')
    assert task_of(again).declined is not None


def test_a_sign_off_holds_for_all_three_digests_alone() -> None:
    row = AudioSignOff("tea", "ar", "Ann", datetime.date(2026, 1, 1), "v",
                       "a" * 64, "b" * 64, "c" * 64)  # fmt: skip
    assert row.holds_for(Digests("a" * 64, "b" * 64, "c" * 64))
    for other in (("d", "b", "c"), ("a", "d", "c"), ("a", "b", "d")):
        assert not row.holds_for(Digests(*(letter * 64 for letter in other)))
