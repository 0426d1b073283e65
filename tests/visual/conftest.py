"""The small publication's pages as pictures, and the option that keeps them as goldens."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.small_publication import LEAFLET, lay_out, quickly
from tests.visual.comparing import DOTS
from tests.visual.pages import looks

LAYOUTS = ("standard", "large-print", "giant-print")
EDITIONS = [(tag, layout) for tag in ("en", "ar", "zh-Hans") for layout in LAYOUTS]
SCREEN = ("--format", "pdf-screen")


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "keep the pages as they are now as goldens; look at them before they are committed"
    parser.addoption("--update-goldens", action="store_true", help=told)


def file_of(folder: Path, tag: str, layout: str) -> Path:
    return folder / "output" / LEAFLET / tag / f"{LEAFLET}-{tag}-{layout}.pdf"


def look_of(folder: Path, tag: str, layout: str) -> Image.Image:
    return looks(file_of(folder, tag, layout), DOTS)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small publication with its PDFs for screens."""
    folder = lay_out(tmp_path_factory.mktemp("visual"))
    done = quickly(folder, "publish", *SCREEN)
    assert done.returncode == 0, done.stderr
    return folder
