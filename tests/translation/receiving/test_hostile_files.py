"""Files from strangers: bombs, paths that lead elsewhere, entities, nonsense."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.engine.receiving import Desk, receive_delivery
from everyleaf.translation.receiving import (
    Fate,
    Outcome,
    Received,
    printable,
    read_po,
    read_xliff,
    report_html,
    report_text,
    unpacked,
)
from everyleaf.translation.receiving import unpacking as limits
from tests.conftest import codes
from tests.translation.delivery import (
    COLD,
    FORMATS,
    MESSAGES,
    fates,
    po_text,
    sent_out,
    taken_back,
    tea,
    translated_file,
)

PO = "translations/ar/LC_MESSAGES/tea.po"


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def encrypted() -> bytes:
    data = bytearray(zipped({"a.po": b"x"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.index(mark) + offset, 1)
    return bytes(data)


def lying() -> bytes:
    """A bomb whose directory says that it has ten bytes."""
    data = bytearray(zipped({"a.po": b"0" * 30_000_000}))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)
    struct.pack_into("<I", data, data.index(b"PK\x03\x04") + 22, 10)
    return bytes(data)


ZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb of one file": (lambda: zipped({"a.po": b"0" * 30_000_000}), "returned-too-large"),
    "a bomb of many": (
        lambda: zipped({f"{n}.po": b"0" * 15_000_000 for n in range(8)}), "returned-too-large"),
    "too many files": (lambda: zipped(dict.fromkeys(map(str, range(2001)), b"")),
        "returned-too-large"),
    "a zip that is torn": (lambda: zipped({"a.po": b"x" * 5000})[:60], "returned-unreadable"),
    "a zip with a password": (encrypted, "returned-unreadable"),
    "an empty zip": (lambda: zipped({}), "returned-empty"),
    "no zip and no file of ours": (lambda: b"%PDF-1.7 hello", "returned-empty"),
    "nothing": (lambda: b"", "returned-empty"),
    "XML that is none": (lambda: b"<xliff version='1.2'><file>", "returned-unreadable"),
    "another XLIFF": (lambda: b"<xliff version='3.0'/>", "returned-unreadable"),
    "a document type": (
        lambda: b"<!DOCTYPE xliff SYSTEM 'http://a.example/x.dtd'><xliff version='1.2'/>",
        "returned-unreadable"),
    "an entity from a file": (
        lambda: b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
        b"<xliff version='1.2'><file>&e;</file></xliff>", "returned-unreadable"),
    "entities of entities": (
        lambda: b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;'>]>"
        b"<xliff version='1.2'><file>&b;</file></xliff>", "returned-unreadable"),
    "a document type in UTF-16": (
        lambda: "<!DOCTYPE x [<!ENTITY e 'x'>]><xliff version='1.2'/>".encode("utf-16"),
        "returned-unreadable"),
    "a PO file that is not UTF-8": (
        lambda: 'msgid ""\nmsgstr ""\n\nmsgid "é"\nmsgstr "é"\n'.encode("latin-1"),
        "catalogue-not-utf8"),
    "a PO file with a conflict": (
        lambda: b'msgid "a"\n<<<<<<< ours\nmsgstr "b"\n', "catalogue-conflict"),
    "a PO file with a message twice": (
        lambda: b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "catalogue-duplicate"),
}  # fmt: skip


@pytest.mark.parametrize("name", ZIPS)
def test_each_is_refused_with_a_word_and_nothing_changes(name: str, tmp_path: Path) -> None:
    make, code = ZIPS[name]
    here = tea(tmp_path)
    desk = Desk(here)
    receive_delivery(desk, make(), "back.zip")
    desk.write()
    assert code in codes(desk.diagnostics)
    assert (tmp_path / PO).read_text() == po_text()


def test_a_zip_that_lies_about_its_size_is_found_out() -> None:
    files, found = unpacked(lying(), "back.zip")
    assert (files, len(found)) == ({}, 1)


@pytest.mark.parametrize(
    "name", ["../../../etc/cron.d/x.po", "/etc/x.po", "..\\..\\x.po", "a\x1b[2Jb"]
)
def test_a_path_in_a_zip_leads_nowhere(name: str, tmp_path: Path) -> None:
    here = tea(tmp_path / "here")
    po = translated_file(sent_out(here, "po")).replace(MESSAGES[COLD], "لا.")
    before = sorted(tmp_path.rglob("*"))
    received = taken_back(here, zipped({name: po.encode()}))
    assert fates(received) == {COLD: Fate.TAKEN}
    assert sorted(tmp_path.rglob("*")) == before
    assert received[0].file.isprintable()


def test_two_members_of_one_name_are_both_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.po", b"one")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.po", b"two")
    assert sorted(unpacked(buffer.getvalue(), "b.zip")[0].values()) == [b"one", b"two"]


def test_the_whole_package_may_come_back_as_it_went(tmp_path: Path) -> None:
    here = tea(tmp_path)
    received = taken_back(here, zipped(sent_out(here, "xliff-2.0")))
    assert [one.file for one in received] == ["source/tea.xlf"]
    assert received[0].count(Fate.UNCHANGED) == len(MESSAGES)


def test_what_a_stranger_puts_beside_it_is_told(tmp_path: Path) -> None:
    here = tea(tmp_path)
    received = taken_back(here, zipped({"tea.docx": b"PK\x03\x04 no", "__MACOSX/._a": b"x"}))
    assert [(one.file, len(one.faults)) for one in received] == [("tea.docx", 1)]


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ('<bpt id="1">**</bpt>', "a code that was not sent: <bpt>"),
        ("<script>alert(1)</script>", "a code that was not sent: <script>"),
        ('<x id="-1"/>', 'a code that was not sent: "-1"'),
        ('<x id="99999999999"/>', "a code that was not sent"),
        ('<bx id="1"/>', "opened and never closed"),
        ('<ex id="1"/>', "overlap"),
        ('<bx id="1"/><bx id="2"/><ex id="1"/><ex id="2"/>', "overlap"),
    ],
)
def test_codes_that_were_never_sent_refuse_their_message(
    code: str, fault: str, tmp_path: Path
) -> None:
    here = tea(tmp_path)
    back = translated_file(sent_out(here, "xliff-1.2"))
    received = taken_back(here, back.replace(MESSAGES[COLD], f"لا{code}"))
    assert fates(received) == {COLD: Fate.REFUSED}
    assert fault in str(received[0].outcomes)


def test_segments_and_spans_of_a_tool_are_joined() -> None:
    """XLIFF 2: two segments in another order, an ignorable, sc and ec, comments."""
    xliff = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"'
        ' trgLang="ar"><file id="f"><unit id="k"><segment state="translated"><source>A '
        '<sc id="1"/>b</source><target order="3">two<ec startRef="1"/></target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="translated"><source>c<ec startRef="1"/></source>'
        '<target order="1"><mrk id="m" type="term">o<!-- x -->ne</mrk> <sc id="1"/></target>'
        "</segment></unit></file></xliff>"
    )
    (file,), found = read_xliff(xliff.encode(), "a.xlf")
    (unit,) = file.units
    assert (found, unit.fault, unit.fuzzy) == ([], "", False)
    assert str(unit.target).count("one") == 1
    assert str(unit.target).index("one") < str(unit.target).index("two")
    assert unit.source[1].inside == ("b c",)  # type: ignore[union-attr]


def test_half_a_message_is_refused() -> None:
    xliff = (
        '<xliff version="2.0" srcLang="en" trgLang="ar"><file id="f"><unit id="k">'
        "<segment><source>A.</source><target>a.</target></segment>"
        "<segment><source>B.</source></segment></unit></file></xliff>"
    )
    (file,), _ = read_xliff(xliff.encode(), "a.xlf")
    assert file.units[0].fault == "Only some of its segments are translated."


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"<xliff version='1.2'><file>", b'msgid "', b"PK\x03\x04"]),
)
def test_no_bytes_break_a_reader(data: bytes, head: bytes) -> None:
    unpacked(head + data, "a")
    read_xliff(head + data, "a")
    read_po(head + data, "a")


@pytest.mark.parametrize("form", FORMATS)
@given(st.data())
def test_no_damage_to_a_file_of_ours_raises(form: str, data: st.DataObject) -> None:
    out = DAMAGED[form]
    start = data.draw(st.integers(0, len(out)))
    end = data.draw(st.integers(start, min(start + 80, len(out))))
    damaged = out[:start] + data.draw(st.text(max_size=8)) + out[end:]
    read = read_po if form == "po" else read_xliff
    read(damaged.encode("utf-8", "replace"), "a")


DAMAGED: dict[str, str] = {}


@pytest.fixture(autouse=True, scope="module")
def _files(tmp_path_factory: pytest.TempPathFactory) -> None:
    here = tea(tmp_path_factory.mktemp("tea"))
    DAMAGED.update((form, translated_file(sent_out(here, form))) for form in FORMATS)


def test_reports_hold_no_markup_and_no_control_characters_of_a_stranger() -> None:
    evil = "<script>alert(1)</script>\x1b[31m\u202e&amp;"
    outcome = Outcome(Fate.REFUSED, 3, (evil,), evil, evil, evil, (evil,))
    received = [Received(evil, "tea", evil, (outcome,), (evil,))]
    page, text = report_html(received).decode(), report_text(received)
    assert "<script>" not in page
    for report in (page, text):
        assert not set(report) & {"\x1b", "\u202e"}
    assert printable("a\x1b\u202eb\n") == "ab "


def test_limits_are_above_what_we_send_and_below_what_hurts() -> None:
    assert limits.MOST_BYTES <= limits.MOST_BYTES_IN_ALL <= 100_000_000
