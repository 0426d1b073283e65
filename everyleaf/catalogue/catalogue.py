"""A catalogue: the messages of one leaflet in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from everyleaf.diagnostics import Place

# The header field by which a catalogue says that a machine drafted it and no
# qualified person has checked it (STANDARDS 9). "machine" or "human".
ORIGIN_FIELD = "X-Everyleaf-Origin"


@dataclass(frozen=True, slots=True)
class Entry:
    """One message with its translation. ``target`` is empty where there is none."""

    source: str
    context: str
    target: str
    fuzzy: bool
    place: Place

    @property
    def is_usable(self) -> bool:
        """Translated and not fuzzy: nothing else may go out."""
        return bool(self.target.strip()) and not self.fuzzy


@dataclass(frozen=True)
class Catalogue:
    """The entries of one PO file by context and source; obsolete ones are not among them."""

    path: str
    header: Mapping[str, str]
    entries: Mapping[tuple[str, str], Entry]

    def find(self, source: str, context: str = "") -> Entry | None:
        """The entry for a message, usable or not."""
        return self.entries.get((context, source))

    @property
    def origin(self) -> str:
        """Who translated it, as its header has it: human; machine, also where it says nothing."""
        return self.header.get(ORIGIN_FIELD, "machine").strip()

    @property
    def is_machine_drafted(self) -> bool:
        """Whether a machine drafted it: all that is not said to be a person's work."""
        return self.origin != "human"
