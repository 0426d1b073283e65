"""What comes back: a file, its units, and what is said about each of them in the end."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from everyleaf.translation.handoff.inline_codes import Node


@dataclass(frozen=True, slots=True)
class ReturnedUnit:
    """One message as it came back.

    From a PO file ``source`` and ``target`` are Markdown; from XLIFF, text with
    numbered codes. ``is_marked_done`` says that the file itself calls it translated;
    ``fault`` says why its content cannot be read.
    """

    key: str
    source: str | tuple[Node, ...]
    target: str | tuple[Node, ...]
    fuzzy: bool
    is_marked_done: bool = False
    fault: str = ""


@dataclass(frozen=True)
class ReturnedFile:
    """One translated file: its name (only ever shown), language tag, hand-off, units."""

    name: str
    language: str
    sent: str
    units: tuple[ReturnedUnit, ...]


class Fate(enum.StrEnum):
    """What became of a returned message."""

    TAKEN = "taken"
    TAKEN_FUZZY = "taken, still to be reviewed"
    UNCHANGED = "unchanged"
    NOT_TRANSLATED = "not translated"
    REFUSED = "refused"
    CONFLICT = "conflict"
    FOREIGN = "not a message of this publication"


TAKEN = frozenset({Fate.TAKEN, Fate.TAKEN_FUZZY})
NOT_TAKEN = frozenset({Fate.REFUSED, Fate.CONFLICT, Fate.FOREIGN})


@dataclass(frozen=True)
class Outcome:
    """A returned message and its fate; ``reasons`` are sentences for the translator.

    ``number`` is that of the message in the leaflet, 0 where it has none;
    ``here`` is the translation that stands here now.
    """

    fate: Fate
    number: int
    path: tuple[str, ...]
    source: str
    returned: str
    here: str = ""
    reasons: tuple[str, ...] = ()
    context: str = ""


@dataclass(frozen=True)
class Received:
    """One returned file with the fate of its messages, for one leaflet ("" where none fits).

    ``faults`` say why the file as a whole was not taken; ``remarks`` what else became of it.
    """

    file: str
    leaflet: str
    language: str
    outcomes: Sequence[Outcome]
    faults: Sequence[str] = ()
    remarks: Sequence[str] = ()

    def count(self, fate: Fate) -> int:
        """How many messages had this fate."""
        return sum(outcome.fate is fate for outcome in self.outcomes)
