from __future__ import annotations

import re

from everyleaf.language import language_by_tag
from everyleaf.speech.numbered import numbered
from everyleaf.speech.recording_script import recording_script
from everyleaf.speech.script import Chapter, Script, Sentence


def sheet(tag: str, *sentences: Sentence) -> str:
    language = language_by_tag(tag)
    assert language is not None
    blocks = numbered(Script(tag, (Chapter("A <b> title", 1, sentences),)))
    return recording_script(blocks, "tea", language, "tea.json").decode()


def test_the_words_to_read_stand_in_their_language_and_direction() -> None:
    said = Sentence("اشربي الماء.", "ar", "text", 0.6, 1, ends_block=True)
    notice = Sentence("Not for patients.", "en", "notice", 0.6, None, ends_block=True)
    html = sheet("ar", said, notice)
    assert '<p lang="ar" dir="rtl">اشربي الماء.</p>' in html
    assert '<p lang="en" dir="ltr">Not for patients.</p>' in html
    assert re.findall(r'<th scope="row">(\d+)', html) == ["001", "002"]
    assert "source/recordings/tea/ar/" in html


def test_what_only_a_machine_says_is_not_to_be_read() -> None:
    html = sheet("en", Sentence("A computer voice.", "en", "voice", 0.6, None, ends_block=True))
    assert "A computer voice." not in html


def test_text_is_never_markup() -> None:
    html = sheet("en", Sentence("<script>x</script> & y", "en", "text", 1, 1, ends_block=True))
    assert "<script>" not in html
    assert "&lt;script&gt;x&lt;/script&gt; &amp; y" in html
    assert "A <b>" not in html
