"""Crop marks outside the bleed, in all separations, and the boxes around them."""

from __future__ import annotations

import io

import pikepdf

POINTS = 72 / 25.4  # points in a millimetre
SLUG = 10.0  # millimetres from trim to the edge of the sheet
_GAP = 1.0  # millimetres between bleed and mark
_WEIGHT = 0.25  # points (STANDARDS 18: hairlines at least 0.25 pt)


def add_trim_marks(data: bytes) -> bytes:
    """The PDF with single pages on a larger sheet, marked for cutting.

    Annotations go: none may lie inside the BleedBox (STANDARDS 16).
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        space = _all_separations(pdf)
        for page in pdf.pages:
            _mark(page, space)
        if "/AcroForm" in pdf.Root:
            del pdf.Root.AcroForm
        buffer = io.BytesIO()
        pdf.save(
            buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return buffer.getvalue()


def _all_separations(pdf: pikepdf.Pdf) -> pikepdf.Object:
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    name = pikepdf.Name
    return pdf.make_indirect(pikepdf.Array([name.Separation, name.All, name.DeviceCMYK, tint]))


def _mark(page: pikepdf.Page, space: pikepdf.Object) -> None:
    trim = [float(value) for value in page.trimbox]
    bleed = [float(value) for value in page.obj.get("/BleedBox", page.trimbox)]
    slug = SLUG * POINTS
    sheet = [trim[0] - slug, trim[1] - slug, trim[2] + slug, trim[3] + slug]
    page.obj.MediaBox = pikepdf.Array(sheet)
    if "/CropBox" in page.obj:
        del page.obj.CropBox
    if "/Annots" in page.obj:
        del page.obj.Annots
    if not isinstance(page.resources.get("/ColorSpace"), pikepdf.Dictionary):
        page.resources.ColorSpace = pikepdf.Dictionary()
    page.resources.ColorSpace.AllSeparations = space
    lines = " ".join(_lines(trim, bleed, sheet))
    content = f"q /AllSeparations CS 1 SCN {_WEIGHT} w {lines} Q"
    page.contents_add(content.encode(), prepend=False)


def _lines(trim: list[float], bleed: list[float], sheet: list[float]) -> list[str]:
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
