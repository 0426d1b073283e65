"""Pages that nobody has seen: the layouts hold them, or a diagnostic says what does not fit.

Each leaflet here is one that an editor may write tomorrow. The checks of finished pages
run on every one; a finding that is expected stands beside the leaflet.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from translate.storage import pypo

from tests.growth.growing import edit
from tests.small_publication import LEAFLET, REPOSITORY, everyleaf, lay_out

HEAD = """\
---
summary: For everybody who takes these tablets at home.
version: "1.0"
reviewed: 2026-11-01
next_review: 2028-11-01
---

"""
TREATMENTS = "treatments-for-secondary-breast-cancer"
LAYOUTS = ("standard", "giant-print")  # the smallest page, and the largest letters
SENTENCE = "Drink a glass of water with each tablet, and sit upright until it has gone down. "
PARAGRAPH = SENTENCE * 3
HEADING = "What can I do when I cannot swallow my tablets in the morning because I feel sick"
SECTION = f"## How do I take tablet {{}}?\n\n{f'{PARAGRAPH}{chr(10)}{chr(10)}' * 27}"
COLUMNS = ("Day", "Morning", "Noon", "Evening", "Night", "Water", "Tea", "Soup")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TEXTS = {
    "long-heading": f"# {HEADING * 2}\n\n{PARAGRAPH}\n\n## {HEADING * 3}?\n\n{PARAGRAPH}\n",
    "one-paragraph": f"# Water\n\n{SENTENCE}\n",
    "eight-columns": (
        f"# Water\n\n## What I drank\n\n{SENTENCE}\n\n| {' | '.join(COLUMNS)} |\n"
         f"|{' --- |' * 8}\n"
        + "".join(f"| {day} |{' one glass |' * 7}\n" for day in DAYS)
    ),
    "nested-items": (
        f"# Water\n\n## When to drink\n\n{SENTENCE}\n\n"
        + "".join(f"{'    ' * depth}* Step {depth + 1} of ten\n" for depth in range(10))
    ),
    "huge-picture": f"# Water\n\n## A river\n\n{SENTENCE}\n\n![A river.](river.svg \"Long.\")\n",
}  # fmt: skip
_WORDS = re.compile(r"(\{[^}]*\}|\]?\([^)]*\)|\[\^[^\]]*\]|\{:[^}]*\})|([^\W\d_]{4,})")
RIVER = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4000 40000">'
    '<rect width="4000" height="40000" fill="#0b5a6e"/></svg>'
)
PLAIN = """\
name = "Plain"
source_language = "en"
languages = ["en"]
layouts = ["standard", "giant-print"]
formats = ["pdf-screen"]

[publisher]
name = "Plain"

