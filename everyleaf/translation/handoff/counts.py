"""Word counts: what an agency quotes by."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from unicode_segmentation_rs import unicode_words

from everyleaf.translation.handoff.inline_codes import words_in
from everyleaf.translation.handoff.unit import LeafletUnits, State, Unit

# In the order in which they are told; "repeated" is new text that stands there before.
KINDS = ("new", "changed", "repeated", "unchanged")
_KIND_OF = {State.NEW: "new", State.FUZZY: "changed"}


@dataclass(frozen=True)
class Count:
    """Words and messages of one leaflet, by kind."""

    leaflet: str
    words: Mapping[str, int]
    messages: Mapping[str, int]


def words(unit: Unit) -> int:
    """Words of the source text, codes left out (UAX 29, "Word Boundaries")."""
    return len(unicode_words(words_in(unit.source)))


def counted(leaflets: Iterable[LeafletUnits]) -> tuple[Count, ...]:
    """One count a leaflet. Text that stands in an earlier message or leaflet is repeated."""
    seen: set[str] = set()
    counts = []
    for leaflet in leaflets:
        in_words, in_messages = Counter(dict.fromkeys(KINDS, 0)), Counter(dict.fromkeys(KINDS, 0))
        for unit in leaflet.units:
            kind = _KIND_OF.get(unit.state, "unchanged")
            if kind == "new" and unit.message.text in seen:
                kind = "repeated"
            seen.add(unit.message.text)
            in_words[kind] += words(unit)
            in_messages[kind] += 1
        counts.append(Count(leaflet.leaflet, dict(in_words), dict(in_messages)))
    return tuple(counts)


def counts_csv(counts: Iterable[Count]) -> bytes:
    """One row a leaflet: words by kind, then messages by kind."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        ["leaflet", *(f"{kind} words" for kind in KINDS), *(f"{kind} messages" for kind in KINDS)]
    )
    for one in counts:
        figures = [each[kind] for each in (one.words, one.messages) for kind in KINDS]
        writer.writerow([one.leaflet, *figures])
    return text.getvalue().encode()


def counts_json(counts: Iterable[Count]) -> bytes:
    """The same figures for programs."""
    rows = [
        {"leaflet": one.leaflet, "words": dict(one.words), "messages": dict(one.messages)}
        for one in counts
    ]
    return (json.dumps({"counts": rows}, indent=1) + "\n").encode()
