from __future__ import annotations

import gettext
import io
from pathlib import Path
from typing import Any

import av
import pytest
from mutagen.mp3 import MP3

from everyleaf.language import language_by_tag
from everyleaf.speech.espeak_voice import EspeakVoice
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.recording import Outcome, Recording, Studio, record, speak
from everyleaf.speech.script import Notice, Opening, Script
from everyleaf.speech.tags import Tags
from everyleaf.speech.voice import VoiceSpec
from everyleaf.speech.voices import voice_of

from .conftest import MakeDocument
from .hostile import TEXTS, NamesEverything, taken

TEA = (
    '<h1 data-message="1">How to make a good cup of tea</h1><p data-message="2">Sit down first.</p>'
    '<section><h2>Why?</h2><p data-message="4">Tea is warm, and it gives you a rest.</p></section>'
    "<section><h2>A heading that is a good deal longer</h2><p>Drink it slowly.</p></section>"
)


@pytest.fixture(scope="module")
def tea(document_of: MakeDocument, english: EspeakVoice) -> Recording:
    phrases = Phrases(gettext.NullTranslations())
    outcome = record(document_of(TEA), phrases, Opening("Leaf", "1 November 2026"), {"en": english})
    assert outcome.recording is not None, outcome.diagnostics
    return outcome.recording


def outcome_of(make: MakeDocument, voice: EspeakVoice, inside: str, tag: str = "en") -> Outcome:
    opening = Opening("Leaf", "1 November 2026", minutes=1)
    return record(make(inside, tag), Phrases(NamesEverything()), opening, {tag: voice})


def test_a_player_sees_title_length_and_chapters(tea: Recording) -> None:
    file: Any = MP3(io.BytesIO(tea.mp3))  # type: ignore[no-untyped-call]
    assert file.info.length == pytest.approx(tea.seconds, abs=0.1)
    assert 15 < tea.seconds < 40
    assert file.info.channels == 1
    assert file.info.bitrate == pytest.approx(64_000, rel=0.001)  # it counts whole frames
    assert file.tags.version == (2, 4, 0)
    texts = {name: file.tags[name].text[0] for name in ("TIT2", "TPUB", "TLAN", "TLEN")}
    assert texts["TIT2"] == "How to make a good cup of tea"
    assert (texts["TPUB"], texts["TLAN"]) == ("Leaf", "eng")
    assert int(texts["TLEN"]) == round(tea.seconds * 1000)
    assert str(file.tags["TDRC"].text[0]) == "2026-11-01"
    assert len(file.tags["CTOC:toc"].child_element_ids) == 3


def test_another_reader_sees_the_same_chapters(tea: Recording) -> None:
    with av.open(io.BytesIO(tea.mp3), "r") as file:
        seen = [
            (c["metadata"]["title"], c["start"] * float(c["time_base"] or 0))
            for c in file.chapters()
        ]
    assert [title for title, _ in seen] == [
        "How to make a good cup of tea", "Why?", "A heading that is a good deal longer"
    ]  # fmt: skip
    assert [start for _, start in seen] == pytest.approx([m.start for m in tea.chapters], abs=0.01)
    assert tea.chapters[0].start == 0
    assert tea.chapters[-1].end == tea.seconds


def test_it_is_as_loud_as_the_standard_says(tea: Recording) -> None:
    assert tea.loudness.lufs == pytest.approx(-16, abs=1)
    assert tea.loudness.peak <= -1


def test_the_same_document_gives_the_same_bytes(
    tea: Recording, document_of: MakeDocument, phrases: Phrases, english: EspeakVoice
) -> None:
    again = record(document_of(TEA), phrases, Opening("Leaf", "1 November 2026"), {"en": english})
    assert again.recording is not None
    assert again.recording.mp3 == tea.mp3


def test_the_manifest_can_name_the_engine(tea: Recording) -> None:
    assert len(tea.engines) == 1
    assert "gmw/en" in tea.engines[0]


@pytest.mark.parametrize(
    "text", ["Take 2 500 mg.", "Wait 5–3 days.", "At 38°K call.", "Salt © water.", "Good 😀"]
)
def test_what_may_be_misread_withholds_the_audio_and_says_where(
    document_of: MakeDocument, english: EspeakVoice, text: str
) -> None:
    outcome = outcome_of(document_of, english, f'<h1>Tea</h1><p data-message="7">{text}</p>')
    assert outcome.recording is None
    codes = {(found.code, str(found.place)) for found in outcome.diagnostics}
    assert codes == {("speech-unspeakable", "source/tea.md:7")}


