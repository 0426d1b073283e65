"""Sign-offs: who approved which text, and only that text."""

from __future__ import annotations

import datetime
import tempfile
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.diagnostics import Diagnostic
from everyleaf.document import Document, FactValue
from everyleaf.release import SignOff, digest_to_sign, read_sign_offs, with_sign_off
from everyleaf.release.sign_offs import FILE, roles_signed
from everyleaf.translation import localise
from tests.conftest import ARABIC, ENGLISH, codes, document, translated, write_files

DAY = datetime.date(2026, 11, 22)
BODY = "# Tea\n\nTake **two** cups. {helpline}\n\n![A cup.](cup.svg)\n\n[More](cup.md)\n"


def text(body: str = BODY) -> Document:
    made, found = localise(document(body), ENGLISH, None)
    assert made is not None, found
    return made


def signed(made: Document, role: str = "reviewer", name: str = "Ann") -> SignOff:
    row = {"leaflet": made.leaflet, "language": made.language.tag, "role": role, "name": name,
           "date": DAY, "digest": digest_to_sign(made)}  # fmt: skip
    return msgspec.convert(row, SignOff)


def read(folder: Path, content: str | bytes) -> tuple[tuple[SignOff, ...], list[Diagnostic]]:
    return read_sign_offs(write_files(folder, {FILE: content}))


def test_a_text_that_was_signed_stays_signed() -> None:
    assert roles_signed([signed(text())], text()) == {"reviewer"}


@pytest.mark.parametrize(
    "body",
    [
        BODY.replace("two", "ten"),
        BODY.replace("cups.", "cups"),
        BODY.replace("Tea", "tea"),
        BODY.replace("**two**", "two"),
        BODY.replace("A cup.", "A pot."),
        BODY.replace("cup.svg", "pot.svg"),
        BODY.replace("cup.md", "pot.md"),
        BODY.replace("\n\n![", "\n\nMore.\n\n!["),
    ],
)
def test_one_changed_character_voids_a_sign_off(body: str) -> None:
    assert body != BODY
    assert roles_signed([signed(text())], text(body)) == frozenset()


def test_a_changed_fact_voids_a_sign_off() -> None:
    made = text()
    changed = replace(made, facts={**made.facts, "helpline": FactValue("phone", "999")})
    assert roles_signed([signed(made)], changed) == frozenset()


def test_a_changed_summary_voids_a_sign_off() -> None:
    made = text()
    changed = replace(made, front=replace(made.front, summary="For all."))
    assert roles_signed([signed(made)], changed) == frozenset()


def test_a_changed_date_of_review_voids_a_sign_off() -> None:
    made = text()
    facts = {**made.facts, "next_review": FactValue("date", datetime.date(2030, 1, 1))}
    assert roles_signed([signed(made)], replace(made, facts=facts)) == frozenset()


def test_rewrapping_the_source_voids_nothing() -> None:
    assert roles_signed([signed(text())], text(BODY.replace("two** cups", "two**\ncups"))) == {
        "reviewer"
    }


def test_a_sign_off_of_one_language_says_nothing_of_another() -> None:
    made = text()
    arabic, _ = localise(document(BODY), ARABIC, translated(document(BODY)))
    assert arabic is not None
    assert roles_signed([signed(made)], arabic) == frozenset()


def test_a_sign_off_of_one_leaflet_says_nothing_of_another() -> None:
    made = text()
    assert roles_signed([signed(made)], replace(made, leaflet="coffee")) == frozenset()


def test_each_role_signs_for_itself() -> None:
    rows = [signed(text()), signed(text(), "approver")]
    assert roles_signed(rows, text()) == {"reviewer", "approver"}


# ---- the file ------------------------------------------------------------------------------


def test_without_a_file_nobody_has_signed(tmp_path: Path) -> None:
    assert read_sign_offs(tmp_path) == ((), [])


def test_a_sign_off_is_added_below_what_stands_there(tmp_path: Path) -> None:
    before = with_sign_off("", signed(text())) + "# a remark by hand\n"
    after = with_sign_off(before, signed(text(), "approver", "Ben"))
    assert after.startswith(before)
    rows, found = read(tmp_path, after)
    assert found == []
    assert [row.name for row in rows] == ["Ann", "Ben"]


names = st.text(min_size=1, max_size=300)
ANN = signed(text())


def is_allowed(name: str) -> bool:
    try:
        msgspec.convert({**msgspec.structs.asdict(ANN), "name": name}, SignOff)
    except msgspec.ValidationError:
        return False
    return True


AWKWARD = [
    'Ann "the" O\'Hara', "a\\b", "\\", '"""', "#", "[[sign_off]]", "a\nb", "王", "\U000e0001x",
    "a\u2028b", "a\xa0b", "\U0001f9d5", "a\u202eb", "é", "\ue000", "a\tb",
]  # fmt: skip


@pytest.mark.parametrize("name", AWKWARD)
def test_an_odd_name_is_read_as_it_was_signed(tmp_path: Path, name: str) -> None:
    row = signed(text(), name=name)
    assert read(tmp_path, with_sign_off("", row)) == ((row,), [])


@given(names.filter(is_allowed))
def test_any_name_is_read_as_it_was_signed(name: str) -> None:
    row = msgspec.structs.replace(ANN, name=name)
    with tempfile.TemporaryDirectory() as folder:
        assert read(Path(folder), with_sign_off("", row)) == ((row,), [])


@pytest.mark.parametrize("content", [b"\xff", "[[sign_off]\n", "nonsense", "a = " + "[" * 5000])
def test_a_file_that_cannot_be_read_is_told_and_signs_nothing(
    tmp_path: Path, content: str | bytes
) -> None:
    rows, found = read(tmp_path, content)
    assert (rows, codes(found)) == ((), ["records-unreadable"])
    assert str(found[0].place).startswith(f"records/{FILE}")


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert codes(read_sign_offs(tmp_path)[1]) == ["records-unreadable"]


@pytest.mark.parametrize(
    "change",
    [
        ('role = "reviewer"', 'role = "boss"'),
        ('name = "Ann"', 'name = ""'),
        ("date = 2026-11-22", 'date = "soon"'),
        ('name = "Ann"\n', ""),
        ('name = "Ann"', 'name = "Ann"\ncolour = 1'),
        ("[[sign_off]]", "[sign_off]"),
        ("[[sign_off]]", "[[signoff]]"),
    ],
)
def test_a_row_that_is_wrong_is_told_and_no_row_counts(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    good = with_sign_off("", signed(text()))
    assert change[0] in good
    rows, found = read(tmp_path, good.replace(*change))
    assert (rows, set(codes(found))) == ((), {"records-wrong"})


@pytest.mark.parametrize("content", ["sign_off = 3\n", 'sign_off = ["a"]\n', "sign_off = [3]\n"])
def test_records_of_another_shape_are_told(tmp_path: Path, content: str) -> None:
    rows, found = read(tmp_path, content)
    assert (rows, set(codes(found))) == ((), {"records-wrong"})
