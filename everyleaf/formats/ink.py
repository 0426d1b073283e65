"""From screen colours to ink: pictures as CMYK for print-ready PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageCms
from tinycss2.color5 import parse_color

from everyleaf.publication import Brand

_RELATIVE_COLORIMETRIC = 1
_BLACK_POINT = 0x2000
_SVG_COLOURS = ("fill", "stroke", "stop-color", "color", "flood-color", "lighting-color")
_DECLARATION = re.compile(r"(?P<name>[a-z-]+)\s*:\s*(?P<value>[^;]+)")

ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")


def to_ink(profile: Path, brand: Brand) -> Callable[[str, bytes], bytes]:
    """A converter for pictures by name and bytes: SVG colours and RGB pixels to CMYK.

    The brand's own colours take their print values; all others go through the
    profile (relative colorimetric, black point compensation).
    """
    named = {colour.screen.lower(): colour.print for colour in (brand.accent, brand.tint)}

    def convert(name: str, data: bytes) -> bytes:
        if name.lower().endswith(".svg"):
            return _svg(data, lambda value: _css_colour(value, profile, named))
        return _raster(data, profile)

    return convert


@cache
def _transform(profile: Path) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.getOpenProfile(str(profile)), "RGB", "CMYK",
        renderingIntent=ImageCms.Intent(_RELATIVE_COLORIMETRIC), flags=ImageCms.Flags(_BLACK_POINT),
    )  # fmt: skip


def _raster(data: bytes, profile: Path) -> bytes:
    image: Image.Image = Image.open(io.BytesIO(data))
    if image.mode in ("RGBA", "LA", "P"):
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        image = ground
    if image.mode == "RGB":
        converted = ImageCms.applyTransform(image, _transform(profile))
        assert converted is not None
        image = converted
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=92, subsampling=0)
    return buffer.getvalue()


def _svg(data: bytes, colour: Callable[[str], str]) -> bytes:
    root = ElementTree.fromstring(data)  # expat refuses entity bombs since 2.4.1
    for element in root.iter():
        for name in _SVG_COLOURS:
            if value := element.get(name):
                element.set(name, colour(value))
        if style := element.get("style"):
            element.set("style", _style(style, colour))
        if element.tag.endswith("}style"):
            element.text = _style(element.text or "", colour)
    return ElementTree.tostring(root)


def _style(text: str, colour: Callable[[str], str]) -> str:
    def swap(found: re.Match[str]) -> str:
        value = colour(found["value"]) if found["name"] in _SVG_COLOURS else found["value"]
        return f"{found['name']}:{value}"

    return _DECLARATION.sub(swap, text)


def _css_colour(
    value: str, profile: Path, named: dict[str, tuple[float, float, float, float]]
) -> str:
    parsed = parse_color(value.strip())
    if parsed is None or isinstance(parsed, str) or parsed.space == "device-cmyk":
        return value
    rgb = tuple(round(max(0.0, min(1.0, part)) * 255) for part in parsed.to("srgb").coordinates)
    percents = named.get("#{:02x}{:02x}{:02x}".format(*rgb)) or _ink_of(rgb, profile)
    return "device-cmyk({})".format(" ".join(f"{part / 100:.3g}" for part in percents))


@lru_cache(maxsize=4096)  # one colour costs 14 ms: the library copies the whole profile
def _ink_of(rgb: tuple[int, ...], profile: Path) -> tuple[float, ...]:
    """CMYK in percent. Black and white are pure, greys are black ink alone."""
    red, green, blue = rgb
    if red == green == blue:
        return (0.0, 0.0, 0.0, 100 - red / 2.55)
    pixel = ImageCms.applyTransform(
        Image.new("RGB", (1, 1), (red, green, blue)), _transform(profile)
    )
    assert pixel is not None
    parts = pixel.getpixel((0, 0))
    assert isinstance(parts, tuple)
    return tuple(part / 2.55 for part in parts)
