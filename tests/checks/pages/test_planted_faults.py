"""Each rule about finished pages finds what is planted for it, alone; good pages pass all."""

from __future__ import annotations

import dataclasses
import io
from functools import cache

import pikepdf
import pytest

from everyleaf.checks.pages import PAGE_CHECKS, check_pages
from everyleaf.diagnostics import Diagnostic, Severity
from everyleaf.edition import Edition
from everyleaf.language import known_languages
from everyleaf.layout import Layout, read_layouts
from tests.checks.pages.small_pdf import set_page
from tests.conftest import REPOSITORY, codes
from tests.formats.tagging.reading_tags import write_second_part

WORDS = {
    "en": "Some words that fill the page and go on for a while, until the line is full.",
    "ar": "بعض الكلمات التي تملأ الصفحة وتستمر لفترة من الوقت حتى يمتلئ السطر كله.",
    "ur": "کچھ الفاظ جو صفحہ بھرتے ہیں اور کچھ دیر تک چلتے ہیں، یہاں تک کہ سطر بھر جائے۔",
    "bn": "কিছু শব্দ যা পাতা ভরে এবং কিছুক্ষণ চলতে থাকে, যতক্ষণ না লাইনটি পূর্ণ হয়।",
    "pa": "ਕੁਝ ਸ਼ਬਦ ਜੋ ਪੰਨਾ ਭਰਦੇ ਹਨ ਅਤੇ ਕੁਝ ਦੇਰ ਤੱਕ ਚੱਲਦੇ ਰਹਿੰਦੇ ਹਨ, ਜਦੋਂ ਤੱਕ ਸਤਰ ਭਰ ਨਾ ਜਾਵੇ।",
    "zh-Hans": "一些填满页面的文字，持续了一段时间，直到这一行写满为止，然后继续写下去。",
}
LINE = f"<p>{WORDS['en']}</p>"
CALL = "<p>Call this number now if you feel unwell, and keep it near you always.</p>"
ROW = f"<tr><th scope=row>Name</th><td>{'Call us if you feel unwell, at any hour of the day. ' * 6}"
HEAD = "<table><thead><tr><th scope=col>What</th><th scope=col>Do</th></tr></thead><tbody>"
TABLE = HEAD + "<tr><th scope=row>Short</th><td>Thing" + ROW + "</tbody></table>"
WIDE = "@page { size: A4 landscape }"


@cache
def layout(sheet_pages: int = 1) -> Layout:
    """A layout in 12 pt."""
    formats = ("pdf-print", "pdf-screen", "html", "audio")
    known, found = read_layouts(REPOSITORY / "layouts", ("standard",), "layouts", formats)
    assert not found
    return dataclasses.replace(known["standard"], size=12.0, sheet_pages=sheet_pages)


def found_in(data: bytes, kind: str = "pdf-screen", sheet_pages: int = 1) -> list[Diagnostic]:
    """Everything that is found in a small PDF, as the edition of this format."""
    return check_pages(data, Edition("tea", "en", "small", kind, "1.0"), layout(sheet_pages))


def in_its_face(tag: str, leading: float | None = None) -> str:
    """The style of running text in a language, as the layouts give it."""
    script = known_languages()[tag].script
    size = 12 * script.scale
    height = leading or script.leading
    return f'html {{ font: {size:.3f}pt/{height} "{script.family}","Everyleaf Latin" }}'


@pytest.mark.parametrize("tagged", [True, False])
@pytest.mark.parametrize("tag", WORDS)
def test_a_good_page_passes_every_check(tag: str, tagged: bool) -> None:
    body = f"<h2>{WORDS[tag]}</h2>" + f"<p>{WORDS[tag] * 3}</p>" * 7
    data = set_page(body, in_its_face(tag), tag, tagged=tagged)
    assert found_in(data, "pdf-screen" if tagged else "pdf-print") == []


