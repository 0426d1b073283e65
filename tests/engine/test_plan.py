"""Which editions of a layout that shows the source there are, and when they are made anew."""

from __future__ import annotations

from pathlib import Path

from everyleaf.edition import Edition
from everyleaf.engine import Selection, gather, make_tasks
from everyleaf.publication import open_publication
from tests.small_publication import LEAFLET, change, lay_out


def keys(folder: Path) -> dict[Edition, str]:
    """The key of every PDF for screens."""
    opened, found = open_publication(folder)
    assert opened is not None, found
    tasks = make_tasks(gather(opened), Selection(formats=("pdf-screen",)))
    return {task.edition: task.key for task in tasks}


def with_both(folder: Path) -> Path:
    lay_out(folder)
    change(folder / "everyleaf.toml", '"giant-print", "web"]', '"giant-print", "bilingual", "web"]')
    return folder


def test_a_layout_beside_the_source_is_not_offered_for_the_source(tmp_path: Path) -> None:
    editions = list(keys(with_both(tmp_path)))
    tags = {one.language for one in editions if one.layout == "bilingual"}
    assert tags == {one.language for one in editions} - {"en"}
    assert {one.language for one in editions if one.layout == "standard"} == {*tags, "en"}


def test_other_words_of_the_source_make_only_what_shows_them_anew(tmp_path: Path) -> None:
    before = keys(with_both(tmp_path))
    change(tmp_path / f"source/{LEAFLET}.md", "In the morning", "Every morning")
    for name in ("ar", "zh_CN"):
        catalogue = tmp_path / f"translations/{name}/LC_MESSAGES/{LEAFLET}.po"
        change(catalogue, 'msgid "In the morning"', 'msgid "Every morning"')
    after = keys(tmp_path)
    changed = {one for one, key in after.items() if key != before[one]}
    assert changed == {e for e in after if e.layout == "bilingual" or e.language == "en"}
