"""What a check of finished pages is given, and how it says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from everyleaf.checks.pages.reading_back import Finished
from everyleaf.diagnostics import Diagnostic, Place
from everyleaf.edition import Edition
from everyleaf.language import Script
from everyleaf.layout import Layout


@dataclass(frozen=True)
class PageCase:
    """A finished PDF, the edition that it is, and the layout that it was set by."""

    edition: Edition
    layout: Layout
    finished: Finished

    @property
    def place(self) -> Place:
        """Where findings stand: the edition's name."""
        return Place(self.edition.name)

    def body_size(self, script: Script | None) -> float:
        """The size of running text in this script, in points."""
        return self.layout.size * (script.scale if script else 1.0)


@dataclass(frozen=True)
class Fault:
    """One place where a rule is broken. The greater the ``weight``, the worse."""

    page: int
    weight: float
    said: str


Finding = Callable[[str, Place | None, str, str], Diagnostic]


def findings(
    case: PageCase, kind: Finding, code: str, faults: Iterable[Fault], remedy: str
) -> Iterator[Diagnostic]:
    """At most one finding: the worst place with its figure, and the other pages."""
    known = list(faults)
    if not known:
        return
    worst = max(known, key=lambda fault: (fault.weight, -fault.page))
    others = sorted({fault.page for fault in known} - {worst.page})
    more = f" Also on {_pages(others)}." if others else ""
    yield kind(code, case.place, f"Page {worst.page}: {worst.said}.{more}", remedy)


def _pages(numbers: list[int]) -> str:
    """Page numbers for people, runs of them as "3 to 5"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    words = [str(a) if a == b else f"{a} to {b}" for a, b in spans]
    return ("page " if len(numbers) == 1 else "pages ") + ", ".join(words)