[release]
rule = "draft"
today = 2026-11-22
"""


@dataclass(frozen=True)
class Published:
    """What came of it: the folder, and the diagnostics as a program reads them."""

    folder: Path
    found: list[dict[str, Any]]

    def pages(self, leaflet: str, layout: str) -> list[str]:
        """The text of every page."""
        (path,) = (self.folder / f"output/{leaflet}").glob(f"*/*-{layout}.pdf")
        document = pypdfium2.PdfDocument(path)
        return [page.get_textpage().get_text_range() for page in document]

    def words(self, leaflet: str, layout: str) -> str:
        return " ".join(" ".join(self.pages(leaflet, layout)).split())

    def of(self, leaflet: str) -> list[dict[str, Any]]:
        return [row for row in self.found if leaflet in json.dumps(row)]


def publish(folder: Path, *arguments: str) -> Published:
    done = everyleaf(folder, "publish", "--format", "pdf-screen", "--json", *arguments)
    return Published(folder, json.loads(done.stdout)["diagnostics"])


@pytest.fixture(scope="module")
def unseen(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """A publisher of whom nothing is known but the name, with all these leaflets."""
    folder = lay_out(tmp_path_factory.mktemp("unseen"))
    (folder / "everyleaf.toml").write_text(PLAIN, "utf-8")
    (folder / f"source/{LEAFLET}.md").unlink()
    (folder / "source/river.svg").write_text(RIVER, "utf-8")
    for name, text in TEXTS.items():
        (folder / f"source/{name}.md").write_text(HEAD + text, "utf-8")
    return publish(folder)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("leaflet", TEXTS)
def test_the_layout_holds_it(unseen: Published, leaflet: str, layout: str) -> None:
    errors = [row for row in unseen.of(leaflet) if row["severity"] == "error"]
    assert errors == []
    assert len(unseen.pages(leaflet, layout)) >= 2


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_very_long_heading_stands_whole_before_its_text(unseen: Published, layout: str) -> None:
    words = unseen.words("long-heading", layout)
    assert f"{HEADING * 3}?".replace(" ", "") in words.replace(" ", "")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_of_eight_columns_keeps_every_cell(unseen: Published, layout: str) -> None:
    words = unseen.words("eight-columns", layout)
    assert words.count("one glass") == 7 * len(DAYS)
    assert all(day in words for day in DAYS)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_ten_nested_items_are_all_there(unseen: Published, layout: str) -> None:
    words = unseen.words("nested-items", layout)
    assert all(f"Step {depth} of ten" in words for depth in range(1, 11))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_huge_picture_leaves_room_for_its_words(unseen: Published, layout: str) -> None:
    page = next(page for page in unseen.pages("huge-picture", layout) if "Long." in page)
    assert len(unseen.pages("huge-picture", layout)) <= 4
    assert "Long." in page


@pytest.mark.parametrize("layout", LAYOUTS)
def test_fields_that_are_missing_leave_no_gap(unseen: Published, layout: str) -> None:
    words = unseen.words("one-paragraph", layout)
    assert "not yet reviewed" in words
    for left in ("Helpline", "Talk to us", "None", "This leaflet in other languages"):
        assert left not in words, left


def test_sixty_pages_are_laid_out_and_their_contents_counted(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    (folder / "everyleaf.toml").write_text(PLAIN, "utf-8")
    (folder / f"source/{LEAFLET}.md").unlink()
    text = "# Water\n\n" + "".join(SECTION.format(number) for number in range(1, 17))
    (folder / "source/sixty.md").write_text(HEAD + text, "utf-8")
    made = publish(folder, "--layout", "standard")
    assert [row for row in made.found if row["severity"] == "error"] == []
    pages = [page.replace("\N{NO-BREAK SPACE}", " ") for page in made.pages("sixty", "standard")]
    assert len(pages) >= 60
    (last,) = [number for number, page in enumerate(pages[2:], 3) if "tablet 16?" in page]
    assert re.search(rf"tablet 16\?\s+{last}\b", pages[1])


@pytest.fixture(scope="module")
def longer(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """This repository's first leaflet in Spanish, which is long, and longer by two fifths."""
    folder = tmp_path_factory.mktemp("longer")
    for part in ("source", "layouts", "translations/es"):
        shutil.copytree(REPOSITORY / part, folder / part)
    shutil.copy(REPOSITORY / "everyleaf.toml", folder)
    text = (folder / "everyleaf.toml").read_text("utf-8")
    text = re.sub(r"(?m)^languages = .*", 'languages = ["en", "es"]', text)
    (folder / "everyleaf.toml").write_text(text, "utf-8")
    edit(folder / f"translations/es/LC_MESSAGES/{TREATMENTS}.po", _stretch)
    chosen = [word for layout in LAYOUTS for word in ("--layout", layout)]
    return publish(folder, TREATMENTS, "--language", "es", *chosen)


def _stretch(unit: pypo.pounit) -> str:
    return stretched(str(unit.target))


def stretched(text: str) -> str:
    """Each word longer by two fifths of its letters; marks and placeholders as they are."""
    return _WORDS.sub(lambda found: found[1] or found[2] + found[2][: _more(found[2])], text)


def _more(word: str) -> int:
    return -(-len(word) * 2 // 5)


def test_words_are_stretched_and_facts_are_not() -> None:
    assert stretched("Call **now** {helpline} [more](more.md)") == (
        "CallCa **now** {helpline} [moremo](more.md)"
    )


@pytest.mark.xfail(
    strict=True,
    reason="the checks of messages withhold stretched words: a stretched negation is none;"
    " tests/engine/test_pseudo.py holds the layouts to en-XA, which is longer by two fifths",
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_text_longer_by_two_fifths_is_held(longer: Published, layout: str) -> None:
    assert [row for row in longer.found if row["severity"] == "error"] == []
    assert len(longer.pages(TREATMENTS, layout)) > 12