GOOD = {
    "large text of 3:1": LINE * 4 + '<p style="font-size:24pt;color:#888">Large</p>',
    "white on the accent": LINE * 4 + '<p style="background:#0b5a6e;color:#fff">Now</p>',
    "a box in one piece": LINE * 9 + f'<aside class="callout">{CALL * 6}</aside>' + LINE * 2,
    "two boxes, one a page": LINE * 9
    + f'<aside class="callout">{CALL * 2}</aside><aside class="callout">{CALL * 4}</aside>',
    "a box of more than half a page": LINE * 7
    + f'<aside class="callout" style="break-inside:auto">{CALL * 14}</aside>',
    "a table over two pages": LINE * 9 + TABLE + LINE * 4,
    "a row to write in": LINE * 11
    + HEAD
    + "<tr><th scope=row>Monday</th><td style='height:40pt'></td></tr>" * 6
    + "</tbody></table>",
    "a heading at the head": LINE * 12 + "<h2>More</h2>" + LINE * 4,
    "notes to write on": LINE * 4
    + '<h2 style="break-before:page">Notes</h2><div style="height:300pt;border:1pt solid"></div>',
    "a superscript": LINE * 3 + "<p>Tea<sup style='font-size:1em;line-height:0'>1</sup> is hot</p>",
    "a bold number to call": LINE * 3 + "<p><b>0808 157 0123</b> and more words</p>",
}


@pytest.mark.parametrize("tagged", [True, False])
@pytest.mark.parametrize("name", GOOD)
def test_what_is_right_is_let_be(name: str, tagged: bool) -> None:
    assert found_in(set_page(GOOD[name], tagged=tagged)) == []


# Name: the code that must be found, alone; the body; the style; the language.
PLANTED = {
    "a small note": ("type-too-small", LINE * 4 + '<p style="font-size:10pt">Note</p>', "", "en"),
    "a small superscript": (
        "type-too-small", LINE * 4 + "<p>Tea<sup style='font-size:8pt'>1</sup></p>", "", "en",
    ),
    "arabic in the size of latin": (
        "type-too-small", f"<p>{WORDS['ar']}</p>" * 5,
        'html { font: 12pt/1.8 "Everyleaf Arabic" }', "ar",
    ),
    "grey on white": (
        "contrast-too-low", LINE * 4 + '<p style="color:#888">Pale words</p>', "", "en",
    ),
    "ink on the accent": (
        "contrast-too-low", LINE * 4 + '<p style="background:#0b5a6e">Dark words</p>', "", "en",
    ),
    "text that shines through": (
        "contrast-too-low", LINE * 4 + '<p style="opacity:.4">Faint words</p>', "", "en",
    ),
    "a pale accent": (
        "accent-too-pale", LINE * 4 + '<p style="color:#1f7388">Words</p>', "", "en",
    ),
    "text on a picture": (
        "text-on-picture",
        LINE * 4 + '<p style="background:linear-gradient(#fff,#9cf)">Words</p>', "", "en",
    ),
    "long lines": ("lines-too-long", f"<p>{WORDS['en'] * 12}</p>", WIDE, "en"),
    "long lines of chinese": (
        "lines-too-long", f"<p>{WORDS['zh-Hans'] * 12}</p>", WIDE + in_its_face("zh-Hans"),
        "zh-Hans",
    ),
    **{
        f"close lines, {tag}": (
            "lines-too-close", f"<p>{WORDS[tag] * 6}</p>", in_its_face(tag, leading), tag,
        )
        for tag, leading in
        (("en", 1.15), ("ar", 1.5), ("ur", 1.8), ("bn", 1.4), ("pa", 1.4), ("zh-Hans", 1.4))
    },
    "a close heading": (
        "heading-lines-too-close", f"<h2 style='line-height:1.1'>{WORDS['en']}</h2>" + LINE * 4,
        "", "en",
    ),
    "text at the edge": (
        "text-outside-page",
        LINE * 4 + '<p style="position:relative;left:-9mm">Words</p>', "", "en",
    ),
    "a word too long for the page": (
        "text-outside-page", LINE * 4 + f"<p>{'Donaudampfschiff' * 5}</p>", "", "en",
    ),
    "a number too low on the page": (
        "text-outside-page", LINE * 4, "@page { @bottom-right { padding-top: 6mm } }", "en",
    ),
    "a tab on the title": (
        "text-on-text",
        '<p style="position:absolute;top:4pt;left:0;font-size:18pt">Tab</p>' + LINE * 4, "", "en",
    ),
    "a number on the text": (
        "text-on-text",
        '<p style="position:absolute;top:0;left:90pt">12 34</p>' + LINE * 4, "", "en",
    ),
    "a cut row": ("row-cut", LINE * 10 + TABLE + LINE * 2, "tr { break-inside: auto }", "en"),
    "a split callout": (
        "box-split",
        LINE * 10 + f'<aside class="callout" style="break-inside:auto">{CALL * 6}</aside>' + LINE,
        "", "en",
    ),
    "a split frame": (
        "box-split",
        LINE * 10
        + f'<aside class="callout urgent" style="break-inside:auto">{CALL * 6}</aside>' + LINE,
        "", "en",
    ),
    "a heading at the foot": (
        "heading-at-foot", LINE * 20 + '<h2 style="break-after:page">More</h2>' + LINE * 4,
        "", "en",
    ),
    "a page with three lines": (
        "page-nearly-empty",
        LINE * 11 + '<p style="break-before:page">Tea</p><p>is</p><p>hot</p>', "", "en",
    ),
}  # fmt: skip


