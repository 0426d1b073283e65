"""What a printer's preflight would look at (STANDARDS section 4)."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from everyleaf.formats.press_sheet import SLUG
from tests.formats.conftest import pdf

MM = 72 / 25.4
TAGS = ("en", "ar", "zh-Hans")
LAYOUTS = {"standard": (148, 210), "large-print": (210, 297), "giant-print": (210, 297)}
_RGB = {"rg", "RG"}
_GREY = {"g", "G"}


@pytest.fixture(params=[(tag, layout) for tag in TAGS for layout in LAYOUTS], ids=str)
def printed(request: pytest.FixtureRequest, editions: Path) -> tuple[pikepdf.Pdf, str]:
    tag, layout = request.param
    return pikepdf.open(pdf(editions, tag, layout, "-print")), layout


def _box(page: pikepdf.Page, name: str) -> list[float]:
    return [float(value) for value in page.obj[name]]


def test_trim_lies_inside_bleed_inside_the_sheet(printed: tuple[pikepdf.Pdf, str]) -> None:
    file, layout = printed
    width, height = LAYOUTS[layout]
    for page in file.pages:
        trim, bleed, sheet = (_box(page, f"/{name}Box") for name in ("Trim", "Bleed", "Media"))
        assert trim[2] - trim[0] == pytest.approx(width * MM, abs=0.1)
        assert trim[3] - trim[1] == pytest.approx(height * MM, abs=0.1)
        for side, sign in ((0, -1), (1, -1), (2, 1), (3, 1)):
            assert sign * (bleed[side] - trim[side]) == pytest.approx(3 * MM, abs=0.1)
            assert sign * (sheet[side] - bleed[side]) > 0


def test_it_says_that_it_is_pdf_x_4_and_for_which_condition(
    printed: tuple[pikepdf.Pdf, str],
) -> None:
    file, _ = printed
    assert 'GTS_PDFXVersion="PDF/X-4"' in _metadata(file) or "PDF/X-4" in _metadata(file)
    intents = list(file.Root.OutputIntents)
    assert [str(intent.S) for intent in intents] == ["/GTS_PDFX"]
    assert str(intents[0].OutputConditionIdentifier) == "FOGRA39"
    assert intents[0].DestOutputProfile.read_bytes()[36:40] == b"acsp"
    assert str(file.docinfo["/Trapped"]) == "/False"
    assert str(file.docinfo["/Title"])
    assert len(file.trailer.ID) == 2
    assert not file.is_encrypted


def _metadata(file: pikepdf.Pdf) -> str:
    return bytes(file.Root.Metadata.read_bytes()).decode("utf-8")


def test_everything_is_ink(printed: tuple[pikepdf.Pdf, str]) -> None:
    file, _ = printed
    for page in file.pages:
        for content in _contents(page.obj):
            for step in pikepdf.parse_content_stream(content):
                assert str(step.operator) not in _RGB | _GREY, step
    for item in file.objects:
        if isinstance(item, pikepdf.Stream) and _is_coloured_picture(item):
            assert str(item.ColorSpace) in ("/DeviceCMYK", "/DeviceGray"), item.ColorSpace


def _is_coloured_picture(item: pikepdf.Stream) -> bool:
    return item.get("/Subtype") == "/Image" and not item.get("/ImageMask")


def _contents(holder: pikepdf.Object) -> list[pikepdf.Object]:
    """A page and every form XObject that it draws, also those inside others."""
    found = [holder]
    resources: Any = holder.get("/Resources", {})
    for child in dict(resources.get("/XObject", {})).values():
        if child.get("/Subtype") == "/Form":
            found += _contents(child)
    return found


def test_a_stitched_leaflet_fills_whole_sheets(printed: tuple[pikepdf.Pdf, str]) -> None:
    file, layout = printed
    if layout == "standard":
        assert len(file.pages) % 4 == 0


def test_black_text_overprints(printed: tuple[pikepdf.Pdf, str]) -> None:
    file, _ = printed
    states = [
        state
        for page in file.pages
        for state in dict(page.resources.get("/ExtGState", {})).values()
    ]
    assert any(bool(state.get("/op")) and state.get("/OPM") == 1 for state in states)


def test_nothing_lies_on_top_of_the_page(printed: tuple[pikepdf.Pdf, str]) -> None:
    file, _ = printed
    assert not any("/Annots" in page for page in file.pages)
    assert "/AcroForm" not in file.Root
    assert "/JavaScript" not in file.Root.get("/Names", {})


def test_every_font_is_embedded(printed: tuple[pikepdf.Pdf, str]) -> None:
    file, _ = printed
    fonts = [
        item
        for item in file.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    for font in fonts:
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()), font.FontName
        assert "Everyleaf" in str(font.FontName) or "+" in str(font.FontName), font.FontName


def test_crop_marks_stand_outside_the_bleed_in_all_separations(
    printed: tuple[pikepdf.Pdf, str],
) -> None:
    file, _ = printed
    page = file.pages[0]
    assert page.resources.ColorSpace.AllSeparations[1] == pikepdf.Name.All
    bleed = _box(page, "/BleedBox")
    data = page.Contents[-1].read_bytes().decode()
    lines = re.findall(r"([\d.-]+) ([\d.-]+) m ([\d.-]+) ([\d.-]+) l S", data)
    assert len(lines) == 8
    for x1, y1, x2, y2 in (map(float, line) for line in lines):
        for x, y in ((x1, y1), (x2, y2)):
            inside = bleed[0] < x < bleed[2] and bleed[1] < y < bleed[3]
            assert not inside


def test_ghostscript_reads_it_and_total_ink_stays_below_300_percent(
    editions: Path, tmp_path: Path
) -> None:
    file = pdf(editions, "ar", "standard", "-print")
    command = [
        "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiff32nc", "-r50",
        "-dLastPage=2", f"-sOutputFile={tmp_path}/page-%d.tif", str(file),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "error" not in (done.stdout + done.stderr).lower()
    for path in sorted(tmp_path.glob("*.tif")):
        with Image.open(path) as image:
            assert image.mode == "CMYK"
            inside = [SLUG * 50 / 25.4, SLUG * 50 / 25.4]  # crop marks are 400 % on purpose
            box = (inside[0], inside[1], image.width - inside[0], image.height - inside[1])
            plates = image.crop(box).split()
            totals = (
                sum(inks) for inks in zip(*(plate.tobytes() for plate in plates), strict=True)
            )
            assert max(totals) / 2.55 <= 300


def test_the_printed_codes_can_be_read(editions: Path, tmp_path: Path) -> None:
    file = pdf(editions, "zh-Hans", "standard", "-print")
    run = ["pdftoppm", "-r", "150", "-png", str(file), str(tmp_path / "p")]
    subprocess.run(run, check=True)
    read = set()
    for path in sorted(tmp_path.glob("*.png")):
        with Image.open(io.BytesIO(path.read_bytes())) as image:
            read |= {code.text for code in zxingcpp.read_barcodes(image)}
    assert "https://videos.example.org/pouring" in read
    assert any(address.startswith("https://leaflets.example.org/c/") for address in read)
