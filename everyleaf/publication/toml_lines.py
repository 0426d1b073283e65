"""On which line of a TOML file a key stands. tomllib gives values without lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"))*)\s*=")

KeyPath = tuple[str, ...]


def lines_of_keys(text: str) -> Mapping[KeyPath, int]:
    """The line (from 1) of each table header and key, by its whole dotted path.

    Keys inside inline tables and on the later lines of a long value are found
    under the path of the key they belong to. In the Nth table of an array, [[x]], a key
    has the path (x, N, key), N counted from 1; the first of them has (x, key) too.
    """
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    plain: KeyPath = ()
    counted: Counter[KeyPath] = Counter()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = plain = _parts(header[1])
            lines.setdefault(table, number)
            if line.lstrip().startswith("[["):
                counted[plain] += 1
                table = (*plain, str(counted[plain]))
                lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault(table + _parts(key[1]), number)
            lines.setdefault(plain + _parts(key[1]), number)
    return lines


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """The line of ``path``, else of the nearest table that holds it, else None."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def _parts(dotted: str) -> KeyPath:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
