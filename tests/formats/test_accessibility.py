"""`[pdf] accessibility = "ua-2"`: the whole of a publication in PDF 2.0, each file judged."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from everyleaf.checks.fidelity import FIDELITY_CHECKS, LAYOUT_CHECKS
from everyleaf.checks.tags import TAG_CHECKS
from tests.small_publication import change, everyleaf, lay_out

LANGUAGES = ["ar", "en", "zh-Hans"]
ONE = ("--layout", "standard", "--format", "pdf-screen")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = lay_out(tmp_path_factory.mktemp("second"))
    settings = folder / "everyleaf.toml"
    change(settings, "[release]", '[pdf]\naccessibility = "ua-2"\n\n[release]')
    done = everyleaf(folder, "publish", *ONE)
    assert done.returncode == 0, done.stderr
    return folder / "output"


def test_every_language_passes_what_it_claims_and_every_own_check(published: Path) -> None:
    rows = json.loads((published / "manifest.json").read_bytes())["artefacts"]
    assert sorted(row["language"] for row in rows) == LANGUAGES
    judged = ["PDF/UA-2", "PDF/A-4", "WTPDF 1.0 accessibility", "WTPDF 1.0 reuse"]
    own = {*TAG_CHECKS, *FIDELITY_CHECKS, *LAYOUT_CHECKS}
    for row in rows:
        assert row["checks"][-4:] == [f"veraPDF {name}" for name in judged]
        assert own <= set(row["checks"])
        assert row["unchecked"] == ["pages-alike: no pdf-print was made with it"]
        with pikepdf.open(published / row["path"]) as file:
            assert file.pdf_version == "2.0"


def test_the_report_names_the_standards(published: Path) -> None:
    page = (published / "report/index.html").read_text(encoding="utf-8")
    assert "veraPDF WTPDF 1.0 accessibility" in page
    assert "veraPDF PDF/UA-2" in page
    assert "PDF/UA-1" not in page
