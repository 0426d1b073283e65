from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyleaf.speech.sentences import split


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "Dr. Smith will see you. Then go.", ["Dr. Smith will see you.", "Then go."]),
        ("en", "No. Not yet.", ["No.", "Not yet."]),
        ("en", "Eat well, e.g. Apples. Rest.", ["Eat well, e.g. Apples.", "Rest."]),
        ("ar", "هل أنت بخير؟ نعم. تعال!", ["هل أنت بخير؟", "نعم.", "تعال!"]),
        ("zh-Hans", "您好。请坐！好吗？谢谢", ["您好。", "请坐！", "好吗？", "谢谢"]),
        ("ur", "آپ کیسے ہیں۔ ٹھیک۔", ["آپ کیسے ہیں۔", "ٹھیک۔"]),
        ("bn", "আপনি কেমন? ভালো। ধন্যবাদ।", ["আপনি কেমন?", "ভালো।", "ধন্যবাদ।"]),
        ("en", "One … two.", ["One … two."]),
        ("en", "", []),
        ("en", " … – ", []),
    ],
)
def test_sentences_end_where_a_reader_says(tag: str, text: str, expected: list[str]) -> None:
    assert split(text, tag) == expected


def test_no_sentence_ends_inside_a_fact() -> None:
    text = "Am 1. November kommen."
    assert split(text, "nl") == ["Am 1.", "November kommen."]
    assert split(text, "nl", [(3, 14)]) == [text]


@given(st.text(), st.sampled_from(["en", "ar", "zh-Hans", "de"]))
def test_nothing_that_is_heard_is_lost(text: str, tag: str) -> None:
    heard = [c for c in text if c.isalnum()]
    assert [c for part in split(text, tag) for c in part if c.isalnum()] == heard


def test_a_lone_surrogate_becomes_visible() -> None:
    assert split("a\ud800b", "en") == ["a\ufffdb"]
