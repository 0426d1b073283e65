"""The package as an agency gets it: the same bytes, true counts, memory, terms, a plain brief."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from translate.storage.tbx import tbxfile
from translate.storage.tmx import tmxfile

from everyleaf.checks import MESSAGE_CHECKS
from everyleaf.engine.sending import checks_in_words, prepare
from everyleaf.translation.handoff import HANDOFF_FORMATS, package, read_glossary
from tests.conftest import ARABIC, HEAD, codes, write_files
from tests.translation.delivery import (
    BODY,
    BOLD,
    COLD,
    FORMATS,
    MESSAGES,
    po_text,
    sent_out,
    tea,
)

GLOSSARY = 'source,target,note\ncup,كوب,\nmilk,حليب,"Never ""لبن"", never"\n'


def with_glossary(root: Path, text: str = GLOSSARY) -> Path:
    return write_files(root, {"translations/ar/glossary.csv": text})


@pytest.mark.parametrize("form", HANDOFF_FORMATS)
def test_the_same_content_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    packed = []
    for name in ("one", "two"):
        here = tea(with_glossary(tmp_path / name))
        made, _ = prepare(here, ARABIC, (), form)
        assert made is not None
        packed.append(package(made))
    assert packed[0] == packed[1]
    with zipfile.ZipFile(io.BytesIO(packed[0])) as archive:
        assert {row.date_time for row in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_everything_is_in_it(tmp_path: Path) -> None:
    files = sent_out(tea(with_glossary(tmp_path)), "xliff-1.2")
    assert list(files) == [
        "brief.html", "source/tea.xlf", "tm/ar.tmx", "glossary/glossary.tbx",
        "glossary/glossary.csv", "words.csv", "words.json",
    ]  # fmt: skip


def test_a_proof_has_its_place(tmp_path: Path) -> None:
    made, _ = prepare(tea(tmp_path), ARABIC, (), "po")
    assert made is not None
    packed = package(dataclasses.replace(made, proofs={"tea.pdf": b"%PDF"}))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.read("proof/tea.pdf") == b"%PDF"
        assert b"proof/tea.pdf" in archive.read("brief.html")


def test_words_are_counted_by_what_is_to_be_done(tmp_path: Path) -> None:
    """A second leaflet repeats one sentence of the first."""
    here = tea(tmp_path, {COLD: "", "A minute.": ""}, fuzzy=(BOLD,))
    po = po_text({COLD: "", "Tea": ""})
    write_files(
        tmp_path, {"source/tisane.md": HEAD + BODY, "translations/ar/LC_MESSAGES/tisane.po": po}
    )
    files = sent_out(here, "xliff-2.0")
    tea_row, tisane = json.loads(files["words.json"])["counts"]
    # "Never drink it cold." and "A minute."; "Drink two cups, then call"
    assert tea_row["words"] == {"new": 6, "changed": 5, "repeated": 0, "unchanged": 16}
    assert tea_row["messages"] == {"new": 2, "changed": 1, "repeated": 0, "unchanged": 4}
    assert tisane["words"] == {"new": 0, "changed": 0, "repeated": 5, "unchanged": 22}
    rows = list(csv.DictReader(io.StringIO(files["words.csv"].decode())))
    assert [row["repeated words"] for row in rows] == ["0", "5"]
    assert b'<td class="n">6</td><td class="n">5</td>' in files["brief.html"]


def test_the_memory_has_what_is_translated_and_nothing_fuzzy(tmp_path: Path) -> None:
    here = tea(tmp_path, {COLD: ""}, fuzzy=(BOLD,))
    memory = sent_out(here, "po")["tm/ar.tmx"]
    found = {str(unit.source): str(unit.target) for unit in tmxfile.parsestring(memory).units}
    assert found["Tea"] == MESSAGES["Tea"]
    assert len(found) == len(MESSAGES) - 2
    root = etree.fromstring(memory)
    assert root.get("version") == "1.4"
    codes_of = [[e.get("x") for e in seg.iter("bpt", "ph")] for seg in root.iter("seg")]
    assert ["1", "2"] in codes_of  # two links, and the same two, the other way round
    assert ["2", "1"] in codes_of


def test_the_memory_is_of_the_whole_publication(tmp_path: Path) -> None:
    here = tea(tmp_path)
    body = "# Coffee\n\nBlack.\n"
    po = po_text().split("#. A note")[0] + 'msgid "Black."\nmsgstr "أسود."\n\n' + "".join(
        f'msgid "{text}"\nmsgstr ""\n\n' for text in ("For people who like tea.", "Coffee")
    )  # fmt: skip
    write_files(
        tmp_path, {"source/coffee.md": HEAD + body, "translations/ar/LC_MESSAGES/coffee.po": po}
    )
    made, found = prepare(here, ARABIC, ("tea",), "po")
    assert made is not None, found
    assert [one.leaflet for one in made.leaflets] == ["tea"]
    assert "أسود.".encode() in zipfile.ZipFile(io.BytesIO(package(made))).read("tm/ar.tmx")


def test_terms_go_out_as_tbx_and_csv(tmp_path: Path) -> None:
    files = sent_out(tea(with_glossary(tmp_path)), "po")
    terms = tbxfile.parsestring(files["glossary/glossary.tbx"]).units
    assert [(str(t.source), str(t.target)) for t in terms] == [("cup", "كوب"), ("milk", "حليب")]
    assert 'Never "لبن", never'.encode() in files["glossary/glossary.tbx"]
    rows = list(csv.reader(io.StringIO(files["glossary/glossary.csv"].decode())))
    assert rows[2] == ["milk", "حليب", 'Never "لبن", never']
    assert b"DOCTYPE" not in files["glossary/glossary.tbx"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a,b\n", "glossary-columns"),
        ("source,target,note\none,two\n", "glossary-columns"),
        ('source,target,note\n"one,two,three\n', "glossary-unreadable"),
        ("", "glossary-columns"),
    ],
)
def test_a_broken_glossary_is_told(text: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    path.write_text(text)
    assert codes(read_glossary(path, "glossary.csv")[1]) == [code]


def test_the_brief_tells_what_for_whom_until_when_and_how(tmp_path: Path) -> None:
    made, _ = prepare(tea(tmp_path), ARABIC, (), "po")
    assert made is not None
    due = dataclasses.replace(made, deadline=datetime.date(2027, 1, 31))
    brief = zipfile.ZipFile(io.BytesIO(package(due))).read("brief.html").decode()
    for said in (
        "Translation from English into Arabic", "For people who like tea.", "31 January 2027",
        "from right to left", "How to give it back", "source/tea.po", made.sent.name,
    ):  # fmt: skip
        assert said in brief
    for rule in checks_in_words():
        assert rule in brief.replace("&#x27;", "'").replace("&quot;", '"')
    assert "<script" not in brief
    assert "http" not in brief.replace("mailto:", "")


def test_each_check_has_words_for_a_translator() -> None:
    rules = checks_in_words()
    assert len(rules) == len(MESSAGE_CHECKS)
    assert all(rule.endswith(".") and "STANDARDS" not in rule for rule in rules)


@pytest.mark.parametrize("form", FORMATS)
def test_a_catalogue_that_is_behind_its_source_does_not_go_out(form: str, tmp_path: Path) -> None:
    here = tea(tmp_path)
    source = tmp_path / "source/tea.md"
    source.write_text(source.read_text() + "\nNew words.\n")
    made, found = prepare(here, ARABIC, (), form)
    assert made is None
    assert codes(found) == ["handoff-catalogue-behind"]
    assert "everyleaf update" in found[0].remedy
