"""What a patient's browser gets."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.small_publication import LEAFLET

TAGS = {"en": "ltr", "ar": "rtl", "zh-Hans": "ltr"}


class _Page(HTMLParser):
    """The elements of a page, each as its tag and attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def _page(path: Path) -> _Page:
    return _Page(path.read_text(encoding="utf-8"))


@pytest.fixture(params=TAGS)
def leaflet(request: pytest.FixtureRequest, editions: Path) -> tuple[Path, str]:
    return editions / LEAFLET / request.param / "index.html", request.param


def test_it_says_its_language_and_direction(leaflet: tuple[Path, str]) -> None:
    path, tag = leaflet
    root = _page(path).all("html")[0]
    assert (root["lang"], root["dir"]) == (tag, TAGS[tag])


def test_it_has_one_title_one_main_and_a_way_past_the_navigation(
    leaflet: tuple[Path, str],
) -> None:
    page = _page(leaflet[0])
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    assert page.all("a")[0]["href"].startswith("#")


def test_every_picture_is_described_or_marked_as_decoration(leaflet: tuple[Path, str]) -> None:
    for picture in _page(leaflet[0]).all("img"):
        assert "alt" in picture


def test_every_link_and_file_leads_somewhere(leaflet: tuple[Path, str]) -> None:
    path, _ = leaflet
    page = _page(path)
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    assert len(ids) == sum("id" in attributes for _, attributes in page.elements), "an id twice"
    targets = [link["href"] for link in page.all("a")]
    targets += [found["src"] for _, found in page.elements if "src" in found]
    targets += re.findall(r'url\("([^"]+)"\)', path.read_text(encoding="utf-8"))
    for target in targets:
        if target.startswith("#"):
            assert target[1:] in ids, target
        elif not re.match(r"(https|mailto|tel):", target):
            there = (path.parent / target.split("#")[0]).resolve()
            assert there.is_file() or (there / "index.html").is_file(), target


def test_the_forms_tell_their_type_and_size(leaflet: tuple[Path, str]) -> None:
    text = leaflet[0].read_text(encoding="utf-8")
    assert re.search(r"PDF[^<]*?\d+", re.sub(r"<bdi[^>]*>|</bdi>", "", text))


def test_the_transcript_is_on_the_page_and_not_in_the_pdf(leaflet: tuple[Path, str]) -> None:
    page = _page(leaflet[0])
    assert page.all("details")


def test_other_languages_stand_in_their_own_words(leaflet: tuple[Path, str]) -> None:
    path, tag = leaflet
    marked = {attributes.get("lang") for attributes in _page(path).all("a")}
    marked |= {attributes.get("lang") for name, attributes in _page(path).elements}
    assert set(TAGS) - {tag} <= marked


def test_nothing_runs_on_the_page(leaflet: tuple[Path, str]) -> None:
    text = leaflet[0].read_text(encoding="utf-8")
    assert "<script" not in text
    assert not re.search(r"\son[a-z]+=", text)


def test_the_page_behind_a_code_leads_to_the_other_forms(editions: Path) -> None:
    pages = sorted((editions / "c").glob("*/index.html"))
    assert pages
    for path in pages:
        page = _page(path)
        local = [a["href"] for a in page.all("a") if a["href"].startswith("../../")]
        assert local, path
        for target in local:
            there = (path.parent / target).resolve()
            assert there.is_file() or (there / "index.html").is_file(), target
