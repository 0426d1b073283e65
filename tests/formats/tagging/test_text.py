"""The words that a machine takes from the file are those of the document, in every script."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from everyleaf.checks.fidelity.readers import Reader, by_pdfium, by_poppler_in_lines
from everyleaf.formats.tagging.glyph_codes import STAND_IN
from everyleaf.language import Script, known_languages
from everyleaf.layout.fontcache import font_folder
from everyleaf.layout.typefaces import faces
from tests.conftest import SAMPLE_LANGUAGES
from tests.formats.tagging.reading_tags import folded, read, write

# Each with a line break or two, digits, a Latin name and a number to call.
TEXTS = {
    "en": "Drink a full glass of water with each of your tablets, and an efficient 5 ml more"
    " if it is hot. Call 020 7946 0123 – day or night.",
    "ar": "اشرب كوبًا كاملًا من الماء مع كل قرص من أقراص Tamoxifen (20 mg) ثم اتصل بالرقم "
    "020 7946 0123 إذا لم تستطع البلع لا سيما بعد الأكل، أو 3-5 مرات.",
    "ur": "ہر گولی کے ساتھ پانی کا پورا گلاس پئیں، اور اگر آپ نگل نہ سکیں تو ۰۲۰ ۷۹۴۶ پر فون کریں۔ "
    "Tamoxifen (20 mg) کے ساتھ بھی یہی کریں۔",
    "bn": "পার্শ্বপ্রতিক্রিয়া হলে প্রতিটি ট্যাবলেটের সঙ্গে পুরো এক গ্লাস পানি খান। কোনো সমস্যা হলে "
    "আপনার ক্যান্সার টিমকে ০২০ ৭৯৪৬ নম্বরে ফোন করুন।",
    "zh-Hans": "每次服药时请喝满满一杯水。如果您无法吞咽，请随时拨打 020 7946 0123 联系我们的护士，"
    "并说明您正在服用 Tamoxifen 20 mg 以及开始服用的日期。",
}

# Words that climb, or whose dots stand off the line.
OFF_THE_LINE = {"ar": "تناول دواءك بأمان كل يوم", "ur": "محفوظ طریقے سے گھر جلدی تھوڑی"}


@pytest.mark.parametrize("tag", TEXTS)
def test_text_in_structure_order_is_exact(tag: str) -> None:
    text = TEXTS[tag]
    root, _ = read(write(f"<h1>{text}</h1><p>{text}</p><ul><li>{text}</li></ul>", tag))
    assert root.one("P").words() == text
    blocks = [block for block in root.blocks() if block.strip("•")]
    assert blocks == [folded(text)] * 3


@pytest.mark.parametrize("tag", ["en", "bn", "zh-Hans"])
def test_other_programs_find_the_same_text_from_left_to_right(tag: str) -> None:
    data = write(f"<p>{TEXTS[tag]}</p>", tag)
    page = pypdfium2.PdfDocument(io.BytesIO(data))[0].get_textpage()
    # a program may put a line end where the text has none
    assert "".join(page.get_text_range().split()) == "".join(TEXTS[tag].split())


@pytest.mark.parametrize("tag", TEXTS)
def test_words_in_several_elements_keep_their_white_space(tag: str) -> None:
    words = TEXTS[tag].split()
    inside = " ".join(
        f"<{name}>{word}</{name}>"
        for word, name in zip(words, ("b", "bdi", "span", "a href='#x'", "i") * 9, strict=False)
    )
    inside = re.sub(r"</a href='#x'>", "</a>", inside)
    root, _ = read(write(f"<p id='x'>{inside}</p>", tag))
    assert root.one("P").words() == TEXTS[tag]


def test_a_line_that_breaks_inside_a_word_adds_no_white_space() -> None:
    body = "<p>leaflets.example.org/<wbr>what-to-drink/when-it-is-hot/<wbr>and-when-it-is-cold</p>"
    root, _ = read(write(body))
    assert root.words() == "leaflets.example.org/what-to-drink/when-it-is-hot/and-when-it-is-cold"


def test_a_forced_line_break_parts_two_words() -> None:
    root, _ = read(write("<p>Monday<br>Tuesday</p><p>One,<br> two</p>"))
    assert [item.words() for item in root.all("P")] == ["Monday Tuesday", "One, two"]


def test_a_ligature_is_given_as_its_letters_even_after_a_first_sight_in_other_words() -> None:
    root, _ = read(write("<p>office official waffle fix</p>"))
    assert root.words() == "office official waffle fix"


def test_signs_from_left_to_right_need_no_replacement_where_the_font_says_them() -> None:
    data = write(f"<p>{TEXTS['en']}</p>")
    _, pdf = read(data)
    assert b"ActualText" not in pdf.pages[0].Contents.read_bytes()


def test_what_is_right_to_left_is_replaced_on_the_element() -> None:
    root, pdf = read(write(f"<p>{TEXTS['ar']}</p>", "ar"))
    content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b"/ActualText") == content.count(b"/ActualText ()")
    assert any("/ActualText" in span.object for span in root.all("Span"))


def test_glyphs_that_serve_several_letters_say_the_right_one_each_time() -> None:
    text = "بيت بنت نبت تين ثبت بثّ"
    root, _ = read(write(f"<p>{text}</p>", "ar"))
    drawn = "".join(kid for kid in root.one("Span").kids if isinstance(kid, str))
    assert drawn[::-1] == text  # drawn from left to right


@pytest.mark.parametrize("tag", ["ar", "ur"])
@pytest.mark.parametrize("reader", [by_poppler_in_lines, by_pdfium])
def test_words_whose_letters_stand_off_the_line_are_taken_whole(tag: str, reader: Reader) -> None:
    taken = "".join(reader(write(f"<p>{OFF_THE_LINE[tag]}</p>", tag)))
    plain = re.sub("[\u200b\u200e\u200f\u202a-\u202e]", "", taken)
    assert sorted(plain.split()) == sorted(OFF_THE_LINE[tag].split())


@pytest.mark.parametrize("tag", ["ar", "ur"])
def test_letters_that_are_written_level_are_not_seen(tag: str) -> None:
    body = f"<p>{OFF_THE_LINE[tag]} <b>5 mg</b> {TEXTS[tag]}</p><p>{TEXTS['en']}</p>"
    ours, stock = (pixels(write(body, tag, stock=stock)) for stock in (False, True))
    assert ours == stock
    assert len(set(ours)) > 2


def pixels(data: bytes) -> bytes:
    return bytes(pypdfium2.PdfDocument(io.BytesIO(data))[0].render(scale=2).buffer)


@pytest.mark.parametrize("script", faces([known_languages()[tag] for tag in SAMPLE_LANGUAGES]))
def test_every_face_has_the_sign_that_stands_for_unseen_letters(script: Script) -> None:
    for name in (script.regular, script.bold):
        with TTFont(font_folder() / script.package / name, lazy=True) as font:
            assert ord(STAND_IN) in font.getBestCmap()
