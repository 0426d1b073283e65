"""Colours of paper and of screens: what a page in ink looks like in light, and back.

Pages are laid out once, in the colours of paper; the pictures beside the source come in
those of screens. Writing for a printer turns the second into ink, writing for a screen the
first into light. The brand's own colours have a value for each (everyleaf.toml).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageCms
from tinycss2.color4 import Color as _AnyColour
from tinycss2.color5 import Color, parse_color

from everyleaf.layout.typefaces import palette
from everyleaf.publication import Brand
from everyleaf.publication import Colour as BrandColour

INK = "device-cmyk"
_RELATIVE_COLORIMETRIC = 1
_BLACK_POINT = 0x2000
_Values = tuple[float, ...]


def to_ink(profile: Path, brand: Brand) -> Callable[[Color], Color]:
    """Any colour as ink.

    The brand's screen colours take their print values; black and white are pure, greys are
    black ink alone; all others go through the profile (relative colorimetric, black point
    compensation).
    """
    named = {
        _eight_bits(_parsed(colour.screen)): tuple(value / 100 for value in colour.print)
        for colour in (brand.accent, brand.tint)
    }

    def convert(colour: Color) -> Color:
        if colour.space == INK:
            return colour
        rgb = _eight_bits(colour)
        inks = named.get(rgb) or _ink_of(rgb, profile)
        return Color(INK, inks, colour.alpha)

    return convert


def to_light(brand: Brand) -> Callable[[Color], Color]:
    """Any colour as sRGB: those of the palette as the brand shows them on screens.

    Ink that no brand names is taken as light that passes through it.
    """
    paper, screen = (palette(brand, on_paper=on_paper) for on_paper in (True, False))
    named: Mapping[_Values, _Values] = {
        _values(_parsed(paper[name])): _values(_parsed(screen[name])) for name in paper
    }

    def convert(colour: Color) -> Color:
        if colour.space != INK:
            return colour
        inks = _values(colour)
        return Color("srgb", named.get(inks) or _through(inks), colour.alpha)

    return convert


def screen_colour(colour: BrandColour) -> Color:
    """A colour of the brand as screens show it."""
    return _parsed(colour.screen)


def picture_in_ink(profile: Path) -> Callable[[bytes], bytes | None]:
    """Pictures of pixels as CMYK or grey JPEG on white."""
    return lambda data: _inked(data, profile)


def picture_in_light(data: bytes) -> bytes | None:
    """A CMYK picture as sRGB; None for all others (ISO 19005-2, 6.2.4.3)."""
    with Image.open(io.BytesIO(data)) as image:
        return _jpeg(image.convert("RGB")) if image.mode == "CMYK" else None


@cache
def _transform(profile: Path) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.getOpenProfile(str(profile)), "RGB", "CMYK",
        renderingIntent=ImageCms.Intent(_RELATIVE_COLORIMETRIC), flags=ImageCms.Flags(_BLACK_POINT),
    )  # fmt: skip


@lru_cache(maxsize=16)  # the same pictures stand in every layout and language
def _inked(data: bytes, profile: Path) -> bytes:
    image: Image.Image = Image.open(io.BytesIO(data))
    if image.mode in ("RGBA", "LA", "PA", "P"):
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    if image.mode not in ("L", "CMYK"):
        converted = ImageCms.applyTransform(image.convert("RGB"), _transform(profile))
        assert converted is not None  # only where it is changed in place
        image = converted
    return _jpeg(image)


def _jpeg(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=92, subsampling=0)
    return buffer.getvalue()


def _parsed(text: str) -> Color:
    colour = parse_color(text)
    assert isinstance(colour, _AnyColour), text  # the settings have been checked
    return colour


def _values(colour: Color) -> _Values:
    return tuple(round(value, 5) for value in colour.coordinates)


def _eight_bits(colour: Color) -> tuple[int, ...]:
    parts = colour.to("srgb").coordinates
    return tuple(round(max(0.0, min(1.0, part)) * 255) for part in parts)


def _through(inks: _Values) -> _Values:
    *colours, black = inks
    return tuple((1 - value) * (1 - black) for value in colours)


@lru_cache(maxsize=4096)  # one colour costs 14 ms: the library copies the whole profile
def _ink_of(rgb: tuple[int, ...], profile: Path) -> _Values:
    red, green, blue = rgb
    if red == green == blue:
        return (0.0, 0.0, 0.0, 1 - red / 255)
    pixel = ImageCms.applyTransform(
        Image.new("RGB", (1, 1), (red, green, blue)), _transform(profile)
    )
    assert pixel is not None
    parts = pixel.getpixel((0, 0))
    assert isinstance(parts, tuple)
    return tuple(round(part / 255, 4) for part in parts)