@pytest.mark.parametrize("tagged", [True, False])
@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_by_the_check_meant_for_it(name: str, tagged: bool) -> None:
    code, body, style, tag = PLANTED[name]
    found = found_in(set_page(body, style, tag, tagged=tagged))
    assert codes(found) == [code], found
    assert str(found[0].place) == "tea en small pdf-screen"
    assert "Page " in found[0].problem


@pytest.mark.parametrize("name", ["standard", "large-print", "giant-print"])
def test_each_layout_is_held_against_its_own_size(name: str) -> None:
    known, found = read_layouts(
        REPOSITORY / "layouts", (name,), "layouts", ("pdf-print", "pdf-screen", "html", "audio")
    )
    assert not found
    size = known[name].size
    edition = Edition("tea", "en", name, "pdf-screen", "1.0")

    def told(note: float) -> list[str]:
        style = f"@page {{ size: A4; margin: 30mm 45mm }} html {{ font-size: {size}pt }}"
        style += f"@page {{ @bottom-right {{ font-size: {size}pt }} }}"
        body = LINE * 5 + f'<p style="font-size:{note}pt">Note</p>'
        return codes(check_pages(set_page(body, style), edition, known[name]))

    assert told(size) == []
    assert told(size - 1) == ["type-too-small"]


def test_a_row_whose_table_has_no_rules_is_found_by_its_tags() -> None:
    style = "tr { break-inside: auto } th, td { border: 0 }"
    assert codes(found_in(set_page(LINE * 10 + TABLE + LINE * 2, style))) == ["row-cut"]


@pytest.mark.parametrize("style", ["break-after: page", "break-after: avoid"])
def test_a_heading_at_the_foot_is_found_in_pdf_2_too(style: str) -> None:
    body = f"<h1>Tea</h1><p>Words.</p><h2 style='{style}'>More</h2>{'<p>Words.</p>' * 4}"
    found = [one.code for one in found_in(write_second_part(body))]
    assert ("heading-at-foot" in found) is ("page" in style)


def test_a_sign_that_no_face_has_is_found() -> None:
    data = set_page(LINE * 4 + "<p>Tea \N{EGYPTIAN HIEROGLYPH A001} tea</p>")
    assert codes(found_in(data)) == ["glyph-not-there"]


def test_a_face_from_elsewhere_is_found() -> None:
    style = (
        '@font-face { font-family: Stranger; src: url("leaf://font/Latn-400.ttf") }'
        "b { font-family: Stranger }"
    )
    assert codes(found_in(set_page(LINE * 4 + "<p><b>Tea</b> is</p>", style))) == ["font-not-ours"]


def test_a_face_that_is_not_in_the_file_is_found() -> None:
    with pikepdf.open(io.BytesIO(set_page(LINE * 4))) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
                del item.FontFile2
        buffer = io.BytesIO()
        pdf.save(buffer)
    assert codes(found_in(buffer.getvalue())) == ["font-not-embedded"]


def test_print_that_does_not_fill_whole_sheets_is_found() -> None:
    data = set_page(LINE * 4)
    assert codes(found_in(data, "pdf-print", 4)) == ["pages-not-whole-sheets"]
    assert found_in(data, "pdf-screen", 4) == []


def test_what_is_no_pdf_is_told() -> None:
    assert codes(found_in(b"not a PDF")) == ["pdf-unreadable"]


def test_every_check_has_a_planted_fault() -> None:
    planted = {code for code, *_ in PLANTED.values()}
    planted |= {"glyph-not-there", "font-not-ours", "pages-not-whole-sheets"}
    assert len(planted) == len(PAGE_CHECKS)


def test_the_worst_page_comes_first_and_the_others_are_named() -> None:
    page = LINE * 3 + '<p style="font-size:{}pt;break-after:page">Note</p>'
    data = set_page("".join(page.format(size) for size in (11, 9, 10, 10)) + LINE * 4)
    (found,) = found_in(data)
    assert found.severity is Severity.ERROR
    assert found.problem == (
        "Page 2: “Note” is set in 9.0 pt, less than 12.0 pt. Also on pages 1, 3 to 4."
    )
