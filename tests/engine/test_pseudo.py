"""Pseudo-locales are made only when asked for by name, and never among what may go out."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf

from everyleaf.checks.pages import check_pages
from everyleaf.edition import Edition
from everyleaf.language import known_languages, pseudo_locales
from everyleaf.manifest import read_manifest
from tests.layout.conftest import layout_of
from tests.small_publication import LEAFLET, change, everyleaf, lay_out


def test_a_normal_publish_knows_no_pseudo_locale(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    for tag in pseudo_locales():
        done = everyleaf(folder, "publish", "--language", tag)
        assert done.returncode == 2
        assert f'There is no language "{tag}"' in done.stderr
    change(folder / "everyleaf.toml", '"zh-Hans"]', '"zh-Hans", "en-XA"]')
    done = everyleaf(folder, "publish")
    assert done.returncode == 1
    assert "language-unknown" in done.stderr
    assert not (folder / "output").exists()


def test_the_switch_makes_them_aside_marked_and_with_pages_that_hold(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    change(folder / "everyleaf.toml", '"giant-print", "web"]', '"giant-print", "bilingual", "web"]')
    chosen = ("--format", "pdf-screen", "--format", "html", "--layout", "standard")
    done = everyleaf(
        folder, "publish", "--pseudo", *chosen, "--layout", "bilingual", "--layout", "web", "--json"
    )
    assert done.returncode == 0, done.stderr
    editions = json.loads(done.stdout)["editions"]
    assert {one["language"] for one in editions} == set(pseudo_locales())
    assert {one["state"] for one in editions} == {"made"}
    assert not (folder / "output/manifest.json").exists()
    manifest = read_manifest((folder / "output/pseudo/manifest.json").read_bytes())
    assert manifest is not None
    for row in manifest.artefacts:
        path = folder / "output/pseudo" / row.path
        if path.suffix == ".pdf":
            with pikepdf.open(path) as pdf:
                assert str(pdf.docinfo["/Title"]).startswith(row.language)
                assert str(pdf.Root.Lang) == row.language
            edition = Edition(LEAFLET, row.language, row.layout, row.format, row.version)
            found = check_pages(
                path.read_bytes(), edition, layout_of(folder / "layouts", row.layout)
            )
            assert [one for one in found if one.severity == "error"] == []
    assert "no-fit-voice" not in done.stderr


def test_no_language_of_people_is_a_pseudo_locale(tmp_path: Path) -> None:
    tag = next(iter(known_languages()))
    done = everyleaf(lay_out(tmp_path), "publish", "--pseudo", "--language", tag)
    assert done.returncode == 2
    assert "There is no pseudo-locale" in done.stderr
