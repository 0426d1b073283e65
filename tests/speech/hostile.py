"""Texts that break careless speech: for the tests, and for tools/prove_speech.py."""

from __future__ import annotations

import datetime
import gettext
from dataclasses import dataclass
from xml.etree import ElementTree

from everyleaf.diagnostics import Place
from everyleaf.document import Document, FrontMatter, InlineContext, Message
from everyleaf.language import language_by_tag
from everyleaf.speech.gates import misspoken
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.recording import record
from everyleaf.speech.script import Opening
from everyleaf.speech.voice import SpeechError, Voice

TEXTS = {
    "empty": "",
    "blank": " \t\n\u00a0\u200b",
    "emoji": "\U0001f600",
    "emoji in a sentence": "Drink \U0001f9d1\u200d\u2695\ufe0f tea.",
    "keycap": "Take 2\ufe0f\u20e3 tablets.",
    "right to left": "اشرب الماء",
    "both ways": "Drink اشرب tea.",
    "bidi override": "\u202eDrink tea.\u202c",
    "bidi isolate": "Drink \u2067tea\u2069.",
    "NUL": "Drink\0tea.",
    "only NUL": "\0",
    "half a character": "Drink \ud800 tea.",
    "the other half": "\udfff",
    "controls": "Drink\x07\x1b[31m tea.",
    "not a character": "Drink \uffff\ufdd0 tea.",
    "private use": "Drink \ue000[[h'a]]\ue001 tea.",
    "phoneme brackets": "Drink [[h@l'oU]] tea.",
    "SSML": '<speak><voice name="gmw/en">Drink</voice></speak>',
    "entity": "Drink &amp; &#0; rest.",
    "byte order mark": "\ufeffDrink tea.",
    "combining marks": "Z" + "\u0301" * 500,
    "one long word": "a" * 10_000,
    "one long sentence": "drink " * 3_000,
    "digits": "9" * 4_000,
    "unknown script": "\U00012000\U00012001",
    "other script": "请喝水。",
    "signs": "© ‰ № ± ≥",
    "voice switch": "(en)Drink(ar) tea.",
}


class NamesEverything(gettext.NullTranslations):
    """A catalogue that has every message, without changing it."""

    def gettext(self, message: str) -> str:
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid2

    def pgettext(self, context: str, message: str) -> str:
        return message


def document_saying(text: str, tag: str) -> Document:
    """A document whose one paragraph is ``text``; nothing was read, so nothing was refused."""
    language = language_by_tag(tag)
    assert language is not None
    body = ElementTree.fromstring("<article><h1>A</h1><p data-message='1'/></article>")
    body[1].text = text
    messages = tuple(Message("", "", "p", (), Place("source/tea.md", n)) for n in range(2))
    day = datetime.date(2026, 11, 1)
    front = FrontMatter("", "1.0", day, day.replace(year=2028))
    return Document("tea", language, language, front, body, messages, InlineContext(), {})


@dataclass(frozen=True)
class Taken:
    """How a text was taken: what is wrong with that, and whether it is heard."""

    fault: str
    spoken: bool


def taken(text: str, tag: str, voice: Voice) -> Taken:
    """Make a recording of ``text``: it must be told, or be said whole and by this voice."""
    opening = Opening("Leaf", "1 November 2026", minutes=1)
    made = record(document_saying(text, tag), Phrases(NamesEverything()), opening, {tag: voice})
    if made.recording is None:
        placed = all(one.place for one in made.diagnostics)
        return Taken("" if made.diagnostics and placed else "withheld, and nobody is told", False)
    if made.recording.engines != (voice.identity,):
        return Taken(f"spoken by {made.recording.engines}", True)
    own = [cue.sentence.text for cue in made.recording.cues if cue.sentence.role == "text"]
    return Taken("; ".join(filter(None, (_unsayable(one, voice) for one in own))), True)


def _unsayable(text: str, voice: Voice) -> str:
    try:
        return misspoken(text, voice.say(text), voice.spec.rate) or ""
    except SpeechError as problem:
        return str(problem)
