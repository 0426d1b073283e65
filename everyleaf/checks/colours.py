"""The publisher's colours: what is read must stand out from what it stands on.

Contrast is WCAG 2.2's (relative luminance, "contrast ratio"). A pair that is too close
is refused, with the nearest colour that passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.publication import Publication

Rgb = tuple[float, float, float]  # each 0 to 1

WHITE: Rgb = (1.0, 1.0, 1.0)
INK: Rgb = (0x16 / 255, 0x20 / 255, 0x2A / 255)  # layout.typefaces: the ink of screens
ACCENT_ON_WHITE = 7.0  # PAGES, "One ink, one accent, one tint"
TEXT_ON_TINT = 4.5  # WCAG 1.4.3; STANDARDS, section 2


class _Pair(NamedTuple):
    setting: str
    rule: str
    passes: Callable[[Rgb], bool]
    towards: Rgb


def colours_readable(publication: Publication) -> Iterator[Diagnostic]:
    """The accent reads on white and on the tint, ink and accent read on the tint."""
    brand = publication.settings.brand
    accent, tint = _rgb(brand.accent.screen), _rgb(brand.tint.screen)
    for pair in _pairs(accent):
        colour = {"accent": accent, "tint": tint}[pair.setting]
        if not pair.passes(colour):
            nearest = nearest_that_passes(colour, pair.passes, pair.towards)
            problem = f"The brand's {pair.setting} {_hex(colour)} is too close: {pair.rule}."
            remedy = f"The nearest that passes is {_hex(nearest)}; ask for its print values too."
            yield error("colour-contrast", Place("everyleaf.toml"), problem, remedy)


def _pairs(accent: Rgb) -> Iterator[_Pair]:
    """The accent is held against white first; the tint against an accent that passes."""

    def on_white(colour: Rgb) -> bool:
        return contrast(colour, WHITE) >= ACCENT_ON_WHITE

    fit = nearest_that_passes(accent, on_white, (0.0, 0.0, 0.0))

    def under_text(colour: Rgb) -> bool:
        return min(contrast(INK, colour), contrast(fit, colour)) >= TEXT_ON_TINT

    yield _Pair("accent", f"it must have {ACCENT_ON_WHITE:g}:1 on white", on_white, (0.0, 0.0, 0.0))
    rule = f"ink and accent must have {TEXT_ON_TINT:g}:1 on it"
    yield _Pair("tint", rule, under_text, WHITE)


def contrast(one: Rgb, other: Rgb) -> float:
    """WCAG 2.2's contrast ratio, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def nearest_that_passes(colour: Rgb, passes: Callable[[Rgb], bool], towards: Rgb) -> Rgb:
    """The first colour on the way from ``colour`` to ``towards`` that passes, in 256 steps."""
    for step in range(257):
        share = step / 256
        mixed = [own + (far - own) * share for own, far in zip(colour, towards, strict=True)]
        there = _rgb(_hex((mixed[0], mixed[1], mixed[2])))  # as it can be written
        if passes(there):
            return there
    return towards


def _luminance(colour: Rgb) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(written: str) -> Rgb:
    value = int(written.removeprefix("#"), 16)
    return ((value >> 16) / 255, (value >> 8 & 255) / 255, (value & 255) / 255)


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)
