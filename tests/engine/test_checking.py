"""Pages are checked before they are put out, and again by everyleaf check --artefacts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from everyleaf.checks.equality import PAGES_ALIKE, SPOKEN_AS_WRITTEN, WEB_AS_WRITTEN
from everyleaf.checks.fidelity import FIDELITY_CHECKS, LAYOUT_CHECKS
from everyleaf.checks.pages import PAGE_CHECKS
from everyleaf.checks.tags import TAG_CHECKS
from tests.small_publication import LEAFLET, change, everyleaf, lay_out

ONE = ("--language", "en", "--layout", "standard", "--format", "pdf-screen")
PDF = f"output/{LEAFLET}/en/{LEAFLET}-en-standard.pdf"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = lay_out(tmp_path_factory.mktemp("once"))
    done = everyleaf(folder, "publish", *ONE)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def published(once: Path, tmp_path: Path) -> Path:
    """A copy, to be changed."""
    return Path(shutil.copytree(once, tmp_path / "published"))


def test_the_manifest_lists_what_checked_each_file(published: Path) -> None:
    rows = json.loads((published / "output/manifest.json").read_bytes())["artefacts"]
    (row,) = rows
    judged = ["veraPDF PDF/UA-1", "veraPDF PDF/A-2a"]
    own = [*PAGE_CHECKS, *TAG_CHECKS, *FIDELITY_CHECKS, *LAYOUT_CHECKS]
    assert row["checks"] == own + judged
    assert row["unchecked"] == [f"{PAGES_ALIKE}: no pdf-print was made with it"]
    counted = next(one for one in row["figures"] if "as written" in one)
    said, _, whole, *_ = counted.split()
    assert said == whole != "0"


def test_the_report_says_by_what_an_edition_was_checked(published: Path) -> None:
    page = (published / "output/report/index.html").read_text(encoding="utf-8")
    assert "veraPDF PDF/UA-1" in page
    assert f"structure: {len(TAG_CHECKS)} rules" in page
    assert "Never checked by machine" in page
    assert "Blank pages fill the last sheet." in page
    assert "<script" not in page
    data = json.loads((published / "output/report/report.json").read_bytes())
    assert [row["language"] for row in data["editions"]] == ["en"]
    assert data["never_checked_by_machine"]


def test_every_form_is_held_against_what_it_must_say(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    asked = ("--language", "en", "--layout", "standard", "--layout", "web")
    done = everyleaf(folder, "publish", *asked)
    assert done.returncode == 0, done.stderr
    rows = json.loads((folder / "output/manifest.json").read_bytes())["artefacts"]
    checks = {row["format"]: set(row["checks"]) for row in rows}
    assert PAGES_ALIKE in checks["pdf-print"]
    assert WEB_AS_WRITTEN in checks["html"]
    assert SPOKEN_AS_WRITTEN in checks["audio"]
    report = (folder / "output/report/index.html").read_text(encoding="utf-8")
    assert "every form the same: 1 rule" in report.lower()


def test_a_page_and_a_book_with_another_number_to_call_are_withheld(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    wrong = '|replace("7946 0123", "7946 0132")'
    change(
        folder / "layouts/web/page.html",
        "{{ mark }}{{ rest }}",
        f"{{{{ mark }}}}{{{{ rest{wrong} }}}}",
    )
    change(folder / "layouts/web/book.html", "{{ body }}", f"{{{{ body{wrong} }}}}")
    change(folder / "everyleaf.toml", '"html", "audio"', '"html", "epub"')
    asked = ("--language", "ar", "--layout", "web")
    done = everyleaf(folder, "publish", *asked)
    assert done.returncode == 1
    assert "web-missing" in done.stderr
    assert "book-missing" in done.stderr
    assert not (folder / "output" / LEAFLET / "ar").exists()


def test_without_java_the_edition_goes_out_and_the_report_says_what_is_unchecked(
    tmp_path: Path,
) -> None:
    folder = lay_out(tmp_path / "small")
    done = everyleaf(folder, "publish", *ONE, PATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    (row,) = json.loads((folder / "output/report/report.json").read_bytes())["editions"]
    unchecked = [said.partition(":")[0] for said in row["not_checked"]]
    assert unchecked == [PAGES_ALIKE, "veraPDF PDF/UA-1", "veraPDF PDF/A-2a"]
    assert "There is no Java" in (folder / "output/report/index.html").read_text(encoding="utf-8")


def test_a_structure_that_breaks_a_rule_is_not_put_out(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    words = "{{ parts.title_block() }}"
    change(folder / "layouts/standard/page.html", words, "<h3>Before the title</h3>" + words)
    done = everyleaf(folder, "publish", *ONE)
    assert done.returncode == 1
    assert f"{LEAFLET} en standard pdf-screen: error [heading-order]" in done.stderr
    assert not (folder / PDF).exists()


def test_a_text_that_the_layout_leaves_out_is_not_put_out(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    style = folder / "layouts/standard/layout.css"
    style.write_text(style.read_text(encoding="utf-8") + "\n.text li { display: none }\n")
    done = everyleaf(folder, "publish", *ONE)
    assert done.returncode == 1
    assert f"{LEAFLET} en standard pdf-screen: error [text-missing]" in done.stderr


def test_an_unchanged_file_is_not_checked_again(published: Path) -> None:
    results = published / "output/.store/results"
    before = set(results.rglob("*.json"))
    assert everyleaf(published, "check", "--artefacts").returncode == 0
    (kept,) = set(results.rglob("*.json")) - before
    record = json.loads(kept.read_bytes())
    record["facts"]["found"].append(["kept", "warning", "tea", "This was kept.", "Nothing."])
    kept.write_text(json.dumps(record), encoding="utf-8")
    assert "warning [kept] This was kept." in everyleaf(published, "check", "--artefacts").stderr


def test_a_second_publish_does_not_check_again(published: Path, tmp_path: Path) -> None:
    manifest = published / "output/manifest.json"
    before = manifest.read_bytes()
    done = everyleaf(published, "publish", *ONE, PATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert manifest.read_bytes() == before  # without Java, a new check would say so


def test_a_text_that_has_changed_since_is_not_compared(published: Path) -> None:
    source = published / f"source/{LEAFLET}.md"
    source.write_text(source.read_text(encoding="utf-8") + "\nOne more paragraph.\n")
    done = everyleaf(published, "check", "--artefacts")
    assert done.returncode == 0, done.stderr
    assert "note [not-checked] Not checked in 1 files: text-as-written" in done.stderr


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
