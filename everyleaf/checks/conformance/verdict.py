"""What an independent judge says about one file and one standard."""

from __future__ import annotations

from dataclasses import dataclass


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
