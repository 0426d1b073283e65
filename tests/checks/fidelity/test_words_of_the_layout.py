"""What a layout adds to a leaflet: its own words, each in its own language."""

from __future__ import annotations

import pytest

from everyleaf.checks.fidelity import check_text
from everyleaf.edition import Edition
from tests.checks.tags.tagged_pdf import node, write
from tests.checks.tags.tea import WORDS, document, layout, opened, tree

EDITION = Edition("tea", "en", "standard", "pdf-screen", "1.0")
HTML = (
    "<html lang='en'><head><title>Tea</title><style>p{}</style></head><body>"
    "<p>Version <bdi>1.0</bdi></p><p lang='cy'>Te &amp; llaeth</p><p>1</p></body></html>"
)


def codes(*added: tuple[str, str]) -> list[str]:
    whole = tree(WORDS["en"])
    whole.kids += [node("P", words, language=language) for words, language in added]
    file = opened(write(whole, "en", WORDS["en"].title))
    page = HTML.replace("<p>1</p>", f"<h1>{WORDS['en'].title}</h1>")
    return [one.code for one in check_text(file, EDITION, document("en"), layout(), page)[1]]


def test_words_of_the_layout_pass() -> None:
    assert codes(("Version 1.0", ""), ("Te & llaeth", "cy")) == []


def test_words_that_nobody_wrote_are_found() -> None:
    assert codes(("Version 2.0", "")) == ["text-unknown"]


@pytest.mark.parametrize("language", ["", "pl"])
def test_words_in_another_language_than_told_are_found(language: str) -> None:
    assert codes(("Te & llaeth", language)) == ["language-change"]
