"""One small leaflet, in several scripts: what its author wrote, and the tree of its PDF."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pikepdf

from everyleaf.checks.tags import TaggedFile, read_tagged
from everyleaf.document import Document
from everyleaf.language import known_languages
from everyleaf.layout import Layout, read_layouts
from tests.checks.tags.tagged_pdf import NEXT_PAGE, Node, node, write
from tests.conftest import HEAD, REPOSITORY, read_bytes


@dataclass(frozen=True)
class Words:
    """The words of the leaflet in one language. Each of ``first`` and ``last`` is a line."""

    title: str
    intro: tuple[str, str]
    heading: str
    items: tuple[str, str, str]
    below: str
    heads: tuple[str, str]
    cells: tuple[str, str, str]
    caption: str
    picture: str
    link: str
    note: str
    joint: str = " "  # between lines


WORDS = {
    "en": Words(
        "Drinking tea", ("A cup of tea a day is good", "for most people."), "How to make it",
        ("Boil water.", "Warm the pot.", "Wait a little."), "When to drink it", ("Day", "Tea"),
        ("Monday", "green", "Tuesday"), "My week", "A cup on a table", "our other leaflet",
        "Not for small children.",
    ),
    "pl": Words(
        "Picie herbaty", ("Filiżanka herbaty dziennie", "jest dobra dla większości."),
        "Jak ją zrobić", ("Zagotuj wodę.", "Ogrzej dzbanek.", "Chwilę poczekaj."),
        "Kiedy ją pić", ("Dzień", "Herbata"), ("Poniedziałek", "zielona", "Wtorek"),
        "Mój tydzień", "Filiżanka na stole", "nasza druga ulotka", "Nie dla małych dzieci.",
    ),
    "ar": Words(
        "شرب الشاي", ("فنجان من الشاي كل يوم", "جيد لمعظم الناس."), "كيف نحضره",
        ("اغلِ الماء.", "دفّئ الإبريق.", "انتظر قليلًا."), "متى نشربه", ("اليوم", "الشاي"),
        ("الاثنين", "أخضر", "الثلاثاء"), "أسبوعي", "فنجان على طاولة", "نشرتنا الأخرى",
        "ليس للأطفال الصغار.",
    ),
    "bn": Words(
        "চা পান", ("দিনে এক কাপ চা", "বেশির ভাগ মানুষের জন্য ভালো।"), "কীভাবে বানাবেন",
        ("জল ফোটান।", "পাত্র গরম করুন।", "একটু অপেক্ষা করুন।"), "কখন পান করবেন", ("দিন", "চা"),
        ("সোমবার", "সবুজ", "মঙ্গলবার"), "আমার সপ্তাহ", "টেবিলে একটি কাপ", "আমাদের অন্য পুস্তিকা",
        "ছোট শিশুদের জন্য নয়।",
    ),
    "zh-Hans": Words(
        "喝茶", ("每天一杯茶对大多数人", "都有好处。"), "怎样泡茶",
        ("把水烧开。", "把茶壶温热。", "等一会儿。"), "什么时候喝", ("日子", "茶"),
        ("星期一", "绿茶", "星期二"), "我的一周", "桌上的一个杯子", "我们的另一份手册",
        "不适合小孩子。", joint="",
    ),
}  # fmt: skip


def source(words: Words) -> str:
    """The leaflet in Markdown."""
    items = "\n".join(f"- {item}" for item in words.items)
    rows = f"| {words.cells[0]} | {words.cells[1]} |\n| {words.cells[2]} | |"
    return f"""\
# {words.title}

{words.joint.join(words.intro)}[^1]

## {words.heading}

{items}

### {words.below}

{words.caption}
{{: .caption}}

| {words.heads[0]} | {words.heads[1]} |
|---|---|
{rows}

![{words.picture}](cup.svg)

[{words.link}](https://leaf.example/)

[^1]: {words.note}
"""


@cache
def document(tag: str) -> Document:
    """The leaflet as its author wrote it."""
    made, found = read_bytes((HEAD + source(WORDS[tag])).encode(), "tea", known_languages()[tag])
    assert made is not None, found
    return made


def tree(words: Words) -> Node:
    """The tree of the leaflet's PDF, on four pages."""
    return node(
        "Document",
        node("H1", words.title),
        node("P", *words.intro, node("Reference", node("Link", "1", leads_to="note"))),
        node(
            "TOC",
            *(
                node("TOCI", node("Reference", node("Link", f"{text} {page}", leads_to=name)))
                for text, page, name in ((words.heading, 1, "make"), (words.below, 2, "when"))
            ),
        ),
        node(
            "Sect",
            node("H2", words.heading, name="make"),
            node("L", *items(words), attributes={"ListNumbering": _name("Disc")}),
            node("H3", words.below, name="when"),
            table(words),
            node("Figure", alternative=words.picture),
            node("P", node("Link", words.link, leads_to="https://leaf.example/")),
            NEXT_PAGE,
            node("Note", node("Lbl", "1"), node("P", words.note), name="note"),
        ),
    )


def items(words: Words) -> list[Node]:
    """The items of the list: the last one stands on the next page."""
    first, second, third = ((node("Lbl", "•"), node("LBody", item)) for item in words.items)
    return [node("LI", *first), node("LI", *second), node("LI", NEXT_PAGE, *third)]


def table(words: Words) -> Node:
    """A table with an empty cell to write in; its body stands on the next page."""
    return node(
        "Table",
        node("Caption", words.caption),
        node("THead", node("TR", *(head(text, "Column") for text in words.heads))),
        node(
            "TBody",
            NEXT_PAGE,
            node("TR", head(words.cells[0], "Row"), node("TD", words.cells[1])),
            node("TR", head(words.cells[2], "Row"), node("TD")),
        ),
    )


def head(text: str, scope: str) -> Node:
    """A cell that is the head of its row or column."""
    return node("TH", text, attributes={"Scope": _name(scope)})


def _name(text: str) -> pikepdf.Name:

    return pikepdf.Name("/" + text)


@cache
def good(tag: str = "en") -> bytes:
    """The leaflet's PDF, right in every respect."""
    return write(tree(WORDS[tag]), tag, WORDS[tag].title)


@cache
def layout() -> Layout:
    """The layout that a leaflet is set by."""
    formats = ("pdf-print", "pdf-screen", "html", "audio")
    known, found = read_layouts(REPOSITORY / "layouts", ("standard",), "layouts", formats)
    assert not found
    return known["standard"]


def opened(data: bytes) -> TaggedFile:
    """The file, read back."""
    file = read_tagged(data)
    assert file is not None
    return file
