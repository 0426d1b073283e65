"""What a person finds in output/ after `everyleaf publish`, and after the next one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.small_publication import (
    LEAFLET,
    REPOSITORY,
    change,
    everyleaf,
    lay_out,
    line_of,
    quickly,
)

ARABIC = f"translations/ar/LC_MESSAGES/{LEAFLET}.po"
REPORT = ("report/index.html", "report/report.json")
QUICK = ("--layout", "standard", "--format", "pdf-screen")


def _files(folder: Path) -> dict[str, bytes]:
    output = folder / "output"
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and not path.relative_to(output).parts[0].startswith(".")
    }


def _states(done: subprocess.CompletedProcess[str]) -> dict[tuple[str, str], str]:
    rows: list[dict[str, Any]] = json.loads(done.stdout)["editions"]
    return {(row["language"], f"{row['layout']} {row['format']}"): row["state"] for row in rows}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small publication, published whole; tests that change it take a copy."""
    folder = lay_out(tmp_path_factory.mktemp("published"))
    done = quickly(folder, "publish")
    assert done.returncode == 0, done.stderr
    return folder


def test_every_language_has_every_layout_in_both_pdf_formats(published: Path) -> None:
    for tag in ("en", "ar", "zh-Hans"):
        there = {path.name for path in (published / "output" / LEAFLET / tag).glob("*.pdf")}
        assert there == {
            f"{LEAFLET}-{tag}-{layout}{ending}.pdf"
            for layout in ("standard", "large-print", "giant-print")
            for ending in ("", "-print")
        }


def test_a_language_without_a_fit_voice_has_no_audio_and_the_report_says_so(
    published: Path,
) -> None:
    done = quickly(published, "publish", "--format", "audio")
    assert (published / "output" / LEAFLET / "en" / f"{LEAFLET}-en-audio.mp3").is_file()
    assert not list((published / "output" / LEAFLET / "ar").glob("*.mp3"))
    assert "ar) gets no audio" in done.stderr
    assert done.returncode == 0


def test_the_page_behind_every_printed_code_is_there(published: Path) -> None:
    manifest = json.loads((published / "output/manifest.json").read_bytes())
    codes = {row["code"] for row in manifest["artefacts"] if row["path"].endswith(".pdf")}
    assert len(codes) == 9, "the two PDFs of a layout share one"
    for code in codes:
        page = (published / "output/c" / code / "index.html").read_text(encoding="utf-8")
        assert code in page


def test_the_manifest_tells_every_file_with_its_digest_and_length(published: Path) -> None:
    import hashlib

    rows = json.loads((published / "output/manifest.json").read_bytes())["artefacts"]
    named = {row["path"]: row for row in rows}
    assert named.keys() | {"manifest.json", *REPORT} == _files(published).keys()
    for path, data in _files(published).items():
        if path in named:
            assert named[path]["digest"] == hashlib.sha256(data).hexdigest()
            assert named[path]["bytes"] == len(data)
        if path.endswith(".pdf"):
            assert named[path]["pages"] >= 1
        if path.endswith(".mp3"):
            assert named[path]["seconds"] > 5


def test_a_second_run_makes_nothing_and_changes_nothing(published: Path) -> None:
    before = _files(published)
    stamp = (published / "output/manifest.json").stat().st_mtime_ns
    done = quickly(published, "publish", "--json")
    assert set(_states(done).values()) == {"unchanged", "withheld"}
    assert _files(published) == before
    assert (published / "output/manifest.json").stat().st_mtime_ns == stamp


