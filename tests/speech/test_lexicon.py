from __future__ import annotations

import gettext

import pytest

from everyleaf.speech.lexicon import Lexicon, Word, built_in
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.script import Opening, spoken_script
from everyleaf.speech.withholding import guarded

from .conftest import MakeDocument

ALIAS = Lexicon((Word("HER2", "HER 2"), Word("HER2-low", "HER 2 low"), Word("癌症", "爱症")))


def said(text: str, lexicon: Lexicon = ALIAS) -> str:
    return "".join(
        part if isinstance(part, str) else f"<{part.grapheme}>" for part in lexicon.parts(text)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A protein called HER2.", "A protein called <HER2>."),
        ("HER2-low cancer", "<HER2-low> cancer"),  # the longest word wins
        ("HER20 or xHER2 or ÀHER2", "HER20 or xHER2 or ÀHER2"),  # a part of another word
        ("بروتين وHER2 هنا", "بروتين و<HER2> هنا"),  # an Arabic prefix is none
        ("这种HER2癌症", "这种<HER2><癌症>"),  # no space parts words
        ("her2", "her2"),
        ("", ""),
    ],
)
def test_whole_words_are_found(text: str, expected: str) -> None:
    assert said(text) == expected


def test_vowel_signs_make_a_word_longer() -> None:
    lexicon = Lexicon((Word("জল", "x"), Word("ماء", "y")))
    assert said("জল জলা", lexicon) == "<জল> জলা"
    assert said("ماء ماءٌ", lexicon) == "<ماء> ماءٌ"


def test_the_words_of_a_publication_go_before_those_of_the_program() -> None:
    own = Lexicon((Word("HER2", "own"),))
    both = own.over(Lexicon((Word("HER2", "built in"), Word("PET", "pet"))))
    assert {word.grapheme: word.said for word in both.words} == {"HER2": "own", "PET": "pet"}


def test_the_program_knows_a_few_words_of_its_own() -> None:
    assert {word.grapheme for word in built_in("en").words} == {"HER2"}
    assert built_in("zh-Hans").words[0].said == "H E R 2"
    assert built_in("xx") == Lexicon()


def texts(make: MakeDocument, inside: str, lexicon: Lexicon) -> list[str]:
    phrases = Phrases(gettext.NullTranslations(), lexicon)
    script = spoken_script(make(inside), phrases, Opening("Leaf", "1 November 2026"))
    return [s.text for s in script.sentences if s.block is not None]


def test_an_alias_is_written_in_the_script_and_phonemes_are_not(document_of: MakeDocument) -> None:
    inside = '<p data-message="1">Is it <b>HER2</b>? Or 5-FU?</p>'
    lexicon = Lexicon((Word("HER2", "her two"), Word("5-FU", "", (("x-espeak", "fIve"),))))
    assert texts(document_of, inside, lexicon) == ["Is it her two?", "Or 5-FU?"]


def test_the_guard_lets_through_what_the_engine_is_told_to_pronounce(
    document_of: MakeDocument,
) -> None:
    def codes(lexicon: Lexicon) -> list[str]:
        phrases = Phrases(gettext.NullTranslations(), lexicon)
        document = document_of('<p data-message="1">Ask about 5-FU.</p>')
        script = spoken_script(document, phrases, Opening("Leaf", "1 November 2026"))
        return [found.code for found in guarded(script, document, lexicon)]

    assert codes(Lexicon()) == ["speech-unspeakable"]
    assert codes(Lexicon((Word("5-FU", "", (("x-espeak", "f"),)),))) == []
    # an alias that only some engines say is guarded like any text
    assert codes(Lexicon((Word("5-FU", "5‰", (("x-espeak", "f"),)),))) == ["speech-unspeakable"]
