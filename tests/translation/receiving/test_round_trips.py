"""There and back: ten languages in every format, and the forms in which tools leave PO files."""

from __future__ import annotations

import dataclasses
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from translate.storage import pypo

from everyleaf.engine.receiving import Desk, receive_delivery
from everyleaf.engine.sending import prepare
from everyleaf.language import known_languages
from everyleaf.publication import open_publication
from everyleaf.translation.handoff import HANDOFF_FORMATS, package, sent_bytes, sent_file
from everyleaf.translation.receiving import Fate
from tests.conftest import REPOSITORY
from tests.translation.delivery import (
    COLD,
    MESSAGES,
    fates,
    here_now,
    po_text,
    sent_out,
    taken_back,
    tea,
    translated_file,
)

SETTINGS = open_publication(REPOSITORY)[0].settings  # type: ignore[union-attr]
TAGS = [tag for tag in SETTINGS.languages if tag != SETTINGS.source_language]
CHANGED = "لا تشربيه وهو بارد أبدًا."
PO = "translations/ar/LC_MESSAGES/tea.po"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's publication, to write in."""
    folder = tmp_path_factory.mktemp("sample")
    for name in ("source", "translations"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / "everyleaf.toml", folder)
    return folder


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_comes_back_as_it_went_in_every_format(tag: str, sample: Path) -> None:
    here, _ = open_publication(sample)
    assert here is not None
    made, found = prepare(here, known_languages()[tag], (), "po")
    assert made is not None, found
    before = {path: path.read_bytes() for path in sample.rglob("*.po")}
    sent_file(here.records, made.sent.name).parent.mkdir(parents=True, exist_ok=True)
    sent_file(here.records, made.sent.name).write_bytes(sent_bytes(made.sent))
    for form in HANDOFF_FORMATS:
        desk = Desk(here)
        back = receive_delivery(desk, package(dataclasses.replace(made, format=form)), "back.zip")
        assert desk.diagnostics == []
        assert desk.write() == []
        assert {o.fate for one in back for o in one.outcomes} <= {Fate.UNCHANGED}
        assert sum(len(one.outcomes) for one in back) > 200 or form == "omegat"
    assert {path: path.read_bytes() for path in sample.rglob("*.po")} == before


@pytest.mark.parametrize("tag", TAGS)
def test_every_translation_can_be_made_anew_from_its_codes(tag: str, sample: Path) -> None:
    """Untranslated here, translated in XLIFF: each message comes home as the Markdown it was."""
    here, _ = open_publication(sample)
    assert here is not None
    made, _ = prepare(here, known_languages()[tag], (), "xliff-2.0")
    assert made is not None
    kept = {path: path.read_bytes() for path in sample.rglob("*.po")}
    shutil.rmtree(here.records, ignore_errors=True)
    try:
        for one in made.leaflets:
            path = here.catalogue_file(one.leaflet, known_languages()[tag])
            store = pypo.pofile.parsestring(path.read_bytes())
            for unit in store.units[1:]:
                unit.target = ""
            path.write_bytes(bytes(store))
        desk = Desk(here)
        received = receive_delivery(desk, package(made), "back.zip")
        desk.write()
        assert {o.fate for one in received for o in one.outcomes} == {Fate.TAKEN}
        for path, data in kept.items():
            old, new = (pypo.pofile.parsestring(d) for d in (data, path.read_bytes()))
            assert {str(u.source): str(u.target) for u in old.units[1:]} == {
                str(u.source): str(u.target) for u in new.units[1:]
            }
    finally:
        for path, data in kept.items():
            path.write_bytes(data)


def by_msgmerge(po: str, folder: Path, *options: str) -> str:
    (folder / "a.po").write_text(po)
    (folder / "a.pot").write_text(po)
    done = subprocess.run(
        ["msgmerge", "--quiet", *options, "a.po", "a.pot", "-o", "-"],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def by_poedit(po: str, folder: Path) -> str:
    """Poedit wraps at 79 columns, adds its headers, sorts the rest below, ends lines as Windows."""
    wrapped = by_msgmerge(po, folder, "--width=79")
    fields = '"X-Generator: Poedit 3.5\\n"\n"X-Poedit-SourceCharset: UTF-8\\n"\n'
    changed = wrapped.replace('"X-Everyleaf-Origin', f'{fields}"X-Everyleaf-Origin')
    return changed.replace("\n", "\r\n")


def by_weblate(po: str, folder: Path) -> str:
    """Weblate leaves long lines whole, names its user and itself, keeps all comments."""
    whole = by_msgmerge(po, folder, "--no-wrap")
    fields = (
        '"PO-Revision-Date: 2026-11-28 10:00+0000\\n"\n"Last-Translator: A <a@a.example>\\n"\n'
        '"Language-Team: Arabic <https://weblate.example/ar/>\\n"\n"X-Generator: Weblate 5.14\\n"\n'
    )
    return (
        whole.replace('"MIME-Version', f'{fields}"MIME-Version') + '\n#~ msgid "x"\n#~ msgstr "y"\n'
    )


TOOLS = {"msgmerge": by_msgmerge, "Poedit": by_poedit, "Weblate": by_weblate}


@pytest.mark.parametrize("tool", TOOLS)
def test_the_form_of_a_tool_changes_nothing_here(tool: str, tmp_path: Path) -> None:
    here = tea(tmp_path / "here", fuzzy=("Tea",))
    before = (tmp_path / "here" / PO).read_bytes()
    back = TOOLS[tool](translated_file(sent_out(here, "po")), tmp_path)
    assert fates(taken_back(here, back)) == {}
    assert (tmp_path / "here" / PO).read_bytes() == before


@pytest.mark.parametrize("tool", TOOLS)
def test_a_translation_made_in_a_tool_comes_home_alone(tool: str, tmp_path: Path) -> None:
    here = tea(tmp_path / "here")
    out = translated_file(sent_out(here, "po")).replace(MESSAGES[COLD], CHANGED)
    back = TOOLS[tool](out, tmp_path)
    assert back != out
    assert fates(taken_back(here, back)) == {COLD: Fate.TAKEN}
    assert here_now(here, COLD) == (CHANGED, False)
    assert (tmp_path / "here" / PO).read_text() == po_text({COLD: CHANGED})


def test_the_hand_off_is_valid_to_gettext(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(translated_file(sent_out(tea(tmp_path), "po")))
    subprocess.run(["msgfmt", "--check", "-o", "/dev/null", "a.po"], cwd=tmp_path, check=True)


def test_a_member_of_the_zip_is_one_file_each(sample: Path) -> None:
    here, _ = open_publication(sample)
    assert here is not None
    made, _ = prepare(here, known_languages()[TAGS[0]], (), "xliff-1.2")
    assert made is not None
    with zipfile.ZipFile(io.BytesIO(package(made))) as archive:
        parts = [name for name in archive.namelist() if name.startswith("source/")]
    assert parts == [f"source/{path.stem}.xlf" for path in here.leaflet_files()]
