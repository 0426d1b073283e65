"""The printer's file beside the screen's: the same pages, in ink and in light.

Ink is not tagged and its ToUnicode is nobody's concern, so what is compared are the glyphs
that both draw, face by face, in their order: they say the same in any script. White space
is left out; the file for screens has some at the ends of lines, for those who read it.
Groups are not followed: words in one are refused by the tags (`everyleaf.formats.tagging`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

import pikepdf

from everyleaf.checks.equality.unlike import Unlike
from everyleaf.checks.pages.fonts import UNKNOWN, read_face

_UNSEEN = 3  # ISO 32000-1, 9.3.6: neither filled nor stroked
_AROUND = 12  # signs that a finding shows on both sides
# The name of the face without the subset's six letters, the glyph, what it stands for.
Sign = tuple[str, int, str]


def compare(printed: bytes, screen: bytes) -> tuple[int, list[Unlike]]:
    """How many pages are alike, and where they are not; raises `pikepdf.PdfError`.

    The pages of the screen stand in the printer's file in their order; between them and
    after them, as many more may stand as the sheets lack.
    """
    ink, light = _pages(printed), _pages(screen)
    spare = max(0, len(ink) - len(light))
    at, alike, unlike = 0, 0, list[Unlike]()
    for number, signs in enumerate(light, start=1):
        near = ink[at : at + spare + 1]
        ahead = next((n for n, shown in enumerate(near) if _same(shown, signs)), None)
        if ahead is None:
            said = _difference(near[0], signs) if near else "print does not have it"
            unlike.append(Unlike("pages-differ", f"Page {number}: {said}"))
        else:
            alike, spare = alike + 1, spare - ahead
        at += (ahead or 0) + 1
    return alike, unlike


def _same(ink: Sequence[Sign], light: Sequence[Sign]) -> bool:
    return [sign[:2] for sign in ink] == [sign[:2] for sign in light]


def _difference(ink: Sequence[Sign], light: Sequence[Sign]) -> str:
    pairs = enumerate(zip_longest(ink, light, fillvalue=("", 0, "")))
    at = next(number for number, (one, other) in pairs if one[:2] != other[:2])
    start = max(0, at - _AROUND)
    one, other = (
        "".join(text for _, _, text in signs[start : at + _AROUND]).replace(UNKNOWN, "")
        for signs in (ink, light)
    )
    return f"print draws “{one}” where the screen draws “{other}”"


class _Signs(dict[int, "Sign | None"]):
    """The signs of a face by their codes, None for white space; each is made once."""

    def __init__(self, font: Any) -> None:
        super().__init__()
        self.face, self._glyphs = read_face(font), _glyphs_by_code(font)
        self._name = self.face.name.rpartition("+")[2]

    def __missing__(self, code: int) -> Sign | None:
        text = self.face.text(code)
        is_seen = bool(text.strip()) or not text
        self[code] = (self._name, _glyph(code, self._glyphs), text) if is_seen else None
        return self[code]


def _pages(data: bytes) -> list[list[Sign]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        faces: dict[tuple[int, int], _Signs] = {}
        return [list(_signs(page, faces)) for page in pdf.pages]


def _signs(page: pikepdf.Page, faces: dict[tuple[int, int], _Signs]) -> Iterator[Sign]:
    """The glyphs of a page as they are drawn; white space left out."""
    resources: Any = page.obj.get("/Resources", pikepdf.Dictionary())
    fonts = resources.get("/Font", pikepdf.Dictionary())
    instructions: Any = pikepdf.parse_content_stream(page, "Tf Tr TJ Tj")
    signs, unseen = None, False
    for operands, operator in instructions:
        if str(operator) == "Tf":
            font = fonts[str(operands[0])]
            if font.objgen not in faces:
                faces[font.objgen] = _Signs(font)
            signs = faces[font.objgen]
        elif str(operator) == "Tr":
            unseen = int(operands[0]) == _UNSEEN
        elif signs is not None and not unseen:
            yield from _shown(operands[0], signs)


def _shown(shown: Any, signs: _Signs) -> Iterator[Sign]:
    parts = [shown] if isinstance(shown, pikepdf.String) else shown
    for part in parts:
        if isinstance(part, pikepdf.String):
            yield from filter(None, map(signs.__getitem__, signs.face.codes(bytes(part))))


def _glyph(code: int, glyphs: bytes) -> int:
    """ISO 32000-1, 9.7.4.2: two bytes a code, where there is a map; else the code itself."""
    return int.from_bytes(glyphs[2 * code : 2 * code + 2]) if glyphs else code


def _glyphs_by_code(font: Any) -> bytes:
    descendants = font.get("/DescendantFonts")
    mapped = descendants[0].get("/CIDToGIDMap") if descendants else None
    return mapped.read_bytes() if isinstance(mapped, pikepdf.Stream) else b""
