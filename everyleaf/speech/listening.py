"""Listening: a person hears every sentence, and what they answer is tied to what they heard.

The page (`listening_page`) gives back a JSON file. It is read here into a `Listening`, and
held against the leaflet as it stands: an `AudioSignOff` comes of it where every sentence
was heard and is right, and where text, voice and pronunciation are still the same.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from everyleaf.diagnostics import Diagnostic, Place, error, has_errors, warning
from everyleaf.document import Document
from everyleaf.publication.fields import faults
from everyleaf.publication.settings import Text
from everyleaf.speech.numbered import text_digest
from everyleaf.speech.reader import given_to, who_says
from everyleaf.speech.script import Script, Sentence
from everyleaf.speech.voice import Voices
from everyleaf.store import digest_of

KIND = "everyleaf-listening"
LARGEST = 5_000_000  # bytes of an answer
_LENGTH = "length"  # the role of the one sentence that is known only when all is spoken

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", description="64 hexadecimal digits")]
Comment = Annotated[str, Meta(max_length=2000, description="some text")]


class Digests(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an answer is tied to: the words, who says them, and how they are pronounced."""

    text: Digest
    voice: Digest
    lexicon: Digest


class Verdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a listener says of one sentence; ``digest`` is that of its words.

    ``heard`` tells whether it was played to its end.
    """

    digest: Digest
    heard: bool
    verdict: Literal["right", "wrong", ""]
    comment: Comment = ""


class Listening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One listener's answer about one leaflet in one language."""

    kind: Literal["everyleaf-listening"]
    form: Literal[1]
    leaflet: Text
    language: Text
    version: Text
    name: Text
    date: datetime.date
    voice: Text
    digests: Digests
    sentences: tuple[Verdict, ...]


