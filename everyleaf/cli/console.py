"""All that is printed: people read stderr, programs read stdout."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click
from rich.console import Console

from everyleaf.diagnostics import Diagnostic, SetupError, Severity

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def people() -> Console:
    """Where people read: stderr. Colours follow the terminal and NO_COLOR."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def show(diagnostics: Iterable[Diagnostic]) -> None:
    """Each finding on a line that an editor can jump to, its remedy below it."""
    console = people()
    for found in diagnostics:
        if found.place:
            console.print(f"{found.place}: ", end="")
        console.print(found.severity.value, style=_STYLES[found.severity], end="")
        console.print(f" [{found.code}] {found.problem}")
        if found.remedy:
            console.print(f"    {found.remedy}")


def show_setup_error(problem: SetupError) -> None:
    """What is missing on the machine, and what to type."""
    console = people()
    console.print("error", style="bold red", end="")
    console.print(f" {problem.problem}")
    if problem.remedy:
        console.print(f"    {problem.remedy}")


def write_json(data: Mapping[str, Any]) -> None:
    """One JSON value on stdout, for programs."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def say(text: str) -> None:
    """One line for people, on stderr."""
    people().print(text)


def tell(text: str) -> None:
    """One line of a command's answer, on stdout."""
    click.echo(text)
