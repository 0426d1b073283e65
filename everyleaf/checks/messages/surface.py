"""What makes an editor look twice: length, nothing changed, the end, one text in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from everyleaf.catalogue import Entry
from everyleaf.checks.messages.message_case import shown_words
from everyleaf.diagnostics import Diagnostic, warning
from everyleaf.document import Document, Message
from everyleaf.facts.folding import MASK, fold, without_markup

_SHORT = 40  # characters; a short text has any length in another language
_LEAST, _MOST = 0.15, 3.0
_ENDS = {
    **dict.fromkeys(".。।॥۔…", "."),
    **dict.fromkeys("?？؟", "?"),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys(":：", ":"),
}
_AFTER_END = "\"'”’»«)）】」』*_] \u00a0" + MASK


def _shown(text: str) -> str:
    return " ".join(fold(without_markup(text)).replace(MASK, "").split())


def like_length(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """A translation many times as long or as short has lost or gained a sentence (STANDARDS 34)."""
    ours, theirs = len(_shown(message.text)), len(_shown(entry.target))
    if ours > _SHORT and not _LEAST <= theirs / ours <= _MOST:
        problem = f"It has {theirs} characters, the source has {ours}."
        yield warning("message-length", entry.place, problem, "See that it says all, and no more.")


def changed(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """A text of several words that is the same as the source was not translated (STANDARDS 34)."""
    same = _shown(message.text) == _shown(entry.target)
    words = [word for word in shown_words(message.text) if len(word) > 2 and word.islower()]
    if same and len(words) > 1 and document.language != document.source_language:
        remedy = "Translate it, or leave it if it is a name."
        yield warning("message-same", entry.place, "It is the same as the source.", remedy)


def like_end(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """A question stays a question, and a sentence has its full stop (STANDARDS 34)."""
    ours, theirs = _end(message.text), _end(entry.target)
    if ours != theirs:
        problem = f'The source ends with "{ours or "no sign"}", this with "{theirs or "no sign"}".'
        yield warning("message-end", entry.place, problem, "End it as the source ends.")


def _end(text: str) -> str:
    shown = fold(without_markup(text)).rstrip(_AFTER_END)
    return _ENDS.get(shown[-1:], "")
