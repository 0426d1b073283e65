"""Pages are checked before they are put out, and again by everyleaf check --artefacts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from everyleaf.checks.pages import PAGE_CHECKS
from tests.small_publication import LEAFLET, everyleaf, lay_out

ONE = ("--language", "en", "--layout", "standard", "--format", "pdf-screen")
PDF = f"output/{LEAFLET}/en/{LEAFLET}-en-standard.pdf"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    folder = lay_out(tmp_path)
    done = everyleaf(folder, "publish", *ONE)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_manifest_lists_what_checked_each_file(published: Path) -> None:
    rows = json.loads((published / "output/manifest.json").read_bytes())["artefacts"]
    assert [row["checks"] for row in rows] == [list(PAGE_CHECKS)]


def test_a_page_that_breaks_a_rule_is_not_put_out(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    style = folder / "layouts/standard/layout.css"
    style.write_text(style.read_text(encoding="utf-8") + "\n.text p { font-size: 9pt }\n")
    done = everyleaf(folder, "publish", *ONE)
    assert done.returncode == 1
    assert f"{LEAFLET} en standard pdf-screen: error [type-too-small]" in done.stderr
    assert not (folder / PDF).exists()


def test_files_as_they_were_published_pass(published: Path) -> None:
    done = everyleaf(published, "check", "--artefacts")
    assert done.returncode == 0, done.stderr
    assert "0 errors" in done.stdout


def test_a_file_that_was_changed_or_is_gone_is_told(published: Path) -> None:
    path = published / PDF
    path.write_bytes(path.read_bytes() + b"\n")
    done = everyleaf(published, "check", "--artefacts")
    assert done.returncode == 1
    assert f"{PDF}: error [artefact-changed]" in done.stderr
    path.unlink()
    assert f"{PDF}: error [artefact-missing]" in everyleaf(published, "check", "--artefacts").stderr


def test_without_a_manifest_there_is_nothing_to_check(tmp_path: Path) -> None:
    done = everyleaf(lay_out(tmp_path), "check", "--artefacts")
    assert done.returncode == 1
    assert "error [manifest-missing]" in done.stderr
