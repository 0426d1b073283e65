from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from everyleaf.speech.phrases import Phrases
from everyleaf.speech.script import Notice, Opening, Script, spoken_script

from .conftest import MakeDocument

Said = Callable[..., list[str]]
PHONE = '<a class="fact phone" href="tel:+448081570123"><bdi dir="ltr">0808 157 0123</bdi></a>'
EMAIL = '<a class="fact email" href="mailto:a"><bdi dir="ltr">ward-7@leaf.example</bdi></a>'
WEB = '<a class="fact web" href="https://leaf.example/a"><bdi dir="ltr">leaf.example/tea</bdi></a>'
DATE = '<time class="fact date" datetime="2026-11-01">1. November 2026</time>'


@pytest.fixture
def said(document_of: MakeDocument, phrases: Phrases, opening: Opening) -> Said:
    """The sentences after the opening."""

    def of(inside: str, tag: str = "en") -> list[str]:
        document = document_of(f"<h1>Tea</h1>{inside}", tag)
        script = spoken_script(document, phrases, opening)
        return [s.text for s in script.sentences][5:]

    return of


def chapters(document_of: MakeDocument, phrases: Phrases, opening: Opening) -> Script:
    inside = (
        '<h1 data-message="1">Tea</h1><p data-message="2">One. Two.</p><p>Three.</p>'
        '<section><h2 data-message="4">Why?</h2><p data-message="5">Because.</p>'
        "<section><h3>More</h3><p>Yes.</p></section></section>"
    )
    return spoken_script(document_of(inside), phrases, opening)


def test_the_opening_says_what_this_is_in_the_right_order(
    document_of: MakeDocument, phrases: Phrases
) -> None:
    notices = (
        Notice("For checking only. Not for patients.", "en"),
        Notice("Nur zur Prüfung.", "de"),
    )
    opening = Opening("Leaf", "1 November 2026", notices, minutes=9)
    script = spoken_script(document_of("<h1>Tea</h1>"), phrases, opening)
    assert [(s.role, s.text, s.language_tag) for s in script.sentences] == [
        ("title", "Tea", "en"),
        ("publisher", "From Leaf.", "en"),
        ("notice", "For checking only.", "en"),
        ("notice", "Not for patients.", "en"),
        ("notice", "Nur zur Prüfung.", "de"),
        ("reviewed", "Last reviewed on 1 November 2026.", "en"),
        ("length", "This recording takes about 9 minutes.", "en"),
        ("voice", "You are listening to a computer voice.", "en"),
    ]


def test_a_chapter_a_heading(document_of: MakeDocument, phrases: Phrases, opening: Opening) -> None:
    script = chapters(document_of, phrases, opening)
    assert [(c.title, c.level) for c in script.chapters] == [("Tea", 1), ("Why?", 2), ("More", 3)]


def test_pauses_are_those_of_the_standard(
    document_of: MakeDocument, phrases: Phrases, opening: Opening
) -> None:
    first, second, _ = chapters(document_of, phrases, opening).chapters
    pauses = {s.text: s.pause_after for s in (*first.sentences, *second.sentences)}
    assert 1 <= pauses["Tea"] <= 2
    assert pauses["Two."] == 0.6  # between paragraphs
    assert 1 <= pauses["Three."] <= 2  # before a heading
    assert 1 <= pauses["Why?"] <= 2  # after a heading
    assert pauses["One."] < 0.6


def test_each_sentence_knows_the_message_that_it_came_from(
    document_of: MakeDocument, phrases: Phrases, opening: Opening
) -> None:
    blocks = {s.text: s.block for s in chapters(document_of, phrases, opening).sentences}
    assert (blocks["Tea"], blocks["Two."], blocks["Why?"], blocks["From Leaf."]) == (1, 2, 4, None)


def test_without_minutes_the_length_is_left_out(
    document_of: MakeDocument, phrases: Phrases, opening: Opening
) -> None:
    script = spoken_script(document_of("<h1>Tea</h1>"), phrases, replace(opening, minutes=None))
    assert "length" not in {s.role for s in script.sentences}


