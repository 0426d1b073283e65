"""A layout: a folder with layout.toml, a page template and styles."""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.document import Document
from everyleaf.layout.style_sheets import style_faults
from everyleaf.publication.fields import faults
from everyleaf.publication.settings import SlugText, Text
from everyleaf.publication.toml_lines import line_of, lines_of_keys

Template = Annotated[
    str, Meta(pattern=r"^[a-z0-9/_-]+\.html$", description='a template such as "page.html"')
]


class _Fields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: Text
    formats: Annotated[tuple[SlugText, ...], Meta(min_length=1, description="a list of formats")]
    page: Template
    styles: Annotated[tuple[str, ...], Meta(description="a list of style sheets, in order")]
    blocks: Template = "base/blocks.html"
    size: Annotated[float, Meta(ge=8, le=60, description="points, 8 to 60")] = 12.0
    widest_table: Annotated[int, Meta(ge=1, le=20, description="columns, 1 to 20")] = 4
    sheet_pages: Annotated[int, Meta(ge=1, le=32, description="pages, 1 to 32")] = 1
    beside_source: Annotated[bool, Meta(description="true or false")] = False


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout. ``size`` is the Latin body size in points.

    A table with more columns than ``widest_table`` becomes a list (STANDARDS 12).
    For print, the page count is filled up to a multiple of ``sheet_pages``: 4 for a
    saddle-stitched leaflet (STANDARDS 19). ``beside_source`` sets each block beside the
    same block in the source language; there is no such edition of the source itself.
    """

    name: str
    title: str
    formats: tuple[str, ...]
    page: str
    styles: tuple[str, ...]
    blocks: str
    size: float
    widest_table: int
    sheet_pages: int
    beside_source: bool = False


def shown_by(layout: Layout, document: Document) -> Document:
    """``document`` as ``layout`` shows it: with its original only where that stands beside it."""
    return document if layout.beside_source else dataclasses.replace(document, original=None)


def read_layouts(
    folder: Path, names: tuple[str, ...], shown: str, formats: tuple[str, ...]
) -> tuple[dict[str, Layout], list[Diagnostic]]:
    """The layouts called ``names`` in ``folder``, and everything wrong with them.

    ``shown`` is the folder's name in findings, ``formats`` are the formats there are.
    """
    layouts: dict[str, Layout] = {}
    found: list[Diagnostic] = []
    for name in names:
        layout, problems = _read(folder, name, f"{shown}/{name}/layout.toml", formats)
        found += problems
        if layout is not None:
            layouts[name] = layout
    return layouts, list(dict.fromkeys(found))  # layouts share style sheets


def _read(
    folder: Path, name: str, shown: str, formats: tuple[str, ...]
) -> tuple[Layout | None, list[Diagnostic]]:
    try:
        text = (folder / name / "layout.toml").read_text(encoding="utf-8")
        raw: dict[str, Any] = tomllib.loads(text)
    except FileNotFoundError:
        there = ", ".join(sorted(path.parent.name for path in folder.glob("*/layout.toml")))
        remedy = f"Layouts that are there: {there}." if there else "Type: everyleaf init NAME."
        return None, [error("layout-missing", Place(shown), "There is no such layout.", remedy)]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as problem:
        return None, [error("layout-unreadable", Place(shown), f"It cannot be read: {problem}.")]
    lines = lines_of_keys(text)
    found = [
        error(fault.code.replace("setting", "layout"), Place(shown, line_of(lines, fault.key)),
              fault.problem, fault.remedy)
        for fault in faults(_Fields, raw)
    ]  # fmt: skip
    if found:
        return None, found
    layout = Layout(name=name, **msgspec.structs.asdict(msgspec.convert(raw, _Fields)))
    if unfit := style_faults(folder, shown.partition("/")[0], layout.styles):
        return None, unfit
    return layout, _unknown_formats(layout, Place(shown, line_of(lines, ("formats",))), formats)


def missing_files(folder: Path, layout: Layout, shown: str) -> Iterator[Diagnostic]:
    """Templates and style sheets that a layout names and that are not there."""
    settings = f"{layout.name}/layout.toml"
    lines = lines_of_keys((folder / settings).read_text(encoding="utf-8"))
    named = (("page", layout.page), ("blocks", layout.blocks))
    for key, name in (*named, *(("styles", name) for name in layout.styles)):
        if not (folder / name).is_file():
            place = Place(f"{shown}/{settings}", line_of(lines, (key,)))
            problem = f'There is no file "{name}" in the layouts.'
            yield error("layout-file-missing", place, problem, "Mend the name, or add the file.")


def _unknown_formats(layout: Layout, place: Place, formats: tuple[str, ...]) -> list[Diagnostic]:
    return [
        error("layout-format", place, f'There is no format "{name}".',
              f"Formats: {', '.join(formats)}.")
        for name in layout.formats
        if name not in formats
    ]  # fmt: skip
