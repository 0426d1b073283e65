"""A language is added as CONTRIBUTING.md says: rows of data and a folder of catalogues.

The rows stand in a copy of the package, which is what runs here. Vietnamese, by a tag of
its own, has letters that the face for Latin script lacks, so this also shows what a
contributor meets then.
The face of the second try is the one in the font cache that has them all.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from everyleaf.catalogue import Entry, read_catalogue
from tests.growth.growing import append, copy_of_package, files_touched, fill, pretend
from tests.small_publication import LEAFLET, REPOSITORY, change, everyleaf, lay_out

ROW = """
[vi-VN]
gettext = "vi_VN"
cldr = "vi_VN"
own_name = "Tiếng Việt"
script = "Latn"
direction = "ltr"
digits = "latn"
voice = { engine = "espeak", name = "aav/vi", rate = 160, status = "weak", reason = "Nobody has \
judged it yet." }
"""
FACE = """
[Qaab]
family = "Everyleaf Vietnamese"
package = "noto-sans-sc"
regular = "400Regular/NotoSansSC_400Regular.ttf"
bold = "700Bold/NotoSansSC_700Bold.ttf"
scale = 1.0
leading = 1.5
"""
WORDS = {
    "For everybody who takes these tablets at home.": "Dành cho mọi người uống thuốc này ở nhà.",
    "Drink enough water": "Hãy uống đủ nước",
    "Take each tablet with a **full glass** of water.": "Uống mỗi viên với **một ly đầy** nước.",
    "When should I drink?": "Tôi nên uống khi nào?",
    "In the morning": "Vào buổi sáng",
    "With each meal": "Trong mỗi bữa ăn",
    '![A glass of water.](glass.svg "One glass, 4 times a day.")':
        '![Một ly nước.](glass.svg "Một ly, 4 lần một ngày.")',
    "How much to drink": "Uống bao nhiêu",
    "When": "Khi nào",
    "How much": "Bao nhiêu",
    "Morning": "Buổi sáng",
    "One glass": "Một ly",
    "Call now": "Gọi ngay",
    "Call {ward} if you cannot swallow.": "Hãy gọi {ward} nếu quý vị không nuốt được.",
    "How to pour": "Cách rót nước",
    "A nurse pours a glass.": "Một y tá rót một ly nước.",
    "Hello, this is how I pour.": "Xin chào, tôi rót nước như thế này.",
}  # fmt: skip
HALF = dict(list(WORDS.items())[:8])
CATALOGUES = Path("translations/vi_VN/LC_MESSAGES")
QUICK = ("--layout", "standard", "--format", "pdf-screen", "--jobs", "1")


@dataclass
class Growing:
    """A publication in English, Arabic and Vietnamese, and the package that publishes it."""

    publication: Path
    package: Path

    def everyleaf(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return everyleaf(self.publication, *arguments, PYTHONPATH=str(self.package))

    def file(self, tag: str) -> Path:
        name = f"{LEAFLET}-{tag}-standard.pdf"
        return self.publication / "output" / LEAFLET / tag / name


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication in two languages, before anybody thought of a third."""
    folder = lay_out(tmp_path_factory.mktemp("before"))
    change(folder / "everyleaf.toml", '"en", "ar", "zh-Hans"', '"en", "ar"')
    assert everyleaf(folder, "extract").returncode == 0
    return folder


