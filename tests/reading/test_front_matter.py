"""The head of a source file: each fault is told with its line and with what is allowed."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.diagnostics import Diagnostic
from everyleaf.document import FactValue, Video
from everyleaf.reading.front_matter import read_front_matter
from tests.conftest import HEAD, codes, places

LAST = 6  # the line of the closing ---, on which the helper below puts what it adds


def with_lines(added: str) -> str:
    return HEAD.removesuffix("---\n") + added + "\n---\n# T\n"


def found_in(text: str) -> list[Diagnostic]:
    return read_front_matter(text, "source/tea.md")[2]


def only(found: list[Diagnostic]) -> Diagnostic:
    assert len(found) == 1, list(map(str, found))
    return found[0]


def test_the_fields_are_what_the_author_wrote() -> None:
    front, body, found = read_front_matter(f"{HEAD}\n# T\n", "source/tea.md")
    assert (body, found) == ("# T", [])
    assert front is not None
    assert (front.summary, front.version) == ("For people who like tea.", "1.0")
    assert front.next_review == datetime.date(2028, 11, 1)


def test_people_facts_and_videos_are_what_the_author_wrote() -> None:
    added = (
        "people: {author: Ann}\nfacts: {ward: {phone: '020 7946 0123'}, day: {date: 2027-01-15}}\n"
        "videos: {cup: {address: 'https://a.example/1', poster: cup.svg, minutes: 4}}"
    )
    front, _, found = read_front_matter(with_lines(added), "source/tea.md")
    assert found == []
    assert front is not None
    assert front.people == {"author": "Ann"}
    assert front.facts["ward"] == FactValue("phone", "020 7946 0123")
    assert front.facts["day"] == FactValue("date", datetime.date(2027, 1, 15))
    assert front.videos == {"cup": Video("https://a.example/1", "cup.svg", 4)}


def test_a_summary_over_several_lines_is_one_sentence() -> None:
    front, _, _ = read_front_matter(
        HEAD.replace("For people who", "|\n  For people\n  who"), "source/tea.md"
    )
    assert front is not None
    assert front.summary == "For people who like tea."


@pytest.mark.parametrize(
    "text", ["", "# T\n", "---\n---\n# T\n", "---\n- a\n---\n", "text\n---\na: b\n---\n"]
)
def test_a_file_without_front_matter_is_told_what_to_begin_with(text: str) -> None:
    found = only(found_in(text))
    assert places([found]) == [("front-matter-missing", "source/tea.md:1")]
    assert "summary, version, reviewed, next_review" in found.remedy


@pytest.mark.parametrize("key", ["summary", "version", "reviewed", "next_review"])
def test_a_missing_field_is_told_with_what_it_holds(key: str) -> None:
    text = "".join(line for line in HEAD.splitlines(True) if not line.startswith(key))
    found = only(found_in(text))
    assert places([found]) == [("front-matter-missing", "source/tea.md:1")]
    assert key in found.problem
    assert "Allowed: " in found.remedy


@pytest.mark.parametrize(
    ("right", "wrong", "line", "allowed"),
    [
        ('"1.0"', "1.0", 3, 'text in quotation marks: "1.0"'),
        ('"1.0"', "", 3, 'text in quotation marks: "1.0"'),
        ('"1.0"', '"' + "1" * 21 + '"', 3, "text in quotation marks"),
        ("2026-11-01", "1 November 2026", 4, "a date such as 2026-11-22"),
        ("2026-11-01", "01/11/2026", 4, "a date such as 2026-11-22"),
        ("2026-11-01", "2026-11-01T10:00:00", 4, "a date such as 2026-11-22"),
        ("2026-11-01", "2026", 4, "a date such as 2026-11-22"),
        ("For people who like tea.", "[a]", 2, "some text"),
        ("For people who like tea.", "", 2, "some text"),
    ],
)
def test_a_value_of_a_wrong_type_is_told(right: str, wrong: str, line: int, allowed: str) -> None:
    found = only(found_in(HEAD.replace(right, wrong)))
    assert places([found]) == [("front-matter-wrong", f"source/tea.md:{line}")]
    assert allowed in found.remedy


@pytest.mark.parametrize(
    ("added", "code", "said"),
    [
        ("titel: x", "front-matter-unknown", "Allowed here: summary, version"),
        ("1: x", "front-matter-unknown", "Allowed here: summary, version"),
        ("true: x", "front-matter-unknown", "Allowed here: summary, version"),
        ("2026-01-01: x", "front-matter-unknown", "Allowed here: summary, version"),
        ("people: Ann", "front-matter-wrong", "table"),
        ("people: {boss: Ann}", "front-matter-wrong", "author, clinical_reviewer"),
        ("people: {1: Ann}", "front-matter-wrong", "author, clinical_reviewer"),
        ("people: {author: [Ann]}", "front-matter-wrong", "some text"),
        ("facts: [a]", "front-matter-wrong", "table"),
        ("facts:", "front-matter-wrong", "table"),
        ("facts: {a: 3}", "front-matter-wrong", "phone, email, web, date, text"),
        ("facts: {Ward: {text: x}}", "front-matter-wrong", "lower-case letters"),
        ("facts: {a: {phon: '999'}}", "front-matter-unknown", '"phone"'),
        ("facts: {a: {phone: 999}}", "front-matter-wrong", "digits and spaces"),
        ("facts: {a: {phone: 'call us'}}", "front-matter-wrong", "digits and spaces"),
        ("facts: {a: {date: soon}}", "front-matter-wrong", "2026-11-22"),
        ("facts: {a: {web: 'javascript:alert(1)'}}", "front-matter-wrong", "https://"),
        ("facts: {a: {}}", "front-matter-fact", "{phone: "),
        ("facts: {a: {phone: '999', text: x}}", "front-matter-fact", "{phone: "),
        ("videos: {a: {poster: a.svg}}", "front-matter-missing", "https://"),
        ("videos: {a: {address: 'https://a.example', poster: ../a.svg}}", "front-matter-wrong",
         "beside the source"),
        ("videos: {a: {address: 'https://a.example', poster: a.svg, minutes: 0}}",
         "front-matter-wrong", "1 to 600"),
    ],
)  # fmt: skip
def test_a_wrong_or_unknown_part_is_told_at_its_line(added: str, code: str, said: str) -> None:
    found = only(found_in(with_lines(added)))
    assert places([found]) == [(code, f"source/tea.md:{LAST}")]
    assert said in f"{found.problem} {found.remedy}"


def test_a_part_over_several_lines_is_told_at_its_own_line() -> None:
    found = only(found_in(with_lines("facts:\n  a:\n    text: x\n  b:\n    text: [3]")))
    assert str(found.place) == f"source/tea.md:{LAST + 4}"


def test_all_faults_are_told_in_one_run() -> None:
    text = with_lines("colour: red").replace('"1.0"', "1.0").replace("summary", "sumary")
    assert sorted(codes(found_in(text))) == [
        "front-matter-missing", "front-matter-unknown", "front-matter-unknown",
        "front-matter-wrong",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("added", "line"),
    [
        ("funding: a: b", LAST),
        ("funding: [a", LAST),
        ("funding: 'a", LAST),
        ("\tfunding: a", LAST),
        ("funding: @a", LAST),
        ("? [a]\n: b", LAST),
        ("funding: !!python/object/apply:os.system ['touch /tmp/everyleaf-was-here']", LAST),
        ("funding: !!python/name:os.system", LAST),
        ("funding: 2026-13-45", LAST),
        ("funding: a\nfunding: b", LAST + 1),
        ("people: {author: Ann, author: Ben}", LAST),
    ],
)
def test_broken_or_hostile_yaml_is_told_with_its_line(added: str, line: int) -> None:
    found = only(found_in(with_lines(added)))
    assert places([found]) == [("front-matter-syntax", f"source/tea.md:{line}")]


def test_text_in_quotation_marks_may_hold_anything() -> None:
    front, _, found = read_front_matter(with_lines('funding: "a: {b} # c"'), "source/tea.md")
    assert found == []
    assert front is not None
    assert front.funding == "a: {b} # c"


def bomb(depth: int, link: str) -> str:
    lines = ["a0: &a0 {b: c}"]
    lines += [f"a{n}: &a{n} {link.replace('*', f'*a{n - 1}')}" for n in range(1, depth)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "added",
    [
        bomb(40, "[*, *, *, *]"),
        bomb(40, "{b: *, c: *, d: *}"),
        bomb(40, "{<<: [*, *, *]}"),
        "people: &a {author: *a}",
        "funding: &a [*a]",
        "funding: " + "[" * 3000,
        "funding: " + "{a: " * 3000,
    ],
)
def test_yaml_that_grows_without_end_is_refused_at_once(added: str) -> None:
    assert codes(found_in(with_lines(added)))[0].startswith("front-matter")


def test_front_matter_below_an_empty_line_keeps_its_lines() -> None:
    found = only(found_in("\n\n" + with_lines("colour: red")))
    assert str(found.place) == f"source/tea.md:{LAST + 2}"


@pytest.mark.parametrize("mark", ["----", "---  ", "-----"])
def test_any_line_of_hyphens_opens_and_closes_the_front_matter(mark: str) -> None:
    found = only(found_in(with_lines("colour: red").replace("---", mark)))
    assert str(found.place) == f"source/tea.md:{LAST}"


def test_front_matter_that_is_json_is_not_taken() -> None:
    assert codes(found_in('{\n"summary": "a"\n}\n\n# T\n')) != []


def test_the_dates_that_are_printed_cannot_be_written_over_by_a_fact() -> None:
    assert codes(found_in(with_lines("facts: {reviewed: {text: never}}"))) == ["front-matter-fact"]


@given(st.text(max_size=200))
def test_any_front_matter_gives_fields_or_findings(text: str) -> None:
    front, _, found = read_front_matter(f"---\n{text}\n---\n# T\n", "source/tea.md")
    assert (front is None) == bool(found)


@given(st.text(alphabet="ab:{}[]&*!|>-?\"'#\n ,<~123", max_size=80))
def test_any_yaml_gives_fields_or_findings(text: str) -> None:
    front, _, found = read_front_matter(
        f"{HEAD.removesuffix('---' + chr(10))}{text}\n---\n", "a.md"
    )
    assert (front is None) == bool(found)
