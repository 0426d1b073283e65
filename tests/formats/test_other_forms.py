"""The other forms that a web page leads to: those that are there, by name and size."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.small_publication import LEAFLET, change, everyleaf, lay_out

FORMATS = ("pdf-screen", "audio", "epub", "daisy", "braille", "html")
ALL = tuple(part for name in FORMATS for part in ("--format", name))
NAMES = [
    "Standard (PDF, {})", "Large print (PDF, {})", "Giant print (PDF, {})",
    "Audio (MP3, 1 minute, {})", "Slow recording (MP3, {})",
    "Electronic book that reads aloud (EPUB, {})", "Talking book (DAISY, {})",
    "Braille, contracted (BRF, {})", "Braille, uncontracted (BRF, {})",
]  # fmt: skip
ENDINGS = [
    "standard.pdf", "large-print.pdf", "giant-print.pdf", "audio.mp3", "audio-slow.mp3",
    "book.epub", "daisy.zip", "braille-contracted.brf", "braille-uncontracted.brf",
]  # fmt: skip


class _Links(HTMLParser):
    """Words and target of each link to a form, and whether it stands in a folded list."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, bool]] = []
        self.players = text.count("<audio ")
        self._nav, self._folded, self._href, self._words = False, False, "", ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._nav = self._nav or (tag == "nav" and given.get("class") == "forms")
        self._folded = self._folded or tag == "details"
        if tag == "a" and self._nav:
            self._href, self._words = given["href"], ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._href:
            self.found.append((" ".join(self._words.split()), self._href, self._folded))
            self._href = ""
        self._nav = self._nav and tag != "nav"
        self._folded = self._folded and tag != "details"

    def handle_data(self, data: str) -> None:
        self._words += data


def web_page(folder: Path, tag: str) -> Path:
    return folder / "output" / LEAFLET / tag / "index.html"


def links(page: Path) -> list[tuple[str, str, bool]]:
    return _Links(page.read_text(encoding="utf-8")).found


def endings(page: Path) -> list[str]:
    """What the files that a page leads to are called, the leaflet's name left out."""
    names = [href.rpartition("/")[2] for _, href, _ in links(page)]
    return [re.sub(f"^{LEAFLET}-(en|ar|zh-Hans)-", "", name) for name in names]


def code_pages(folder: Path, tag: str) -> Iterator[Path]:
    rows = json.loads((folder / "output/manifest.json").read_bytes())["artefacts"]
    for code in sorted({row["code"] for row in rows if row["language"] == tag}):
        if (page := folder / "output/c" / code / "index.html").is_file():
            yield page


def state_of_html(done: subprocess.CompletedProcess[str]) -> str:
    rows = json.loads(done.stdout)["editions"]
    return str(next(row["state"] for row in rows if row["format"] == "html"))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small publication in every form but paper; tests that change it take a copy."""
    folder = lay_out(tmp_path_factory.mktemp("forms"))
    settings = folder / "everyleaf.toml"
    change(settings, '"audio"]', '"audio", "epub", "daisy", "braille"]')
    change(settings, "[release]", "[audio]\nslow = true\n\n[release]")
    done = everyleaf(folder, "publish", *ALL)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def copy(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "copy"))


def test_each_form_is_named_and_its_file_is_there_with_its_size(published: Path) -> None:
    page = web_page(published, "en")
    assert endings(page) == ENDINGS
    for (words, href, _), name in zip(links(page), NAMES, strict=True):
        size = (page.parent / href).resolve().stat().st_size
        assert words == name.format(f"{max(1, round(size / 1000))} KB")


def test_the_page_behind_each_code_leads_to_the_same(published: Path) -> None:
    pages = list(code_pages(published, "en"))
    assert len(pages) >= 5
    for page in pages:
        assert endings(page) == ["index.html", *ENDINGS]
        for _, href, _ in links(page):
            assert (page.parent / href).resolve().is_file(), href


def test_what_few_look_for_is_folded_away_after_the_usual_forms(published: Path) -> None:
    for page in (web_page(published, "en"), *code_pages(published, "en")):
        folded = [href.rpartition(".")[2] for _, href, folded in links(page) if folded]
        assert folded == ["epub", "zip", "brf", "brf"]


def test_the_slow_recording_is_a_link_and_no_second_player(published: Path) -> None:
    assert _Links(web_page(published, "en").read_text(encoding="utf-8")).players == 1


def test_a_language_without_a_voice_or_braille_is_promised_none(published: Path) -> None:
    arabic, chinese = (web_page(published, tag) for tag in ("ar", "zh-Hans"))
    assert endings(arabic) == [*ENDINGS[:3], "book.epub", *ENDINGS[-2:]]
    assert endings(chinese) == [*ENDINGS[:3], "book.epub"]
    book = next(words for words, href, _ in links(arabic) if href.endswith(".epub"))
    assert book.startswith("كتاب إلكتروني (EPUB،"), "it does not read aloud"


@pytest.mark.parametrize("gone", ["daisy.zip", "audio.mp3"])
def test_a_file_that_is_gone_is_not_led_to_until_it_is_back(copy: Path, gone: str) -> None:
    page = web_page(copy, "en")
    (page.parent / f"{LEAFLET}-en-{gone}").unlink()
    only = ("publish", "--language", "en", "--format", "html", "--json")
    assert state_of_html(everyleaf(copy, *only)) == "made"
    assert endings(page) == [ending for ending in ENDINGS if ending != gone]
    assert f"{LEAFLET}-en-{gone}" not in page.read_text(encoding="utf-8")
    for code_page in code_pages(copy, "en"):
        assert gone not in endings(code_page)
    done = everyleaf(copy, "publish", "--language", "en", *ALL)
    assert done.returncode == 0, done.stderr
    assert endings(page) == ENDINGS


def test_the_earlier_file_of_a_form_that_failed_is_not_led_to(copy: Path) -> None:
    change(copy / "source" / f"{LEAFLET}.md", "* In the morning", "* In the morning, 2.5 mEq")
    done = everyleaf(copy, "publish", "--language", "en", *ALL)
    assert "[speech-unspeakable]" in done.stderr
    page = web_page(copy, "en")
    assert (page.parent / f"{LEAFLET}-en-daisy.zip").is_file(), "it says what was said before"
    assert "2.5 mEq" in page.read_text(encoding="utf-8")
    assert endings(page) == [*ENDINGS[:3], *ENDINGS[-2:]]
    assert _Links(page.read_text(encoding="utf-8")).players == 0


def test_a_form_that_is_withheld_now_is_not_led_to(copy: Path) -> None:
    voice = '[voices.en]\nname = "gmw/en"\nstatus = "none"\nreason = "Nobody follows it."\n'
    change(copy / "everyleaf.toml", "[release]", f"{voice}\n[release]")
    everyleaf(copy, "publish", "--language", "en", *ALL)
    page = web_page(copy, "en")
    assert not (page.parent / f"{LEAFLET}-en-daisy.zip").exists()
    assert endings(page) == [*ENDINGS[:3], "book.epub", *ENDINGS[-2:]]
    assert links(page)[3][0].startswith("Electronic book (EPUB, ")
