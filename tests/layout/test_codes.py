"""QR codes are read back by an independent reader, from paper, at their printed size."""

from __future__ import annotations

from xml.etree import ElementTree

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from everyleaf.formats.typesetting import prepare
from everyleaf.layout.codes import qr_svg

ADDRESSES = [
    "https://leaflets.everyleaf.example/c/7K3Q-XM4B/",
    "https://v.example.org/1",
    "https://a-rather-long-name.hospital.example.org:8443/patients/videos/" + "a" * 60,
]
SMALLEST = 28  # mm: .qr in layouts/base/paper.css


def printed(svg: str, millimetres: float, dots_per_inch: int) -> Image.Image:
    """The code on a sheet, as a scanner sees it."""
    prepare()
    from weasyprint import HTML

    style = (
        f"@page {{ size: 60mm 60mm; margin: 10mm }} .qr {{ width: {millimetres}mm;"
        f" height: {millimetres}mm; display: block }}"
    )
    pdf = HTML(string=f"<style>{style}</style>{svg}").write_pdf()
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=dots_per_inch / 72).to_pil()
    assert isinstance(page, Image.Image)
    return page.convert("L")


@pytest.mark.parametrize("ink", ["#000", "#16202a", "device-cmyk(0 0 0 1)"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_printed_code_leads_where_it_should(address: str, ink: str) -> None:
    found = zxingcpp.read_barcodes(printed(qr_svg(address, "Code", ink), SMALLEST, 300))
    assert [one.text for one in found] == [address]


def test_a_code_is_read_from_a_poor_photograph() -> None:
    found = zxingcpp.read_barcodes(printed(qr_svg(ADDRESSES[0], "Code", "#000"), SMALLEST, 110))
    assert [one.text for one in found] == ADDRESSES[:1]


def test_a_code_survives_a_stain() -> None:
    image = printed(qr_svg(ADDRESSES[0], "Code", "#000"), SMALLEST, 300)
    centre = [side / 2 for side in image.size]
    spot = [centre[0] - 20, centre[1] - 20, centre[0] + 20, centre[1] + 20]
    ImageDraw.Draw(image).ellipse(spot, fill=128)
    assert [one.text for one in zxingcpp.read_barcodes(image)] == ADDRESSES[:1]


def test_the_modules_of_a_code_can_be_printed_and_scanned() -> None:
    box = ElementTree.fromstring(qr_svg(ADDRESSES[0], "Code")).get("viewBox", "").split()
    assert SMALLEST / float(box[2]) >= 0.5  # mm a module


def test_a_code_keeps_a_quiet_zone_of_four_modules() -> None:
    image = printed(qr_svg(ADDRESSES[0], "Code", "#000"), SMALLEST, 300)
    inked = image.point(lambda value: 255 if value < 128 else 0).getbbox()
    box = ElementTree.fromstring(qr_svg(ADDRESSES[0], "Code")).get("viewBox", "").split()
    module = SMALLEST / float(box[2])
    assert inked is not None
    assert inked[0] / 300 * 25.4 - 10 >= 3.9 * module


def test_a_code_says_what_it_is_to_a_screen_reader() -> None:
    code = ElementTree.fromstring(qr_svg(ADDRESSES[0], 'A "code" & <b>'))
    assert code.get("role") == "img"
    assert code.findtext("{http://www.w3.org/2000/svg}title") == 'A "code" & <b>'


def test_a_code_stays_the_same_from_run_to_run() -> None:
    assert qr_svg(ADDRESSES[0], "Code") == qr_svg(ADDRESSES[0], "Code")
