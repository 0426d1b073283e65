"""everyleaf status: the board as a table, as JSON and as a web page."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tests.small_publication import LEAFLET, change, everyleaf, lay_out

ARABIC = f"translations/ar/LC_MESSAGES/{LEAFLET}.po"
TITLE = 'msgstr "اشرب ما يكفي من الماء"'


def board(folder: Path, *arguments: str) -> tuple[int, dict[str, dict[str, Any]]]:
    done = everyleaf(folder, "status", "--json", *arguments)
    rows = json.loads(done.stdout)["board"]
    return done.returncode, {row["language"]: row for row in rows}


def test_a_full_translation_may_go_out_with_its_notice(tmp_path: Path) -> None:
    code, rows = board(lay_out(tmp_path))
    assert code == 0
    assert list(rows) == ["en", "ar", "zh-Hans"]
    for row in rows.values():
        assert row["translated"] == row["messages"] > 10
        assert (row["fuzzy"], row["missing"], row["problems"], row["blocks"]) == (0, 0, 0, [])
        assert row["glyphs"] == []
        assert row["may_go_out"]
    assert rows["ar"]["notices"] == ["draft"]
    assert rows["ar"]["voice"] == "weak"
    assert rows["ar"]["next_review"] == "2028-11-01"


def test_each_thing_that_is_wrong_is_counted_in_its_column(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    path = folder / ARABIC
    change(path, TITLE, 'msgstr ""')
    text = path.read_text(encoding="utf-8")
    assert 'msgid "Call {ward} if' in text
    text = text.replace("{ward}", "123", 3).replace('msgid "Call 123 if', 'msgid "Call {ward} if')
    text = text.replace('msgid "In the morning"', '#, fuzzy\nmsgid "In the morning"')
    path.write_text(text, encoding="utf-8")
    code, rows = board(folder, "--language", "ar")
    row = rows["ar"]
    assert code == 1
    assert not row["may_go_out"]
    assert (row["missing"], row["fuzzy"]) == (1, 1)
    assert row["problems"] >= 1
    assert {one["file"] for one in row["blocks"]} == {ARABIC}


def test_a_character_without_a_glyph_is_told(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    change(folder / ARABIC, TITLE, 'msgstr "اشرب ما يكفي من الماء 𓀀"')
    code, rows = board(folder, "--language", "ar")
    assert code == 1
    assert rows["ar"]["glyphs"] == ["𓀀"]


def test_the_release_rule_blocks_each_language_for_its_own_reasons(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    settings = folder / "everyleaf.toml"
    change(settings, 'rule = "draft"', 'rule = "approved"')
    change(settings, 'helpline = "0808 157 0123"\n', "")  # a sample value
    change(settings, 'web = "https://www.example.org"\n', "")
    change(settings, 'email = "info@example.org"\n', "")
    change(folder / f"source/{LEAFLET}.md", '{phone: "020 7946 0123"}', '{text: "the ward"}')
    code, rows = board(folder, "--language", "en", "--language", "zh-Hans")
    assert code == 1
    assert [one["code"] for one in rows["en"]["blocks"]] == ["release-no-approver"]
    chinese = rows["zh-Hans"]["blocks"]
    assert "release-machine-drafted" in [one["code"] for one in chinese]
    assert {one["file"] for one in chinese} == {f"translations/zh_CN/LC_MESSAGES/{LEAFLET}.po"}


def test_a_source_that_is_due_for_review_blocks_all_languages(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    change(folder / f"source/{LEAFLET}.md", "next_review: 2028", "next_review: 2025")
    _, rows = board(folder)
    assert {one["code"] for row in rows.values() for one in row["blocks"]} == {"review-overdue"}


class Page(HTMLParser):
    """What a reader with a screen reader would meet."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))


def test_the_page_can_be_read_by_everybody(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    change(folder / ARABIC, TITLE, 'msgstr "<script>alert(1)</script>"')
    done = everyleaf(folder, "status", "--html")
    assert done.returncode == 1
    text = (folder / "output/report/status.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    assert "script" not in page.tags
    assert "&lt;script&gt;" in text
    assert "blocked: 1 raw-html" in text
    assert page.attributes[0] == ("html", {"lang": "en"})
    assert page.tags.count("h1") == page.tags.count("main") == page.tags.count("caption") == 1
    assert all("scope" in attrs for tag, attrs in page.attributes if tag == "th")
    assert any(
        attrs.get("lang") == "ar" and attrs.get("dir") == "rtl" for _, attrs in page.attributes
    )
    ids = [attrs["id"] for _, attrs in page.attributes if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] for tag, attrs in page.attributes if tag == "a"]
    assert links == [f"#{LEAFLET}-ar"]
    assert f"{LEAFLET}-ar" in ids


def test_a_page_goes_where_it_is_asked_for_and_nowhere_else(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "publication")
    assert everyleaf(folder, "status", "--html", f"{tmp_path}/board.html").returncode == 0
    assert (tmp_path / "board.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert not (folder / "output").exists()
    done = everyleaf(folder, "status", "--html", LEAFLET)
    assert done.returncode == 2, "a leaflet in the place of the file is no file name"
