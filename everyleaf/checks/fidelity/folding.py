"""When two texts are the same text: what may differ, and nothing else (STANDARDS 15)."""

from __future__ import annotations

import re
import unicodedata

from everyleaf.checks.tags.marked_content import LINE_END

# U+200B and the word joiner, and the bidi controls (UAX 9): how a text is set, not what it says.
_SET = re.compile(r"[\u200b\u2060\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_END = re.compile(r"\s*\n\s*")
_WHITE = re.compile(r"\s+")


def folded(text: str) -> str:
    """NFC, one space for white space; `LINE_END` stays, with no space beside it."""
    plain = _SET.sub("", unicodedata.normalize("NFC", text))
    return _AROUND_END.sub(LINE_END, _SPACES.sub(" ", plain)).strip()


def key(text: str) -> str:
    """The signs alone, without any white space: to find a text by."""
    return _WHITE.sub("", folded(text))


def same(shown: str, written: str) -> bool:
    """Whether what a file says is what was written.

    A line's end in ``shown`` stands for a space, or for none where the text is broken
    without one (Chinese, an address); every other space must be there, and no more.
    """
    wanted = _WHITE.sub(" ", folded(written))
    at = 0
    for sign in folded(shown):
        if sign == LINE_END:
            at += at < len(wanted) and wanted[at] == " "
        elif at < len(wanted) and wanted[at] == sign:
            at += 1
        else:
            return False
    return at == len(wanted)


def first_difference(shown: str, written: str, around: int = 12) -> tuple[str, str]:
    """What stands in both texts where they first differ: ``shown``'s words, ``written``'s."""
    one, other = _WHITE.sub(" ", folded(shown)), _WHITE.sub(" ", folded(written))
    at = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    start = max(0, at - around)
    return one[start : at + around], other[start : at + around]
