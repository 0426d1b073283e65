"""What WeasyPrint leaves out of a page is told, with its line, once a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from everyleaf.checks.style_sheets import check_style_sheets
from everyleaf.diagnostics import Diagnostic, Severity
from everyleaf.formats import FORMATS
from everyleaf.layout import read_layouts
from everyleaf.publication import Publication
from tests.conftest import REPOSITORY, places, publication

LAYOUT = """\
title = "Small"
formats = ["{format}"]
page = "small/page.html"
styles = ["small/small.css"]
"""


def found_in(root: Path, sheet: str, form: str = "pdf-screen") -> list[Diagnostic]:
    files = {"small/layout.toml": LAYOUT.format(format=form), "small/small.css": sheet}
    made = publication(root, {f"layouts/{name}": text for name, text in files.items()})
    return found_by(made, "small")


def found_by(made: Publication, *names: str) -> list[Diagnostic]:
    layouts, found = read_layouts(made.layouts, names, "layouts", tuple(FORMATS))
    assert found == []
    return check_style_sheets(made, layouts.values())


@pytest.mark.parametrize(
    ("sheet", "line", "said"),
    [
        ("p {\n  colr: red }", 2, "`colr: red`, unknown property"),
        ("p { margin: 3qx }", 1, "invalid value"),
        ("\n@page { size: A77 }", 2, "invalid value"),
        ("a:hoover { margin: 0 }", 1, "selector"),
        ("/* one\ntwo */\n@media print {\n p { colr: red } }", 4, "unknown property"),
        ("p { /* one\ntwo\nthree */ margin: 0;\n colr: red }", 4, "unknown property"),
        ("p { margin: 0 } /* a\nb */ q { colr: red }", 2, "unknown property"),
    ],
)
def test_what_has_no_effect_on_paper_is_told(
    tmp_path: Path, sheet: str, line: int, said: str
) -> None:
    (found,) = found_in(tmp_path, sheet)
    assert places([found]) == [("style-ignored", f"layouts/small/small.css:{line}")]
    assert found.severity is Severity.WARNING
    assert said in found.problem


def test_a_rule_at_which_weasyprint_gives_up_is_named(tmp_path: Path) -> None:
    sheet = "p { margin: 1mm }\np { margin: calc(1mm + ) }\np { colr: red }"
    found = found_in(tmp_path, sheet)
    assert places(found) == [
        ("style-unreadable", "layouts/small/small.css:2"),
        ("style-ignored", "layouts/small/small.css:3"),
    ]
    assert found[0].severity is Severity.ERROR


def test_a_web_page_may_use_what_browsers_know(tmp_path: Path) -> None:
    assert found_in(tmp_path, "p { text-wrap: balance }", "html") == []


def test_what_was_found_once_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVERYLEAF_CACHE", str(tmp_path / "cache"))
    first = found_in(tmp_path, "p { colr: red }")
    assert len(list((tmp_path / "cache").rglob("*.json"))) == 1
    assert found_in(tmp_path, "p { colr: red }") == first != []
    assert found_in(tmp_path, "p { color: red }") == []


@pytest.mark.parametrize("sheet", ["@charset 'utf-8'; p { margin: 0 }", "\ufeffp { margin: 0 }"])
def test_what_stands_before_all_rules_is_let_be(tmp_path: Path, sheet: str) -> None:
    assert found_in(tmp_path, sheet) == []


def test_the_layouts_of_the_repository_have_no_line_without_effect(tmp_path: Path) -> None:
    made = publication(tmp_path, {})
    made.layouts.symlink_to(REPOSITORY / "layouts")
    names = [path.parent.name for path in sorted(made.layouts.glob("*/layout.toml"))]
    assert len(names) >= 5
    assert found_by(made, *names) == []
