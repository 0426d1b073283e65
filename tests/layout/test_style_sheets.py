"""What a style sheet gets wrong is told with its line, before a page goes out without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from everyleaf.layout import read_layouts
from everyleaf.layout.style_sheets import GIVEN, style_faults
from everyleaf.layout.typefaces import colour_rules, language_rules
from everyleaf.publication import Brand
from tests.conftest import ENGLISH, places, write_files


def faults(folder: Path, *sheets: str) -> list[str]:
    write_files(folder, {f"small/{n}.css": sheet for n, sheet in enumerate(sheets)})
    found = style_faults(folder, "layouts", [f"small/{n}.css" for n in range(len(sheets))])
    return [f"{place} {code}" for code, place in places(found)]


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        "p { margin: 1mm; --mine: 2mm; padding: var(--mine) }",
        "p { color: var(--ink); margin: calc(var(--leading) * 1em) }",
        "p { margin: var(--never-set, 1mm) }",
        "p { margin: var( --never-set , calc(1mm * var(--scale)) ) }",
        "@media print { a:hover { color: var(--accent) } }",
        "@page :left { margin: 1mm; @bottom-left { content: counter(page) } }",
        ".a { color: red; .b & { color: blue } }",
        "/* } */ p::before { content: '}' }",
        "/* ((( */ p::before { content: '((((' } q { background: url(a.png) }",
        "p { @media print { color: blue; q { color: red } } }",
        "@property --own { syntax: '<length>'; inherits: true } p { margin: var(--own) }",
        "\ufeffp { color: red }",
        "@charset 'utf-8'; p { color: red }",
    ],
)
def test_a_sound_style_sheet_has_no_fault(tmp_path: Path, sheet: str) -> None:
    assert faults(tmp_path, sheet) == []


@pytest.mark.parametrize(
    ("sheet", "line"),
    [
        ("p { margin: 1mm }\n}\nh1 { margin: 0 }", 2),
        ("p { margin: 1mm }\nh1 { margin: 0\np { color: red }\n", 2),
        ("p { margin: 1mm }\n@media print {\np { color: red }\n", 2),
        ("p { margin: 1mm }\n\n/* forgotten\np { color: red }", 3),
        ("p { margin: calc(1mm ] ) }", 1),
        (":is(b ]) { margin: 0 }", 1),
        ("p { order: " + "9" * 5000 + " }", None),
        ("p { margin 1mm }", 1),
        ("p { margin: 1mm) }", 1),
        ("p { background: url(a b) }", 1),
        ("@media print {\n  p { margin }\n}", 2),
        ("@page {\n  @top-left {\n    content }\n}", 3),
    ],
)
def test_what_is_no_css_is_told(tmp_path: Path, sheet: str, line: int | None) -> None:
    place = "layouts/small/0.css" + (f":{line}" if line else "")
    assert faults(tmp_path, sheet) == [f"{place} style-syntax"]


def test_an_import_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, '@import "more.css";') == ["layouts/small/0.css:1 style-import"]


def test_a_template_that_makes_names_may_set_any_variable(tmp_path: Path) -> None:
    write_files(tmp_path, {"small/page.html": '<p style="--part-{{ n }}: 2">x</p>'})
    assert faults(tmp_path, "p { order: var(--part-3) }") == []


@pytest.mark.parametrize(
    ("sheet", "line"),
    [
        ("p {\n  color: var(--inc) }", 2),
        ("p { margin: calc(1mm + var(--gap)) }", 1),
        ("@media print {\n p { margin: 0 var(--gap) } }", 2),
        ("p { margin: var(--given-elsewhere, var(--gap)) }", 1),
        ("@page { margin: calc(var(--gap) * 1mm) }", 1),
    ],
)
def test_a_variable_that_is_set_nowhere_is_told(tmp_path: Path, sheet: str, line: int) -> None:
    assert faults(tmp_path, sheet) == [f"layouts/small/0.css:{line} style-variable"]


def test_a_variable_may_be_set_in_another_sheet_or_in_a_template(tmp_path: Path) -> None:
    write_files(tmp_path, {"small/page.html": '<p style="--in-template: 2">x</p>'})
    used = "p { margin: var(--gap); order: var(--in-template) }"
    assert faults(tmp_path, used, ":root { --gap: 1mm }") == []
    assert faults(tmp_path, used, "") == ["layouts/small/0.css:1 style-variable"]


def test_all_are_told_in_one_run(tmp_path: Path) -> None:
    found = faults(tmp_path, "p { margin 1mm }\np { margin: var(--a) }", "q { margin: var(--b) }")
    assert found == [
        "layouts/small/0.css:1 style-syntax",
        "layouts/small/0.css:2 style-variable",
        "layouts/small/1.css:1 style-variable",
    ]


def test_what_is_given_is_what_the_program_sets() -> None:
    rules = colour_rules(Brand(), on_paper=True) + language_rules(ENGLISH, (), 12)
    assert {name for name in GIVEN if f"{name}:" in rules} == GIVEN


def test_a_file_that_is_missing_or_not_utf_8_is_left_to_who_uses_it(tmp_path: Path) -> None:
    (tmp_path / "x.css").write_bytes(b"p { \xff }")
    assert style_faults(tmp_path, "layouts", ["x.css", "none.css"]) == []


def test_a_file_outside_the_layouts_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("p { margin }")
    (tmp_path / "layouts").mkdir()
    assert style_faults(tmp_path / "layouts", "layouts", ["../secret"]) == []


@pytest.mark.parametrize("part", ["p { margin: (((", "@media print {", "a { b: var(--a, "])
def test_brackets_without_end_are_told(tmp_path: Path, part: str) -> None:
    assert faults(tmp_path, part * 9999) == ["layouts/small/0.css:1 style-syntax"]


def test_a_name_that_no_file_can_have_is_left_to_who_uses_it(tmp_path: Path) -> None:
    assert style_faults(tmp_path, "layouts", ["\0.css"]) == []


def test_a_sheet_of_several_layouts_is_told_of_once(tmp_path: Path) -> None:
    toml = 'title = "A"\nformats = ["html"]\npage = "a/page.html"\nstyles = ["base/base.css"]\n'
    sheet = {"base/base.css": "p { margin }"}
    write_files(tmp_path, {"a/layout.toml": toml, "b/layout.toml": toml, **sheet})
    layouts, found = read_layouts(tmp_path, ("a", "b"), "layouts", ("html",))
    assert layouts == {}
    assert places(found) == [("style-syntax", "layouts/base/base.css:1")]
