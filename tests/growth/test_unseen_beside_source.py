"""Leaflets that nobody has seen, in two languages beside each other: every block of both.

The checks of finished files run on every one, in the pseudo-locales: longer words, and words
from right to left.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.growth.test_unseen_pages import HEAD, TEXTS
from tests.small_publication import LEAFLET, everyleaf, lay_out

TAGS = ("en-XA", "ar-XB")
SETTINGS = """\
name = "Plain"
source_language = "en"
languages = ["en"]
layouts = ["bilingual"]
formats = ["pdf-screen"]

[publisher]
name = "Plain"

[release]
rule = "draft"
today = 2026-11-22
"""
EVERY_KIND = """\
# Water

A glass of water[^glass] with each tablet.

## In order

1. Fill a glass.
2. Sit down.

    Sit upright, and stay so.

    * with your back straight
    * with both feet on the floor

3. Drink.
4. Wait.
5. Fill it again.
6. Sit down again.
7. Drink again.
8. Wait again.
9. Rest.
10. Write it down.

    * in your diary

> Said by many.

## Words

Glass
:   What water is drunk from.

    It may be a cup.

Diary
:   What you write in.

A plan
{: .caption}

| Day | Morning | Evening |
| --- | --- | --- |
| Monday | One glass | |
| Tuesday | | Two |

!!! urgent "Call now"
    Call your nurse if:

    * you cannot swallow
    * you feel very unwell

[^glass]: About 200 ml.
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = lay_out(tmp_path_factory.mktemp("beside"))
    (folder / "everyleaf.toml").write_text(SETTINGS, "utf-8")
    (folder / f"source/{LEAFLET}.md").unlink()
    texts = {name: TEXTS[name] for name in ("long-heading", "nested-items")}
    for name, text in {**texts, "every-kind": EVERY_KIND}.items():
        (folder / f"source/{name}.md").write_text(HEAD + text, "utf-8")
    return folder


@pytest.mark.parametrize("tag", TAGS)
def test_the_layout_holds_them_all(published: Path, tag: str) -> None:
    done = everyleaf(published, "publish", "--pseudo", "--language", tag, "--json")
    report = json.loads(done.stdout)
    assert [row for row in report["diagnostics"] if row["severity"] == "error"] == []
    made = list((published / "output/pseudo").glob(f"*/{tag}/*-bilingual.pdf"))
    assert len(made) == len(list((published / "source").glob("*.md")))
