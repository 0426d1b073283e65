"""A DAISY 2.02 book, held against the specification's own requirements."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.formats.book.conftest import Zip
from tests.formats.book.daisy_rules import wrong_in_master, wrong_in_ncc, wrong_in_smil

# DAISY 2.02 Specification, appendix 2: what the navigation control centre must say.
REQUIRED = (
    "dc:creator dc:date dc:format dc:identifier dc:language dc:publisher dc:title ncc:charset "
    "ncc:pageFront ncc:pageNormal ncc:pageSpecial ncc:tocItems ncc:totalTime"
).split()
# What XHTML 1.0 does not know.
HTML_5 = set("section aside figure figcaption nav main bdi time wbr mark details summary".split())


def metadata(root: Element) -> dict[str, str]:
    return {m.get("name", ""): m.get("content", "") for m in root.iter("meta")}


def smils(daisy: Zip) -> list[str]:
    return [name for name in daisy.names if re.fullmatch(r"s\d{4}\.smil", name)]


def clock(text: str) -> int:
    hours, minutes, seconds = map(int, text.split(":"))
    return hours * 3600 + minutes * 60 + seconds


def npt(text: str) -> float:
    found = re.fullmatch(r"npt=(\d+\.\d{3})s", text)
    assert found, text
    return float(found[1])


def test_the_control_centre_says_all_that_it_must(daisy: Zip) -> None:
    said = metadata(daisy.xml("ncc.html"))
    assert [name for name in REQUIRED if not said.get(name)] == []
    assert said["dc:format"] == "Daisy 2.02"
    assert said["ncc:multimediaType"] == "audioFullText"
    assert int(said["ncc:files"]) == len(daisy.names)
    assert int(said["ncc:tocItems"]) == len(smils(daisy))


def test_it_keeps_the_rules_of_daisy_s_own_validator(daisy: Zip) -> None:
    assert list(wrong_in_ncc(daisy.xml("ncc.html"))) == []
    assert [fault for name in smils(daisy) for fault in wrong_in_smil(daisy.xml(name))] == []
    assert list(wrong_in_master(daisy.xml("master.smil"))) == []


@pytest.mark.parametrize(
    ("path", "attribute", "value", "said"),
    [
        ("head/meta[@name='ncc:totalTime']", "content", "soon", "ncc:totalTime cannot be"),
        ("head/meta[@name='ncc:tocItems']", "content", "99", "and there are"),
        ("head/meta[@name='ncc:depth']", "content", "6", "and there are"),
        ("head/meta[@name='dc:date']", "content", "1 May", "dc:date cannot be"),
        ("head/meta[@name='dc:creator']", "name", "dc:writer", "dc:creator is missing"),
        ("head/meta[@name='dc:title']", "name", "dc:format", "dc:format stands 2 times"),
        ("body/h1", "class", "chapter", "begin with an h1"),
        ("body/h2/a", "href", "content.html#s1", "leads to content.html"),
        ("body/h2", "lang", "en", "has ['lang']"),
    ],
)
def test_a_fault_that_is_planted_is_found(
    daisy: Zip, path: str, attribute: str, value: str, said: str
) -> None:
    root = daisy.xml("ncc.html")
    element = root.find(path)
    assert element is not None
    element.set(attribute, value)
    assert any(said in fault for fault in wrong_in_ncc(root))


@pytest.mark.parametrize(
    ("path", "attribute", "value"),
    [("body/seq/par", "endsync", "first"), ("body/seq/par/seq/audio", "clip-begin", "one"),
     ("body/seq/par/text", "region", "x"), ("head/meta", "name", "dc:colour")],
)  # fmt: skip
def test_a_fault_that_is_planted_in_its_times_is_found(
    daisy: Zip, path: str, attribute: str, value: str
) -> None:
    root = daisy.xml(smils(daisy)[0])
    element = root.find(path)
    assert element is not None
    element.set(attribute, value)
    assert list(wrong_in_smil(root))


def test_names_are_plain_and_lie_in_one_folder(daisy: Zip) -> None:
    assert all(re.fullmatch(r"[a-z0-9-]+\.(html|smil|mp3|svg|png|jpg)", n) for n in daisy.names)
    assert daisy.names[0] == "ncc.html"


def test_headings_come_in_order_and_lead_to_their_sound(daisy: Zip) -> None:
    body = daisy.xml("ncc.html").find("body")
    assert body is not None
    headings = list(body)
    assert (headings[0].tag, headings[0].get("class")) == ("h1", "title")
    levels = [int(heading.tag[1]) for heading in headings]
    assert all(b <= a + 1 for a, b in pairwise(levels))
    for heading, smil in zip(headings, smils(daisy), strict=True):
        links = list(heading)
        assert heading.get("id")
        assert [link.tag for link in links] == ["a"]
        file, _, target = links[0].get("href", "").partition("#")
        assert file == smil
        assert target in {element.get("id") for element in daisy.xml(file).iter()}


def test_each_sentence_is_text_and_sound_together(daisy: Zip) -> None:
    known = {element.get("id") for element in daisy.xml("content.html").iter()}
    for name in smils(daisy):
        before = 0.0
        for pair in daisy.xml(name).iter("par"):
            text, sound = pair.find("text"), pair.find("seq/audio")
            assert text is not None
            assert sound is not None
            file, _, target = text.get("src", "").partition("#")
            assert (file, target in known) == ("content.html", True)
            begin, end = npt(sound.get("clip-begin", "")), npt(sound.get("clip-end", ""))
            assert before <= begin < end <= daisy.seconds(sound.get("src", ""))
            before = end


def test_times_add_up(daisy: Zip) -> None:
    elapsed = 0.0
    for name in smils(daisy):
        root = daisy.xml(name)
        said, sequence = metadata(root), root.find("body/seq")
        assert sequence is not None
        length = float(sequence.get("dur", "").removesuffix("s"))
        assert clock(said["ncc:timeInThisSmil"]) == pytest.approx(length, abs=0.51)
        assert clock(said["ncc:totalElapsedTime"]) == pytest.approx(elapsed, abs=0.51)
        elapsed += length
    assert clock(metadata(daisy.xml("ncc.html"))["ncc:totalTime"]) == pytest.approx(elapsed, abs=1)


def test_the_text_is_xhtml_1(daisy: Zip) -> None:
    root = daisy.xml("content.html")
    assert not {str(element.tag) for element in root.iter()} & HTML_5
    assert not [
        a for e in root.iter() for a in e.attrib if a.startswith(("data-", "role", "datetime"))
    ]
    assert {child.tag for dl in root.iter("dl") for child in dl} == {"dt", "dd"}
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_the_master_lists_all_in_order(daisy: Zip) -> None:
    listed = [ref.get("src") for ref in daisy.xml("master.smil").iter("ref")]
    assert listed == smils(daisy)


def test_a_language_without_a_voice_gets_none(books: Path) -> None:
    assert not list((books / "ar").glob("*daisy*"))


def test_it_carries_the_code_of_the_epub_whose_words_it_holds(daisy: Zip, epub: Zip) -> None:
    codes = [i.text for i in epub.xml("EPUB/package.opf").iter("identifier")]
    assert metadata(daisy.xml("ncc.html"))["dc:identifier"] == codes[1]
    about = epub.xml("EPUB/about.xhtml").find("body")
    assert about is not None
    assert codes[1] in "".join(about.itertext())
