"""Reads everyleaf.toml and finds everything that is wrong with it in one run."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.language import known_languages, well_formed
from everyleaf.publication.fields import Fault, faults
from everyleaf.publication.settings import Settings
from everyleaf.publication.toml_lines import line_of, lines_of_keys

_DEFAULTS: Mapping[str, Any] = {
    field.name: field.default for field in msgspec.structs.fields(Settings)
}


def read_settings(path: Path, shown: str) -> tuple[Settings | None, list[Diagnostic]]:
    """The settings in ``path``, or None and every finding. ``shown`` is the name to show."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
        raw = tomllib.loads(text)
    except OSError as problem:
        reason = problem.strerror or "it cannot be read"
        return None, [error("settings-unreadable", Place(shown), f"Cannot read it: {reason}.")]
    except UnicodeDecodeError as problem:
        place = Place(shown, data[: problem.start].count(b"\n") + 1)
        return None, [error("settings-not-utf8", place, "It is not UTF-8.", "Save it as UTF-8.")]
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        return None, [_syntax_error(str(problem), shown, last=text.rstrip().count("\n") + 1)]
    lines = lines_of_keys(text)
    found = [
        error(code, Place(shown, line_of(lines, key)), problem, remedy)
        for code, key, problem, remedy in [*faults(Settings, raw), *_language_faults(raw)]
    ]
    return (None, found) if found else (msgspec.convert(_in_lists(raw), Settings), [])


def _in_lists(raw: dict[str, Any]) -> dict[str, Any]:
    """The settings with [voices.TAG], one voice, as a list of one."""
    voices = raw.get("voices", {})
    listed = {tag: [row] if isinstance(row, dict) else row for tag, row in voices.items()}
    return {**raw, "voices": listed}


def _syntax_error(message: str, shown: str, last: int) -> Diagnostic:
    line = message.rpartition("at line ")[2].split(",")[0] if "at line " in message else ""
    at_end = last if "end of document" in message else None
    place = Place(shown, int(line) if line.isdigit() else at_end)
    return error("settings-syntax", place, f"This is not TOML: {message}.", "Mend the line.")


def _language_faults(raw: Mapping[str, Any]) -> Iterator[Fault]:
    tags = raw.get("languages", list(_DEFAULTS["languages"]))
    source = raw.get("source_language", _DEFAULTS["source_language"])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in [*tags, source]):
        return
    voices = raw.get("voices", {})
    named: list[tuple[tuple[str, ...], str]]
    named = [(("languages",), tag) for tag in tags] + [(("source_language",), source)]
    named += [(("voices", tag), tag) for tag in voices] if isinstance(voices, dict) else []
    for key, tag in named:
        yield from _tag_faults(key, tag)
    if source not in tags:
        problem = f'The source language "{source}" is not among the languages.'
        remedy = f'Add "{source}" to languages.'
        place = "languages" if "languages" in raw else "source_language"
        yield Fault("source-language-missing", (place,), problem, remedy)


def _tag_faults(key: tuple[str, ...], tag: str) -> Iterator[Fault]:
    known = ", ".join(known_languages())
    if not well_formed(tag):
        problem = f'"{tag}" is not a language tag.'
        remedy = f'Write it as in BCP 47, such as "pl" or "pt-BR". Known: {known}.'
        yield Fault("language-tag-malformed", key, problem, remedy)
    elif tag not in known_languages():
        problem = f'The language "{tag}" is not known.'
        remedy = f"Known: {known}. CONTRIBUTING says how to add one."
        yield Fault("language-unknown", key, problem, remedy)
