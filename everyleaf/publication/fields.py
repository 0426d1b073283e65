"""Holds raw data (TOML, YAML) against a msgspec struct and finds every fault in one run.

msgspec stops at the first; a person wants all of them, each with what is allowed.
"""

from __future__ import annotations

import difflib
import enum
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec


class Fault(NamedTuple):
    """One fault: its code, the path of the key, what is wrong, what is allowed."""

    code: str
    key: tuple[str, ...]
    problem: str
    remedy: str


def faults(
    struct: type[msgspec.Struct], raw: Mapping[str, Any], path: tuple[str, ...] = ()
) -> Iterator[Fault]:
    """Everything in ``raw`` that ``struct`` does not allow; ``path`` leads to ``raw``."""
    fields = {field.name: field for field in msgspec.structs.fields(struct)}
    for key in raw:
        if key not in fields:
            yield _unknown(key, (*path, key), list(fields))
    for name, field in fields.items():
        if name in raw:
            yield from _value_faults(field.type, raw[name], (*path, name))
        elif field.required:
            here = (*path, name)
            yield Fault(
                "setting-missing", here, f"{dotted(here)} is missing.", _allowed(field.type)
            )


def _value_faults(kind: Any, value: Any, path: tuple[str, ...]) -> Iterator[Fault]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        if isinstance(value, dict):
            yield from faults(kind, value, path)
        else:
            yield Fault("setting-wrong", path, f"{dotted(path)} must be a table.", _allowed(kind))
    elif (row := row_of_tables(kind)) is not None:
        yield from _table_faults(row, value, path)
    elif typing.get_origin(kind) is dict:
        yield from _mapping_faults(kind, value, path)
    else:
        yield from _plain_faults(kind, value, path)


def _mapping_faults(kind: Any, value: Any, path: tuple[str, ...]) -> Iterator[Fault]:
    if not isinstance(value, dict):
        remedy = "Allowed: a table of names and values."
        yield Fault("setting-wrong", path, f"{dotted(path)} must be a table.", remedy)
        return
    for key, inner in value.items():
        yield from _value_faults(typing.get_args(kind)[0], key, (*path, str(key)))
        yield from _value_faults(typing.get_args(kind)[1], inner, (*path, str(key)))


def _plain_faults(kind: Any, value: Any, path: tuple[str, ...]) -> Iterator[Fault]:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as problem:
        said = str(problem).split(" - at")[0]
        if "matching regex" in said:  # a pattern says nothing to a person
            said = f'"{str(value)[:60]}" cannot be used'
        yield Fault("setting-wrong", path, f"{dotted(path)}: {said}.", _allowed(kind))


def row_of_tables(kind: Any) -> type[msgspec.Struct] | None:
    """The struct of a field that holds a list of tables, [[x]]; one table, [x], is a list too."""
    row = (typing.get_args(kind) or (None,))[0]
    is_tables = isinstance(row, type) and issubclass(row, msgspec.Struct)
    return row if typing.get_origin(kind) is tuple and is_tables else None


def _table_faults(row: type[msgspec.Struct], value: Any, path: tuple[str, ...]) -> Iterator[Fault]:
    if isinstance(value, list):
        for number, table in enumerate(value, start=1):
            yield from _value_faults(row, table, (*path, str(number)))
        if not value:
            said = f"{dotted(path)} is empty."
            yield Fault("setting-wrong", path, said, "Name one, or leave it out.")
    else:
        yield from _value_faults(row, value, path)


def _unknown(key: str, path: tuple[str, ...], known: list[str]) -> Fault:
    near = difflib.get_close_matches(key, known, n=1)
    guess = f'Did you mean "{near[0]}"? ' if near else ""
    return Fault(
        "setting-unknown",
        path,
        f"There is no setting {dotted(path)}.",
        f"{guess}Allowed here: {', '.join(known)}.",
    )


def _allowed(kind: Any) -> str:
    """What a field may hold, for people."""
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return "Allowed: " + ", ".join(str(member.value) for member in kind) + "."
    if typing.get_origin(kind) is typing.Literal:
        return "Allowed: " + ", ".join(map(str, typing.get_args(kind))) + "."
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return "Allowed in it: " + ", ".join(kind.__struct_fields__) + "."
    for meta in getattr(kind, "__metadata__", ()):
        if isinstance(meta, msgspec.Meta) and meta.description:
            return f"Allowed: {meta.description}."
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        return next(filter(None, map(_allowed, typing.get_args(kind))), "")
    return ""


def dotted(key: tuple[str, ...]) -> str:
    """A key path as people write it: publisher.name."""
    return ".".join(key)
