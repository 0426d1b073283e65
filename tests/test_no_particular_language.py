"""No code and no layout knows a language or a script by name: they are rows of data."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from everyleaf.language import known_languages, known_scripts
from everyleaf.publication import Publisher, Settings
from tests.conftest import REPOSITORY

# What a publication is in when it says nothing, and the script that sizes are given in.
DEFAULT = known_languages()[Settings("a", Publisher("b")).source_language]
NAMES = {
    name for row in known_languages().values() for name in (row.tag, row.gettext, row.cldr)
} | set(known_scripts())
NAMES -= {DEFAULT.tag, DEFAULT.gettext, DEFAULT.cldr, DEFAULT.script.code}
NAMES -= {"th"}  # HTML calls the head of a column by the tag of a language
CODE = sorted((REPOSITORY / "everyleaf").rglob("*.py"))
LAYOUTS = sorted(
    path
    for path in (REPOSITORY / "layouts").rglob("*")
    if path.suffix in (".html", ".css", ".toml")
)
_QUOTED = re.compile(r"""(?:lang\(|["'=(])([A-Za-z]{2,4}(?:[-_][A-Za-z]+)*)(?=["')\]])""")


def shown(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("path", CODE, ids=shown)
def test_code_names_no_language(path: Path) -> None:
    constants = (n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Constant))
    assert [(n.lineno, n.value) for n in constants if n.value in NAMES] == []


@pytest.mark.parametrize("path", LAYOUTS, ids=shown)
def test_a_layout_names_no_language(path: Path) -> None:
    assert NAMES & set(_QUOTED.findall(path.read_text())) == set()


def test_a_planted_name_would_be_found() -> None:
    planted = ':lang(ar) {} [lang="zh-Hans"] {} {% if x == "ur" %} [data-script=Arab] {}'
    assert set(_QUOTED.findall(planted)) == {"ar", "zh-Hans", "ur", "Arab"}
