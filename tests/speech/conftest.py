"""Small documents, and the real voices."""

from __future__ import annotations

import datetime
import gettext
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from everyleaf.diagnostics import Place
from everyleaf.document import Document, FrontMatter, InlineContext, Message
from everyleaf.language import language_by_tag
from everyleaf.speech.espeak_voice import EspeakVoice
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.script import Opening
from everyleaf.speech.voice import VoiceSpec

REVIEWED = datetime.date(2026, 11, 1)
MakeDocument = Callable[..., Document]


@pytest.fixture(scope="session")
def document_of() -> MakeDocument:
    """A document from the inside of its article; message N stands on line N of source/tea.md."""

    def make(inside: str, tag: str = "en") -> Document:
        language, source = language_by_tag(tag), language_by_tag("en")
        assert language is not None
        assert source is not None
        messages = tuple(
            Message("", "", "p", (), Place("source/tea.md", line)) for line in range(100)
        )
        return Document(
            leaflet="tea",
            language=language,
            source_language=source,
            front=FrontMatter("", "1.0", REVIEWED, datetime.date(2028, 11, 1)),
            body=ElementTree.fromstring(f"<article>{inside}</article>"),
            messages=messages,
            inline=InlineContext(),
            facts={},
        )

    return make


@pytest.fixture
def phrases() -> Phrases:
    return Phrases(gettext.NullTranslations())


@pytest.fixture
def opening() -> Opening:
    return Opening("Leaf", "1 November 2026", minutes=1)


@pytest.fixture(scope="session")
def english() -> EspeakVoice:
    return EspeakVoice(VoiceSpec("espeak", "gmw/en", 165, "fit"))


@pytest.fixture(scope="session")
def mandarin() -> EspeakVoice:
    return EspeakVoice(VoiceSpec("espeak", "sit/cmn", 160, "fit"))


@pytest.fixture(scope="session")
def arabic() -> EspeakVoice:
    return EspeakVoice(VoiceSpec("espeak", "sem/ar", 150, "weak"))
