"""What an independent judge says about one file and one standard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# The standards that a PDF may claim, by veraPDF's names for them.
PROFILES: Mapping[str, str] = {
    "ua1": "PDF/UA-1",
    "2a": "PDF/A-2a",
    "3a": "PDF/A-3a",
    "ua2": "PDF/UA-2",
    "4": "PDF/A-4",
    "wt1a": "WTPDF 1.0 accessibility",
    "wt1r": "WTPDF 1.0 reuse",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """``profile`` is veraPDF's name of the standard, such as ua1.

    ``failures`` are the rule's number, how often it is broken, and its words; ``fault``
    says why the file could not be judged, empty where it was.
    """

    judge: str
    profile: str
    passed: bool
    failures: tuple[tuple[str, int, str], ...] = ()
    fault: str = ""
