"""Whatever is wrong, a person is told what, where, and what to do; never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.small_publication import LEAFLET, change, everyleaf, lay_out

SOURCE = f"source/{LEAFLET}.md"
ARABIC = f"translations/ar/LC_MESSAGES/{LEAFLET}.po"
STYLE = "layouts/standard/layout.css"
Fault = Callable[[Path], None]


def _swap(name: str, old: str, new: str) -> Fault:
    return lambda folder: change(folder / name, old, new)


def _remove(name: str) -> Fault:
    return lambda folder: (folder / name).unlink()


def _write(name: str, data: bytes) -> Fault:
    def plant(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return plant


def _unreadable(name: str) -> Fault:
    def plant(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()

    return plant


# What is planted, the code it gives, and the place that is named.
FAULTS: dict[str, tuple[Fault, str, str]] = {
    "broken front matter": (
        _swap(SOURCE, 'version: "1.0"', 'version: "1.0'), "front-matter-syntax", f"{SOURCE}:"),
    "a field that is missing": (
        _swap(SOURCE, "reviewed: 2026-11-01\n", ""), "front-matter-missing", f"{SOURCE}:"),
    "a field that is unknown": (
        _swap(SOURCE, "summary:", "colour: red\nsummary:"), "front-matter-unknown", f"{SOURCE}:2"),
    "no title": (_swap(SOURCE, "# Drink enough water", ""), "title-missing", SOURCE),
    "a second title": (
        _swap(SOURCE, "## When", "# When"), "title-twice", f"{SOURCE}:19"),
    "a skipped heading level": (
        _swap(SOURCE, "## When", "### When"), "heading-skipped", f"{SOURCE}:19"),
    "a missing picture": (_remove("source/glass.svg"), "picture-missing", f"{SOURCE}:24"),
    "a picture without description": (
        _swap(SOURCE, "![A glass of water.]", "![]"), "picture-without-alt", f"{SOURCE}:24"),
    "a picture outside the folder": (
        _swap(SOURCE, "(glass.svg", "(../../etc/passwd"), "picture-name", f"{SOURCE}:24"),
    "an unknown language": (
        _swap("everyleaf.toml", '"zh-Hans"', '"xx"'), "language-unknown", "everyleaf.toml:3"),
    "a malformed language tag": (
        _swap("everyleaf.toml", '"zh-Hans"', '"zh_CN.UTF-8"'),
        "language-tag-malformed", "everyleaf.toml:3"),
    "an unknown setting": (
        _swap("everyleaf.toml", "helpline =", "helplin ="), "setting-unknown", "everyleaf.toml:12"),
    "a wrong value": (
        _swap("everyleaf.toml", '"draft"', '"sometimes"'), "setting-wrong", "everyleaf.toml:15"),
    "settings that are no TOML": (
        _swap("everyleaf.toml", "[release]", "[release"), "settings-syntax", "everyleaf.toml:14"),
    "a PO file that is none": (
        _swap(ARABIC, 'msgid "Morning"', "msgid Morning"), "catalogue-syntax", f"{ARABIC}:"),
    "a catalogue with a merge conflict": (
        _swap(ARABIC, 'msgid "Morning"', '<<<<<<< ours\nmsgid "Morning"'),
        "catalogue-conflict", f"{ARABIC}:"),
    "a catalogue that is not UTF-8": (
        _write(ARABIC, 'msgid ""\nmsgstr ""\n\nmsgid "é"\n'.encode("latin-1")),
        "catalogue-not-utf8", f"{ARABIC}:4"),
    "a template that is broken": (
        _write("layouts/web/page.html", b"{% if %}"),
        "template-error", "layouts/web/page.html:1"),
    "an unreadable file": (_unreadable(SOURCE), "source-unreadable", SOURCE),
    "a source that is not UTF-8": (
        _write(SOURCE, b"---\nsummary: caf\xe9\n---\n"), "source-not-utf8", f"{SOURCE}:2"),
    "a link to no leaflet": (
        _swap(SOURCE, "In the morning", "[In the morning](nowhere.md)"),
        "link-leaflet-unknown", f"{SOURCE}:21"),
    "a link that runs something": (
        _swap(SOURCE, "In the morning", "[In the morning](javascript:alert)"),
        "link-address", f"{SOURCE}:21"),
    "raw HTML in the source": (
        _swap(SOURCE, "In the morning", "In the <b>morning</b>"), "raw-html", f"{SOURCE}:21"),
    "a placeholder for nothing": (
        _swap(SOURCE, "In the morning", "In the {morning}"), "fact-unknown", f"{SOURCE}:21"),
    "a translation with two blocks": (
        _swap(ARABIC, 'msgstr "في الصباح"', 'msgstr "في الصباح\\n\\nوفي المساء"'),
        "message-two-blocks", f"{ARABIC}:"),
    "a translation with a script": (
        _swap(ARABIC, 'msgstr "في الصباح"', 'msgstr "<script>في الصباح</script>"'),
        "raw-html", f"{ARABIC}:"),
    "a translation that lost a number": (
        _swap(ARABIC, "اتصل على {ward} إذا", "اتصل إذا"), "message-fact-lost", f"{ARABIC}:"),
    "a translation with another link": (
        _swap(ARABIC, 'msgstr "في الصباح"', 'msgstr "[في الصباح](https://evil.example)"'),
        "message-markup", f"{ARABIC}:"),
    "a layout that is not there": (
        _swap("everyleaf.toml", '"giant-print", ', '"pocket", '), "layout-missing",
        "layouts/pocket/layout.toml"),
    "a format that there is not": (
        _swap("everyleaf.toml", '"pdf-print"', '"pdf-prnt"'), "setting-format",
        "everyleaf.toml:"),
    "a style sheet that is not there": (
        _swap("layouts/standard/layout.toml", "standard/layout.css", "standard/laoyut.css"),
        "layout-file-missing", "layouts/standard/layout.toml:"),
    "a template that is not there": (
        _swap("layouts/web/layout.toml", "web/page.html", "web/pag.html"),
        "layout-file-missing", "layouts/web/layout.toml:"),
    "a style sheet with a brace too many": (
        _swap(STYLE, "@page { size: A5;", "}\n@page { size: A5;"), "style-syntax", f"{STYLE}:4"),
    "a style that uses what is set nowhere": (
        _swap(STYLE, "margin: 11mm 12mm 17mm", "margin: calc(var(--edge) * 2)"),
        "style-variable", f"{STYLE}:4"),
    "a style that no page can be made with": (
        _swap(STYLE, "margin: 11mm 12mm 17mm", "margin: calc(1mm + )"),
        "style-unreadable", f"{STYLE}:4"),
    "a brand colour too pale to read": (
        _swap("everyleaf.toml", "[release]",
              '[brand.accent]\nscreen = "#9fd0dc"\nprint = [40, 5, 10, 0]\n\n[release]'),
        "colour-contrast", "everyleaf.toml"),
    "a review that is overdue": (
        _swap(SOURCE, "next_review: 2028", "next_review: 2026"), "review-overdue", SOURCE),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_place_and_a_remedy(name: str, tmp_path: Path) -> None:
    plant, code, place = FAULTS[name]
    folder = lay_out(tmp_path)
    plant(folder)
    done = everyleaf(folder, "check")
    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if f"[{code}]" in line]
    assert lines, done.stderr
    assert lines[0].startswith(place), lines[0]


def test_the_small_publication_itself_is_well(tmp_path: Path) -> None:
    done = everyleaf(lay_out(tmp_path), "check")
    assert (done.returncode, done.stdout) == (0, "0 errors, 0 warnings\n"), done.stderr


def test_all_findings_come_in_one_run(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    change(folder / "everyleaf.toml", "helpline =", "helplin =")
    change(folder / "everyleaf.toml", '"draft"', '"sometimes"')
    change(folder / "everyleaf.toml", '"info@example.org"', '"nobody"')
    done = everyleaf(folder, "check")
    assert {"everyleaf.toml:11", "everyleaf.toml:12", "everyleaf.toml:15"} <= {
        line.split(": ")[0] for line in done.stderr.splitlines()
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["publish", "no-such-leaflet"], "There are: drinking-water."),
        (["publish", "--language", "fr"], "There are: en, ar, zh-Hans."),
        (["publish", "--layout", "larg-print"], 'Did you mean "large-print"?'),
        (["publish", "--format", "pdf"], "There are: pdf-print, pdf-screen, html, audio."),
        (["publish", "--jobs", "0"], "--jobs"),
        (["publsh"], "No such command"),
        (["sign", LEAFLET, "--role", "approver", "--name", " "], "--name"),
    ],
)
def test_wrong_usage_says_what_there_is(arguments: list[str], said: str, tmp_path: Path) -> None:
    done = everyleaf(lay_out(tmp_path), *arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_outside_a_publication_the_way_in_is_named(tmp_path: Path) -> None:
    done = everyleaf(tmp_path, "publish")
    assert done.returncode == 3
    assert "everyleaf init" in done.stderr


def test_an_output_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    (folder / "output").write_text("a file")
    done = everyleaf(folder, "publish")
    assert done.returncode == 3
    assert "output/" in done.stderr
