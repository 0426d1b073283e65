"""The small publication's editions, made once a test run and read back by the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_publication import LEAFLET, everyleaf, lay_out


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """output/ of the small publication in all languages, without audio."""
    folder = lay_out(tmp_path_factory.mktemp("editions"))
    chosen = [part for name in ("pdf-print", "pdf-screen", "html") for part in ("--format", name)]
    done = everyleaf(folder, "publish", *chosen)
    assert done.returncode == 0, done.stderr
    return folder / "output"


def pdf(output: Path, tag: str, layout: str, ending: str = "") -> Path:
    """The file of an edition; ``ending`` is "-print" for the printer's."""
    return output / LEAFLET / tag / f"{LEAFLET}-{tag}-{layout}{ending}.pdf"
