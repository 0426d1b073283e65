"""liblouis, by its program lou_translate: it is C, and its tables are files of the system."""

from __future__ import annotations

import re
import shutil
import subprocess
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from everyleaf.diagnostics import SetupError

PROGRAM = "lou_translate"
BLANK = "\N{BRAILLE PATTERN BLANK}"
_LAST_OF_SIX_DOTS = "\N{BRAILLE PATTERN DOTS-123456}"
_SECONDS, _MOST_LETTERS = 60, 1000
_DIGITS = "⠚⠁⠃⠉⠙⠑⠋⠛⠓⠊"  # 0 to 9, after the sign for numbers
_NUMERIC_SPACE, _NUMBER_SIGN = "⠐", "⠼"
_UEB, _SPANISH = "en-ueb-g", "es-g"  # how tables' names begin: uncontracted and contracted
WITHIN_NUMBER = " \N{WORD JOINER}"  # the space within a number that is written in groups
_MARK = "\ue000"  # the same as one sign, of the private use area, which no text has
_NUMBER = re.compile(r"[0-9]+(?:[., ][0-9]+)*")
_MARKED_NUMBER = re.compile(rf"[0-9]+(?:[., {_MARK}][0-9]+)*")
_BETWEEN = "[⠂⠄⠲⠨⠐⠀⠼]{1,3}"  # decimal signs, blanks, and the sign for numbers again
_SIGN_AGAIN = re.compile(f"(?<=[⠂⠄]){_NUMBER_SIGN}")
_LETTER_AFTER_DIGIT = re.compile(r"(?<=[0-9])(?=[A-Za-z])")
# Marks that order or break a line of print, and are nothing in braille.
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def is_there() -> bool:
    """Whether liblouis is installed."""
    return shutil.which(PROGRAM) is not None


@cache
def liblouis_version() -> str:
    """What `lou_translate` says of itself; empty where it is not installed."""
    if not is_there():
        return ""
    asked = [PROGRAM, "--version"]
    done = subprocess.run(asked, capture_output=True, timeout=_SECONDS, check=False)
    return done.stdout.decode("utf-8", "replace").partition("\n")[0]


def translated(
    lines: Sequence[str], table: str, replaced: Sequence[tuple[str, str]] = ()
) -> list[str]:
    """Each line in braille cells (Unicode), by one of liblouis' tables.

    ``replaced`` are signs that the table lacks, and what stands for them.

    A space that is `WITHIN_NUMBER` is written so where the braille code has a way to. A sign
    that the table does not know comes back in cells of eight dots: `is_whole` tells. Raises
    `SetupError` where liblouis has no such table.
    """
    signs = str.maketrans(dict(replaced))
    marked = [plain(line.replace(WITHIN_NUMBER, _MARK)).translate(signs) for line in lines]
    given = [line.replace(_MARK, " ") for line in marked]
    made = _run(given, table)
    joined = [n for n, line in enumerate(given) if not has_the_digits(line, made[n])]
    apart = _run([_LETTER_AFTER_DIGIT.sub(" ", given[n]) for n in joined], table)
    for number, cells in zip(joined, apart, strict=True):
        made[number] = cells
    return [_with_whole_numbers(*pair, table) for pair in zip(marked, made, strict=True)]


def _with_whole_numbers(marked: str, cells: str, table: str) -> str:
    """``cells`` with each number as the one that it is, whatever liblouis made of it.

    Unified English Braille (2013), 6.6: the space within a number, such as a phone number,
    is dot 5, and the sign for numbers stands before its first group alone. liblouis 3.24
    writes any two numbers so, 3.33 none. Spanish (Comisión Braille Española): the sign is
    not said again after a decimal comma or point; 3.24 does, so that 2,5 is read as 2 and 5.
    """
    if not table.startswith((_UEB, _SPANISH)):
        return cells
    position = 0
    for number in _MARKED_NUMBER.findall(marked):
        found = _in_cells(number).search(cells, position)
        if found is None:
            return cells  # `has_the_digits` tells
        whole = _whole(number, found, table)
        cells = cells[: found.start()] + whole + cells[found.end() :]
        position = found.start() + len(whole)
    return cells


def _whole(number: str, found: re.Match[str], table: str) -> str:
    if table.startswith(_SPANISH):
        return _SIGN_AGAIN.sub("", found[0])
    spaces = {" ": BLANK + _NUMBER_SIGN, _MARK: _NUMERIC_SPACE}
    first, *groups = _groups(number)
    signs = zip(re.findall(f"[., {_MARK}]", number), found.groups(), groups, strict=True)
    return _NUMBER_SIGN + first + "".join(spaces.get(s, as_was) + g for s, as_was, g in signs)


def _in_cells(number: str) -> re.Pattern[str]:
    """Where ``number`` stands in cells, what is between its groups apart; no digit follows it."""
    return re.compile(f"{_NUMBER_SIGN}{f'({_BETWEEN})'.join(_groups(number))}(?![{_DIGITS}])")


def _groups(number: str) -> list[str]:
    """The digits of a number in cells, group by group."""
    return ["".join(_DIGITS[int(d)] for d in group) for group in re.findall("[0-9]+", number)]


def _run(lines: Sequence[str], table: str) -> list[str]:
    """Long lines go in pieces, for lou_translate has room for so much of a line."""
    pieces = [textwrap.wrap(line, _MOST_LETTERS, break_on_hyphens=False) or [""] for line in lines]
    given = [piece for line in pieces for piece in line]
    if not given:
        return []
    done = subprocess.run(
        [PROGRAM, "--forward", f"unicode.dis,{table}"],
        input="".join(f"{piece}\n" for piece in given).encode("utf-8"),
        capture_output=True, timeout=_SECONDS, check=False,
    )  # fmt: skip
    made = done.stdout.decode("utf-8", "replace").split("\n")[:-1]
    if done.returncode or len(made) != len(given):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
        raise SetupError(
            f"liblouis cannot translate with {table}: {' '.join(said) or 'no braille came back'}.",
            "Install liblouis 3.24 or newer, with its tables.",
        )
    left = iter(made)
    return [BLANK.join(next(left) for _ in line) for line in pieces]


def plain(text: str) -> str:
    """What is given to a table: one line, no unseen marks, letters whole, digits in ASCII.

    Tables of Indian scripts take their own digits for letters: without the sign for
    numbers, twelve would be read as "ab".
    """
    ascii_digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    for parts, letter in _letters().items():
        ascii_digits = ascii_digits.replace(parts, letter)
    return " ".join(_UNSEEN.sub("", ascii_digits).split())


@cache
def _letters() -> Mapping[str, str]:
    """Letters of Indian scripts that Unicode's NFC takes apart, and that tables want whole."""
    whole = {}
    for code in range(0x0900, 0x0E00):
        parts = unicodedata.normalize("NFC", chr(code))
        if len(parts) > 1:
            whole[parts] = chr(code)
    return whole


def has_the_digits(text: str, cells: str) -> bool:
    """Whether a finger reads the very digits of ``text``, in order.

    The letters a to j are the digits 1 to 0 after the sign for numbers, so a table that
    does not end a number before a letter turns "4h" into 48.
    """
    position = 0
    for number in _NUMBER.findall(text):
        found = _in_cells(number).search(cells, position)
        if found is None:
            return False
        position = found.end()
    return True


def is_whole(cells: str) -> bool:
    """Whether every sign was known: cells of six dots alone."""
    return all(BLANK <= cell <= _LAST_OF_SIX_DOTS for cell in cells)
