"""The picture that a player shows: the title in the leaflet's own script, and the publisher.

Drawn with the publication's faces in the colours of its brand, white on the accent, which
the settings' check holds to be readable. Pillow's wheels carry what shapes the letters, so
the same title gives the same bytes on every machine.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from everyleaf.formats.format import Job
from everyleaf.language import Language, Script, known_scripts
from everyleaf.layout.typefaces import LATIN

SIDE = 600  # pixels; what players ask for, and small to send
_MARGIN, _TITLE, _NAME, _SMALLEST = 48, 64, 30, 28
_COLOURS = 32  # of the palette: two colours and the steps between them


def cover(job: Job) -> bytes | None:
    """The picture as PNG; None where no face has all signs of the title."""
    composition = job.composition
    document, publisher = composition.document, composition.settings.publisher.name
    own, latin = document.language.script, known_scripts()[LATIN]
    face = _face(job, document.title, (own, latin))
    small = _face(job, publisher, (latin, own))
    if face is None:
        return None
    picture = Image.new("RGB", (SIDE, SIDE), composition.settings.brand.accent.screen)
    draw = ImageDraw.Draw(picture)
    _write_title(draw, document.title, face, document.language)
    if small is not None:
        font = ImageFont.truetype(str(small), _NAME, layout_engine=ImageFont.Layout.RAQM)
        draw.text((_MARGIN, SIDE - _MARGIN), publisher, "white", font, anchor="ls")
    file = io.BytesIO()
    picture.quantize(_COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()


def _write_title(draw: ImageDraw.ImageDraw, title: str, face: Path, language: Language) -> None:
    """As large as it fits above the publisher's name."""
    right_to_left = language.direction == "rtl"
    more: Any = {"direction": language.direction, "language": language.tag}
    place = (SIDE - _MARGIN if right_to_left else _MARGIN, _MARGIN)
    for size in range(_TITLE, _SMALLEST, -4):
        font = ImageFont.truetype(str(face), size, layout_engine=ImageFont.Layout.RAQM)
        lines = list(_lines(title, font, more))
        leading = round(size * (language.script.heading_leading or language.script.leading))
        if len(lines) * leading <= SIDE - 3 * _MARGIN - _NAME:
            break
    for number, line in enumerate(lines):
        at = (place[0], place[1] + number * leading)
        draw.text(at, line, "white", font, anchor="ra" if right_to_left else "la", **more)


def _lines(text: str, font: ImageFont.FreeTypeFont, more: Any) -> Iterator[str]:
    """``text`` in lines that fit, between words, or between signs where there are no spaces."""
    line = ""
    for word in _pieces(text):
        longer = f"{line}{word}"
        if line and font.getlength(longer.strip(), **more) > SIDE - 2 * _MARGIN:
            yield line.strip()
            longer = word
        line = longer
    yield line.strip()


def _pieces(text: str) -> Iterable[str]:
    words = text.split()
    return [f"{word} " for word in words] if len(words) > 1 else list(text)


def _face(job: Job, text: str, scripts: Iterable[Script]) -> Path | None:
    """The bold face of the first of ``scripts`` that has all of ``text``."""
    for script in scripts:
        path = _path(job.font_folder, script)
        if _has_all(path, text):
            return path
    return None


def _path(folder: Path, script: Script) -> Path:
    return folder / script.package / script.bold


def _has_all(path: Path, text: str) -> bool:
    return {ord(c) for c in text if not unicodedata.category(c).startswith("C")} <= _signs(path)


@cache
def _signs(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
