"""everyleaf script, as an editor and a program meet it."""

from __future__ import annotations

import json
from pathlib import Path

from everyleaf.speech.numbered import text_digest
from tests.small_publication import LEAFLET, change, everyleaf, lay_out


def test_a_program_gets_each_sentence_with_its_block_language_and_pause(tmp_path: Path) -> None:
    done = everyleaf(lay_out(tmp_path), "script", LEAFLET, "ar", "--json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["sentences"]
    assert set(rows[0]) == {"chapter", "number", "role", "language", "pause", "text"}
    assert rows[0]["role"] == "title"
    assert {row["language"] for row in rows} == {"ar"}
    numbers = [row["number"] for row in rows if row["number"]]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, numbers[-1] + 1))


def test_people_get_a_table_or_running_text(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    table = everyleaf(folder, "script", LEAFLET, "en")
    assert table.stdout.split()[:6] == ["chapter", "number", "role", "language", "pause", "text"]
    text = everyleaf(folder, "script", LEAFLET, "en", "--text")
    assert text.stdout.startswith("[1] ")


def test_the_numbered_sheet_comes_with_the_digests_of_its_texts(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    done = everyleaf(folder, "script", LEAFLET, "ar", "--numbered", "sheet.html")
    assert done.returncode == 0, done.stderr
    texts = json.loads((folder / "sheet.json").read_text(encoding="utf-8"))
    assert next(iter(texts)) == "001"
    assert all(row["digest"] == text_digest("ar", row["text"]) for row in texts.values())
    assert texts["001"]["text"] in (folder / "sheet.html").read_text(encoding="utf-8")


def test_it_shows_a_text_that_nobody_has_approved_yet(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    settings = folder / "everyleaf.toml"
    change(settings, 'rule = "draft"', 'rule = "approved"')
    for old, new in (  # which stand for real ones: sample values never go out for real
        ("https://www.example.org", "https://www.leaf-leaflets.org"),
        ("info@example.org", "info@leaf-leaflets.org"),
        ("0808 157 0123", "0808 555 0123"),
    ):
        change(settings, old, new)
    change(folder / "source" / f"{LEAFLET}.md", "020 7946 0123", "020 1234 0123")
    done = everyleaf(folder, "script", LEAFLET, "en", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["sentences"]


def test_what_no_voice_could_say_is_told_with_its_line(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    path = folder / "source" / f"{LEAFLET}.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nSalt © water.\n", encoding="utf-8")
    done = everyleaf(folder, "script", LEAFLET, "en", "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)["diagnostics"]
    assert [one["code"] for one in found] == ["speech-unspeakable"]
    assert found[0]["file"] == f"source/{LEAFLET}.md"


def test_a_wrong_name_is_refused(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    assert everyleaf(folder, "script", "no-such", "en").returncode == 2
    assert everyleaf(folder, "script", LEAFLET, "xx").returncode == 2