class AudioSignOff(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``name`` has heard every sentence of a recording and found it right.

    Void as soon as any of the three digests is another one.
    """

    leaflet: Text
    language: Text
    name: Text
    date: datetime.date
    voice: Text
    text_digest: Digest
    voice_digest: Digest
    lexicon_digest: Digest
    role: Literal["listener"] = "listener"
    kind: Literal["audio-sign-off"] = "audio-sign-off"

    def holds_for(self, digests: Digests) -> bool:
        """Whether what was heard is what would be heard now."""
        return digests == Digests(self.text_digest, self.voice_digest, self.lexicon_digest)


def digests_of(script: Script, voices: Voices) -> Digests:
    """What a listener to ``script`` hears. The sentence about its length does not count."""
    said = list(_counted(script))
    pairs = [(sentence, voices[sentence.language_tag]) for sentence in said]
    return Digests(
        digest_of({"text": [[s.language_tag, s.text] for s in said]}),
        digest_of({"voice": sorted({who_says(voice, s.text) for s, voice in pairs})}),
        digest_of({"given": [g for s, v in pairs if (g := given_to(v, s.text)) != s.text]}),
    )


def _counted(script: Script) -> Iterator[Sentence]:
    return (sentence for sentence in script.sentences if sentence.role != _LENGTH)


def is_listening(data: bytes) -> bool:
    """Whether ``data`` is the answer of a listening page, right or wrong in itself."""
    raw = _json(data) if len(data) <= LARGEST else None
    return isinstance(raw, dict) and raw.get("kind") == KIND


def read_listening(data: bytes, name: str) -> tuple[Listening | None, list[Diagnostic]]:
    """The answer in ``data``, or None and everything that is wrong with it."""
    place, remedy = Place(name), "Open the listening page again, and save the answer anew."
    raw = _json(data) if len(data) <= LARGEST else None
    if not isinstance(raw, dict):
        return None, [error("listening-unreadable", place, "It is no answer to listening.", remedy)]
    raw = _with_date(raw)
    found = [
        error("listening-wrong-form", place, fault.problem, fault.remedy or remedy)
        for fault in faults(Listening, raw)
    ]
    return (None, found[:20]) if found else (msgspec.convert(raw, Listening), [])


def _json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _with_date(raw: dict[str, Any]) -> dict[str, Any]:
    """JSON has no dates; one that is none stays text, and is told as a fault."""
    try:
        return {**raw, "date": datetime.date.fromisoformat(raw["date"])}
    except (KeyError, TypeError, ValueError):
        return raw


def sign_off(
    listening: Listening,
    script: Script,
    digests: Digests,
    today: datetime.date,
    document: Document | None = None,
) -> tuple[AudioSignOff | None, list[Diagnostic]]:
    """The sign-off that an answer is, or None and what stands against it.

    ``script`` and ``digests`` are those of the leaflet as it stands. Comments on sentences
    that are right are told too. ``document`` gives places.
    """
    found = [*_void(listening, digests, today)] or [*_judged(listening, script, document)]
    if has_errors(found):
        return None, found
    signed = AudioSignOff(
        listening.leaflet, listening.language, listening.name, listening.date, listening.voice,
        digests.text, digests.voice, digests.lexicon,
    )  # fmt: skip
    return signed, found


def _void(listening: Listening, digests: Digests, today: datetime.date) -> Iterator[Diagnostic]:
    names = {"text": "the text", "voice": "the voice", "lexicon": "the pronunciation"}
    changed = [
        words for key, words in names.items()
        if getattr(digests, key) != getattr(listening.digests, key)
    ]  # fmt: skip
    who = f"What {listening.name} heard of {listening.leaflet} in {listening.language}"
    if changed:
        said = f"{who} is not what is spoken now: {' and '.join(changed)} changed."
        remedy = f"Listen again: everyleaf listen {listening.leaflet} {listening.language}"
        yield error("listening-void", None, said, remedy)
    if listening.date > today:
        yield error("listening-date", None, f"{who} has a date that is to come.", "Mend the clock.")


def _judged(
    listening: Listening, script: Script, document: Document | None
) -> Iterator[Diagnostic]:
    """One diagnostic for each sentence that is wrong, was not heard, or was commented on."""
    verdicts: dict[str, list[Verdict]] = {}
    for row in listening.sentences:
        verdicts.setdefault(row.digest, []).append(row)
    missing = 0
    for digest, sentence in _by_digest(script).items():
        rows = verdicts.pop(digest, [])
        missing += not rows and sentence.role != _LENGTH
        for row in rows:
            missing += row.verdict != "wrong" and not (row.heard and row.verdict)
            yield from _said_of(sentence, row, document)
    for row in (row for rows in verdicts.values() for row in rows if row.verdict == "wrong"):
        said = f"A listener says that one more sentence is wrong: {row.comment.strip()}"
        yield error("listening-wrong", None, said, "Ask them which one: it is not in the script.")
    if missing:
        said = f"{missing} sentences were not heard to their end, or not marked."
        yield error("listening-unfinished", None, said, "Hear and mark every sentence.")


def _by_digest(script: Script) -> dict[str, Sentence]:
    """Each text once, as it is first said: what is said twice sounds the same."""
    said: dict[str, Sentence] = {}
    for sentence in script.sentences:
        said.setdefault(text_digest(sentence.language_tag, sentence.text), sentence)
    return said


def _said_of(sentence: Sentence, row: Verdict, document: Document | None) -> Iterator[Diagnostic]:
    place, comment = _place(sentence, document), row.comment.strip()
    if row.verdict == "wrong":
        said = f"A listener says that “{sentence.text}” is spoken wrongly"
        remedy = "Put the word into the lexicon, reword the sentence, or choose another voice."
        said += f": {comment}" if comment else "."
        yield error("listening-wrong", place, said, remedy)
    elif comment:
        said = f"A listener says of “{sentence.text}”: {comment}"
        yield warning("listening-comment", place, said, "Consider it.")


def _place(sentence: Sentence, document: Document | None) -> Place | None:
    if document is None or sentence.block is None or sentence.block >= len(document.messages):
        return None
    return document.messages[sentence.block].place


def verdict_digests(sentences: Sequence[Sentence]) -> list[str]:
    """The digest that the page gives back for each sentence."""
    return [text_digest(sentence.language_tag, sentence.text) for sentence in sentences]