def test_facts_are_said_as_people_say_them(said: Said) -> None:
    assert said(f"<p>Call {PHONE}. Stop.</p>") == [
        "Call zero eight zero eight, one five seven, zero one two three.",
        "Stop.",
    ]
    assert said(f"<p>Write to {EMAIL}.</p>") == ["Write to ward hyphen 7 at leaf dot example."]
    assert said(f"<p>See {WEB}.</p>") == ["See leaf dot example slash tea."]
    assert said(f"<p>From {DATE} on.</p>") == ["From 1. November 2026 on."]
    plus = PHONE.replace("0808", "+44 808")
    assert said(f"<p>{plus}</p>") == [
        "plus four four, eight zero eight, one five seven, zero one two three"
    ]


def test_digits_of_other_scripts_are_said_too(said: Said) -> None:
    phone = PHONE.replace("0808 157 0123", "٠٨٠٨ ١٥٧")
    assert said(f"<p>اتصل {phone}.</p>", "ar") == ["اتصل صفر ثمانية صفر ثمانية، واحد خمسة سبعة."]
    assert said("<p>٢٤ ساعة</p>", "ar") == ["أربع وعشرون ساعة"]


def test_links_say_their_text_and_bidi_controls_nothing(said: Said) -> None:
    link = '<a href="https://leaf.example">our \u2068other\u2069 <strong>leaf</strong></a>'
    text = f"<p>Read {link}.</p>"
    assert said(text) == ["Read our other leaf."]


def test_a_table_row_names_its_columns(said: Said) -> None:
    table = (
        "<table><caption>Ways</caption><thead><tr><th>Treatment</th><th>How</th></tr></thead>"
        "<tbody><tr><th>Chemotherapy</th><td>By drip.</td></tr><tr><th>Rest</th><td/></tr></tbody>"
        "</table>"
    )
    expected = ["Ways", "Treatment: Chemotherapy.", "How: By drip.", "Treatment: Rest."]
    assert said(table) == expected


def test_lists_nest_and_terms_come_before_their_meaning(said: Said) -> None:
    assert said("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>") == ["a", "b", "c"]
    assert said("<dl><dt>Tea</dt><dd>A drink.</dd></dl>") == ["Tea", "A drink."]


def test_a_picture_is_described(said: Said) -> None:
    picture = (
        '<figure class="picture"><img src="a.svg" alt="A cup."/>'
        "<figcaption>Hot.</figcaption></figure>"
    )
    assert said(picture) == ["Picture: A cup.", "Hot."]
    assert said('<figure class="picture"><img src="a.svg" alt=""/></figure>') == []


def test_a_video_says_where_it_is_and_keeps_its_transcript_to_itself(said: Said) -> None:
    video = (
        '<div class="video" data-video="tea"><p class="video-title">How to brew</p>'
        '<p class="video-summary">A nurse explains.</p>'
        '<div class="transcript"><p>Hello.</p></div></div>'
    )
    assert said(video) == [
        "There is a video here: How to brew.",
        "You can watch it on the web page of this leaflet.",
        "A nurse explains.",
    ]


def test_a_footnote_follows_the_block_that_refers_to_it_once(said: Said) -> None:
    mark = '<sup><a class="noteref" href="#fn-a">1</a></sup>'
    notes = (
        '<section class="notes"><ol><li id="fn-a"><p>Or later.</p></li>'
        '<li id="fn-b"><p>Lost?</p></li></ol></section>'
    )
    body = f"<p>Soon{mark}.</p><p>Now{mark}.</p><p>End.</p>{notes}"
    assert said(body) == ["Soon.", "Note: Or later.", "Now.", "End.", "Note: Lost?"]


def test_callouts_and_unknown_elements_lose_nothing(said: Said) -> None:
    callout = (
        '<aside class="callout urgent"><p class="callout-title">Call now</p><p>Do.</p></aside>'
    )
    assert said(callout) == ["Call now", "Do."]
    assert said("<div>Loose <blink>text</blink>.<p>In.</p></div>") == ["Loose text.", "In."]


def test_words_with_digits_that_were_tried_are_said_in_words(said: Said) -> None:
    assert said("<p>HER2 and HER2-positive, not XHER2.</p>") == [
        "HER 2 and HER 2-positive, not XHER2."
    ]
    assert said("<p>如果是HER2阳性。</p>", "zh-Hans") == ["如果是H E R 2阳性。"]