@pytest.fixture(scope="module")
def extracted(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Steps 1 and 2: the row, the tag, `everyleaf extract`."""
    folder = tmp_path_factory.mktemp("growing")
    made = Growing(folder / "publication", copy_of_package(folder / "package"))
    shutil.copytree(before, made.publication)
    append(made.package / "everyleaf/language/languages.toml", ROW)
    change(made.publication / "everyleaf.toml", '"en", "ar"', '"en", "ar", "vi-VN"')
    done = made.everyleaf("extract")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def growing(extracted: Path, tmp_path: Path) -> Growing:
    """A copy of it, to go on with."""
    folder = Path(shutil.copytree(extracted, tmp_path, dirs_exist_ok=True))
    return Growing(folder / "publication", folder / "package")


def _translate(growing: Growing, words: dict[str, str]) -> None:
    """Step 3. Nobody here can write the layouts' words; brackets stand for it."""
    fill(growing.publication / CATALOGUES / f"{LEAFLET}.po", words)
    pretend(growing.publication / CATALOGUES / "layouts.po")


def _errors(done: subprocess.CompletedProcess[str]) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(done.stdout)["diagnostics"]
    return [row for row in rows if row["severity"] == "error"]


def test_without_its_row_the_tag_is_refused(before: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(before, tmp_path / "publication"))
    change(folder / "everyleaf.toml", '"en", "ar"', '"en", "ar", "vi-VN"')
    done = everyleaf(folder, "extract")
    assert done.returncode != 0
    assert "vi-VN" in done.stderr


def test_extract_lays_out_every_message_to_be_translated(growing: Growing) -> None:
    entries: list[Entry] = []
    for name in (LEAFLET, "layouts"):
        path = growing.publication / CATALOGUES / f"{name}.po"
        catalogue, found = read_catalogue(path, path.name)
        assert catalogue is not None, found
        assert "nplurals=1" in path.read_text("utf-8"), "Vietnamese has no plural"
        entries += catalogue.entries.values()
    assert set(WORDS) < {entry.source for entry in entries}
    assert not any(entry.is_usable for entry in entries)


def test_half_a_catalogue_withholds_that_language_and_names_each_message(growing: Growing) -> None:
    _translate(growing, HALF)
    done = growing.everyleaf("publish", "--language", "en", "--language", "vi-VN", *QUICK, "--json")
    assert done.returncode == 1
    missing = [text for text in WORDS if text not in HALF]
    found = _errors(done)
    assert {row["code"] for row in found} == {"message-untranslated"}
    assert len(found) == len(missing) == 9
    lines = (growing.publication / CATALOGUES / f"{LEAFLET}.po").read_text("utf-8").splitlines()
    for text in missing:
        (row,) = (row for row in found if f'"{text}"' in row["problem"])
        assert row["file"] == f"{CATALOGUES}/{LEAFLET}.po"
        below = lines[int(row["line"]) - 1 :]
        assert next(line for line in below if line.startswith("msgid")) == f'msgid "{text}"'
    assert growing.file("en").is_file()
    assert not growing.file("vi-VN").exists()


def test_a_face_without_its_letters_is_reported_not_printed(growing: Growing) -> None:
    _translate(growing, WORDS)
    done = growing.everyleaf("publish", "--language", "vi-VN", *QUICK, "--json")
    assert done.returncode == 1
    found = next(row for row in _errors(done) if row["code"] == "glyph-missing")
    assert "ữ" in found["problem"]
    assert "scripts.toml" in found["remedy"]
    assert not growing.file("vi-VN").exists()


def test_the_whole_catalogue_and_a_face_publish_it(growing: Growing, before: Path) -> None:
    _translate(growing, WORDS)
    append(growing.package / "everyleaf/language/scripts.toml", FACE)
    languages = growing.package / "everyleaf/language/languages.toml"
    languages.write_text(
        languages.read_text("utf-8").replace(ROW, ROW.replace("Latn", "Qaab")), "utf-8"
    )
    done = growing.everyleaf("publish", "--language", "vi-VN", *QUICK)
    assert done.returncode == 0, done.stderr
    _is_vietnamese(growing.file("vi-VN"))
    assert files_touched(REPOSITORY / "everyleaf", growing.package / "everyleaf") == {
        "language/languages.toml",
        "language/scripts.toml",
    }
    assert files_touched(before, growing.publication) == {
        "everyleaf.toml",
        f"{CATALOGUES}/{LEAFLET}.po",
        f"{CATALOGUES}/layouts.po",
    }


def _is_vietnamese(path: Path) -> None:
    """In its language, its date by CLDR, its facts, no sentence left in English."""
    with pikepdf.open(path) as file:
        assert str(file.Root.Lang) == "vi-VN"
        assert str(file.docinfo["/Title"]) == "Hãy uống đủ nước"
    document = pypdfium2.PdfDocument(path)
    said = " ".join(page.get_textpage().get_text_range() for page in document)
    text = " ".join(said.split())
    for wanted in ("Tiếng Việt", "Trong mỗi bữa ăn", "020 7946 0123", "1 tháng 11, 2026"):
        assert wanted in text, wanted
    for left in ("In the morning", "One glass", "Call now"):
        assert left not in text, left
