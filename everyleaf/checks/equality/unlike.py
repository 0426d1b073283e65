"""One place where two forms do not say the same, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.edition import Edition

_TEMPLATES = ("web", "book")
_REMEDIES = {
    "pages-differ": "Write both files from one layout pass.",
    **{f"{form}-missing": "Let the layout's templates show it." for form in _TEMPLATES},
    **{f"{form}-differs": "Let the layout's templates show it as it is." for form in _TEMPLATES},
    **{f"{form}-order": "Let the layout's templates keep the order." for form in _TEMPLATES},
    "book-pages": "Mend what marks the pages of the paper in the book.",
    "spoken-missing": "Mend what says this kind of block.",
    "spoken-differs": "Mend what says this kind of block.",
    "spoken-order": "Mend what says this kind of block.",
}


@dataclass(frozen=True)
class Unlike:
    """``code`` is that of the finding; ``said`` what is wrong, for the editor."""

    code: str
    said: str


def quoted(text: str) -> str:
    """The beginning of a text, for a finding."""
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= 60 else f"“{words[:58].rstrip()} …”"


def findings(edition: Edition, unlike: Iterable[Unlike]) -> Iterator[Diagnostic]:
    """One finding a code: the first place, and how many more there are."""
    by_code: dict[str, list[Unlike]] = {}
    for one in unlike:
        by_code.setdefault(one.code, []).append(one)
    for code, rows in by_code.items():
        more = f" So in {len(rows) - 1} more places." if len(rows) > 1 else ""
        yield error(code, Place(edition.name), f"{rows[0].said}.{more}", _REMEDIES[code])
