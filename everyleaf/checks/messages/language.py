"""The language itself: nothing left untranslated, the right script, spelt for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from everyleaf.catalogue import Entry
from everyleaf.checks.messages.message_case import shown_words, words_for
from everyleaf.diagnostics import Diagnostic, error, warning
from everyleaf.document import Document, Message
from everyleaf.facts.folding import MASK, without_markup

LONGEST_RUN = 3  # source words in a row; four are a piece left untranslated
_LEAST_LETTERS = 8
_LEAST_SHARE = 0.5
_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK"})  # whose letters look alike
_SIGNS = "µμΩªº"  # letters of their own, in units and ordinals


def no_source_words(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """No run of four source words: translators' tools leave half-translated segments unflagged.

    Names (written with a capital inside a sentence), links and facts may stay.
    """
    if document.language == document.source_language:
        return
    ours = [word.casefold() for word in shown_words(message.text)]
    names = _names(message.text)
    run: list[str] = []
    for word in [*shown_words(entry.target), MASK]:
        if _is_run([*run, word.casefold()], ours):
            run.append(word.casefold())
            continue
        if sum(len(part) > 1 and part not in names for part in run) > LONGEST_RUN:
            problem = f'Words of the source are left in it: "{" ".join(run)[:80]}".'
            yield error("message-source-words", entry.place, problem, "Translate them.")
        run = _longest_tail([*run, word.casefold()], ours)


def _is_run(run: list[str], words: list[str]) -> bool:
    size = len(run)
    return any(words[start : start + size] == run for start in range(len(words) - size + 1))


def _longest_tail(run: list[str], words: list[str]) -> list[str]:
    return next((run[cut:] for cut in range(1, len(run)) if _is_run(run[cut:], words)), [])


def _names(text: str) -> frozenset[str]:
    """Words with a capital that do not begin a sentence."""
    inside = re.findall(r"(?<![.!?:])[\s(/“\"'-]+([^\W\d_][\w’'-]*)", without_markup(text))
    return frozenset(
        part.casefold()
        for word in inside
        if not word.islower()
        for part in (word, word.split("-")[0])
    )


def right_script(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """The letters are those of the language's script; names of the source may stay (STANDARDS 33).

    In a word of the script, one letter of another is a look-alike that a voice and a
    search engine trip over, such as a Cyrillic a in a Polish word.
    """
    wanted = document.language.script.unicode_name
    if not wanted:
        return
    plain = without_markup(entry.target)
    kept = {word.casefold() for word in _runs_of_letters(message.text)}
    words = [word for word in _runs_of_letters(plain) if word.casefold() not in kept]
    letters = [_script_of(c) for word in words for c in word if c.isalpha()]
    right = sum(name in wanted.split("|") for name in letters)
    if len(letters) >= _LEAST_LETTERS and right < len(letters) * _LEAST_SHARE:
        problem = f"It is not written in the script of {document.language.tag}."
        yield error("message-script", entry.place, problem, "See that it stands in the right file.")
    elif mixed := next(filter(_is_mixed, re.findall(r"[^\W\d_]+", plain)), ""):
        problem = f'A word mixes the letters of two scripts: "{mixed[:40]}".'
        yield error("message-script", entry.place, problem, "Type it again on one keyboard.")


def _runs_of_letters(text: str) -> list[str]:
    shown = re.sub(r"\S*(?:@|://|www\.)\S*", " ", text)
    return re.findall(r"[a-zA-ZÀ-ɏ]+|[^\W\d_a-zA-ZÀ-ɏ]+", shown)


def _script_of(letter: str) -> str:
    """The first word of a letter's name is its script (UAX 24 by Unicode's own naming)."""
    return unicodedata.name(letter, "").split(" ")[0]


def _is_mixed(word: str) -> bool:
    return len({_script_of(c) for c in word if c not in _SIGNS} & _ALPHABETS) > 1


def own_letters(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """Letters of a neighbour language, typed on its keyboard (Arabic yeh in an Urdu word)."""
    words = words_for(document.language)
    foreign = words.foreign_letters if words else ""
    if found := next((c for c in entry.target if c in foreign), ""):
        name = unicodedata.name(found, "").lower()
        problem = f'The letter "{found}" ({name}) is not one of {document.language.tag}.'
        yield warning("message-letters", entry.place, problem, "Use the language's own keyboard.")


def composed(document: Document, message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """Letters and their marks are composed: Unicode's form NFC (UAX 15; STANDARDS 34)."""
    # shorter: some letters of Bengali and Gurmukhi are kept apart by NFC, and typed as one
    if len(unicodedata.normalize("NFC", entry.target)) < len(entry.target):
        remedy = "Save it in the form NFC; most editors do."
        yield warning("message-nfc", entry.place, "Its letters are not composed (NFC).", remedy)
