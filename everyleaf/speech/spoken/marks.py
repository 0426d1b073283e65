"""How numbers stand in a text: where one begins, which signs belong to it, where it ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

# A number that begins here: not inside a word, a longer number, or a spaced one, and not
# behind a sign that would be lost: the point of ".5", the dash of "–5" or of "10mg-5mg".
START = r"(?<![0-9A-Za-z\u00c0-\u024f])(?<![0-9][^\w\n\t])(?<![-‐‑‒–−.,\u066b\u066c])"
NUMBER = r"\d+(?:[.,'’\u066c\u00a0\u202f\u2009]\d{3}(?!\d))*(?:[.,\u066b]\d+)?"
# A word ends here; ideographs need no space between them, and Indic vowel signs are no \w.
END = r"(?!(?![\u3400-\u9fff])\w|[\u0300-\u036f\u0900-\u0dff]|[.,:/'’\u066b\u066c]\d)"
DASH = r"[-‐‑‒–—−~～]"
GAP = r"[ \u00a0\u202f\u2009]?"
# What looks like a unit: "mEq", "kPa", "U", "hrs". A number before one that no reading knows
# stays in digits, for the guard finds it by them.
UNIT_LIKE = r"(?:[a-zµμ]+[A-Z]\w*|[b-df-hj-np-tvxzµμ]{2,}|U)(?!\w)"
NO_UNIT = rf"(?!{GAP}{UNIT_LIKE})"
# A sign that begins an amount, "−5", "£5": not behind a number that goes on.
BEFORE = r"(?<![\w)])(?<![0-9][.,:'’\u066b\u066c])"
ALONE = rf"(?!{GAP}\d)"  # no more digits follow that may belong to the number
_CUT = re.compile(rf"{DASH}[\d£€$]")  # "10mg-5mg": a dash that would fall silent


@dataclass(frozen=True, slots=True)
class Reading:
    """One kind of thing that is said otherwise than it is written.

    ``say`` gives the words for a match, or None where it is not sure.
    """

    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str | None]

    def at(self, text: str, position: int) -> tuple[str | None, int]:
        """The words for what begins at ``position``, and where it ends; None if nothing does."""
        found = self.pattern.match(text, position)
        if not found or found.end() == position or _CUT.match(text, found.end()):
            return None, position
        return self.say(found), found.end()


def choice(names: Iterable[str]) -> str:
    """The names as one pattern, the longest first; each ends where its word ends."""
    ordered = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(n) + ("" if is_ideograph(n) else END) for n in ordered) or "(?!)"


def is_ideograph(text: str) -> bool:
    """Whether a character of ``text`` needs no space beside it."""
    return any("\u3400" <= character <= "\u9fff" for character in text)


def apart(said: str, before: str, after: str) -> str:
    """A space where words would run together, as in "5mg" or "24/7"; none between ideographs."""
    left = " " if _is_letter(before) and not is_ideograph(before + said[:1]) else ""
    right = " " if _is_letter(after) and not is_ideograph(said[-1:] + after) else ""
    return f"{left}{said}{right}"


def _is_letter(character: str) -> bool:
    return character != "" and unicodedata.category(character)[0] in "LMN"
