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
from everyleaf.records import AudioSignOff, Digest, Digests
from everyleaf.speech.numbered import text_digest
from everyleaf.speech.reader import given_to, who_says
from everyleaf.speech.script import Script, Sentence
from everyleaf.speech.voice import Voices
from everyleaf.store import digest_of

KIND = "everyleaf-listening"
LARGEST = 5_000_000  # bytes of an answer
_HEAD = 200  # bytes in which the page names the kind
_MOST_TOLD = 20  # faults of one answer, or comments in one finding
_LENGTH = "length"  # the role of the one sentence that is known only when all is spoken

Comment = Annotated[str, Meta(max_length=2000, description="some text")]


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
    """Whether ``data`` is the answer of a listening page, right or wrong, whole or torn."""
    if data.lstrip()[:1] == b"{" and KIND.encode() in data[:_HEAD]:
        return True
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
    return (None, found[:_MOST_TOLD]) if found else (msgspec.convert(raw, Listening), [])


def _json(data: bytes) -> Any:
    """The JSON value, or None; also where it holds half a character, which nothing can write."""
    try:
        raw = json.loads(data.decode("utf-8-sig"))
        json.dumps(raw, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return raw


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
    if void := no_longer_heard(listening, digests):
        yield error("listening-void", None, *void)
    if listening.date > today:
        said = f"{_what_was_heard(listening)} has a date that is to come."
        yield error("listening-date", None, said, "Mend the clock.")


def no_longer_heard(heard: Listening | AudioSignOff, digests: Digests) -> tuple[str, str] | None:
    """What is not as it was when it was heard, and what to do; None where all of it is."""
    names = {"text": "the text", "voice": "the voice", "lexicon": "the pronunciation"}
    changed = [
        words
        for key, words in names.items()
        if getattr(digests, key) != getattr(heard.digests, key)
    ]
    if not changed:
        return None
    said = f"is not what is spoken now: {' and '.join(changed)} changed."
    remedy = f"Listen again: everyleaf listen {heard.leaflet} {heard.language}"
    return f"{_what_was_heard(heard)} {said}", remedy


def _what_was_heard(heard: Listening | AudioSignOff) -> str:
    return f"What {heard.name} heard of {heard.leaflet} in {heard.language}"


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
    others = [row for rows in verdicts.values() for row in rows if row.verdict == "wrong"]
    if others:
        comments = " / ".join(row.comment.strip() for row in others[:_MOST_TOLD])
        said = f"A listener says that {len(others)} more sentences are wrong: {comments}"
        yield error("listening-wrong", None, said, "Ask them which: they are not in the script.")
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
