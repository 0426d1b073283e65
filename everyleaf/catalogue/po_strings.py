"""Strings of PO files: quoted, escaped and wrapped as GNU gettext writes them, and read back."""

from __future__ import annotations

import re

from unicode_segmentation_rs import gettext_wrap

# The escapes that msgfmt reads (GNU gettext manual, "The Format of PO Files").
_LETTERS = {
    "n": "\n", "t": "\t", "b": "\b", "r": "\r", "f": "\f", "v": "\v", "a": "\a",
    '"': '"', "\\": "\\",
}  # fmt: skip
_ESCAPED = {value: f"\\{letter}" for letter, value in _LETTERS.items()}
_TO_ESCAPE = re.compile(r'[\n\t\b\r\f\v\a"\\]')
_ESCAPE = re.compile(r"((?:\\[0-7]{1,3}|\\x[0-9a-fA-F]{1,2})+)|\\(.?)", re.DOTALL)
_NUMBER = re.compile(r"\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3}))")
WIDTH = 77  # columns of a wrapped string between its quotation marks, as msgmerge writes it


def escape(text: str) -> str:
    """``text`` as it stands between the quotation marks of a PO file."""
    return _TO_ESCAPE.sub(lambda found: _ESCAPED[found[0]], text)


def unescape(text: str) -> str:
    """What the letters between two quotation marks mean; raises `ValueError`."""
    return _ESCAPE.sub(_meaning, text) if "\\" in text else text


def _meaning(found: re.Match[str]) -> str:
    if found[1]:  # bytes by their numbers, of UTF-8 text
        pairs = _NUMBER.findall(found[1])
        return bytes(int(h, 16) if h else int(o, 8) & 0xFF for h, o in pairs).decode("utf-8")
    if found[2] not in _LETTERS:
        raise ValueError(f"the escape \\{found[2]} is unknown")
    return _LETTERS[found[2]]


def quoted(text: str, width: int = WIDTH) -> list[str]:
    """``text`` as PO strings, one a line; a ``width`` of 0 wraps at line ends only."""
    escaped = escape(text)
    if width:
        lines = gettext_wrap(escaped, width) if escaped else []
        is_long = len(lines) > 1 or bool(lines and len(lines[0]) > width - 6)
    else:
        parts = text.split("\n")
        lines = [escape(part) + "\\n" for part in parts[:-1]] + [escape(parts[-1])]
        lines = [line for line in lines if line]
        is_long = len(lines) > 1
    return [*(['""'] if is_long or not lines else []), *(f'"{line}"' for line in lines)]
