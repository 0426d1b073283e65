"""Records: one file each, read as they were written, and told where they cannot be read."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.diagnostics import Diagnostic
from everyleaf.records import (
    KINDS,
    AudioSignOff,
    Confirmation,
    Record,
    Records,
    SignOff,
    Waiver,
    add_record,
    message_digest,
    read_records,
    record_file,
)
from tests.conftest import codes, write_files

DAY = datetime.date(2026, 11, 22)
DIGEST = message_digest("", "Tea", "Te")
SIGNED = SignOff("tea", "ar", "reviewer", "Ann", DAY, "abc")
WAIVED = Waiver("tea", "ar", "Tea", "message-number", "Ann", "clinician", DAY, "Why not.", DIGEST)
CONFIRMED = Confirmation("tea", "ar", "Tea", "Ben", "linguist", DAY, "Compared.", DIGEST)
HEARD = AudioSignOff("tea", "ar", "Cy", DAY, "a voice", DIGEST, DIGEST, DIGEST)
LEGACY = """\
# Who approved which text.

[[sign_off]]
leaflet = "tea"
language = "ar"
role = "reviewer"
name = "Ann"
date = 2026-11-22
digest = "abc"
"""


def read(folder: Path, files: dict[str, str | bytes]) -> tuple[Records, list[Diagnostic]]:
    return read_records(write_files(folder, files))


@pytest.mark.parametrize("record", [SIGNED, WAIVED, CONFIRMED, HEARD], ids=lambda row: row.kind)
def test_a_record_is_read_as_it_was_written(record: Record, tmp_path: Path) -> None:
    path = add_record(tmp_path, record)
    assert path.name.startswith(f"2026-11-22-{record.kind}-")
    records, found = read_records(tmp_path)
    assert found == []
    rows = (records.sign_offs, records.waivers, records.confirmations, records.audio_sign_offs)
    assert tuple(row for kind in rows for row in kind) == (record,)


def test_every_kind_of_record_is_tried() -> None:
    assert {SIGNED.kind, WAIVED.kind, CONFIRMED.kind, HEARD.kind} == set(KINDS)


def test_two_people_never_write_the_same_file(tmp_path: Path) -> None:
    other = msgspec.structs.replace(SIGNED, name="Ben")
    assert add_record(tmp_path, SIGNED) != add_record(tmp_path, other)
    assert {row.name for row in read_records(tmp_path)[0].sign_offs} == {"Ann", "Ben"}


def test_the_same_record_twice_is_one_file(tmp_path: Path) -> None:
    assert add_record(tmp_path, SIGNED) == add_record(tmp_path, SIGNED)
    assert read_records(tmp_path)[0].sign_offs == (SIGNED,)


def test_the_sign_offs_of_version_0_1_are_read(tmp_path: Path) -> None:
    add_record(tmp_path, msgspec.structs.replace(SIGNED, name="Ben"))
    records, found = read(tmp_path, {"sign-offs.toml": LEGACY})
    assert found == []
    assert [row.name for row in records.sign_offs] == ["Ben", "Ann"]


def test_without_a_folder_nothing_is_recorded(tmp_path: Path) -> None:
    assert read_records(tmp_path / "records") == (Records(), [])


def test_other_files_beside_the_records_are_left_alone(tmp_path: Path) -> None:
    assert read(tmp_path, {"codes.toml": "x = 1", "README.md": "", "a.toml": "["}) == (
        Records(),
        [],
    )


AWKWARD = [
    'Ann "the" O\'Hara', "a\\b", "\\", '"""', "#", "[[sign_off]]", "a\nb", "王", "\U000e0001x",
    "a\u2028b", "a\xa0b", "\U0001f9d5", "a\u202eb", "é", "\ue000", "a\tb",
]  # fmt: skip


@pytest.mark.parametrize("name", AWKWARD)
def test_an_odd_name_is_read_as_it_was_signed(tmp_path: Path, name: str) -> None:
    row = msgspec.structs.replace(SIGNED, name=name)
    add_record(tmp_path, row)
    records, found = read_records(tmp_path)
    assert (records.sign_offs, found) == ((row,), [])


def is_allowed(name: str) -> bool:
    try:
        msgspec.convert({**msgspec.structs.asdict(SIGNED), "name": name}, SignOff)
    except msgspec.ValidationError:
        return False
    return True


@given(st.text(min_size=1, max_size=300).filter(is_allowed))
def test_any_name_is_read_as_it_was_signed(name: str) -> None:
    row = msgspec.structs.replace(SIGNED, name=name)
    with tempfile.TemporaryDirectory() as folder:
        add_record(Path(folder), row)
        records, found = read_records(Path(folder))
    assert (records.sign_offs, found) == ((row,), [])


NAME, TEXT = record_file(WAIVED)


@pytest.mark.parametrize(
    "content", [b"\xff", "[[sign_off]\n", "nonsense", "a = " + "[" * 5000, "<<<<<<< ours\n" + TEXT]
)
@pytest.mark.parametrize("name", [NAME, "sign-offs.toml"])
def test_a_file_that_cannot_be_read_is_told_and_counts_for_nothing(
    tmp_path: Path, content: str | bytes, name: str
) -> None:
    records, found = read(tmp_path, {name: content})
    assert (records, codes(found)) == (Records(), ["records-unreadable"])
    assert str(found[0].place) == f"records/{name}"
    assert found[0].remedy


@pytest.mark.parametrize(
    "change",
    [
        ('kind = "waiver"', 'kind = "wish"'),
        ('kind = "waiver"\n', ""),
        ('kind = "waiver"', "kind = [1]"),
        ('name = "Ann"', 'name = ""'),
        ("date = 2026-11-22", 'date = "soon"'),
        ('reason = "Why not."\n', ""),
        ('name = "Ann"', 'name = "Ann"\ncolour = 1'),
    ],
)
def test_a_record_that_is_wrong_is_told_and_counts_for_nothing(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    assert change[0] in TEXT
    records, found = read(tmp_path, {NAME: TEXT.replace(*change)})
    assert (records, set(codes(found))) == (Records(), {"records-wrong"})


@pytest.mark.parametrize(
    "change",
    [
        ('role = "reviewer"', 'role = "boss"'),
        ('name = "Ann"\n', ""),
        ("[[sign_off]]", "[sign_off]"),
        ("[[sign_off]]", "[[signoff]]"),
    ],
)
def test_a_wrong_row_among_the_old_sign_offs_is_told(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    records, found = read(tmp_path, {"sign-offs.toml": LEGACY.replace(*change)})
    assert (records, set(codes(found))) == (Records(), {"records-wrong"})


def test_a_wrong_record_leaves_the_others_standing(tmp_path: Path) -> None:
    add_record(tmp_path, CONFIRMED)
    records, found = read(tmp_path, {NAME: TEXT.replace('"Ann"', '""')})
    assert (records.confirmations, codes(found)) == ((CONFIRMED,), ["records-wrong"])


@pytest.mark.parametrize("other", [("x", "Tea", "Te"), ("", "tea", "Te"), ("", "Tea", "Te.")])
def test_the_digest_changes_with_context_source_and_target(other: tuple[str, str, str]) -> None:
    assert message_digest(*other) != DIGEST
