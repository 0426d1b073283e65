from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.edition import Edition, is_code

TEA = Edition("tea", "en", "standard", "pdf-print", "1.0")
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
editions = st.builds(Edition, *[st.text(max_size=12)] * 5)


@pytest.mark.parametrize(
    ("edition", "code"),
    [
        (TEA, "CFRC-99D6"),
        (replace(TEA, language="ar"), "9T8K-M2AV"),
        (replace(TEA, layout="large-print"), "57SA-FY7B"),
        (replace(TEA, version="1.1"), "6JG5-BMVN"),
    ],
)
def test_a_printed_code_stays_what_it_was_for_ever(edition: Edition, code: str) -> None:
    assert edition.code == code


@pytest.mark.parametrize("part", ["leaflet", "language", "layout", "format", "version"])
def test_every_part_of_an_edition_changes_its_code(part: str) -> None:
    changes: dict[str, str] = {part: "other"}
    assert replace(TEA, **changes).code != TEA.code


def test_two_pdfs_of_the_same_pages_carry_one_code() -> None:
    screen = replace(TEA, format="pdf-screen")
    assert screen.code == TEA.code
    assert screen.printed == TEA == TEA.printed
    assert replace(TEA, format="audio").code != TEA.code


def test_parts_cannot_run_into_each_other() -> None:
    assert Edition("ab", "c", "", "", "").code != Edition("a", "bc", "", "", "").code


@given(editions)
def test_every_code_is_a_code(edition: Edition) -> None:
    assert is_code(edition.code)


@given(editions)
def test_a_code_may_be_typed_small_and_without_its_hyphen(edition: Edition) -> None:
    assert is_code(edition.code.lower().replace("-", ""))


def with_sign(code: str, position: int, sign: str) -> str:
    return code[:position] + sign + code[position + 1 :]


@given(editions)
def test_one_wrong_sign_is_always_noticed(edition: Edition) -> None:
    code = edition.code.replace("-", "")
    for position, right in enumerate(code):
        wrong = [with_sign(code, position, sign) for sign in SIGNS if sign != right]
        assert not any(map(is_code, wrong))


@given(editions)
def test_two_neighbours_swapped_are_always_noticed(edition: Edition) -> None:
    code = edition.code.replace("-", "")
    for at in range(len(code) - 1):
        swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        assert swapped == code or not is_code(swapped)


@pytest.mark.parametrize(
    "text", ["", "-", "0000-0000", "2222-222", "2222-22222", "ÄÖÜß-ÄÖÜß", "2" * 99]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    assert not is_code(text)


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    assert is_code(text) in (True, False)


def test_codes_use_no_signs_that_people_confuse() -> None:
    codes = "".join(replace(TEA, version=str(number)).code for number in range(200))
    assert not set(codes) & set("01ILO")


def test_an_edition_says_where_its_files_are_and_what_they_are_called() -> None:
    assert (TEA.folder, TEA.file_name("standard.pdf")) == ("tea/en", "tea-en-standard.pdf")
    assert TEA.name == "tea en standard pdf-print"
