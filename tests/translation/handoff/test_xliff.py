"""XLIFF 1.2 and 2.0 as they are sent: valid, codes protected, notes in, states right."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File

from everyleaf.engine.sending import prepare
from everyleaf.language import known_languages
from everyleaf.publication import open_publication
from everyleaf.translation.handoff import LeafletUnits, State, package, units_of
from everyleaf.translation.handoff.inline_codes import alike, numbered
from everyleaf.translation.handoff.markdown_codes import coded
from everyleaf.translation.handoff.xliff_1_2 import xliff_1_2
from everyleaf.translation.handoff.xliff_2_0 import xliff_2_0
from everyleaf.translation.handoff.xml_text import xml_text
from everyleaf.translation.receiving import read_xliff
from tests.conftest import ARABIC, ENGLISH, REPOSITORY, document, translated
from tests.translation.delivery import BOLD, COLD, MESSAGES, sent_out, tea, translated_file
from tests.translation.handoff.schemas import NEEDS_SCHEMAS, faults
from tests.translation.handoff.test_markdown_codes import CONSTRUCTS, CONTEXT, MARKDOWN

XLIFFS = ("xliff-1.2", "xliff-2.0")
WRITERS = {"xliff-1.2": xliff_1_2, "xliff-2.0": xliff_2_0}
# Every construct that a message can have, in one leaflet that passes no check.
EVERYTHING = "# T\n\n" + "\n\n".join(CONSTRUCTS) + (
    "\n\n[nhs]: https://nhs.example\n\n[^1]: One.\n\n[^dose]: Two.\n"
)  # fmt: skip
SAMPLE = open_publication(REPOSITORY)[0]
assert SAMPLE is not None
TAGS = [tag for tag in SAMPLE.settings.languages if tag != SAMPLE.settings.source_language]


def units(body: str, changes: dict[str, str] | None = None) -> LeafletUnits:
    source = document(body)
    made, found = units_of(source, translated(source, changes), "source/tea.md")
    assert found == []
    return made


@cache
def everything() -> LeafletUnits:
    return units(EVERYTHING)


def texts(xliff: str, name: str) -> list[str]:
    """The text of each <source> or <target>, its codes left out."""
    root = etree.fromstring(xliff.encode())
    return ["".join(map(str, e.itertext())) for e in root.iter(f"{{*}}{name}")]


@NEEDS_SCHEMAS
@pytest.mark.parametrize("form", XLIFFS)
def test_every_construct_is_valid(form: str) -> None:
    xliff = WRITERS[form](units(EVERYTHING), ENGLISH, ARABIC, "ar-0").decode()
    assert faults(xliff, form) == []


@NEEDS_SCHEMAS
@pytest.mark.parametrize("form", XLIFFS)
def test_the_schemas_would_find_a_fault(form: str) -> None:
    xliff = WRITERS[form](units(EVERYTHING), ENGLISH, ARABIC, "ar-0").decode()
    assert faults(xliff.replace("<source>", "<source><blink/>", 1), form)


@NEEDS_SCHEMAS
@pytest.mark.parametrize("form", XLIFFS)
@pytest.mark.parametrize("state", ["new", "fuzzy", "done", "approved"])
def test_every_state_is_valid(form: str, state: str, tmp_path: Path) -> None:
    here = tea(tmp_path, {COLD: ""} if state == "new" else {}, (COLD,) if state == "fuzzy" else ())
    assert faults(translated_file(sent_out(here, form)), form) == []


@NEEDS_SCHEMAS
@pytest.mark.parametrize("tag", TAGS)
def test_the_sample_is_valid_in_every_language(tag: str) -> None:
    assert SAMPLE is not None
    made, found = prepare(SAMPLE, known_languages()[tag], (), "xliff-1.2")
    assert made is not None, found
    for form in (*XLIFFS, "omegat"):
        packed = package(dataclasses.replace(made, format=form))
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            names = [name for name in archive.namelist() if name.endswith(".xlf")]
            schema = "xliff-1.2" if form == "omegat" else form
            for name in names:
                assert faults(archive.read(name).decode(), schema) == []
        assert len(names) == len(SAMPLE.leaflet_files())


@pytest.mark.parametrize("form", XLIFFS)
def test_no_markdown_is_left_in_the_text(form: str) -> None:
    xliff = WRITERS[form](units(EVERYTHING), ENGLISH, ARABIC, "ar-0").decode()
    for text in [*texts(xliff, "source"), *texts(xliff, "target")]:
        assert not re.search(r"\*\*|\]\(|\]\[|\{[a-z]|\[\^|<[a-z]|`", text), text


@pytest.mark.parametrize("form", XLIFFS)
def test_another_reader_finds_the_same_messages(form: str, tmp_path: Path) -> None:
    """translate-toolkit reads what we write: as many units, the words of each."""
    here = tea(tmp_path)
    reader: Any = Xliff1File if form == "xliff-1.2" else Xliff2File
    read = reader.parsestring(translated_file(sent_out(here, form)).encode())
    found = {str(unit.source): str(unit.target) for unit in read.units}
    assert found[COLD] == MESSAGES[COLD]
    assert len(found) == len(MESSAGES)


@pytest.mark.parametrize("form", XLIFFS)
@given(st.lists(MARKDOWN, min_size=1, max_size=6))
def test_any_message_comes_back_from_the_file_as_it_went(form: str, messages: list[str]) -> None:
    """Through the XML and back, whatever a message holds; its codes by their numbers."""
    made = everything()
    rows = []
    for number, text in enumerate(messages):
        nodes = numbered(coded(xml_text(" ".join(text.split())), CONTEXT))
        row = dataclasses.replace(made.units[0], key=f"k{number}", source=nodes, target=nodes)
        rows.append(row)
    xliff = WRITERS[form](dataclasses.replace(made, units=tuple(rows)), ENGLISH, ARABIC, "ar-0")
    (file,), found = read_xliff(xliff, "a.xlf")
    assert found == []
    for row, unit in zip(rows, file.units, strict=True):
        assert unit.fault == ""
        assert alike(unit.source, row.source)
        assert alike(unit.target, row.target)


def attributes(xliff: str, number: int, name: str) -> dict[str, str]:
    root = etree.fromstring(xliff.encode())
    labels = {"resname", "name"}
    (unit,) = (e for e in root.iter() if f"message {number}" in [e.get(label) for label in labels])
    found = unit.find(f".//{{*}}{name}")
    return {} if found is None else {str(k): str(v) for k, v in found.attrib.items()}


def test_states_of_1_2(tmp_path: Path) -> None:
    out = translated_file(sent_out(tea(tmp_path, {COLD: ""}, (BOLD,)), "xliff-1.2"))
    assert attributes(out, 2, "target") == {"state": "translated"}
    assert attributes(out, 3, "target") == {"state": "needs-review-translation"}
    assert attributes(out, 6, "target") == {}
    assert len(texts(out, "target")) == len(MESSAGES) - 1


def test_states_of_2_0(tmp_path: Path) -> None:
    out = translated_file(sent_out(tea(tmp_path, {COLD: ""}, (BOLD,)), "xliff-2.0"))
    assert attributes(out, 2, "segment") == {"id": "s1", "state": "translated"}
    assert attributes(out, 3, "segment")["state"] == "initial"
    assert attributes(out, 3, "segment")["subState"] == "everyleaf:needs-review"
    assert attributes(out, 6, "segment") == {"id": "s1", "state": "initial"}
    assert len(texts(out, "target")) == len(MESSAGES) - 1


def test_approved_only_where_it_is_signed() -> None:
    source = document("# T\n\nTea.\n")
    made, _ = units_of(source, translated(source), "source/tea.md", approved=True)
    assert {unit.state for unit in made.units} == {State.APPROVED}
    old = xliff_1_2(made, ENGLISH, ARABIC, "ar-0").decode()
    assert old.count('approved="yes"') == old.count('state="signed-off"') == len(made.units)
    assert xliff_2_0(made, ENGLISH, ARABIC, "ar-0").decode().count('state="final"') == 3


@pytest.mark.parametrize("form", XLIFFS)
def test_what_a_computer_drafted_is_marked(form: str, tmp_path: Path) -> None:
    here = tea(tmp_path)
    path = tmp_path / "translations/ar/LC_MESSAGES/tea.po"
    path.write_text(path.read_text().replace("Origin: human", "Origin: machine"))
    files = sent_out(here, form)
    mark = 'state-qualifier="mt-suggestion"' if form == "xliff-1.2" else "everyleaf:machine-draft"
    assert translated_file(files).count(mark) == len(MESSAGES)
    assert b"A computer drafted the translation of tea" in files["brief.html"]
    assert files["tm/ar.tmx"].count(b"machine draft") == len(MESSAGES)


@pytest.mark.parametrize("form", XLIFFS)
def test_notes_tell_number_kind_place_and_values(form: str, tmp_path: Path) -> None:
    out = translated_file(sent_out(tea(tmp_path), form))
    start = out.index('"message 3"')
    notes = re.findall(r"<note\b[^>]*>([^<]*)", out[start : out.index('"message 4"')])
    assert notes == [
        "Message 3", "Kind: paragraph", "Under: Tea", "{helpline} becomes: 0808 157 0123"
    ]  # fmt: skip
    assert "0808 157 0123" in re.sub(r"<note.*", "", out[start : start + 2000])


@pytest.mark.parametrize("form", XLIFFS)
def test_control_characters_in_a_catalogue_do_not_break_the_file(form: str) -> None:
    body = "# T\n\nTea.\n"
    made = units(body, {"Tea.": "a\x01b\ufffe"})
    xliff = WRITERS[form](made, ENGLISH, ARABIC, "ar-0").decode()
    assert "a\ufffdb\ufffd" in texts(xliff, "target")


def test_white_space_of_a_message_is_not_indented() -> None:
    made = units("# T\n\n**a** {helpline} **b**\n")
    for form in XLIFFS:
        xliff = WRITERS[form](made, ENGLISH, ARABIC, "ar-0").decode()
        assert "a  b" in texts(xliff, "source")