def test_the_same_sources_give_the_same_bytes_elsewhere(published: Path, tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    quickly(folder, "publish", "--language", "ar", "--layout", "standard", "--jobs", "1")
    again = _files(folder)
    for name in again:
        if name.endswith(".pdf"):
            assert again[name] == _files(published)[name], name


def test_output_may_be_deleted_at_any_time(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    quickly(folder, "publish", "--language", "en", *QUICK)
    before = _files(folder)
    for path in sorted((folder / "output").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    quickly(folder, "publish", "--language", "en", *QUICK)
    assert _files(folder) == before


def test_one_missing_msgstr_withholds_that_language_alone(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    quickly(folder, "publish", *QUICK)
    before = _files(folder)
    change(folder / ARABIC, 'msgstr "في الصباح"', 'msgstr ""')
    done = quickly(folder, "publish", *QUICK, "--json")
    assert done.returncode == 1
    line = line_of(folder / ARABIC, 'msgid "In the morning"')
    found = [d for d in json.loads(done.stdout)["diagnostics"] if d["severity"] == "error"]
    assert [(d["code"], d["file"]) for d in found] == [("message-untranslated", ARABIC)]
    assert line - 3 <= found[0]["line"] <= line + 1
    assert "In the morning" in found[0]["problem"]
    assert {tag for tag, _ in _states(done)} == {"en", "zh-Hans"}
    assert json.loads(done.stdout)["withheld"] == [{"leaflet": LEAFLET, "language": "ar"}]
    after = _files(folder)
    assert f"{LEAFLET} ar: withheld" in json.loads(after["report/report.json"])["missing"]
    for name in REPORT:
        del before[name], after[name]
    assert after == before, "the earlier good file stays"


def test_never_english_in_the_middle_of_arabic(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    change(folder / ARABIC, 'msgstr "في الصباح"', 'msgstr ""')
    quickly(folder, "publish", "--language", "ar", *QUICK)
    assert not list((folder / "output").rglob("*.pdf"))


def test_a_fuzzy_message_does_not_go_out(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    change(folder / ARABIC, 'msgid "In the morning"', '#, fuzzy\nmsgid "In the morning"')
    done = quickly(folder, "publish", "--language", "ar", *QUICK)
    assert done.returncode == 1
    assert "[message-fuzzy]" in done.stderr


def test_a_failed_edition_leaves_its_earlier_file_and_the_others_go_on(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    quickly(folder, "publish", "--language", "en", "--format", "pdf-screen")
    before = _files(folder)
    page = folder / "layouts/standard/page.html"
    page.write_text(page.read_text(encoding="utf-8") + "{% set x = nowhere.there %}\n", "utf-8")
    change(folder / "source" / f"{LEAFLET}.md", "* In the morning", "* In the early morning")
    done = quickly(folder, "publish", "--language", "en", "--format", "pdf-screen", "--json")
    assert done.returncode == 1
    states = _states(done)
    assert states["en", "standard pdf-screen"] == "failed"
    assert states["en", "large-print pdf-screen"] == "made"
    found = [d for d in json.loads(done.stdout)["diagnostics"] if d["severity"] == "error"]
    last = len(page.read_text(encoding="utf-8").splitlines())
    assert [(d["code"], d["file"], d["line"]) for d in found] == [
        ("template-error", "layouts/standard/page.html", last)
    ]
    after = _files(folder)
    standard = f"{LEAFLET}/en/{LEAFLET}-en-standard.pdf"
    large = f"{LEAFLET}/en/{LEAFLET}-en-large-print.pdf"
    assert after[standard] == before[standard]
    assert after[large] != before[large]


def test_a_new_version_that_fails_leaves_the_file_of_the_last_one(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    quickly(folder, "publish", "--language", "en", *QUICK)
    before = _files(folder)
    source = folder / "source" / f"{LEAFLET}.md"
    change(source, 'version: "1.0"', 'version: "2.0"')
    change(source, "* In the morning", "* In the morning 𒀀")
    assert quickly(folder, "publish", "--language", "en", *QUICK).returncode == 1
    name = f"{LEAFLET}/en/{LEAFLET}-en-standard.pdf"
    assert _files(folder)[name] == before[name]
    change(source, " 𒀀", "")
    assert quickly(folder, "publish", "--language", "en", *QUICK).returncode == 0
    rows = json.loads(_files(folder)["manifest.json"])["artefacts"]
    assert [row["version"] for row in rows] == ["2.0"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("layout.css", "margin: 11mm 12mm 17mm", "margin: var(--edgy)"),
        ("layout.css", "margin: 11mm 12mm 17mm", "margin: calc(1mm + )"),
        ("layout.toml", "title =", "titel ="),
    ],
)
def test_a_layout_that_cannot_be_read_leaves_what_was_made_with_it(
    name: str, old: str, new: str, tmp_path: Path
) -> None:
    folder = lay_out(tmp_path)
    quickly(folder, "publish", "--language", "en", *QUICK)
    before = _files(folder)
    change(folder / "layouts/standard" / name, old, new)
    assert quickly(folder, "publish", "--language", "en", *QUICK).returncode == 1
    assert {name: _files(folder).get(name) for name in before} == before


def test_a_page_made_alone_leads_where_it_led_before(published: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    before = _files(folder)
    for chosen in (("--language", "en"), ("--format", "html", "--language", "ar"), (LEAFLET,)):
        done = quickly(folder, "publish", *chosen, "--json")
        states = set(_states(done).values())
        assert "unchanged" in states <= {"unchanged", "withheld"}, done.stderr
    assert {name: data for name, data in _files(folder).items() if name in before} == before
    page = before[f"{LEAFLET}/en/index.html"].decode()
    assert 'hreflang="ar"' in page
    assert f"{LEAFLET}-en-standard.pdf" in page


def test_a_page_leads_to_no_page_that_was_never_made(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    quickly(folder, "publish", "--language", "ar", *QUICK)
    quickly(folder, "publish", "--language", "en", "--format", "html")
    assert f"{LEAFLET}/ar/{LEAFLET}-ar-standard.pdf" in _files(folder)
    assert 'hreflang="ar"' not in _files(folder)[f"{LEAFLET}/en/index.html"].decode()


def test_a_leaflet_made_alone_still_leads_to_the_others(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    text = (folder / "source" / f"{LEAFLET}.md").read_text(encoding="utf-8")
    other = f"{text}\nRead [about drinking]({LEAFLET}.md).\n"
    (folder / "source/more-water.md").write_text(other, encoding="utf-8")
    chosen = ("--language", "en", "--layout", "standard", "--layout", "web", "--json")
    formats = ("--format", "pdf-screen", "--format", "html")
    quickly(folder, "publish", *chosen, *formats)
    assert f"../../{LEAFLET}/en/index.html" in _files(folder)["more-water/en/index.html"].decode()
    done = quickly(folder, "publish", "more-water", *chosen, *formats)
    assert set(_states(done).values()) == {"unchanged"}


def test_a_page_leads_to_no_file_of_an_older_text(published: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    change(folder / "source" / f"{LEAFLET}.md", "* In the morning", "* In the early morning")
    done = quickly(folder, "publish", "--language", "en", "--format", "html")
    assert done.returncode == 0, done.stderr
    page = _files(folder)[f"{LEAFLET}/en/index.html"].decode()
    assert "In the early morning" in page
    assert f"{LEAFLET}-en-standard.pdf" not in page


def test_a_sign_that_no_font_has_fails_the_edition(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    change(folder / "source" / f"{LEAFLET}.md", "* In the morning", "* In the morning 𒀀")
    done = quickly(folder, "publish", "--language", "en", *QUICK)
    assert done.returncode == 1
    assert "[glyph-missing]" in done.stderr


def test_a_number_that_speech_cannot_say_yet_withholds_the_audio_alone(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    change(folder / "source" / f"{LEAFLET}.md", "* In the morning", "* In the morning, 2.5 mEq")
    chosen = ("--language", "en", "--format", "audio", "--format", "pdf-screen")
    done = quickly(folder, "publish", *chosen, "--layout", "standard", "--layout", "web")
    assert done.returncode == 1
    line = line_of(folder / "source" / f"{LEAFLET}.md", "2.5 mEq")
    assert f"source/{LEAFLET}.md:{line}: error [speech-unspeakable]" in done.stderr
    assert list((folder / "output").rglob("*.pdf"))
    assert not list((folder / "output").rglob("*.mp3"))


def test_what_the_release_rule_withholds_does_not_stay_in_output(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    quickly(folder, "publish", *QUICK)
    assert len(list((folder / "output").rglob("*.pdf"))) == 3
    change(folder / "everyleaf.toml", 'rule = "draft"', 'rule = "reviewed"')
    _make_real(folder)
    done = quickly(folder, "publish", *QUICK)
    assert done.returncode == 1
    assert "[release-no-reviewer]" in done.stderr
    assert "[release-machine-drafted]" in done.stderr
    assert [path.parent.name for path in (folder / "output").rglob("*.pdf")] == ["en"]


def _make_real(folder: Path) -> None:
    """Values that are no samples: what the rules above draft ask for."""
    settings = folder / "everyleaf.toml"
    change(settings, 'helpline = "0808 157 0123"', 'helpline = "0808 808 0000"')
    change(settings, 'web = "https://www.example.org"', 'web = "https://www.nhs.uk"')
    change(settings, 'email = "info@example.org"', 'email = "info@nhs.uk"')
    change(folder / "source" / f"{LEAFLET}.md", "020 7946 0123", "020 7188 7188")


def test_a_signed_text_goes_out_and_one_changed_word_voids_the_signature(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    change(folder / "everyleaf.toml", 'rule = "draft"', 'rule = "approved"')
    _make_real(folder)
    chosen = ("publish", "--language", "en", *QUICK)
    assert quickly(folder, *chosen).returncode == 1
    signed = ("--role", "approver", "--name", 'Test "Approver"')
    assert everyleaf(folder, "sign", LEAFLET, *signed).returncode == 0
    assert quickly(folder, *chosen).returncode == 0
    change(folder / "source" / f"{LEAFLET}.md", "* In the morning", "* In the evening")
    done = quickly(folder, *chosen)
    assert done.returncode == 1
    assert "[release-no-approver]" in done.stderr
    assert not list((folder / "output").rglob("*.pdf"))


def test_sample_values_do_not_go_out_for_real(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    change(folder / "everyleaf.toml", 'rule = "draft"', 'rule = "approved"')
    done = quickly(folder, "publish", "--language", "en", *QUICK)
    assert done.returncode == 1
    assert "everyleaf.toml: error [fact-sample]" in done.stderr
    assert f"source/{LEAFLET}.md: error [fact-sample]" in done.stderr


@pytest.mark.parametrize("data", [None, b"no profile"])
def test_a_profile_that_is_none_is_told_before_anything_is_made(
    tmp_path: Path, data: bytes | None
) -> None:
    folder = lay_out(tmp_path)
    with (folder / "everyleaf.toml").open("a", encoding="utf-8") as file:
        file.write('[print]\nprofile = "paper.icc"\n')
    if data is not None:
        (folder / "paper.icc").write_bytes(data)
    done = quickly(folder, "publish", "--language", "en")
    assert done.returncode == 3
    assert "There is no CMYK profile at paper.icc." in done.stderr


def test_a_leaflet_that_is_gone_leaves_output(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    change(
        folder / "everyleaf.toml",
        '["standard", "large-print", "giant-print", "web"]',
        '["standard"]',
    )
    change(
        folder / "everyleaf.toml", '["pdf-print", "pdf-screen", "html", "audio"]', '["pdf-screen"]'
    )
    source = folder / "source" / f"{LEAFLET}.md"
    (folder / "source/second.md").write_bytes(source.read_bytes())
    quickly(folder, "publish", "--language", "en", *QUICK)
    assert (folder / "output/second").is_dir()
    (folder / "source/second.md").unlink()
    quickly(folder, "publish")
    assert not (folder / "output/second").exists()


def test_a_manifest_that_a_stranger_wrote_removes_nothing(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    quickly(folder, "publish", "--language", "en", *QUICK)
    manifest = folder / "output/manifest.json"
    data = json.loads(manifest.read_bytes())
    data["artefacts"][0]["path"] = "../everyleaf.toml"
    manifest.write_text(json.dumps(data), encoding="utf-8")
    quickly(folder, "publish", "--language", "en", *QUICK)
    assert (folder / "everyleaf.toml").is_file()


def test_two_runs_at_once_do_not_mix(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    first = subprocess.Popen(
        [sys.executable, "-m", "everyleaf", "publish"], cwd=folder,
        env={"PYTHONPATH": str(REPOSITORY), **_environment()},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while not (folder / "output/.store").exists() and first.poll() is None:
            time.sleep(0.05)
        done = quickly(folder, "publish", "--language", "en", *QUICK)
    finally:
        first.terminate()
        first.wait(timeout=60)
    assert done.returncode == 3
    assert "Another run is publishing here" in done.stderr


def _environment() -> dict[str, str]:
    import os

    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
