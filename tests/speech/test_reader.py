from __future__ import annotations

import pytest

from everyleaf.speech.chapters import key_of
from everyleaf.speech.espeak_voice import EspeakVoice
from everyleaf.speech.lexicon import Lexicon, Word
from everyleaf.speech.reader import Reader, Spoken, given_to, who_says
from everyleaf.speech.script import Chapter, Sentence
from everyleaf.speech.voice import Sound, SpeechError

MNEMONICS = frozenset({"x-espeak"})
TEA = Lexicon((Word("tea", "", (("x-espeak", "k'Qfi"),)),))


def test_an_engine_says_the_phonemes_of_its_own_alphabet(english: EspeakVoice) -> None:
    reader = Reader(english, MNEMONICS, TEA)
    told = reader.say("Drink some tea now.").sound.pcm
    assert told != english.say("Drink some tea now.").sound.pcm
    assert (
        told
        == Reader(english, MNEMONICS, Lexicon((Word("tee", "", TEA.words[0].phonemes),)))
        .say("Drink some tee now.")
        .sound.pcm
    )
    assert reader.say("Drink some water.").sound.pcm == english.say("Drink some water.").sound.pcm


def test_brackets_in_a_text_are_never_phonemes(english: EspeakVoice) -> None:
    reader = Reader(english, MNEMONICS, TEA)
    hostile = reader.say("tea [[h@l'oU]] \ue000h@l'oU\ue001").sound.pcm
    assert hostile == reader.say("tea   h@l'oU]] h@l'oU").sound.pcm


def test_another_engine_says_the_alias(english: EspeakVoice) -> None:
    word = Word("tea", "coffee", (("ipa", "kɒfi"),))
    reader = Reader(english, MNEMONICS, Lexicon((word,)))
    assert reader.say("Drink tea.").sound.pcm == english.say("Drink coffee.").sound.pcm


def test_without_an_alias_nothing_is_said_in_its_place(english: EspeakVoice) -> None:
    word = Word("tea", "", (("ipa", "tiː"),), "translations/en/lexicon.pls:4")
    with pytest.raises(SpeechError, match=r"lexicon\.pls:4.*ipa"):
        Reader(english, MNEMONICS, Lexicon((word,))).say("Drink tea.")


def test_a_new_pronunciation_touches_only_the_chapters_that_have_the_word(
    english: EspeakVoice,
) -> None:
    def keys(lexicon: Lexicon) -> list[str]:
        voices = {"en": Reader(english, MNEMONICS, lexicon)}
        said = (Sentence("Drink tea.", "en", "text", 1.0), Sentence("Rest.", "en", "text", 1.0))
        return [key_of(Chapter("", 1, (one,)), voices) for one in said]

    before, after = keys(Lexicon()), keys(TEA)
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_what_a_person_has_spoken_goes_before_the_voice(english: EspeakVoice) -> None:
    spoken = Spoken(Sound(b"\1\0" * 22050, 22050), "recording 007.wav")
    reader = Reader(english, spoken={"Rest.": spoken})
    assert reader.say("Rest.").sound == spoken.sound
    assert who_says(reader, "Rest.") == "recording 007.wav"
    assert who_says(reader, "Drink.") == who_says(english, "Drink.") == english.identity
    assert given_to(english, "Drink tea.") == "Drink tea."
