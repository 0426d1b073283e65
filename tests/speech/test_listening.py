from __future__ import annotations

import copy
import datetime
import gettext
import json
from typing import Any

import pytest

from everyleaf.document import Document
from everyleaf.records import Digests
from everyleaf.speech.espeak_voice import EspeakVoice
from everyleaf.speech.lexicon import Lexicon, Word
from everyleaf.speech.listening import (
    KIND,
    digests_of,
    is_listening,
    read_listening,
    sign_off,
    verdict_digests,
)
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.reader import Reader
from everyleaf.speech.script import Opening, Script, spoken_script
from everyleaf.speech.voice import Voices, VoiceSpec
from tests.conftest import codes, places

from .conftest import MakeDocument

TEA = (
    '<h1 data-message="1">Tea</h1><ul><li data-message="2">Rest well.</li>'
    '<li data-message="3">Rest well.</li><li data-message="4">Drink tea.</li></ul>'
)
TODAY = datetime.date(2026, 11, 28)
Answer = dict[str, Any]


@pytest.fixture
def document(document_of: MakeDocument) -> Document:
    return document_of(TEA)


@pytest.fixture
def script(document: Document, phrases: Phrases) -> Script:
    return spoken_script(document, phrases, Opening("Leaf", "1 November 2026"))


@pytest.fixture
def digests(script: Script, english: EspeakVoice) -> Digests:
    return digests_of(script, {"en": english})


@pytest.fixture
def answer(script: Script, digests: Digests) -> Answer:
    """What the page gives back when everything was heard and is right."""
    return {
        "kind": KIND, "form": 1, "leaflet": "tea", "language": "en", "version": "1.0",
        "name": "A Listener", "date": "2026-11-27", "voice": "espeak",
        "digests": {"text": digests.text, "voice": digests.voice, "lexicon": digests.lexicon},
        "sentences": [
            {"digest": digest, "heard": True, "verdict": "right", "comment": ""}
            for digest in verdict_digests(list(script.sentences))
        ],
    }  # fmt: skip


def judged(answer: Answer, script: Script, digests: Digests, document: Document) -> Any:
    listening, found = read_listening(json.dumps(answer).encode(), "answer.json")
    assert listening is not None, found
    return sign_off(listening, script, digests, TODAY, document)


def row_of(answer: Answer, script: Script, text: str) -> dict[str, Any]:
    position = [s.text for s in script.sentences].index(text)
    row: dict[str, Any] = answer["sentences"][position]
    return row


def test_all_heard_and_right_is_a_sign_off(
    answer: Answer, script: Script, digests: Digests, document: Document
) -> None:
    signed, found = judged(answer, script, digests, document)
    assert found == []
    assert (signed.name, signed.leaflet, signed.language) == ("A Listener", "tea", "en")
    assert signed.holds_for(digests)


def test_the_sentence_about_the_length_need_not_be_the_same(
    answer: Answer, document: Document, digests: Digests, phrases: Phrases, english: EspeakVoice
) -> None:
    longer = spoken_script(document, phrases, Opening("Leaf", "1 November 2026", minutes=9))
    assert digests_of(longer, {"en": english}) == digests
    signed, _ = judged(answer, longer, digests, document)
    assert signed is not None


@pytest.mark.parametrize("text", ["Rest well.", "Drink tea."])
def test_one_wrong_sentence_is_no_sign_off_and_is_told_where_it_stands(
    answer: Answer, script: Script, digests: Digests, document: Document, text: str
) -> None:
    row_of(answer, script, text).update(verdict="wrong", comment="It says toe.")
    signed, found = judged(answer, script, digests, document)
    assert signed is None
    line = 2 if text == "Rest well." else 4
    assert places(found) == [("listening-wrong", f"source/tea.md:{line}")]
    assert "It says toe." in found[0].problem


def test_of_two_equal_sentences_the_wrong_one_counts(
    answer: Answer, script: Script, digests: Digests, document: Document
) -> None:
    rows = [
        r
        for r in answer["sentences"]
        if r["digest"] == row_of(answer, script, "Rest well.")["digest"]
    ]
    assert len(rows) == 2
    rows[0]["verdict"] = "wrong"
    assert judged(answer, script, digests, document)[0] is None


