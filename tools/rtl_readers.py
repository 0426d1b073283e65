"""What poppler and PDFium take from our right-to-left PDFs, beside Chromium's and Typst's.

    PYTHONPATH=. .venv/bin/python tools/rtl_readers.py [LANGUAGE ...]

The torture leaflet in each language, in the same face: ours as published, Chromium's print
of the very page that ours was set from, and Typst's setting of its blocks. A figure is the
share of the text's words that a reader gives back whole (bidi controls and the order of
words left aside: these two readers turn lines as they see fit), then the share of blocks
given back sign by sign, in order (STANDARDS 15: ours never less than either other's). Exit
code 1 where one of ours is less.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import typst
from playwright.sync_api import sync_playwright

from everyleaf.checks.fidelity import key
from everyleaf.checks.fidelity.readers import by_pdfium, by_poppler_in_lines
from everyleaf.language import Script, known_languages
from everyleaf.layout.fontcache import font_folder
from everyleaf.layout.typefaces import faces
from tests.scripts.torture import REPOSITORY, Page, Torture

_FACES = re.compile(r"@font-face\{[^}]*\}")
_PHONE = re.compile(r"[0-9]{3,}(?: [0-9]+)+")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[\u064b-\u0652\u200c])*")
_SET = re.compile(r"[\u200b\u2060\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufffe]")


def main() -> int:
    """Print the table; 1 where another program's file is read better, in words or in blocks."""
    with tempfile.TemporaryDirectory() as folder:
        return _compare(Path(folder))


def _compare(folder: Path) -> int:
    torture = Torture(folder)
    languages = Torture.languages(REPOSITORY / "tests/projects/torture")
    rtl = [tag for tag in languages if known_languages()[tag].direction == "rtl"]
    columns = [f"{maker} {reader}" for reader in READERS for maker in MAKERS]
    print(f"{'':5}", *(f"{column:>17}" for column in columns))
    worse = []
    for tag in sys.argv[1:] or rtl:
        page = torture.page(tag)
        files = {name: make(page, folder) for name, make in MAKERS.items()}
        texts = [text.text for text in page.written if text.kind != "Figure"]
        shares = {
            (maker, reader): _shares(read(data), texts)
            for reader, read in READERS.items()
            for maker, data in files.items()
        }
        print(f"{tag:5}", *(f"{a:9.3f} {b:7.3f}" for a, b in shares.values()), flush=True)
        for reader in READERS:
            others = [shares[maker, reader] for maker in MAKERS if maker != OURS]
            best = map(max, *others)
            names = zip(("words", "blocks"), shares[OURS, reader], best, strict=True)
            worse += [f"{tag} {name} by {reader}" for name, ours, theirs in names if ours < theirs]
    print("ours is worse than the better one in:", ", ".join(worse) or "none")
    return min(1, len(worse))


def _shares(text: str, blocks: Sequence[str]) -> tuple[float, float]:
    wanted, given = Counter(_words(" ".join(blocks))), Counter(_words(text))
    shown = key(_plain(text))
    found = sum(key(_plain(block)) in shown for block in blocks)
    return (wanted & given).total() / wanted.total(), found / len(blocks)


def _words(text: str) -> list[str]:
    return _WORD.findall(_plain(text))


def _plain(text: str) -> str:
    # NFKC: some programs write the letters as their presentation forms
    return unicodedata.normalize("NFKC", _SET.sub("", text))


def _ours(page: Page, folder: Path) -> bytes:
    return page.data


def _chromium(page: Page, folder: Path) -> bytes:
    """Chromium's print of our page; the faces are the system's there, so that none comes late."""
    html = page.made.page or ""
    for script in _scripts(page):
        html = html.replace(f'"{script.family}"', f'"{_family(_face_file(script))}"')
    source, fonts = folder / "page.html", folder / "fonts.conf"
    source.write_text(_FACES.sub("", html), encoding="utf-8")
    folders = "".join(f"<dir>{font_folder() / one.package}</dir>" for one in _scripts(page))
    fonts.write_text(f"<fontconfig>{folders}<cachedir>{folder}</cachedir></fontconfig>")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"),
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        tab = browser.new_page()
        tab.goto(source.as_uri())
        made: bytes = tab.pdf(format="A4", tagged=True)
        browser.close()
    return made


def _typst(page: Page, folder: Path) -> bytes:
    language = page.document.language
    paths = [_face_file(script) for script in _scripts(page)]
    families = [_family(path) for path in paths]
    stack = ", ".join(f'"{family}"' for family in families)
    head = f'#set text(font: ({stack}), lang: "{language.tag[:3]}", dir: rtl, size: 14pt)\n'
    blocks = [f"#par[#{_quoted(text.text)}]" for text in page.written if text.kind != "Figure"]
    source = folder / "page.typ"
    source.write_text(head + "\n\n".join(blocks), encoding="utf-8")
    made: bytes = typst.compile(
        str(source), font_paths=[str(path.parent) for path in paths], ignore_system_fonts=True
    )
    return made


def _quoted(text: str) -> str:
    """A string of Typst; numbers to call isolated, as our page has them (UAX 9, 2.4.2)."""
    words = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _PHONE.sub("\u2066\\g<0>\u2069", words) + '"'


def _family(path: Path) -> str:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return str(font["name"].getBestFamilyName())


def _scripts(page: Page) -> tuple[Script, ...]:
    """That of the leaflet first, then Latin."""
    return tuple(reversed(faces((page.document.language,))))


def _face_file(script: Script) -> Path:
    return font_folder() / script.package / script.regular


OURS = "ours"
MAKERS: Mapping[str, Callable[[Page, Path], bytes]] = {
    OURS: _ours, "Chromium": _chromium, "Typst": _typst,
}  # fmt: skip
READERS: Mapping[str, Callable[[bytes], str]] = {
    "poppler": lambda data: "\n".join(by_poppler_in_lines(data)),
    "PDFium": lambda data: "\n".join(by_pdfium(data)),
}

if __name__ == "__main__":
    sys.exit(main())
