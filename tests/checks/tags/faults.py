"""One fault each, put into a good PDF by hand: what is done to it, and who must find it."""

from __future__ import annotations

from collections.abc import Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.checks.tags.tagged_pdf import Change, elements


def nth(kind: str, number: int = 0) -> _Nth:
    """The element of this kind, counted from 0."""
    return _Nth(kind, number)


class _Nth:
    """Finds one element in a PDF, and makes changes to it."""

    def __init__(self, kind: str, number: int) -> None:
        self.kind, self.number = kind, number

    def of(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        return elements(pdf, self.kind)[self.number]

    def without(self, key: str) -> Change:
        def change(pdf: pikepdf.Pdf) -> None:
            del self.of(pdf)[key]

        return change

    def having(self, key: str, value: pikepdf.Object) -> Change:
        def change(pdf: pikepdf.Pdf) -> None:
            self.of(pdf)[key] = value

        return change

    def actual_text_reversed(self) -> Change:
        def change(pdf: pikepdf.Pdf) -> None:
            span = self.of(pdf).K[0]
            span.ActualText = String(str(span.ActualText)[::-1])

        return change

    def attribute(self, key: str, value: pikepdf.Object | None) -> Change:
        def change(pdf: pikepdf.Pdf) -> None:
            rows = self.of(pdf).A
            if value is None:
                del rows[key]
            else:
                rows[key] = value

        return change

    def taken_out(self, *, with_content: bool = True) -> Change:
        """Its parent lacks it: detached, or (without its content) not there at all."""

        def change(pdf: pikepdf.Pdf) -> None:
            one = self.of(pdf)
            _replace(one, [])
            if not with_content:
                one.K = Array()

        return change

    def unwrapped(self) -> Change:
        """Its kids stand where it stood."""

        def change(pdf: pikepdf.Pdf) -> None:
            one = self.of(pdf)
            for kid in one.K:
                if "/S" in kid:
                    kid.P = one.P
            _replace(one, list(one.K))

        return change

    def swapped(self) -> Change:
        """It stands after the one that follows it."""

        def change(pdf: pikepdf.Pdf) -> None:
            one = self.of(pdf)
            kids = list(one.P.K)
            at = _position(one)
            kids[at], kids[at + 1] = kids[at + 1], kids[at]
            one.P.K = Array(kids)

        return change

    def cut(self, at: int) -> Change:
        """Another element of its kind begins with its kid number ``at``."""

        def change(pdf: pikepdf.Pdf) -> None:
            one = self.of(pdf)
            second = pdf.make_indirect(Dictionary(dict(one.items())))
            second.K, one.K = Array(list(one.K)[at:]), Array(list(one.K)[:at])
            for kid in second.K:
                if "/S" in kid:
                    kid.P = second
            _adopt(pdf, one, second)
            _replace(one, [one, second])

        return change


def _position(one: pikepdf.Object) -> int:
    return [kid.objgen for kid in one.P.K].index(one.objgen)


def _replace(one: pikepdf.Object, by: list[pikepdf.Object]) -> None:
    kids, at = list(one.P.K), _position(one)
    one.P.K = Array([*kids[:at], *by, *kids[at + 1 :]])


def _adopt(pdf: pikepdf.Pdf, one: pikepdf.Object, second: pikepdf.Object) -> None:
    """The marked content of ``second`` names it in the ParentTree, not ``one``."""
    rows = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for kid in second.K:
        if kid.get("/Type") == Name.MCR:
            rows[int(kid.Pg.StructParents)][int(kid.MCID)] = second


def link(number: int) -> _Link:
    """A link annotation, in the order of the pages."""
    return _Link(number)


class _Link:
    def __init__(self, number: int) -> None:
        self.number = number

    def of(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        links = [one for page in pdf.pages for one in page.obj.get("/Annots", Array())]
        return links[self.number]

    def having(self, key: str, value: pikepdf.Object) -> Change:
        def change(pdf: pikepdf.Pdf) -> None:
            self.of(pdf)[key] = value

        return change

    def without(self, key: str) -> Change:
        def change(pdf: pikepdf.Pdf) -> None:
            del self.of(pdf)[key]

        return change

    def leading_to_page(self, page: int) -> Change:
        def change(pdf: pikepdf.Pdf) -> None:
            self.of(pdf).Dest = Array([pdf.pages[page - 1].obj, Name.XYZ, 0, 500, 0])

        return change

    def naming(self, kind: str) -> Change:
        """A structure destination: the first element of this kind, or one of no tree."""

        def change(pdf: pikepdf.Pdf) -> None:
            one = self.of(pdf)
            stray = Dictionary(Type=Name.StructElem, S=Name.P)
            element = elements(pdf, kind)[0] if kind else pdf.make_indirect(stray)
            place = list(one.Dest)
            del one.Dest
            one.A = Dictionary(S=Name.GoTo, D=Array(place), SD=Array([element, *place[1:]]))

        return change


def content(page: int, old: bytes, new: bytes) -> Change:
    """Other bytes in the content of a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.pages[page - 1].obj.Contents
        data = stream.read_bytes()
        assert old in data, f"{old!r} is not in the content of page {page}"
        stream.write(data.replace(old, new, 1))

    return change


def codes_of(text: str) -> bytes:
    """A text as it stands in the content."""
    return b"".join(b"%04x" % ord(sign) for sign in text)


def root(key: str, value: pikepdf.Object | None) -> Change:
    """Another entry of the catalogue, or none."""

    def change(pdf: pikepdf.Pdf) -> None:
        if value is None:
            del pdf.Root[key]
        else:
            pdf.Root[key] = value

    return change


def title(text: str) -> Change:
    """Another title."""

    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = text

    return change


def bookmarks(change_of: str) -> Change:
    """The bookmarks: one renamed, one missing, or all on one level."""

    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            chapters = outline.root[0].children
            if change_of == "renamed":
                chapters[0].title = "Something else"
            elif change_of == "missing":
                del chapters[0].children[:]
            elif change_of == "flat":
                outline.root.append(chapters.pop())
            else:
                chapters[0].destination = Array([pdf.pages[2].obj, Name.XYZ, 0, 500, 0])

    return change


def foot_in_the_tree(pdf: pikepdf.Pdf) -> None:
    """The helpline at the foot of each page is read as a paragraph."""
    _tag_artifact(pdf, codes_of("Helpline"))


def numbers_in_the_tree(pdf: pikepdf.Pdf) -> None:
    """The page numbers are read."""
    for number, page in enumerate(pdf.pages, start=1):
        _tag_on(pdf, page.obj, codes_of(str(number)))


def _tag_artifact(pdf: pikepdf.Pdf, text: bytes) -> None:
    for page in pdf.pages:
        _tag_on(pdf, page.obj, text)


def _tag_on(pdf: pikepdf.Pdf, page: pikepdf.Object, text: bytes) -> None:
    rows = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(page.StructParents)]
    around, number = pdf.Root.StructTreeRoot.K[0], len(rows)
    mark = Dictionary(Type=Name.MCR, Pg=page, MCID=number)
    one = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=around, K=Array([mark])))
    rows.append(one)
    around.K.append(one)
    lines = page.Contents.read_bytes().split(b"\n")
    at = next(
        n
        for n, line in enumerate(lines)
        if b"<" + text + b">" in line and line.startswith(b"/Artifact")
    )
    lines[at] = lines[at].replace(b"/Artifact <</Type /Pagination>>", b"/P <</MCID %d>>" % number)
    page.Contents.write(b"\n".join(lines))


def empty_paragraph(pdf: pikepdf.Pdf) -> None:
    """A P that holds nothing."""
    around = pdf.Root.StructTreeRoot.K[0]
    around.K.append(
        pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=around, K=Array()))
    )


def head_read_twice(pdf: pikepdf.Pdf) -> None:
    """The head of the table has content on the next page too."""
    page, head = pdf.pages[2].obj, nth("TH").of(pdf)
    rows = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(page.StructParents)]
    number = len(rows)
    rows.append(head)
    head.K.append(Dictionary(Type=Name.MCR, Pg=page, MCID=number))
    more = b"\n/TH <</MCID %d>> BDC BT /F1 12 Tf 60 300 Td <%s> Tj ET EMC"
    page.Contents.write(page.Contents.read_bytes() + more % (number, codes_of("Day")))


def link_in_a_link(pdf: pikepdf.Pdf) -> None:
    """Two Link elements, one in the other."""
    one = nth("Link").of(pdf)
    inner = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=one, K=one.K))
    one.K = Array([inner])
    _adopt(pdf, one, inner)


_NAMES_OF_PDF_2 = {"H1": "Title", "H2": "H1", "H3": "H2", "Note": "FENote"}


def as_pdf_2(pdf: pikepdf.Pdf) -> None:
    """No fault: the same tree in the types and the namespace of PDF 2.0."""
    url = String("http://iso.org/pdf2/ssn")
    namespace = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=url))
    for one in elements(pdf):
        kind = str(one.S)[1:]
        if kind not in ("TOC", "TOCI", "Reference"):
            one.S, one.NS = Name(f"/{_NAMES_OF_PDF_2.get(kind, kind)}"), namespace


# What is done; the codes of all that is found, the first by the check that is meant for it.
FAULTS: Mapping[str, tuple[Change, tuple[str, ...]]] = {
    "a Figure without Alt": (nth("Figure").without("/Alt"), ("figure-without-alt", "text-missing")),
    "an Alt that is a file's name": (
        nth("Figure").having("/Alt", String("cup.svg")), ("figure-without-alt", "text-missing"),
    ),
    "another Alt": (nth("Figure").having("/Alt", String("A cup on a chair")), ("text-differs",)),
    "a Figure without BBox": (nth("Figure").attribute("/BBox", None), ("figure-box",)),
    "a Figure off the page": (
        nth("Figure").attribute("/BBox", Array([0, 900, 50, 950])), ("figure-box",),
    ),
    "LI > P": (nth("LBody").having("/S", Name.P), ("list-item-without-body",)),
    "LI without LBody": (nth("LBody").unwrapped(), ("list-item-without-body", "element-detached")),
    "L > P": (nth("LI").having("/S", Name.P), ("list-children", "element-kind")),
    "a list without numbering": (nth("L").attribute("/ListNumbering", None), ("list-numbering",)),
    "a list cut at the page": (nth("L").cut(2), ("list-cut", "element-cut")),
    "two lists on one page": (nth("L").cut(1), ("element-cut",)),
    "a head without Scope": (nth("TH", 2).attribute("/Scope", None), ("table-head-scope",)),
    "a row that lacks a cell": (nth("TD", 1).taken_out(), ("table-irregular",)),
    "a table of paragraphs": (nth("TR", 1).having("/S", Name.P), ("table-children",)),
    "a table in two": (nth("Table").cut(2), ("table-cut", "element-cut")),
    "a table's head read twice": (
        head_read_twice, ("table-head-repeated", "reading-order", "text-differs"),
    ),
    "a Note without ID": (nth("Note").without("/ID"), ("note-without-id",)),
    "no IDTree": (
        lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/IDTree"), ("note-without-id",),
    ),
    "a Note without Reference": (
        nth("Reference").unwrapped(), ("note-without-reference",),
    ),
    "a reference to elsewhere": (link(0).leading_to_page(2), ("note-without-reference",)),
    "the raw address as Contents": (
        link(3).having("/Contents", String("https://leaf.example/")), ("link-contents",),
    ),
    "no Contents": (link(0).without("/Contents"), ("link-contents",)),
    "a link outside the tree": (link(3).without("/StructParent"), ("link-untagged",)),
    "a Link in a Link": (link_in_a_link, ("link-element",)),
    "a link to nowhere": (link(3).without("/A"), ("link-astray",)),
    "contents that lead astray": (link(1).leading_to_page(3), ("contents-astray",)),
    "contents that name another element": (link(1).naming("Figure"), ("contents-astray",)),
    "a link to an element of no tree": (link(0).naming(""), ("link-astray",)),
    "an FENote outside of PDF 2.0's namespace": (
        nth("Note").having("/S", Name.FENote), ("element-type", "element-kind", "list-children"),
    ),
    "a type in another namespace": (
        nth("P").having("/NS", Dictionary(NS=String("http://iso.org/pdf2/SSN"))),
        ("element-type",),
    ),
    "contents with a wrong number": (
        content(1, codes_of("How to make it 1"), codes_of("How to make it 2")),
        ("contents-astray",),
    ),
    "a renamed bookmark": (bookmarks("renamed"), ("bookmarks-differ",)),
    "a missing bookmark": (bookmarks("missing"), ("bookmarks-differ",)),
    "a bookmark on a wrong level": (bookmarks("flat"), ("bookmarks-differ",)),
    "a bookmark that leads astray": (bookmarks("astray"), ("bookmarks-differ",)),
    "a level left out": (
        nth("H2").having("/S", Name.H4),
        ("heading-order", "bookmarks-differ", "element-kind"),
    ),
    "no H1": (
        nth("H1").having("/S", Name.P),
        ("heading-order", "bookmarks-differ", "title-not-shown", "element-kind"),
    ),
    "a heading tagged as text": (
        nth("H3").having("/S", Name.P),
        ("element-kind", "bookmarks-differ", "contents-astray"),
    ),
    "the foot in the tree": (foot_in_the_tree, ("running-text-tagged", "reading-order")),
    "page numbers in the tree": (
        numbers_in_the_tree, ("page-number-tagged", "running-text-tagged", "reading-order"),
    ),
    "text that is not tagged": (
        content(1, b"/Span <</MCID 1>> BDC", b"/Span <<>> BDC"),
        ("text-outside-tree", "text-differs"),
    ),
    "a detached element": (
        nth("P", 2).taken_out(), ("element-detached", "text-outside-tree", "text-missing"),
    ),
    "an element that names another parent": (
        nth("LI").having("/P", Dictionary()), ("element-parent",),
    ),
    "an empty element": (empty_paragraph, ("element-empty",)),
    "items in a wrong order": (nth("LI").swapped(), ("reading-order", "text-order")),
    "another language": (
        root("/Lang", String("cy")), ("file-language", "language-change"),
    ),
    "a Lang that is none": (
        nth("P").having("/Lang", String("english")), ("language-malformed", "language-change"),
    ),
    "a hidden title": (root("/ViewerPreferences", None), ("title-not-shown",)),
    "another title": (title("tea.indd"), ("title-not-shown",)),
    "no page labels": (root("/PageLabels", None), ("page-labels",)),
    "page labels from 7": (
        root("/PageLabels", Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=7)]))),
        ("page-labels",),
    ),
    "scrambled text": (
        content(1, codes_of("A cup of tea"), codes_of("A puc of tea")), ("text-differs",),
    ),
    "signs that stand for nothing": (
        content(1, codes_of("Boil water."), codes_of("Boil water.") + b"e000"), ("sign-unmapped",),
    ),
    "a figure left out": (
        content(1, codes_of("Boil water."), codes_of("Boil.")), ("text-differs",),
    ),
    "words run together": (
        content(1, codes_of("Warm the pot."), codes_of("Warm thepot.")), ("text-spaces",),
    ),
    "a paragraph in two": (nth("P").cut(1), ("element-cut",)),
    "an ActualText that lies": (
        nth("LBody").having("/ActualText", String("Do not boil water.")), ("text-differs",),
    ),
    "a cell tagged as a head": (
        nth("TD").having("/S", Name.TH), ("element-kind", "table-head-scope"),
    ),
}  # fmt: skip

# The same in other scripts: the language of the leaflet, what is done, the codes.
FAULTS_ELSEWHERE: Mapping[str, tuple[str, Change, tuple[str, ...]]] = {
    "Bengali said to be English": (
        "bn", nth("P").having("/Lang", String("en")), ("language-change",),
    ),
    "Arabic said to be Polish": (
        "ar", nth("H2").having("/Lang", String("pl")), ("language-change",),
    ),
    "Arabic by its signs alone, in the order of the page": (
        "ar", nth("LBody").actual_text_reversed(), ("text-differs",),
    ),
    "a vowel sign before its letter": (
        "bn", content(1, codes_of("জল"), codes_of("লজ")), ("text-differs",),
    ),
    "Chinese with a sign too many": (
        "zh-Hans", content(1, codes_of("把水烧开。"), codes_of("把水水烧开。")), ("text-differs",),
    ),
    "Polish without its marks": (
        "pl", content(1, codes_of("Zagotuj wodę."), codes_of("Zagotuj wode.")), ("text-differs",),
    ),
}  # fmt: skip
