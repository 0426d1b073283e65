"""What makes a PDF one for the press: its printing condition, and sheets with crop marks.

The marks stand outside the bleed, in all separations; WeasyPrint's own would be RGB.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from everyleaf.formats.file_metadata import describe, fix_document_id, objects_of_type

POINTS = 72 / 25.4  # points in a millimetre
SLUG = 10.0  # millimetres from trim to the edge of the sheet
_GAP = 1.0  # millimetres between bleed and mark
_WEIGHT = 0.25  # points (STANDARDS 18: hairlines at least 0.25 pt)
_Box = list[float]


@cache
def output_profile(profile: Path) -> Any:
    """The CMYK profile as WeasyPrint wants it; raises `OSError`."""
    from weasyprint.css import ColorProfile

    with profile.open("rb") as file:
        return ColorProfile(file, profile.name, "relative-colorimetric", ("c", "m", "y", "k"))


def for_press(profile: Path, condition: str, identity: str) -> Callable[[Any, Any], None]:
    """A finisher that names the printing condition and puts each page on a marked sheet.

    ``identity`` stands for the document: the same one gives the same DocumentID, where
    WeasyPrint would write a random one.
    """
    import pydyf

    def finish(document: Any, pdf: Any) -> None:
        describe(document, pdf)
        fix_document_id(pdf, identity)
        _embed_compressed(pdf, profile)
        pdf.catalog["OutputIntents"][0].update(
            OutputConditionIdentifier=pydyf.String(condition),
            OutputCondition=pydyf.String(condition),
            RegistryName=pydyf.String("http://www.color.org"),
            Info=pydyf.String(profile.stem),
        )
        _put_on_sheets(pdf)

    return finish


def _embed_compressed(pdf: Any, profile: Path) -> None:
    """The profile compressed once a process: 400 ms less a document."""
    stream = next(o for o in pdf.objects if getattr(o, "extra", {}).get("N") == 4)
    stream.stream, stream.compress = [_compressed(profile)], False
    stream.extra["Filter"] = "/FlateDecode"


@cache
def _compressed(profile: Path) -> bytes:
    return zlib.compress(profile.read_bytes(), 9)


def _put_on_sheets(pdf: Any) -> None:
    import pydyf

    _add_all_separations(pdf)
    before = pydyf.Stream([b"q"])
    pdf.add_object(before)
    marks: dict[str, Any] = {}
    for page in objects_of_type(pdf, "/Page"):
        trim, bleed = list(page["TrimBox"]), list(page["BleedBox"])
        sheet = _sheet(trim)
        page["MediaBox"] = pydyf.Array(sheet)
        content = " ".join(_lines(trim, bleed, sheet))
        if content not in marks:  # pages of one size share them
            drawn = f"Q q /AllSeparations CS 1 SCN {_WEIGHT} w {content} Q"
            marks[content] = pydyf.Stream([drawn.encode()])
            pdf.add_object(marks[content])
        page["Contents"] = pydyf.Array(
            [before.reference, page["Contents"], marks[content].reference]
        )


def _add_all_separations(pdf: Any) -> None:
    """A colour space of every plate at once, among those that all pages share."""
    import pydyf

    tint = pydyf.Dictionary(
        {"FunctionType": 2, "Domain": pydyf.Array([0, 1]), "C0": pydyf.Array([0, 0, 0, 0]),
         "C1": pydyf.Array([1, 1, 1, 1]), "N": 1}
    )  # fmt: skip
    spaces = next(o for o in pdf.objects if isinstance(o, dict) and "lab-d50" in o)
    spaces["AllSeparations"] = pydyf.Array(["/Separation", "/All", "/DeviceCMYK", tint])


def _sheet(trim: _Box) -> _Box:
    slug = SLUG * POINTS
    return [trim[0] - slug, trim[1] - slug, trim[2] + slug, trim[3] + slug]


def _lines(trim: _Box, bleed: _Box, sheet: _Box) -> list[str]:
    gap, edge = _GAP * POINTS, POINTS
    lines: list[str] = []
    for x in (trim[0], trim[2]):
        lines.append(_line(x, bleed[1] - gap, x, sheet[1] + edge))
        lines.append(_line(x, bleed[3] + gap, x, sheet[3] - edge))
    for y in (trim[1], trim[3]):
        lines.append(_line(bleed[0] - gap, y, sheet[0] + edge, y))
        lines.append(_line(bleed[2] + gap, y, sheet[2] - edge, y))
    return lines


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S"