def test_all_problems_are_told_in_one_run(document_of: MakeDocument, english: EspeakVoice) -> None:
    inside = '<h1>Tea</h1><p data-message="3">5‰</p><p data-message="9">Take 2 500 mg.</p>'
    outcome = outcome_of(document_of, english, inside)
    assert [found.place.line for found in outcome.diagnostics if found.place] == [3, 9]


@pytest.mark.parametrize(
    "text", ["word " * 2000, "x" * 10_000, "a\ud800", "\u202eabc", "z" * 1500, "\ue001"]
)
def test_hostile_text_is_told_and_never_half_spoken(
    document_of: MakeDocument, english: EspeakVoice, text: str
) -> None:
    document = document_of('<h1>Tea</h1><p data-message="7"/>')
    paragraph = document.body.find("p")
    assert paragraph is not None
    paragraph.text = text
    opening = Opening("Leaf", "1 November 2026", minutes=1)
    outcome = record(document, Phrases(gettext.NullTranslations()), opening, {"en": english})
    assert outcome.recording is None
    assert {str(found.place) for found in outcome.diagnostics} == {"source/tea.md:7"}


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_no_text_is_a_crash_or_another_voice(english: EspeakVoice, text: str) -> None:
    assert taken(text, "en", english).fault == ""


def test_an_empty_document_is_still_a_right_recording(
    document_of: MakeDocument, english: EspeakVoice
) -> None:
    outcome = outcome_of(document_of, english, "<h1>Tea</h1>")
    assert outcome.recording is not None
    assert [mark.title for mark in outcome.recording.chapters] == ["Tea"]


@pytest.mark.parametrize(
    ("tag", "inside"),
    [
        ("ar", "<h1>شاي</h1><p>يمكن للممرضة أن تشرح لك كل علاج.</p>"),
        ("zh-Hans", "<h1>茶</h1><p>护士可以向您解释每种治疗的作用。您可能会感到疲劳。</p>"),
    ],
)
def test_other_languages_come_out_at_the_right_loudness(
    document_of: MakeDocument, tag: str, inside: str
) -> None:
    language = language_by_tag(tag)
    assert language is not None
    voice = voice_of(VoiceSpec.of(language), Path())
    assert isinstance(voice, EspeakVoice)
    outcome = outcome_of(document_of, voice, inside, tag)
    assert outcome.recording is not None, outcome.diagnostics
    assert outcome.recording.seconds > 5


def test_a_language_without_a_voice_withholds_and_is_named(
    document_of: MakeDocument, phrases: Phrases, english: EspeakVoice
) -> None:
    opening = Opening("Leaf", "1 November 2026", (Notice("Nur zur Prüfung.", "de"),), minutes=1)
    outcome = record(document_of("<h1>Tea</h1>"), phrases, opening, {"en": english})
    assert outcome.recording is None
    assert [found.code for found in outcome.diagnostics] == ["speech-no-voice"]
    assert "de" in outcome.diagnostics[0].problem


def test_an_untranslated_phrase_withholds_the_audio(
    document_of: MakeDocument, phrases: Phrases, opening: Opening, mandarin: EspeakVoice
) -> None:
    document = document_of("<h1>茶</h1>", "zh-Hans")
    outcome = record(document, phrases, opening, {"zh-Hans": mandarin})
    assert outcome.recording is None
    assert "speech-phrase-untranslated" in {found.code for found in outcome.diagnostics}


def test_progress_is_told_sentence_by_sentence(
    document_of: MakeDocument, phrases: Phrases, opening: Opening, english: EspeakVoice
) -> None:
    seen: list[tuple[int, int]] = []
    record(
        document_of("<h1>Tea</h1>"), phrases, opening, {"en": english}, lambda *n: seen.append(n)
    )
    assert seen == [(n, 5) for n in range(1, 6)]


def test_a_script_without_a_sentence_says_so(english: EspeakVoice) -> None:
    outcome = speak(Script("en", ()), Studio({"en": english}), Tags("", "", "en", "2026-11-01"))
    assert [found.code for found in outcome.diagnostics] == ["speech-empty"]
