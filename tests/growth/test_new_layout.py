"""A layout is added as CONTRIBUTING.md says: a folder, a name, its title in each language."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from tests.growth.growing import append, files_touched
from tests.small_publication import LEAFLET, change, everyleaf, lay_out

TAGS = ("en", "ar", "zh-Hans")
TITLES = {"ar": "حجم الجيب", "zh_CN": "口袋版"}
LAYOUT = """\
title = "Pocket"
formats = ["pdf-print", "pdf-screen"]
page = "standard/page.html"
styles = ["base/tokens.css", "base/base.css", "base/paper.css", "pocket/layout.css"]
size = 12
widest_table = 2
"""
STYLE = """\
/* A6 for a pocket: the words of the cover in one column, no picture on it. */
:root { --edge-top: 8mm; --edge-side: 8mm; --size-title: 1.6rem; --size-h2: 1.25rem;
  --para: var(--half) }
@page {
  size: A6; margin: 8mm 8mm 15mm;
  @bottom-center {
    content: counter(page, var(--digits)); color: var(--accent);
    vertical-align: top; padding-top: 2mm
  }
}
.cover { break-after: page; position: relative }
.cover .art { display: none }
.cover .brand { width: 55mm }
.cover-words { margin-block: var(--line) }
.tab { min-width: 24mm; padding: 9mm 8mm 2mm 4mm }
.picture img, .poster { max-width: 60mm }
.watch-poster { width: 40mm }
.watch-code { padding-inline-start: 3mm }
.helpline { font-size: 1.4rem }
.back { break-before: page }
"""
MM = 72 / 25.4
ENDINGS = {"pdf-screen": ".pdf", "pdf-print": "-print.pdf"}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("before"))


def _grown(before: Path, folder: Path) -> Path:
    """Steps 1 and 2: the folder and the name."""
    shutil.copytree(before, folder)
    (folder / "layouts/pocket").mkdir()
    (folder / "layouts/pocket/layout.toml").write_text(LAYOUT, "utf-8")
    (folder / "layouts/pocket/layout.css").write_text(STYLE, "utf-8")
    change(folder / "everyleaf.toml", '"giant-print",', '"giant-print", "pocket",')
    return folder


@pytest.fixture(scope="module")
def pocket(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Step 3, the title in each language, and step 4: published."""
    folder = _grown(before, tmp_path_factory.mktemp("pocket") / "publication")
    for name, title in TITLES.items():
        words = folder / f"translations/{name}/LC_MESSAGES/layouts.po"
        append(words, f'\nmsgid "Pocket"\nmsgstr "{title}"\n')
    done = everyleaf(folder, "publish", "--layout", "pocket")
    assert done.returncode == 0, done.stderr
    return folder


def _file(folder: Path, tag: str, ending: str) -> Path:
    return folder / "output" / LEAFLET / tag / f"{LEAFLET}-{tag}-pocket{ending}"


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_it_publishes_in_every_language_at_its_own_size(
    pocket: Path, tag: str, ending: str
) -> None:
    with pikepdf.open(_file(pocket, tag, ending)) as file:
        assert len(file.pages) >= 4
        for page in file.pages:
            left, bottom, right, top = (float(value) for value in page.trimbox)
            assert (right - left) / MM == pytest.approx(105, abs=0.1)
            assert (top - bottom) / MM == pytest.approx(148, abs=0.1)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_no_text_lies_outside_the_trim(pocket: Path, tag: str, ending: str) -> None:
    document = pypdfium2.PdfDocument(_file(pocket, tag, ending))
    seen = 0
    for number, page in enumerate(document, start=1):
        left, bottom, right, top = page.get_trimbox()
        for sign, box in _signs(page):
            seen += 1
            inside = left < box[0] and bottom < box[1] and box[2] < right and box[3] < top
            assert inside, f"{sign!r} on page {number}: {box}"
    assert seen > 150


def _signs(page: Any) -> list[tuple[str, tuple[float, ...]]]:
    """Every sign that leaves a mark on the page, and where: left, bottom, right, top."""
    text = page.get_textpage()
    signs = ((text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars()))
    return [(sign, box) for sign, box in signs if sign.strip() and box[2] > box[0]]


def test_a_text_outside_the_trim_would_be_seen(pocket: Path, tmp_path: Path) -> None:
    path = _file(tmp_path, "en", "-print.pdf")
    path.parent.mkdir(parents=True)
    with pikepdf.open(_file(pocket, "en", "-print.pdf")) as file:
        left, bottom, right, top = (float(value) for value in file.pages[1].trimbox)
        file.pages[1].trimbox = pikepdf.Array([left + 15 * MM, bottom, right, top])
        file.save(path)
    with pytest.raises(AssertionError, match="on page 2"):
        test_no_text_lies_outside_the_trim(tmp_path, "en", "-print.pdf")


def test_the_files_touched_are_a_folder_a_name_and_a_title_in_each_language(
    before: Path, pocket: Path
) -> None:
    assert files_touched(before, pocket) == {
        "everyleaf.toml",
        "layouts/pocket/layout.css",
        "layouts/pocket/layout.toml",
        "translations/ar/LC_MESSAGES/layouts.po",
        "translations/zh_CN/LC_MESSAGES/layouts.po",
    }
    one, other = ((f / "everyleaf.toml").read_text("utf-8").splitlines() for f in (before, pocket))
    assert len(set(other) - set(one)) == 1


def test_a_language_without_the_title_is_withheld_and_the_title_named(
    before: Path, tmp_path: Path
) -> None:
    folder = _grown(before, tmp_path / "publication")
    done = everyleaf(folder, "publish", "--layout", "pocket", "--language", "ar")
    assert done.returncode == 1
    for name in TITLES:
        assert f"translations/{name}/LC_MESSAGES/layouts.po" in done.stderr
    assert done.stderr.count('"Pocket" are not translated') == len(TITLES)
    assert not list((folder / "output").rglob("*.pdf"))
