"""Makes docs/pictures/ from output/: pages side by side, as they came out.

make pictures   (after make publish)
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

OUTPUT, TARGET = Path("output"), Path("docs/pictures")
LEAFLET = "treatments-for-secondary-breast-cancer"
# The picture's name, then for each of its pages: language, layout, page from 1.
PICTURES = {
    "standard": [("en", "standard", 1), ("ar", "standard", 1), ("zh-Hans", "standard", 1)],
    "inside": [("en", "standard", 5), ("ar", "standard", 5), ("zh-Hans", "standard", 5)],
    "large-print": [
        ("en", "large-print", 3),
        ("ar", "large-print", 3),
        ("zh-Hans", "large-print", 3),
    ],
}
HEIGHT, GAP, GROUND = 620, 16, (214, 218, 221)  # pixels, pixels, a grey that paper stands out from


def page(language: str, layout: str, number: int) -> Image.Image:
    """One page of a screen PDF, ``HEIGHT`` pixels high."""
    path = OUTPUT / LEAFLET / language / f"{LEAFLET}-{language}-{layout}.pdf"
    rendered: Image.Image = pypdfium2.PdfDocument(path)[number - 1].render(scale=2).to_pil()
    width = round(rendered.width * HEIGHT / rendered.height)
    return rendered.convert("RGB").resize((width, HEIGHT), Image.Resampling.LANCZOS)


def row(pages: list[Image.Image]) -> Image.Image:
    """The pages side by side on a grey ground."""
    width = sum(one.width for one in pages) + GAP * (len(pages) + 1)
    sheet = Image.new("RGB", (width, HEIGHT + 2 * GAP), GROUND)
    left = GAP
    for one in pages:
        sheet.paste(one, (left, GAP))
        left += one.width + GAP
    return sheet


def main() -> None:
    """Write every picture."""
    if not OUTPUT.is_dir():
        sys.exit("There is no output/ yet. Type: make publish")
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, pages in PICTURES.items():
        sheet = row([page(*wanted) for wanted in pages])
        sheet.quantize(128).save(TARGET / f"{name}.png", optimize=True)
        print(TARGET / f"{name}.png")


main()
