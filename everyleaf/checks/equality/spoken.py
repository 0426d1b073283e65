"""The spoken script beside the document: every message is said, in its order.

Words are compared in their spoken forms, which the speech layer has for figures, signs and
facts; so this finds what is lost, changed or misplaced on the way to the script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from everyleaf.checks.equality.unlike import Unlike, quoted
from everyleaf.document import Document, has_class
from everyleaf.speech.blocks import message_of
from everyleaf.speech.inline import line_of
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.script import Script

_WORD = re.compile(r"[\w]+")


@dataclass(frozen=True)
class Asked:
    """One message, in the words in which it is to be said; ``is_note`` where it may wait."""

    message: int
    parts: tuple[str, ...]
    is_note: bool = False


def compare(script: Script, document: Document, phrases: Phrases) -> tuple[int, list[Unlike]]:
    """How many messages the script says, and those that it does not, or otherwise."""
    asked = list(_asked(document.body, phrases, document.language.tag))
    said: dict[int, str] = {}
    for sentence in script.sentences:
        if sentence.block is not None:
            said[sentence.block] = f"{said.get(sentence.block, '')} {sentence.text}"
    unlike = [*_unlike(asked, said), *_misplaced(asked, list(said))]
    return len(asked) - len(unlike), unlike


def _unlike(asked: Sequence[Asked], said: Mapping[int, str]) -> Iterator[Unlike]:
    for one in asked:
        if one.message not in said:
            text = quoted(" ".join(one.parts))
            yield Unlike("spoken-missing", f"The recording does not say {text}")
            continue
        words = _words(said[one.message])
        lost = next((part for part in one.parts if not _within(_words(part), words)), None)
        if lost is not None:
            given = quoted(said[one.message])
            yield Unlike("spoken-differs", f"The recording says {given} for {quoted(lost)}")


def _misplaced(asked: Sequence[Asked], order: Sequence[int]) -> Iterator[Unlike]:
    """A message that is said before one that stands before it; notes wait for their sign."""
    wanted = [one.message for one in asked if not one.is_note and one.message in order]
    heard = [message for message in order if message in set(wanted)]
    for one, other in zip(wanted, heard, strict=True):
        if one != other:
            text = next(row for row in asked if row.message == other)
            yield Unlike("spoken-order", f"{quoted(text.parts[0])} is said too early")
            return


def _asked(body: Element, phrases: Phrases, tag: str) -> Iterator[Asked]:
    notes = {id(part) for part in body.iter() if has_class(part, "notes") for part in part.iter()}
    unsaid = set(_unsaid(body))
    for element in body.iter():
        message = message_of(element)
        if message is None or id(element) in unsaid:
            continue
        parts = tuple(filter(None, _parts(element, phrases, tag)))
        if any(map(_words, parts)):
            yield Asked(message, parts, id(element) in notes)


def _unsaid(body: Element) -> Iterator[int]:
    """The words of videos; the heads of columns, which are said with each cell."""
    for element in body.iter():
        if has_class(element, "transcript") or element.tag == "thead":
            yield from map(id, element.iter())


def _parts(element: Element, phrases: Phrases, tag: str) -> Iterator[str]:
    yield line_of(element, phrases, tag).text
    for image in element.iter("img"):
        holder = Element("span")
        holder.text = image.get("alt", "")
        yield line_of(holder, phrases, tag).text
    for caption in element.iter("figcaption"):
        yield line_of(caption, phrases, tag).text


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _within(wanted: Sequence[str], words: Sequence[str]) -> bool:
    ends = range(len(words) - len(wanted) + 1)
    return any(words[at : at + len(wanted)] == list(wanted) for at in ends)
