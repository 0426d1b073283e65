"""Colours of a PDF as a reader sees them: sRGB, their contrast, and ink through its profile."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

import pikepdf
from PIL import Image, ImageCms

Colour = tuple[float, float, float]  # sRGB, 0 to 1
Ink = tuple[float, float, float, float]  # cyan, magenta, yellow, black, 0 to 1
WHITE: Colour = (1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0)
_COMPONENTS = {1: "grey", 3: "rgb", 4: "ink"}


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def is_coloured(colour: Colour) -> bool:
    """Whether a colour is more than a grey: an accent, not ink or paper."""
    return max(colour) - min(colour) > 0.15


def blend(top: Colour, below: Colour, alpha: float) -> Colour:
    """A colour laid over another one."""
    red, green, blue = (a * alpha + b * (1 - alpha) for a, b in zip(top, below, strict=True))
    return red, green, blue


@lru_cache(maxsize=256)
def _luminance(colour: Colour) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colour_of(values: Sequence[float], to_screen: Callable[[Ink], Colour]) -> Colour | None:
    """The colour with these components in a device space or one of its kind; None if unknown."""
    kind = _COMPONENTS.get(len(values))
    if kind == "grey":
        return values[0], values[0], values[0]
    if kind == "rgb":
        return values[0], values[1], values[2]
    if kind == "ink":
        return to_screen((values[0], values[1], values[2], values[3]))
    return None


def screen_of_ink(pdf: pikepdf.Pdf) -> Callable[[Ink], Colour]:
    """How the file's inks look: by the profile of its output intent, or by plain arithmetic."""
    for intent in pdf.Root.get("/OutputIntents", pikepdf.Array()):
        profile = intent.get("/DestOutputProfile")
        if profile is not None and profile.get("/N") == 4:
            return _by_profile(profile.read_bytes())
    return _plainly


def _plainly(ink: Ink) -> Colour:
    cyan, magenta, yellow, black = ink
    return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)


@lru_cache(maxsize=4)  # one file after another is made with the same profile
def _by_profile(profile: bytes) -> Callable[[Ink], Colour]:
    relative, black_point = ImageCms.Intent.RELATIVE_COLORIMETRIC, 0x2000
    transform = ImageCms.buildTransform(
        ImageCms.getOpenProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"),
        "CMYK", "RGB", renderingIntent=relative, flags=ImageCms.Flags(black_point),
    )  # fmt: skip

    @cache
    def convert(ink: Ink) -> Colour:
        pixel = Image.new("CMYK", (1, 1), tuple(round(value * 255) for value in ink))
        shown = ImageCms.applyTransform(pixel, transform)
        assert shown is not None  # only where it is changed in place
        red, green, blue = (value / 255 for value in shown.tobytes()[:3])
        return red, green, blue

    return convert
