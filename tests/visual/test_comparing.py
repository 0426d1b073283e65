"""A planted fault of the looks is seen; what no reader could see is not."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.small_publication import quickly
from tests.visual.comparing import DOTS, complaint, golden_of
from tests.visual.conftest import EDITIONS, SCREEN, file_of, look_of
from tests.visual.pages import KINDS, chosen_pages, strip

STANDARD = ("--layout", "standard", *SCREEN)
# One fault a language, so that one publishing shows them all.
STYLE = """
html[lang="en"] body { margin-inline-start: 2mm }
html[lang="ar"] .contact-box { background: none }
html[lang="zh-Hans"] .callout-title .icon { visibility: hidden }
"""
ACCENT = '[brand]\naccent = { screen = "#6e0b5a", print = [30, 90, 30, 30] }\n'


@pytest.fixture
def goldens(published: Path, tmp_path: Path) -> Path:
    """The standard editions as they are now, kept as goldens."""
    for tag in ("en", "ar", "zh-Hans"):
        golden_of(look_of(published, tag, "standard")).save(tmp_path / f"{tag}.png")
    return tmp_path


def _with(published: Path, folder: Path, name: str, added: str, *arguments: str) -> Path:
    """The same publication, published after something was added to one file."""
    shutil.copytree(published, folder, ignore=shutil.ignore_patterns("output"))
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{added}")
    done = quickly(folder, "publish", *STANDARD, *arguments, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def faulty(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faulty") / "publication"
    return _with(published, folder, "layouts/standard/layout.css", STYLE)


@pytest.mark.parametrize(
    "tag",
    [
        pytest.param("en", id="margin-2-mm-wider"),
        pytest.param("ar", id="a-box-without-its-tint"),
        pytest.param("zh-Hans", id="a-sign-lost"),
    ],
)
def test_a_planted_fault_is_seen(faulty: Path, goldens: Path, tag: str) -> None:
    now = look_of(faulty, tag, "standard")
    said = complaint(tag, now, goldens, goldens / "differences")
    assert said is not None
    assert str(goldens / f"differences/{tag}.png") in said
    assert "--update-goldens" in said
    with Image.open(goldens / f"differences/{tag}.png") as shown:
        marked = shown.convert("RGB").crop((0, 2 * now.height, *shown.size))
    colours = marked.getcolors(marked.width * marked.height) or []
    assert (255, 0, 0) in {colour for _, colour in colours}


def test_another_accent_is_seen(published: Path, goldens: Path, tmp_path: Path) -> None:
    folder = tmp_path / "publication"
    _with(published, folder, "everyleaf.toml", ACCENT, "--language", "en")
    said = complaint("en", look_of(folder, "en", "standard"), goldens, goldens / "differences")
    assert said is not None
    assert "pixels differ" in said


def test_pages_more_or_fewer_are_seen(published: Path, goldens: Path) -> None:
    now = look_of(published, "en", "standard")
    shorter = now.crop((0, 0, now.width // 2, now.height))
    said = complaint("en", shorter, goldens, goldens / "differences")
    assert said is not None
    assert "other pages" in said


@pytest.mark.parametrize("tag", ["en", "ar", "zh-Hans"])
def test_softer_edges_half_a_pixel_beside_are_no_difference(
    published: Path, goldens: Path, tag: str
) -> None:
    now = look_of(published, tag, "standard")
    document = pypdfium2.PdfDocument(file_of(published, tag, "standard"))
    numbers = sorted(set(chosen_pages(document).values()))
    other = strip([_otherwise(document[number]) for number in numbers], 4)
    assert other.size == now.size
    assert ImageChops.difference(other, now).getbbox(), "it was not another picture"
    assert complaint(tag, other, goldens, goldens / "differences") is None


def _otherwise(page: Any) -> Image.Image:
    """A page by another filter from other samples, moved by half a pixel both ways."""
    large: Image.Image = page.render(scale=6 * DOTS / 72).to_pil().convert("RGB")
    moved = large.copy()
    moved.paste(large, (3, 3))
    usual = page.render(scale=3 * DOTS / 72).to_pil().reduce(3)
    return moved.resize(usual.size, Image.Resampling.BILINEAR)


@pytest.mark.parametrize(("tag", "layout"), EDITIONS)
def test_a_page_of_every_kind_is_found(published: Path, tag: str, layout: str) -> None:
    document = pypdfium2.PdfDocument(file_of(published, tag, layout))
    chosen = chosen_pages(document)
    assert tuple(chosen) == KINDS
    assert chosen["last"] == len(document) - 1
    for kind in ("inside", "callout", "table"):
        assert 0 < chosen[kind] < len(document) - 1


def test_the_pages_found_are_the_right_ones(published: Path) -> None:
    document = pypdfium2.PdfDocument(file_of(published, "en", "giant-print"))
    chosen = chosen_pages(document)
    texts = [page.get_textpage().get_text_range() for page in document]
    assert [n for n, text in enumerate(texts) if "Call now" in text] == [chosen["callout"]]
    assert [n for n, text in enumerate(texts) if "How much to drink" in text] == [chosen["table"]]
