"""Small tagged PDFs, written by hand: good ones, to be made wrong in one place each.

Nothing of the project's own writer is in them, so that its mistakes cannot hide here.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

WIDTH, HEIGHT, SIZE = 420.0, 595.0, 12.0
_MARGIN, _LINE, _FOOT = 60.0, 20.0, 90.0


@dataclass
class Node:
    """An element to be written. A kid that is text is a line; NEXT_PAGE begins a page."""

    kind: str
    kids: list[Node | str] = field(default_factory=list)
    language: str = ""
    alternative: str | None = None
    name: str = ""  # a place to lead to, and the ID of a Note
    leads_to: str = ""  # a Link: the name of a place, or an address
    attributes: dict[str, Any] = field(default_factory=dict)


NEXT_PAGE = "\f"


def node(kind: str, *kids: Node | str, **more: Any) -> Node:
    """An element with these kids."""
    return Node(kind, list(kids), **more)


class _Page:
    def __init__(self, pdf: pikepdf.Pdf, top: float) -> None:
        self.page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        self.content: list[bytes] = []
        self.owners: list[pikepdf.Object] = []
        self.links: list[pikepdf.Object] = []
        self.y = HEIGHT - top

    def text(self, words: str, x: float, y: float, mark: bytes) -> None:
        codes = b"".join(b"%04x" % ord(sign) for sign in words)
        line = b"BT /F1 %g Tf %g %g Td <%s> Tj ET" % (SIZE, x, y, codes)
        self.content.append(mark + b" BDC " + line + b" EMC")


class _Writer:
    def __init__(self, language: str, title: str, top: float) -> None:
        self.pdf = pikepdf.new()
        self.top = top
        self.pages = [_Page(self.pdf, top)]
        self.signs: set[str] = set()
        self.names: list[str] = []
        self.places: dict[str, tuple[int, float]] = {}
        self.waiting: list[tuple[pikepdf.Object, str]] = []
        self.bookmarks: list[tuple[int, str, int, float]] = []
        self.notes: list[tuple[str, pikepdf.Object]] = []
        self.annotations: list[tuple[pikepdf.Object, pikepdf.Object]] = []
        self.root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.pdf.Root.StructTreeRoot = self.root
        self.pdf.Root.Lang = String(language)
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        self.pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        with self.pdf.open_metadata() as metadata:
            metadata["dc:title"] = title

    @property
    def page(self) -> _Page:
        return self.pages[-1]

    def element(self, one: Node, parent: pikepdf.Object) -> pikepdf.Object:
        raw = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/" + one.kind), P=parent, K=Array())
        )
        if one.language:
            raw.Lang = String(one.language)
        if one.alternative is not None:
            raw.Alt = String(one.alternative)
        if one.attributes:
            raw.A = Dictionary({f"/{key}": value for key, value in one.attributes.items()})
        if one.kind == "Note":
            raw.ID = String(one.name)
            self.notes.append((one.name, raw))
        self.names.append(one.name)
        for kid in one.kids:
            self.kid(one, raw, kid)
        self.names.pop()
        if one.kind == "Figure":
            self.figure(raw)
        if one.kind == "Link":
            self.link(one, raw)
        return raw

    def kid(self, one: Node, raw: pikepdf.Object, kid: Node | str) -> None:
        if isinstance(kid, Node):
            raw.K.append(self.element(kid, raw))
        elif kid == NEXT_PAGE:
            self.pages.append(_Page(self.pdf, self.top))
        else:
            self.line(one, raw, kid)

    def line(self, one: Node, raw: pikepdf.Object, words: str) -> None:
        page = self.page
        page.y -= _LINE
        assert page.y > _FOOT, "the page is full"
        number = len(page.owners)
        mark = b"/Span <</MCID %d>>" % number
        shown = words
        if any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in words):
            raw, shown = self.replaced(raw, words), words[::-1]
        page.owners.append(raw)
        page.text(shown, _MARGIN, page.y, mark)
        self.signs |= set(words)
        raw.K.append(Dictionary(Type=Name.MCR, Pg=page.page.obj, MCID=number))
        for name in filter(None, self.names):
            self.places.setdefault(name, (len(self.pages), page.y + SIZE))
        if one.kind[:1] == "H" and one.kind[1:].isdecimal():
            self.bookmarks.append((int(one.kind[1]), words, len(self.pages), page.y + SIZE))

    def replaced(self, parent: pikepdf.Object, words: str) -> pikepdf.Object:
        """A Span with ActualText: signs from right to left stand reversed on the page."""
        span = self.pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem, S=Name.Span, P=parent, K=Array(), ActualText=String(words)
            )
        )
        parent.K.append(span)
        return span

    def figure(self, raw: pikepdf.Object) -> None:
        page = self.page
        page.y -= 60
        number = len(page.owners)
        page.owners.append(raw)
        page.content.append(b"/Figure <</MCID %d>> BDC 60 %g 50 50 re f EMC" % (number, page.y))
        raw.K.append(Dictionary(Type=Name.MCR, Pg=page.page.obj, MCID=number))
        raw.A = Dictionary(O=Name.Layout, BBox=Array([60, page.y, 110, page.y + 50]))

    def link(self, one: Node, raw: pikepdf.Object) -> None:
        words = " ".join(kid for kid in one.kids if isinstance(kid, str))
        link = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Contents=String(words), F=4,
                Rect=Array([_MARGIN, self.page.y, 200, self.page.y + SIZE]),
            )
        )  # fmt: skip
        self.page.links.append(link)
        self.annotations.append((link, raw))
        raw.K.append(Dictionary(Type=Name.OBJR, Pg=self.page.page.obj, Obj=link))
        if ":" in one.leads_to:
            link.A = Dictionary(S=Name.URI, URI=String(one.leads_to))
        else:
            self.waiting.append((link, one.leads_to))

    def finish(self) -> None:
        font = self._font()
        nums: list[Any] = []
        for number, page in enumerate(self.pages):
            page.text(str(number + 1), WIDTH - 80, 40, b"/Artifact <</Type /Pagination>>")
            page.text("Helpline", _MARGIN, 40, b"/Artifact <</Type /Pagination>>")
            self.pdf.pages[number].obj.Contents = self.pdf.make_stream(b"\n".join(page.content))
            page.page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
            page.page.obj.StructParents = number
            page.page.obj.Tabs = Name.S
            page.page.obj.Annots = Array(page.links)
            nums += [number, self.pdf.make_indirect(Array(page.owners))]
        for at, (link, raw) in enumerate(self.annotations, start=len(self.pages)):
            link.StructParent = at
            nums += [at, raw]
        for link, name in self.waiting:
            link.Dest = self._place(*self.places[name])
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(nums)))
        rows: list[Any] = []
        for name, raw in sorted(self.notes):
            rows += [String(name), raw]
        self.root.IDTree = self.pdf.make_indirect(Dictionary(Names=Array(rows)))
        labels = Dictionary(S=Name.D)
        self.pdf.Root.PageLabels = Dictionary(Nums=Array([0, labels]))
        self._outline()

    def _place(self, page: int, top: float) -> Array:
        return Array([self.pdf.pages[page - 1].obj, Name.XYZ, 0, top, 0])

    def _outline(self) -> None:
        with self.pdf.open_outline() as outline:
            stack: list[tuple[int, Any]] = []
            for level, title, page, top in self.bookmarks:
                item = pikepdf.OutlineItem(title, destination=self._place(page, top))
                while stack and stack[-1][0] >= level:
                    stack.pop()
                (stack[-1][1].children if stack else outline.root).append(item)
                stack.append((level, item))

    def _font(self) -> pikepdf.Object:
        signs = sorted(self.signs | set("Helpline0123456789"))
        rows = "\n".join(f"<{ord(sign):04x}> <{sign.encode('utf-16-be').hex()}>" for sign in signs)
        mapping = (
            "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            f"{len(signs)} beginbfchar\n{rows}\nendbfchar"
        )
        inner = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/Hand"), DW=500,
            FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name("/Hand")),
        )  # fmt: skip
        return self.pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Hand"),
                Encoding=Name("/Identity-H"), DescendantFonts=Array([inner]),
                ToUnicode=self.pdf.make_stream(mapping.encode()),
            )
        )  # fmt: skip


def write(tree: Node, language: str = "en", title: str = "Tea", top: float = 80.0) -> bytes:
    """The PDF with this tree, a line for each text; running feet and page numbers added.

    ``top`` is how many points below the edge of a page its text begins.
    """
    writer = _Writer(language, title, top)
    writer.root.K = Array([writer.element(tree, writer.root)])
    writer.finish()
    return saved(writer.pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF."""
    file = io.BytesIO()
    pdf.save(file)
    return file.getvalue()


Change = Callable[[pikepdf.Pdf], None]


def changed(data: bytes, change: Change) -> bytes:
    """The PDF with one thing made wrong."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return saved(pdf)


def elements(pdf: pikepdf.Pdf, kind: str = "") -> list[pikepdf.Object]:
    """The elements of this kind, in order of the tree."""
    return [one for one in _walk(pdf.Root.StructTreeRoot) if kind in ("", str(one.S)[1:])]


def _walk(around: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in around.get("/K", Array()):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _walk(kid)
