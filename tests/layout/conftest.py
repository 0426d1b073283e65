"""Pages of the repository's own layouts, and of layouts with a planted fault."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from everyleaf.edition import Edition
from everyleaf.formats import FORMATS
from everyleaf.language import Language
from everyleaf.layout import Composition, Layout, read_layouts
from everyleaf.layout.layout import shown_by
from everyleaf.publication import Publisher, Settings
from everyleaf.translation import LayoutWords, localise
from tests.conftest import ARABIC, CHINESE, ENGLISH, HEAD, REPOSITORY, document, translated

BODY = """\
# Tea

Call **now** on {helpline}[^x].

## Cups

![A "cup" & saucer.](cup.svg "A cup")

| Day | Cups |
| --- | --- |
| Monday | 3 |

!!! urgent "Stop"
    Not now.

!!! video cup "How to pour"
    A nurse pours.

    Hello, I am a nurse.

[More](cup.md) or [none](pot.md)

[^x]: A note.
"""
VIDEO = "videos: {cup: {address: 'https://v.example.org/1', poster: cup.svg, minutes: 4}}\n"
ComposedOf = Callable[..., Composition]


@pytest.fixture
def layouts(tmp_path: Path) -> Path:
    """A copy of the repository's layouts, to plant a fault in."""
    return Path(shutil.copytree(REPOSITORY / "layouts", tmp_path / "layouts"))


@pytest.fixture
def composed_of() -> ComposedOf:
    """How a small leaflet is composed; arguments change a part of it."""

    def make(
        name: str = "standard",
        language: Language = ENGLISH,
        body: str = BODY,
        folder: Path = REPOSITORY / "layouts",
        **changes: Any,
    ) -> Composition:
        source = document(body, HEAD.removesuffix("---\n") + f"{VIDEO}---\n")
        made, found = localise(source, language, translated(source))
        assert made is not None, found
        parts: dict[str, Any] = {
            "document": shown_by(layout_of(folder, name), made),
            "edition": Edition("tea", language.tag, name, "pdf-screen", "1.0"),
            "layout": layout_of(folder, name),
            "settings": Settings("Small", Publisher("Leaf & Co", helpline="0808 157 0123"),
                                 base_address="https://leaf.example.org"),
            "layouts_folder": folder,
            "words": LayoutWords(language),
            "source_words": LayoutWords(ENGLISH),
            "languages": (ENGLISH, ARABIC, CHINESE),
        }  # fmt: skip
        return Composition(**{**parts, **changes})

    return make


def layout_of(folder: Path, name: str) -> Layout:
    layouts, found = read_layouts(folder, (name,), "layouts", tuple(FORMATS))
    assert found == []
    return layouts[name]