@pytest.mark.parametrize("change", [{"heard": False}, {"verdict": ""}])
def test_what_was_not_heard_or_marked_is_no_sign_off(
    answer: Answer, script: Script, digests: Digests, document: Document, change: dict[str, Any]
) -> None:
    row_of(answer, script, "Drink tea.").update(change)
    signed, found = judged(answer, script, digests, document)
    assert signed is None
    assert codes(found) == ["listening-unfinished"]


def test_a_sentence_that_is_left_out_is_no_sign_off(
    answer: Answer, script: Script, digests: Digests, document: Document
) -> None:
    answer["sentences"] = answer["sentences"][:-1]
    signed, found = judged(answer, script, digests, document)
    assert (signed, codes(found)) == (None, ["listening-unfinished"])


def test_a_comment_on_a_right_sentence_is_told(
    answer: Answer, script: Script, digests: Digests, document: Document
) -> None:
    row_of(answer, script, "Drink tea.")["comment"] = "A bit fast."
    signed, found = judged(answer, script, digests, document)
    assert signed is not None
    assert codes(found) == ["listening-comment"]


def test_another_text_voice_or_pronunciation_voids_it(
    answer: Answer, script: Script, document_of: MakeDocument, english: EspeakVoice
) -> None:
    def changed(words: str, text: str, voices: Voices) -> None:
        phrases = Phrases(gettext.NullTranslations())
        other = document_of(text)
        now = spoken_script(other, phrases, Opening("Leaf", "1 November 2026"))
        signed, found = judged(copy.deepcopy(answer), now, digests_of(now, voices), other)
        assert signed is None
        assert codes(found) == ["listening-void"]
        assert f"{words} changed" in found[0].problem

    said = Lexicon((Word("tea", "", (("x-espeak", "ti:"),)),))
    faster = EspeakVoice(VoiceSpec("espeak", "gmw/en", 180, "fit"))
    mnemonics = frozenset({"x-espeak"})
    changed("the text", TEA.replace("Drink", "Sip"), {"en": english})
    changed("the voice", TEA, {"en": faster})
    changed("the pronunciation", TEA, {"en": Reader(english, mnemonics, said)})


def test_a_date_that_is_to_come_is_refused(
    answer: Answer, script: Script, digests: Digests, document: Document
) -> None:
    answer["date"] = "2031-01-01"
    assert codes(judged(answer, script, digests, document)[1]) == ["listening-date"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"name": "  "}, "name"),
        ({"name": "A\u0000B"}, "name"),
        ({"date": "yesterday"}, "date"),
        ({"form": 2}, "form"),
        ({"kind": "other"}, "kind"),
        ({"digests": {"text": "x"}}, "digests.text"),
        ({"sentences": [{"digest": "0" * 64, "heard": 1, "verdict": "right"}]}, "heard"),
        ({"sentences": [{"digest": "0" * 64, "heard": True, "verdict": "yes"}]}, "verdict"),
        ({"sentences": 3}, "sentences"),
        ({"extra": 1}, "extra"),
    ],
)
def test_an_answer_of_another_form_is_told(
    answer: Answer, change: dict[str, Any], named: str
) -> None:
    data = json.dumps({**answer, **change}).encode()
    listening, found = read_listening(data, "answer.json")
    assert listening is None
    assert any(named in one.problem for one in found)
    assert {str(one.place) for one in found} == {"answer.json"}


@pytest.mark.parametrize(
    "data", [b"", b"\0", b"[" * 99_999, b"3", b'"x"', b"\xff", b"{" + b" " * 6_000_000 + b"}"]
)
def test_what_is_no_answer_is_never_a_crash(data: bytes) -> None:
    assert not is_listening(data)
    listening, found = read_listening(data, "answer.json")
    assert (listening, len(found) > 0) == (None, True)


def test_an_answer_is_known_by_its_content(answer: Answer) -> None:
    assert is_listening(json.dumps(answer).encode())
    assert is_listening(b"\xef\xbb\xbf" + json.dumps(answer).encode())
    assert not is_listening(b'{"kind": "sign-off"}')
