"""Text as facts are looked for in it: one kind of digit, no marks of order, no Markdown."""

from __future__ import annotations

import re
import unicodedata

# Letters and the marks that belong to them. Python's \w leaves out vowel signs (categories
# Mn and Mc), so \b would stand in the middle of a word of the Indic scripts.
LETTER = r"\w\u0300-\u036f\u0610-\u061a\u064b-\u0670\u0900-\u0963\u0966-\u0dff\u200c\u200d"

# What only orders text (UAX 9) or breaks it: a number is the same with and without.
_INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_LINK = re.compile(r"\]\(\s*[^()\s]*(?:\s+\"([^\"]*)\")?\s*\)")
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
_PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")
_MARKS = re.compile(r"\*+|\\(?=[^\w\s])|`")
# Vowel signs of Arabic script and its stretcher, which writers set or leave as they like.
# The dot below letters of Gurmukhi and Devanagari is often left out as well.
_SIGNS = re.compile("[\u0640\u064b-\u0652\u0670\u0a3c\u093c\u200c\u200d]")
# One letter of Arabic script has several code points: by language, by keyboard, by spelling.
_SAME_LETTER = str.maketrans(
    "\u0623\u0625\u0622\u0671\u0649\u06cc\u06a9\u06c1\u06be\u06c3\u0629",
    "\u0627\u0627\u0627\u0627\u064a\u064a\u0643\u0647\u0647\u0647\u0647",
)
MASK = "\x7f"  # stands where something was taken out; no text may hold it


def fold(text: str) -> str:
    """``text`` for comparing: ASCII digits, NFC, full-width signs as ASCII, no bidi controls."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return "".join(map(_folded, plain))


def fold_letters(text: str) -> str:
    """Folded, in small letters, and spelt in one way where a script has several."""
    return _SIGNS.sub("", fold(text).translate(_SAME_LETTER)).casefold()


def without_markup(text: str) -> str:
    """The words that a reader sees; placeholders are masked, and links keep their text."""
    shown = _PLACEHOLDER.sub(f" {MASK} ", _NOTE.sub(" ", text))
    return _MARKS.sub("", _LINK.sub(lambda link: f"] {link[1] or ''} ", shown))


def _folded(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if "\uff01" <= character <= "\uff5e":  # full-width forms (UAX 11)
        return chr(ord(character) - 0xFEE0)
    return character
