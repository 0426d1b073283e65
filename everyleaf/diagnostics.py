"""What is wrong, where, and what to do about it.

Problems in the content are collected as `Diagnostic`s, all of them in one run.
A broken set-up (a library, a font, a folder that cannot be written) raises
`SetupError`. Everybody may know this module; it knows nobody.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath


class Severity(enum.StrEnum):
    """How much a diagnostic weighs."""

    ERROR = "error"  # withholds what it is about
    WARNING = "warning"  # stands in the report; withholds nothing
    NOTE = "note"  # tells something a person would ask


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A file, and the line in it (counted from 1) where that is known."""

    path: str
    line: int | None = None

    @classmethod
    def of(cls, path: PurePath | str, line: int | None = None) -> Place:
        """A place in ``path``, written with forward slashes on every system."""
        return cls(PurePath(path).as_posix(), line)

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a stable code, how bad it is, where, what is wrong, what to do."""

    code: str
    severity: Severity
    place: Place | None
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.severity} [{self.code}] {self.problem} {self.remedy}".rstrip()

    def as_json(self) -> dict[str, str | int | None]:
        """The finding for programs; ``line`` is None where none is known."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "file": self.place.path if self.place else None,
            "line": self.place.line if self.place else None,
            "problem": self.problem,
            "remedy": self.remedy,
        }


def error(code: str, place: Place | None, problem: str, remedy: str = "") -> Diagnostic:
    """A finding that withholds what it is about."""
    return Diagnostic(code, Severity.ERROR, place, problem, remedy)


def warning(code: str, place: Place | None, problem: str, remedy: str = "") -> Diagnostic:
    """A finding that stands in the report and withholds nothing."""
    return Diagnostic(code, Severity.WARNING, place, problem, remedy)


def note(code: str, place: Place | None, problem: str, remedy: str = "") -> Diagnostic:
    """Something a person would ask, such as why a language has no audio."""
    return Diagnostic(code, Severity.NOTE, place, problem, remedy)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any finding withholds something."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


class SetupError(Exception):
    """The machine or the publication folder is not fit for the job (exit code 3).

    ``problem`` says what is missing, ``remedy`` what to type next.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[SetupError], tuple[str, str]]:
        return SetupError, (self.problem, self.remedy)
