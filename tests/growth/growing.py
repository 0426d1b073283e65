"""What a contributor does by hand, done to a copy: add rows, fill catalogues, see what changed."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from translate.storage import pypo

from tests.conftest import REPOSITORY

_UNKEPT = shutil.ignore_patterns("__pycache__")


def copy_of_package(folder: Path) -> Path:
    """Everyleaf itself in ``folder``, to add rows of data to; to be put on PYTHONPATH."""
    shutil.copytree(REPOSITORY / "everyleaf", folder / "everyleaf", ignore=_UNKEPT)
    return folder


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def files_touched(before: Path, after: Path) -> set[str]:
    """The files that differ or are new, output/ and what Python keeps left out."""
    names = {
        path.relative_to(after).as_posix()
        for path in after.rglob("*")
        if path.is_file() and not {"output", "__pycache__"} & set(path.relative_to(after).parts)
    }
    return {name for name in names if not _same(before / name, after / name)}


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and filecmp.cmp(one, other, shallow=False)


def fill(catalogue: Path, translations: Mapping[str, str]) -> None:
    """Write the msgstr of each message that ``translations`` has."""
    edit(catalogue, lambda unit: translations.get(str(unit.source)))


def pretend(catalogue: Path) -> None:
    """Translate every message into itself in brackets: placeholders stay as they are."""
    edit(catalogue, lambda unit: None if unit.istranslated() else f"[{_last_form(unit)}]")


def _last_form(unit: pypo.pounit) -> str:
    return str(unit.source.strings[-1] if unit.hasplural() else unit.source)


def edit(catalogue: Path, translation: Callable[[pypo.pounit], str | None]) -> None:
    """Write a msgstr wherever ``translation`` has one, as a gettext editor does."""
    store = pypo.pofile.parsefile(str(catalogue))
    for unit in store.units:
        text = None if unit.isheader() else translation(unit)
        if text is not None:
            unit.target = [text] * len(unit.target.strings) if unit.hasplural() else text
    store.save()
