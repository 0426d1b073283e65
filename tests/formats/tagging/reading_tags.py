"""Small tagged documents for the tests, and what a reader finds in them."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from everyleaf.formats.typesetting import prepare
from everyleaf.language import known_languages
from everyleaf.layout.fontcache import font_folder
from everyleaf.layout.typefaces import faces, font_face_rules, language_rules
from everyleaf.publication import Accessibility, Brand

_FOLDED = dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, *range(0x2066, 0x206A)))
_GLYPHS = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_PICTURES = Path(__file__).parents[2] / "projects/small/source"
PICTURE = "leaf://source/glass.svg"


def write(body: str, tag: str = "en", style: str = "", *, stock: bool = False) -> bytes:
    """A PDF of ``body`` in the faces of its language, on pages of 120 by 100 mm."""
    from everyleaf.formats.tagging import tagged

    laid_out = lay_out(body, tag, style)
    with nullcontext() if stock else tagged(laid_out):
        data: bytes = laid_out.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"small")
    return data


def write_second_part(body: str, tag: str = "en", style: str = "") -> bytes:
    """The same as a PDF for screens that keeps PDF/UA-2."""
    from everyleaf.formats.pdf_screen import write_screen

    laid_out = lay_out(body, tag, f":root {{ --on-screen: plain }} {style}")
    return write_screen(laid_out, Brand(), "small", Accessibility.UA_2)


def lay_out(body: str, tag: str, style: str) -> Any:
    """The laid-out pages of ``body``."""
    fonts = prepare()
    from weasyprint import HTML

    from everyleaf.formats.addresses import LeafAddresses

    language = known_languages()[tag]
    others = [known_languages()["en"], language]
    css = font_face_rules(faces(others)) + language_rules(language, others, 12)
    html = (
        f'<html lang="{tag}" dir="{language.direction}"><head><title>Small</title><style>{css}'
        f"@page {{ size: 120mm 100mm; margin: 12mm }} body {{ margin: 0 }} {style}"
        f"</style></head><body>{body}</body></html>"
    )
    fetcher = LeafAddresses(_PICTURES, _PICTURES, font_folder())
    return HTML(string=html, base_url="leaf://layout/", url_fetcher=fetcher).render(
        font_config=fonts, pdf_variant="pdf/ua-1"
    )


@dataclass
class Item:
    """One structure element: what it says, and its kids (elements, words, "OBJR")."""

    kind: str
    object: Any
    pages: list[int] = field(default_factory=list)
    kids: list[Item | str] = field(default_factory=list)

    def all(self, kind: str) -> list[Item]:
        """It and what is below, of one kind, in reading order."""
        below = [found for kid in self.kids if isinstance(kid, Item) for found in kid.all(kind)]
        return [self, *below] if self.kind == kind else below

    def one(self, kind: str) -> Item:
        """The only one of a kind."""
        (found,) = self.all(kind)
        return found

    def shape(self) -> str:
        """Such as "L(LI(Lbl LBody) LI(Lbl LBody))": elements alone."""
        inner = " ".join(kid.shape() for kid in self.kids if isinstance(kid, Item))
        return f"{self.kind}({inner})" if inner else self.kind

    def words(self) -> str:
        """Its text as a machine takes it: ActualText where there is one."""
        if "/ActualText" in self.object:
            return str(self.object.ActualText)
        said = [kid.words() if isinstance(kid, Item) else kid for kid in self.kids]
        return "".join(part for part in said if part != OBJR)

    def blocks(self) -> Iterator[str]:
        """The words of each element that stands by itself."""
        inside = [kid for kid in self.kids if isinstance(kid, Item) and kid.kind not in _INLINE]
        if inside:
            for kid in inside:
                yield from kid.blocks()
        else:
            yield folded(self.words())


OBJR = "\0OBJR"
_INLINE = ("Span", "Strong", "Em", "Link", "Reference", "Figure")


def folded(text: str) -> str:
    """NFC, white space folded, without bidi controls and U+200B (STANDARDS 15)."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_FOLDED)).split())


def read(data: bytes) -> tuple[Item, pikepdf.Pdf]:
    """The structure tree of a PDF."""
    pdf = pikepdf.open(io.BytesIO(data))
    contents: dict[tuple[Any, int], str] = {}
    for page in pdf.pages:
        for number, words in _marked(page).items():
            contents[page.objgen, number] = words
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    (root,) = pdf.Root.StructTreeRoot.K
    return _item(root, lambda page, mcid: (contents[page.objgen, mcid], numbers[page.objgen])), pdf


def _item(element: Any, said: Callable[[Any, int], tuple[str, int]]) -> Item:
    item = Item(str(element.S)[1:], element)
    for kid in element.get("/K", []):
        if isinstance(kid, int) or kid.get("/Type") == "/MCR":
            plain = isinstance(kid, int)
            words, page = said(element.Pg, kid) if plain else said(kid.Pg, int(kid.MCID))
            item.kids.append(words)
            item.pages.append(page)
        elif kid.get("/Type") == "/OBJR":
            item.kids.append(OBJR)
        else:
            item.kids.append(_item(kid, said))
    return item


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The words of each marked content by MCID: ActualText, or what its glyphs say."""
    maps = {name: _to_unicode(font) for name, font in page.Resources.Font.items()}
    found: dict[int, list[str]] = {}
    open_: list[list[str]] = []
    font: dict[int, str] = {}
    for operands, operator in _instructions(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            open_.append(_begun(operands, found))
        elif name == "EMC":
            open_.pop()
        elif name == "Tf":
            font = maps[str(operands[0])]
        elif name == "TJ" and open_:
            open_[-1] += _shown(operands[0], font)
    return {number: parts[0] or "".join(parts) for number, parts in found.items()}


def _instructions(page: pikepdf.Page) -> list[Any]:
    return list(pikepdf.parse_content_stream(page))


def _begun(operands: Any, found: dict[int, list[str]]) -> list[str]:
    """Where the words of a marked content go: its ActualText, then those of its glyphs."""
    mark = operands[1] if len(operands) > 1 else {}
    words = [str(mark.get("/ActualText", ""))]
    return found.setdefault(int(mark["/MCID"]), words) if "/MCID" in mark else words


def _shown(parts: Any, font: dict[int, str]) -> list[str]:
    strings = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    codes = b"".join(strings)
    return [font[codes[at] << 8 | codes[at + 1]] for at in range(0, len(codes), 2)]


def _to_unicode(font: Any) -> dict[int, str]:
    return {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in _GLYPHS.findall(font.ToUnicode.read_bytes())
    }


def artifacts(page: pikepdf.Page) -> list[dict[str, str]]:
    """The property lists of the Artifacts of a page that hold words or drawings."""
    return [
        {name: str(value) for name, value in operands[1].items() if name != "/Attached"}
        | {"attached": " ".join(map(str, operands[1].get("/Attached", [])))}
        for operands, operator in _instructions(page)
        if str(operator) == "BDC" and str(operands[0]) == "/Artifact"
    ]
