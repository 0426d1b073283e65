"""The glossary: a term of the source is said as the glossary says it (STANDARDS 34)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from everyleaf.catalogue import Entry
from everyleaf.diagnostics import Diagnostic, Place, error, warning
from everyleaf.document import Message
from everyleaf.facts.folding import fold_letters, without_markup

_COLUMNS = ["source", "target", "note"]
_ALTERNATIVES = re.compile(r"\s*[/;،؛、；]\s*|\s*,\s+|\([^()]*\)")
_LIKE = 60  # per cent of a word that a form of it shares (rapidfuzz, partial_ratio)


@dataclass(frozen=True, slots=True)
class Term:
    """One row: the words of the source, and the ways in which they may be said."""

    source: re.Pattern[str]
    shown: str
    targets: tuple[str, ...]


def read_glossary(path: Path, shown: str) -> tuple[tuple[Term, ...], list[Diagnostic]]:
    """The terms in glossary.csv (source,target,note), and what is wrong with it."""
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except FileNotFoundError:
        return (), []
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        said = f"It cannot be read: {str(problem)[:80]}."
        return (), [error("glossary-unreadable", Place(shown), said, "Save it as UTF-8 CSV.")]
    if not rows or rows[0] != _COLUMNS:
        remedy = f"Its first line is: {','.join(_COLUMNS)}"
        said = "Its columns are others."
        return (), [error("glossary-unreadable", Place(shown, 1), said, remedy)]
    return tuple(_term(row[0], row[1]) for row in rows[1:] if len(row) > 1 and all(row[:2])), []


def _term(source: str, target: str) -> Term:
    said = re.sub(r"\s*\([^()]*\)", "", source).strip()
    words = r"\s+".join(map(re.escape, said.casefold().split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)")
    targets = tuple(filter(None, (part.strip() for part in _ALTERNATIVES.split(target))))
    return Term(pattern, said, targets)


def terms_kept(terms: tuple[Term, ...], message: Message, entry: Entry) -> Iterator[Diagnostic]:
    """Each term of the glossary that the source has is in the translation, in some form."""
    source = without_markup(message.text).casefold()
    target = fold_letters(without_markup(entry.target))
    for term in terms:
        if term.source.search(source) and not any(_is_said(one, target) for one in term.targets):
            problem = f'The glossary says "{term.targets[0][:60]}" for "{term.shown[:60]}".'
            remedy = "Use its word, or mend the glossary."
            yield warning("message-glossary", entry.place, problem, remedy)


def _is_said(wanted: str, target: str) -> bool:
    """One long word of the term in a form like it is enough: endings and mutations differ."""
    words = sorted(fold_letters(wanted).split(), key=len, reverse=True)
    return any(fuzz.partial_ratio(word, target) >= _LIKE for word in words[:2])
