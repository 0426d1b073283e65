"""Checks of translated messages: safe, and saying the same as the source."""

from __future__ import annotations

import pytest

from everyleaf.catalogue import Entry
from everyleaf.checks import MESSAGE_CHECKS, check_translation
from everyleaf.diagnostics import Diagnostic, Place
from tests.conftest import codes, document, places, read_po, translated

TEXT = "Call **now** on {helpline} or {helpline}, see [tea](tea.md)[^x] and  \nrest."
PICTURE = '![A cup.](cup.svg "A cup")'
BODY = f"# T\n\n{TEXT}\n\n{PICTURE}\n\nPlain.\n\n[^x]: A note.\n"
RIGHT = "اتصل **الآن** على {helpline} أو {helpline}، انظر [شاي](tea.md)[^x] و  \nاسترح."
LINE = {TEXT: 14, PICTURE: 17, "Plain.": 20}  # entry N of a catalogue begins on line 8 + 3N

BAD = [
    ("Plain.", "One.\n\nTwo.", "message-two-blocks"),
    ("Plain.", "One.\n* Two.", "message-two-blocks"),
    ("Plain.", "One.\n# Two.", "message-two-blocks"),
    ("Plain.", "One.\n1. Two.", "message-two-blocks"),
    ("Plain.", "<script>alert(1)</script>", "raw-html"),
    ("Plain.", "<img src=x onerror=alert(1)>", "raw-html"),
    ("Plain.", "a&nbsp;b", "raw-html"),
    ("Plain.", "a</p><h1>b", "raw-html"),
    (TEXT, RIGHT.replace("{helpline}", "0808", 1), "message-fact-lost"),
    (TEXT, RIGHT.replace("{helpline}", "{helplne}", 1), "message-fact-lost"),
    (TEXT, RIGHT.replace("{helpline}", "{ helpline }", 1), "message-fact-lost"),
    (TEXT, RIGHT + " {helpline}", "message-fact-added"),
    ("Plain.", "{helpline}", "message-fact-added"),
    (TEXT, RIGHT.replace("tea.md", "pot.md"), "message-markup"),
    (TEXT, RIGHT.replace("tea.md", "javascript:alert(1)"), "message-markup"),
    (TEXT, RIGHT.replace("[شاي](tea.md)", "شاي"), "message-markup"),
    (TEXT, RIGHT.replace("**", ""), "message-markup"),
    (TEXT, RIGHT.replace("**الآن**", "*الآن*"), "message-markup"),
    (TEXT, RIGHT.replace("[^x]", ""), "message-markup"),
    (TEXT, RIGHT.replace("  \n", " "), "message-markup"),
    ("Plain.", "[a](https://a.example)", "message-markup"),
    ("Plain.", "<https://a.example>", "message-markup"),
    ("Plain.", "![a](cup.svg)", "message-markup"),
    ("Plain.", "`a`", "message-markup"),
    (PICTURE, "A cup.", "message-markup"),
    (PICTURE, '![](cup.svg "A cup")', "message-markup"),
    (PICTURE, "![A cup.](cup.svg)", "message-markup"),
    (PICTURE, '![A cup.](pot.svg "A cup")', "message-markup"),
    (PICTURE, 'See ![A cup.](cup.svg "A cup")', "message-markup"),
    ("Plain.", "a\u202eb", "message-bidi"),
    ("Plain.", "a\u202ab\u202c", "message-bidi"),
    ("Plain.", "a\u2067b", "message-bidi"),
    ("Plain.", "a\u2069b", "message-bidi"),
    ("Plain.", "a\u2069b\u2067c", "message-bidi"),
    ("Plain.", "a\x07b", "message-control"),
    ("Plain.", "a\x00b", "message-control"),
    ("Plain.", "a\x02b\x03", "message-control"),
    ("Plain.", "a\ue000b", "message-control"),
    ("Plain.", "a\ufffeb", "message-control"),
]


def found_in(source: str, target: str) -> list[Diagnostic]:
    made = document(BODY)
    return check_translation(made, translated(made, {source: target}))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (TEXT, RIGHT),
        (TEXT, "{helpline} {helpline}[^x]  \n[a](tea.md) **b**"),
        ("Plain.", "عادي."),
        ("Plain.", "شاي \u2067أخضر\u2069 \u200f\u200d."),
        ("Plain.", "One\ntwo."),
        ("Plain.", "5 < 6 & 7"),
        ("Plain.", "10. Mai"),
        (PICTURE, '![كوب.](cup.svg "كوب")'),
    ],
)
def test_a_good_translation_is_let_through(source: str, target: str) -> None:
    assert [str(one) for one in found_in(source, target)] == []


@pytest.mark.parametrize(("source", "target", "code"), BAD)
def test_a_planted_fault_is_told_at_the_message(source: str, target: str, code: str) -> None:
    found = [one for one in found_in(source, target) if one.code == code]
    assert places(found) == [(code, f"tea.po:{LINE[source]}")]
    assert found[0].remedy


@pytest.mark.parametrize("name", MESSAGE_CHECKS)
def test_every_check_has_a_planted_fault(name: str) -> None:
    made = document(BODY)
    by_text = {message.text: message for message in made.messages}
    place = Place("tea.po", 1)
    cases = [(by_text[a], Entry(a, "", b, fuzzy=False, place=place)) for a, b, _ in BAD]
    assert any(list(MESSAGE_CHECKS[name](made, message, entry)) for message, entry in cases)


@pytest.mark.parametrize("state", ["#, fuzzy\n", "#~ "])
def test_what_is_not_used_is_not_checked(state: str) -> None:
    made = document("# T\n\nPlain.\n")
    lines = ('msgid "Plain."', 'msgstr "<script>"')
    text = "\n".join((state if state == "#~ " else "") + line for line in lines)
    text = text if state == "#~ " else state + text
    words, found = read_po(text + "\n")
    assert words is not None, found
    assert check_translation(made, words) == []


def test_a_fault_in_a_message_that_is_used_twice_is_told_once() -> None:
    made = document("# T\n\n* Yes\n* Yes\n")
    assert codes(check_translation(made, translated(made, {"Yes": "<b>"}))) == ["raw-html"]


def test_an_attribute_list_in_a_translation_changes_nothing() -> None:
    assert found_in(TEXT, RIGHT.replace("**الآن**", '**الآن**{: .picture onclick="a" }')) == []
