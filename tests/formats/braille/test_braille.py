"""What somebody with an embosser gets."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from tests.small_publication import LEAFLET, change, everyleaf, lay_out


def small(folder: Path) -> Path:
    """The small publication, which is to have braille."""
    lay_out(folder)
    change(folder / "everyleaf.toml", '"audio"]', '"audio", "braille"]')
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small(tmp_path_factory.mktemp("braille"))
    done = everyleaf(folder, "publish", "--format", "braille")
    assert done.returncode == 0, done.stderr
    assert "no-braille-table" in done.stderr  # Chinese, which gets none and is told so
    return folder


def file(folder: Path, tag: str, ending: str) -> Path:
    return folder / "output" / LEAFLET / tag / f"{LEAFLET}-{tag}-braille-{ending}"


def pages(folder: Path, tag: str, grade: str) -> list[list[str]]:
    text = file(folder, tag, f"{grade}.brf").read_bytes().decode("ascii")
    assert text.endswith("\f")
    return [page.split("\r\n")[:-1] for page in text.split("\f")[:-1]]


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("grade", ["contracted", "uncontracted"])
def test_each_page_fits_the_embosser(folder: Path, tag: str, grade: str) -> None:
    for number, page in enumerate(pages(folder, tag, grade), 1):
        assert len(page) == 25
        assert max(map(len, page)) <= 40
        digits = "".join("JABCDEFGHI"[int(digit)] for digit in str(number))
        assert page[-1].strip() == f"#{digits}"


def test_the_leaflet_can_be_read(folder: Path) -> None:
    lines = [line for page in pages(folder, "en", "uncontracted") for line in page]
    assert lines[0].strip() == ",DRINK ENOUGH WATER"
    text = " ".join(" ".join(lines).split())
    for words in (
        ",FOR CHECKING ONLY1 NOT FOR PATIENTS",
        ',CALL #JBJ"GIDF"JABC IF YOU CANNOT SWALLOW4',
        ",PICTURE3 ,A GLASS OF WATER4",
        ",WHEN3 ,MORNING4 ,HOW MUCH3 ,ONE GLASS4",
        ",VERSION3 #A4J",
    ):
        assert words in text


def test_the_proof_shows_print_beside_braille(folder: Path) -> None:
    text = file(folder, "en", "proof.html").read_text(encoding="utf-8")
    rows = re.findall(r"<tr><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td>", text)
    shown = {html.unescape(printed): (plain, short) for printed, plain, short in rows}
    plain, short = shown["When should I drink?"]
    assert plain == "⠠⠺⠓⠑⠝⠀⠎⠓⠕⠥⠇⠙⠀⠠⠊⠀⠙⠗⠊⠝⠅⠦"
    assert len(short) < len(plain)


def test_the_size_of_the_page_is_a_setting(folder: Path) -> None:
    settings = folder / "everyleaf.toml"
    with settings.open("a", encoding="utf-8") as added:
        added.write("\n[braille]\ncells = 28\nlines = 20\n")
    assert everyleaf(folder, "publish", "--format", "braille", "--language", "en").returncode == 0
    made = pages(folder, "en", "contracted")
    assert {len(page) for page in made} == {20}
    assert max(len(line) for page in made for line in page) <= 28


def test_a_sign_that_the_table_lacks_withholds_the_edition(tmp_path: Path) -> None:
    folder = small(tmp_path)
    change(folder / "source" / f"{LEAFLET}.md", "A nurse pours a glass.", "A nurse pours ☃.")
    done = everyleaf(folder, "publish", "--format", "braille", "--language", "en")
    assert done.returncode == 1
    assert "braille-unknown-sign" in done.stderr
    assert not file(folder, "en", "contracted.brf").exists()


def test_without_liblouis_it_says_what_to_type(tmp_path: Path) -> None:
    folder = small(tmp_path)
    done = everyleaf(
        folder, "publish", "--format", "braille", "--language", "en", PATH=str(tmp_path)
    )
    assert "liblouis-bin" in done.stderr
    assert not file(folder, "en", "contracted.brf").exists()
