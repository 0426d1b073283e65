"""What checking one file came to: what was checked, with which figures, and what was not."""

from __future__ import annotations

from dataclasses import dataclass

from everyleaf.diagnostics import Diagnostic


@dataclass(frozen=True)
class Checked:
    """``checks`` names what was checked by machine; ``figures`` say what was counted.

    ``unchecked`` names what should have been checked and was not, with the reason
    (STANDARDS 37).
    """

    checks: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def __add__(self, other: Checked) -> Checked:
        return Checked(
            (*self.checks, *other.checks),
            (*self.figures, *other.figures),
            (*self.unchecked, *other.unchecked),
            (*self.diagnostics, *other.diagnostics),
        )
