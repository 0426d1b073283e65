"""The same page in ink and in light: colours, and pictures of every kind."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from tinycss2.color5 import parse_color

from everyleaf.formats.addresses import LeafAddresses
from everyleaf.formats.ink import to_ink, to_light
from everyleaf.formats.pdf_print import write_print
from everyleaf.formats.pdf_screen import write_screen
from everyleaf.formats.typesetting import prepare
from everyleaf.layout.fontcache import font_folder
from everyleaf.layout.inkprofile import profile_path
from everyleaf.publication import Brand, Publisher, Settings

SETTINGS = Settings("Small", Publisher("Leaf"))
HEAD = (
    '<html lang="en"><head><title>T</title><meta name="author" content="Leaf">'
    '<meta name="dcterms.created" content="2026-11-01">'
    '<meta name="dcterms.modified" content="2026-11-01">'
    '<style>@font-face{font-family:F;src:url("leaf://font/Latn-400.ttf")}'
    "@page{size:A5;bleed:3mm;color:device-cmyk(0 0 0 1)}"
    ":root{font-family:F;color:device-cmyk(0 0 0 1);--on-screen:plain}</style></head><body>"
)


def _laid_out(body: str, pictures: Path) -> Any:
    fonts = prepare()
    from weasyprint import HTML

    fetcher = LeafAddresses(pictures, pictures, font_folder())
    page = HTML(string=f"{HEAD}{body}", url_fetcher=fetcher, base_url="leaf://layout/")
    return page.render(font_config=fonts)


def _written(body: str, pictures: Path) -> dict[str, pikepdf.Pdf]:
    document = _laid_out(body, pictures)
    files = {
        "screen": write_screen(document, SETTINGS.brand, "a"),
        "print": write_print(document, SETTINGS, profile_path(), "a"),
    }
    return {name: pikepdf.open(io.BytesIO(data)) for name, data in files.items()}


def _picture(mode: str) -> Image.Image:
    red = Image.new("RGBA", (40, 30), (200, 30, 30, 128))
    return red.convert(mode)


KINDS = [
    ("RGB", "JPEG"), ("CMYK", "JPEG"), ("L", "JPEG"), ("RGB", "PNG"), ("RGBA", "PNG"),
    ("L", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("1", "PNG"),
]  # fmt: skip


@pytest.mark.parametrize(("mode", "kind"), KINDS)
def test_a_picture_is_ink_for_the_printer_and_light_for_the_screen(
    mode: str, kind: str, tmp_path: Path
) -> None:
    name = f"p.{kind.lower()}"
    _picture(mode).save(tmp_path / name, kind)
    files = _written(f'<img src="leaf://source/{name}" alt="x">', tmp_path)
    spaces = {name: _colour_spaces(file) for name, file in files.items()}
    assert spaces["print"] <= {"/DeviceCMYK", "/DeviceGray"}
    assert spaces["screen"] <= {"/DeviceRGB", "/DeviceGray"}
    assert all(spaces.values())


def _pictures(file: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        item for item in file.objects
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
    ]  # fmt: skip


def _colour_spaces(file: pikepdf.Pdf) -> set[str]:
    pictures = _pictures(file)
    assert not any(picture.get("/Interpolate") for picture in pictures)
    return {str(picture.ColorSpace) for picture in pictures}


def test_a_picture_looks_the_same_in_both(tmp_path: Path) -> None:
    """No plate is turned round: red stays red, within what ink can show."""
    _picture("RGB").save(tmp_path / "p.png")
    files = _written('<img src="leaf://source/p.png" alt="x">', tmp_path)
    (printed,) = _pictures(files["print"])
    cyan, magenta, yellow, _ = _as_shown(printed)
    assert cyan < 90 < magenta
    assert cyan < 90 < yellow


def _as_shown(picture: pikepdf.Object) -> tuple[int, ...]:
    """The ink of the first pixel; a /Decode of [1 0 …] turns what is stored round."""
    image = Image.open(io.BytesIO(picture.read_raw_bytes()))
    stored = image.getpixel((0, 0))  # Pillow has turned Adobe's round already
    assert isinstance(stored, tuple)
    is_turned = list(map(int, picture.get("/Decode", [0, 1])))[:2] == [1, 0]
    assert is_turned is ("adobe" in image.info)
    return stored


def test_colours_of_a_page_in_both(tmp_path: Path) -> None:
    body = (
        '<p style="color:device-cmyk(.92 .42 .34 .36)">brand</p>'
        '<p style="color:#e3f0f2">tint</p><p>black</p>'
    )
    files = _written(body, tmp_path)
    assert _colours(files["print"]) == [
        (0.92, 0.42, 0.34, 0.36),
        (0.11, 0.02, 0.04, 0),
        (0, 0, 0, 1),
    ]
    shown = [tuple(round(v * 255) for v in colour) for colour in _colours(files["screen"])]
    assert shown == [(0x0B, 0x5A, 0x6E), (0xE3, 0xF0, 0xF2), (0x16, 0x20, 0x2A)]


def _colours(file: pikepdf.Pdf) -> list[tuple[float, ...]]:
    steps = pikepdf.parse_content_stream(file.pages[0])
    return [
        tuple(float(value) for value in step.operands)
        for step in steps
        if str(step.operator) in ("rg", "scn", "k")
    ]


def test_only_black_ink_alone_overprints(tmp_path: Path) -> None:
    body = '<p>black</p><p style="color:device-cmyk(1 0 0 1)">rich</p><p>black</p>'
    file = _written(body, tmp_path)["print"]
    steps = [
        str(step.operands[0])
        for step in pikepdf.parse_content_stream(file.pages[0])
        if str(step.operator) == "gs" and "Overprint" in str(step.operands[0])
    ]
    assert steps == ["/OverprintOn", "/OverprintOff", "/OverprintOn"]


def test_the_screen_file_has_no_bleed_and_the_printers_no_links(tmp_path: Path) -> None:
    files = _written('<p><a href="https://example.org/">there</a>', tmp_path)
    page = files["screen"].pages[0]
    assert list(map(float, page.mediabox)) == list(map(float, page.trimbox))
    assert len(page.Annots) == 1
    assert "/Annots" not in files["print"].pages[0]
    assert not [o for o in files["print"].objects if _is_annotation(o)]


def _is_annotation(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Annot"


@pytest.mark.parametrize("first", ["print", "screen"])
def test_neither_writing_leaves_traces_on_the_other(first: str, tmp_path: Path) -> None:
    body = '<style>a{--on-screen:underlined}</style><p><a href="https://example.org/">there</a>'
    brand = SETTINGS.brand

    def screen(document: Any) -> bytes:
        return write_screen(document, brand, "a")

    def press(document: Any) -> bytes:
        return write_print(document, SETTINGS, profile_path(), "a")

    order: list[Callable[[Any], bytes]] = [press, screen] if first == "print" else [screen, press]
    document = _laid_out(body, tmp_path)
    together = [write(document) for write in order]
    assert together == [write(_laid_out(body, tmp_path)) for write in order]


@pytest.mark.parametrize(
    ("written", "inks"),
    [
        ("#0b5a6e", (0.92, 0.42, 0.34, 0.36)),
        ("#000", (0, 0, 0, 1)),
        ("white", (0, 0, 0, 0)),
        ("rgb(102 102 102)", (0, 0, 0, 0.6)),
        ("device-cmyk(.1 .2 .3 .4)", (0.1, 0.2, 0.3, 0.4)),
    ],
)
def test_a_colour_as_ink(written: str, inks: tuple[float, ...]) -> None:
    made = to_ink(profile_path(), Brand())(parse_color(written))
    assert made.space == "device-cmyk"
    assert tuple(made.coordinates) == pytest.approx(inks, abs=0.005)


def test_a_colour_that_no_brand_names_goes_through_the_profile() -> None:
    red = to_ink(profile_path(), Brand())(parse_color("rgb(200 30 30 / 50%)"))
    cyan, magenta, yellow, _ = red.coordinates
    assert (cyan < 0.3, magenta > 0.7, yellow > 0.7) == (True, True, True)
    assert red.alpha == 0.5


@pytest.mark.parametrize(
    ("written", "light"),
    [
        ("device-cmyk(.92 .42 .34 .36)", (0x0B / 255, 0x5A / 255, 0x6E / 255)),
        ("device-cmyk(0 0 0 0)", (1, 1, 1)),
        ("device-cmyk(0 1 0 0)", (1, 0, 1)),
        ("device-cmyk(0 0 0 .2)", (0.8, 0.8, 0.8)),
        ("#123456", (0x12 / 255, 0x34 / 255, 0x56 / 255)),
    ],
)
def test_a_colour_as_light(written: str, light: tuple[float, ...]) -> None:
    made = to_light(Brand())(parse_color(written))
    assert tuple(made.to("srgb").coordinates) == pytest.approx(light, abs=0.001)
