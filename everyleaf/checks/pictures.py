"""Pictures: there, described, and harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageFile

from everyleaf.checks.source_case import SourceCase
from everyleaf.diagnostics import Diagnostic, Place, error

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png|jpg|jpeg)")
_SVG = ("{http://www.w3.org/2000/svg}svg", "svg")
_MOST_BYTES = 20_000_000
_MOST_PIXELS = 60_000_000  # an A4 page at 600 ppi has 35 million
_UNSAFE_TAGS = frozenset({"script", "foreignObject", "iframe", "use", "image", "animate", "set"})
# An address outside the picture, in an attribute or in CSS; url(#name) stays inside.
_ELSEWHERE = re.compile(r"url\(\s*['\"]?\s*[^#'\"\s]|@import", re.IGNORECASE)
_NO_INK = frozenset({"linearGradient", "radialGradient", "filter", "mask", "pattern"})


def pictures_described(case: SourceCase) -> Iterator[Diagnostic]:
    """Every picture says what it shows (WCAG 1.1.1; UKAAF MS01: pictures described)."""
    for image, place in case.elements("img"):
        if not image.get("alt", "").strip():
            remedy = "Write what it shows between the brackets: ![Two people talk.](file.svg)"
            problem = f"The picture {image.get('src', '')[:60]} has no description."
            yield error("picture-without-alt", place, problem, remedy)


def pictures_there(case: SourceCase) -> Iterator[Diagnostic]:
    """Every picture lies beside the source, under a plain name."""
    for name, place in _named(case):
        if not _FILE.fullmatch(name):
            remedy = "Name an .svg, .png or .jpg file that lies in source/."
            yield error("picture-name", place, f'"{name[:60]}" is no picture here.', remedy)
        elif not (case.publication.source / name).is_file():
            remedy = f"Put {name} into source/, or mend the name."
            yield error("picture-missing", place, f"The picture {name} is missing.", remedy)


def pictures_safe(case: SourceCase) -> Iterator[Diagnostic]:
    """A picture can be read, loads nothing from elsewhere, and can be printed in ink."""
    for name, place in _named(case):
        path = case.publication.source / name
        if _FILE.fullmatch(name) and path.is_file():
            problem = _svg_problem(path) if name.endswith(".svg") else _raster_problem(path)
            if problem:
                remedy = "Save it again from the drawing program as a plain picture."
                yield error("picture-unusable", place, f"{name} {problem}.", remedy)


def _named(case: SourceCase) -> Iterator[tuple[str, Place]]:
    """Every picture that the leaflet uses: in the text, as posters, the publisher's logo."""
    for image, place in case.elements("img"):
        yield image.get("src", ""), place
    for video in case.document.front.videos.values():
        yield video.poster, case.file
    if logo := case.publication.settings.publisher.logo:
        yield logo, Place("everyleaf.toml")


def _svg_problem(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return "is too large"
        root = ElementTree.parse(path).getroot()  # expat refuses entity bombs
    except (OSError, ElementTree.ParseError, RecursionError) as problem:
        return f"cannot be read ({str(problem)[:60]})"
    if root.tag not in _SVG or b"<?xml-stylesheet" in path.read_bytes():
        return "is no plain SVG"
    return next(filter(None, map(_svg_element_problem, root.iter())), "")


def _svg_element_problem(element: ElementTree.Element) -> str:
    tag = str(element.tag).rpartition("}")[2]
    if tag in _UNSAFE_TAGS or any(
        "href" in name or name.lower().startswith("on") for name in element.attrib
    ):
        return f"uses <{tag}>, which may load or run something"
    if tag in _NO_INK:
        return f"uses <{tag}>, which cannot be printed in ink"
    if any(map(_ELSEWHERE.search, (element.text or "", *element.attrib.values()))):
        return "loads something from elsewhere"
    return ""


@contextmanager
def _torn_files_refused() -> Iterator[None]:
    """WeasyPrint tells Pillow to accept files that end too early, for the whole process."""
    accepted = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = accepted


def _raster_problem(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return "is too large"
        with Image.open(path) as image, _torn_files_refused():
            if image.width * image.height > _MOST_PIXELS:
                return "has too many pixels"
            image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "cannot be read"
    return ""
