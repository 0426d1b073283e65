"""layout.toml: whatever is wrong is told with its line and with what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from everyleaf.diagnostics import Diagnostic
from everyleaf.formats import FORMATS
from everyleaf.layout import Layout, read_layouts
from tests.conftest import REPOSITORY, codes, places, write_files

GOOD = """\
title = "Small"
formats = ["html"]
page = "small/page.html"
styles = ["base/base.css"]
"""
FILE = "layouts/small/layout.toml"


def read(folder: Path, text: str | bytes) -> tuple[dict[str, Layout], list[Diagnostic]]:
    write_files(folder, {"small/layout.toml": text})
    return read_layouts(folder, ("small",), "layouts", tuple(FORMATS))


def test_what_is_left_out_has_a_value(tmp_path: Path) -> None:
    layouts, found = read(tmp_path, GOOD)
    assert found == []
    assert layouts["small"].blocks == "base/blocks.html"
    assert layouts["small"].size == 12


@pytest.mark.parametrize("path", sorted((REPOSITORY / "layouts").glob("*/layout.toml")), ids=str)
def test_every_layout_of_the_repository_can_be_used(path: Path) -> None:
    folder, name = path.parent.parent, path.parent.name
    layouts, found = read_layouts(folder, (name,), "layouts", tuple(FORMATS))
    assert found == []
    for file in (layouts[name].page, layouts[name].blocks, *layouts[name].styles):
        assert (folder / file).is_file()


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "allowed"),
    [
        ('title = "Small"', "title = 3", "layout-wrong", 1, "some text"),
        ('title = "Small"\n', "", "layout-missing", None, "some text"),
        ('formats = ["html"]', "formats = []", "layout-wrong", 2, "a list of formats"),
        ('"html"', '"pdf"', "layout-format", 2, "pdf-print, pdf-screen, html"),
        ('"small/page.html"', '"../page.html"', "layout-wrong", 3, "page.html"),
        ('"small/page.html"', '"page.txt"', "layout-wrong", 3, "page.html"),
        ('["base/base.css"]', '"base.css"', "layout-wrong", 4, "style sheets"),
        ("styles", "size = 4\nstyles", "layout-wrong", 4, "points, 8 to 60"),
        ("styles", "widest_table = 0\nstyles", "layout-wrong", 4, "columns, 1 to 20"),
        ("styles", "sheet_pages = 0\nstyles", "layout-wrong", 4, "pages, 1 to 32"),
        ("styles", "colour = 1\nstyles", "layout-unknown", 4, "Allowed here: title"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_is_allowed(
    tmp_path: Path, old: str, new: str, code: str, line: int | None, allowed: str
) -> None:
    found = read(tmp_path, GOOD.replace(old, new, 1))[1]
    assert places(found) == [(code, f"{FILE}:{line}" if line else FILE)]
    assert allowed in found[0].remedy


def test_a_layout_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    write_files(tmp_path, {"small/layout.toml": GOOD})
    layouts, found = read_layouts(tmp_path, ("tiny",), "layouts", tuple(FORMATS))
    assert layouts == {}
    assert places(found) == [("layout-missing", "layouts/tiny/layout.toml")]
    assert "small" in found[0].remedy


@pytest.mark.parametrize("text", [b"\xff", "title = ", "a = " + "[" * 5000])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, text: str | bytes) -> None:
    assert codes(read(tmp_path, text)[1]) == ["layout-unreadable"]


def test_a_syntax_error_is_told_with_its_line(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD + "nonsense\n")[1]
    assert "line 5" in f"{found[0]}" or f"{FILE}:5" in f"{found[0]}"


def test_faults_of_all_layouts_are_told_in_one_run(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/layout.toml": "", "b/layout.toml": "x"})
    found = read_layouts(tmp_path, ("a", "b", "c"), "layouts", tuple(FORMATS))[1]
    assert {one.place.path for one in found if one.place} == {
        f"layouts/{name}/layout.toml" for name in "abc"
    }
