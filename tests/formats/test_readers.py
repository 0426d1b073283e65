"""What was written is what programs take from the PDFs for screens (STANDARDS 15)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from everyleaf.checks.fidelity import check_text, written
from everyleaf.checks.fidelity.readers import READERS, share_read
from everyleaf.checks.tags import check_tags, read_tagged
from everyleaf.document import Document
from everyleaf.edition import Edition
from everyleaf.engine import Gathered, gather
from everyleaf.layout.layout import shown_by
from everyleaf.publication import open_publication
from tests.formats.conftest import pdf
from tests.small_publication import LEAFLET

LAYOUTS = ("standard", "large-print", "giant-print")


@cache
def gathered(root: Path) -> Gathered:
    publication, found = open_publication(root)
    assert publication is not None, found
    return gather(publication)


def documents(output: Path) -> list[Document]:
    return [one.document for one in gathered(output.parent).ready]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_structure_order_gives_back_every_block_in_every_language(
    editions: Path, layout: str
) -> None:
    look = gathered(editions.parent).layouts[layout]
    for document in documents(editions):
        tag = document.language.tag
        file = read_tagged(pdf(editions, tag, layout).read_bytes())
        assert file is not None
        edition = Edition(LEAFLET, tag, layout, "pdf-screen", document.front.version)
        comparison, found = check_text(file, edition, document, look, None)
        assert (comparison.share, found, check_tags(file, edition)) == (1.0, [], [])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("reader", READERS)
def test_other_programs_give_back_every_block_of_scripts_from_left_to_right(
    editions: Path, layout: str, reader: str
) -> None:
    for document in documents(editions):
        if document.language.direction == "ltr":
            data = pdf(editions, document.language.tag, layout).read_bytes()
            look = gathered(editions.parent).layouts[layout]
            blocks = written(shown_by(look, document), look.widest_table)
            assert share_read(READERS[reader](data), blocks) == (1.0, [])


def test_every_pdf_for_screens_was_judged_by_verapdf(editions: Path) -> None:
    rows = json.loads((editions / "manifest.json").read_bytes())["artefacts"]
    judged = [row["checks"][-2:] for row in rows if row["format"] == "pdf-screen"]
    assert judged
    assert all(names == ["veraPDF PDF/UA-1", "veraPDF PDF/A-2a"] for names in judged)
