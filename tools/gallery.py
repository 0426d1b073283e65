"""Makes output/gallery/: the chosen pages of every screen PDF, to look through in a browser.

make gallery   (after make publish)

One contact sheet for each leaflet, layout and language: cover, inside, callout, table and
last page, always in this order, so that a column compares the languages. Needs nothing
but output/; a sheet is made again only where its PDF is newer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont
from rich.console import Console
from rich.progress import Progress

from everyleaf.language import known_languages
from everyleaf.manifest import Artefact, read_manifest
from tests.visual.pages import KINDS, chosen_pages, picture

OUTPUT = Path("output")
TARGET = OUTPUT / "gallery"
HEIGHT, GAP, LABEL = 560, 18, 30  # pixels
GROUND, INK, NONE = (226, 229, 231), (60, 68, 74), (214, 218, 221)


@dataclass(frozen=True)
class Sheet:
    """One contact sheet. ``pdf`` and ``png`` are files; names as in the manifest."""

    leaflet: str
    layout: str
    language: str
    pdf: Path
    png: Path


def sheets(rows: Iterable[Artefact]) -> list[Sheet]:
    """A sheet for each screen PDF, in the order of the manifest's layouts and languages."""
    found = [row for row in rows if row.format == "pdf-screen"]
    layouts = list(dict.fromkeys(row.layout for row in found))
    languages = list(dict.fromkeys(row.language for row in found))
    found.sort(key=lambda row: (
        row.leaflet, layouts.index(row.layout), languages.index(row.language)
    ))  # fmt: skip
    return [
        Sheet(row.leaflet, row.layout, row.language, OUTPUT / row.path,
              TARGET / row.leaflet / f"{row.layout}-{row.language}.png")
        for row in found
    ]  # fmt: skip


def is_fresh(sheet: Sheet) -> bool:
    """Whether the contact sheet is newer than its PDF and than this program."""
    newest = max(sheet.pdf.stat().st_mtime_ns, Path(__file__).stat().st_mtime_ns)
    return sheet.png.is_file() and sheet.png.stat().st_mtime_ns > newest


def make(sheet: Sheet) -> None:
    """Render the chosen pages side by side, what each is written above it."""
    document = pypdfium2.PdfDocument(sheet.pdf)
    chosen = chosen_pages(document)
    cover = document[0]
    width = round(cover.get_width() * HEIGHT / cover.get_height())
    whole = (len(KINDS) * (width + GAP) + GAP, LABEL + HEIGHT + GAP)
    ground = Image.new("RGB", whole, GROUND)
    for column, kind in enumerate(KINDS):
        left = GAP + column * (width + GAP)
        number = chosen.get(kind)
        _label(ground, left, f"{kind}: none" if number is None else f"{kind}, page {number + 1}")
        if number is None:
            ground.paste(NONE, (left, LABEL, left + width, LABEL + HEIGHT))
        else:
            page = picture(document[number], HEIGHT * 72 / cover.get_height())
            ground.paste(page.resize((width, HEIGHT)), (left, LABEL))
    sheet.png.parent.mkdir(parents=True, exist_ok=True)
    ground.quantize(128, dither=Image.Dither.NONE).save(sheet.png)


def _label(ground: Image.Image, left: int, text: str) -> None:
    font = ImageFont.load_default(14)
    ImageDraw.Draw(ground).text((left, LABEL // 2), text, INK, font, anchor="lm")


def make_all(todo: list[Sheet]) -> None:
    """Every sheet on all cores; how far it is, on stderr."""
    with Progress(console=Console(stderr=True), transient=True) as bar, ProcessPoolExecutor() as on:
        task = bar.add_task("gallery", total=len(todo))
        for done in as_completed([on.submit(make, sheet) for sheet in todo]):
            done.result()
            bar.advance(task)


STYLE = """
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1d262c; background: #e2e5e7 }
nav { position: sticky; top: 0; z-index: 1; padding: .6rem 1.5rem; background: #1d262c }
nav a { color: #fff; margin-inline-end: 1.2rem } nav b { color: #b9c4ca; font-weight: 400 }
h1, h2, section > p { margin: 1.5rem 1.5rem 0 }
h2 { scroll-margin-top: 4rem; font-size: 1.3rem }
figure { margin: 1rem 1.5rem 2rem }
figcaption { display: flex; gap: .8rem; align-items: baseline }
figcaption b { font-size: 1.1rem }
img { display: block; max-width: 100%; height: auto }
a { color: #0b5a6e }
"""


def index(found: list[Sheet]) -> str:
    """The page to look through: a part for each leaflet and layout, a row for each language."""
    parts, links = [], []
    for leaflet, of_leaflet in groupby(found, key=lambda sheet: sheet.leaflet):
        links.append(f"<b>{escape(leaflet)}:</b>")
        for layout, rows in groupby(of_leaflet, key=lambda sheet: sheet.layout):
            name = f"{leaflet}-{layout}"
            links.append(f'<a href="#{escape(name)}">{escape(layout)}</a>')
            parts.append(
                f'<section><h2 id="{escape(name)}">{escape(leaflet)}, {escape(layout)}</h2>'
            )
            parts += [_row(sheet) for sheet in rows]
            parts.append("</section>")
    return (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Gallery</title>'
        f"<style>{STYLE}</style><nav>{' '.join(links)}</nav>{''.join(parts)}</html>\n"
    )


def _row(sheet: Sheet) -> str:
    language = known_languages()[sheet.language]
    png = sheet.png.relative_to(TARGET).as_posix()
    pdf = f"../{sheet.pdf.relative_to(OUTPUT).as_posix()}"
    with Image.open(sheet.png) as image:
        size = f'width="{image.width}" height="{image.height}"'
    return (
        f'<figure><figcaption><b lang="{language.tag}">{escape(language.own_name)}</b>'
        f'<span>{language.tag}</span><a href="{escape(pdf)}">PDF</a></figcaption>'
        f'<img src="{escape(png)}" {size} loading="lazy" '
        f'alt="{escape(sheet.layout)}, {language.tag}: pages"></figure>'
    )


def main() -> None:
    """Write every sheet that is not up to date, then the page that shows them."""
    manifest = OUTPUT / "manifest.json"
    read = read_manifest(manifest.read_bytes()) if manifest.is_file() else None
    found = [sheet for sheet in sheets(read.artefacts if read else ()) if sheet.pdf.is_file()]
    if not found:
        sys.exit("There is no PDF for screens in output/ yet. Type: make publish")
    make_all([sheet for sheet in found if not is_fresh(sheet)])
    (TARGET / "index.html").write_text(index(found), encoding="utf-8")
    print(f"{len(found)} contact sheets. Open {TARGET / 'index.html'}", file=sys.stderr)


if __name__ == "__main__":
    main()
