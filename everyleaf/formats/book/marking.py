"""Each sentence in a ``span`` of its own, so that it can be lit while it is heard.

A block is marked sentence by sentence where as many are printed as are spoken, and no
boundary lies inside bold text, a link or a fact; else it is marked as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from everyleaf.document import MESSAGE, has_class
from everyleaf.speech.inline import BLOCKS
from everyleaf.speech.script import Sentence
from everyleaf.speech.sentences import Span, split

Key = tuple[int, str]  # a message's index, and PICTURE for what is said of a picture
PICTURE = "picture"
WATCH = "-watch"  # ends the id of the link to a video


def key_of(sentence: Sentence) -> Key | None:
    """What the sentence is said for; None for phrases that are spoken and never printed."""
    if sentence.block is None:
        return None
    return sentence.block, PICTURE if sentence.role == PICTURE else ""


@dataclass
class Marks:
    """The ids that were given, in order, by what they stand for."""

    wanted: Mapping[Key, int]
    ids: dict[Key, list[str]] = field(default_factory=dict)

    @classmethod
    def for_sentences(cls, sentences: Iterable[Sentence]) -> Marks:
        """Nothing is marked yet; as many sentences are wanted as are spoken."""
        return cls(Counter(key for sentence in sentences if (key := key_of(sentence))))

    def mark_all(self, body: Element, tag: str) -> None:
        """Mark every spoken message below ``body``, in place."""
        for element in list(body.iter()):
            number = element.get(MESSAGE, "")
            if number.isdecimal():
                self.mark(element, int(number), tag)

    def mark(self, element: Element, number: int, tag: str) -> None:
        """Mark what is spoken of one message."""
        if (number, PICTURE) in self.wanted:
            self.ids[number, PICTURE] = [f"m{number}-picture"]  # set by `pages`
        if has_class(element, PICTURE):
            element = next(element.iter("figcaption"), element)
        count = self.wanted.get((number, ""), 0)
        if count and has_class(element, "video-title"):
            mark_sentences(element, f"m{number}", 1, tag)
            self.ids[number, ""] = [f"m{number}", f"m{number}{WATCH}"]  # set by `pages`
        elif count and (given := mark_sentences(element, f"m{number}", count, tag)):
            self.ids.setdefault((number, ""), given)


def mark_sentences(element: Element, name: str, count: int, tag: str) -> list[str]:
    """Wrap the inline text of ``element`` up to its first block; the ids that were given.

    ``count`` sentences are spoken of it. ``tag`` is the language's (BCP 47).
    """
    pieces = list(_pieces(element))
    flat = "".join(_words(piece) for piece in pieces)
    if not flat.strip():
        return []
    cuts = _cuts(pieces, flat, tag)
    if len(cuts) + 1 != count:
        cuts = []
    ids = [f"{name}-{number}" for number in range(1, len(cuts) + 2)] if cuts else [name]
    _wrap(element, pieces, cuts, ids)
    return ids


def _pieces(element: Element) -> Iterator[str | Element]:
    """Text and inline elements in turn, up to the first block."""
    yield element.text or ""
    for child in element:
        if child.tag in BLOCKS:
            return
        yield child
        yield child.tail or ""


def _words(piece: str | Element) -> str:
    """The words that a sentence can end in: the number of a footnote is none of them."""
    if isinstance(piece, str):
        return piece
    return "" if piece.tag == "sup" else "".join(piece.itertext())


def _cuts(pieces: list[str | Element], flat: str, tag: str) -> list[int]:
    """Where each sentence but the first begins, in characters of ``flat``."""
    whole: list[Span] = []
    position = 0
    for piece in pieces:
        end = position + len(_words(piece))
        if not isinstance(piece, str):
            whole.append((position, end))
        position = end
    starts, position = [], 0
    for sentence in split(flat, tag, whole):
        position = max(flat.find(sentence, position), position)
        starts.append(position)
        position += len(sentence)
    return starts[1:]


def _wrap(element: Element, pieces: list[str | Element], cuts: list[int], ids: list[str]) -> None:
    spans = [Element("span", {"id": name}) for name in ids]
    current, position = 0, 0
    for piece in pieces:
        if isinstance(piece, str):
            for character in piece:
                if current < len(cuts) and position >= cuts[current]:
                    current += 1
                _add_text(spans[current], character)
                position += 1
        else:
            if current < len(cuts) and position >= cuts[current]:
                current += 1
            element.remove(piece)
            piece.tail = None
            spans[current].append(piece)
            position += len(_words(piece))
    element.text = None
    for place, span in enumerate(spans):
        element.insert(place, span)


def _add_text(span: Element, text: str) -> None:
    if len(span):
        span[-1].tail = (span[-1].tail or "") + text
    else:
        span.text = (span.text or "") + text
