"""Every sign is there, in a face that is in the file and is one of ours."""

from __future__ import annotations

from collections.abc import Iterator

from everyleaf.checks.pages.page_case import Fault, PageCase, findings
from everyleaf.checks.pages.text import quoted
from everyleaf.diagnostics import Diagnostic, error


def no_missing_glyphs(case: PageCase) -> Iterator[Diagnostic]:
    """No sign that its face does not have: glyph 0, .notdef (STANDARDS 29)."""
    faults = (
        Fault(page.number, run.missing, f"in {quoted(run.text)}, {_counted(run.missing)}")
        for page in case.finished.pages
        for run in page.runs
        if run.missing
    )
    remedy = "Use other signs, or add a font for them to scripts.toml."
    yield from findings(case, error, "glyph-not-there", faults, remedy)


def _counted(missing: int) -> str:
    return "1 sign is missing" if missing == 1 else f"{missing} signs are missing"


def own_fonts(case: PageCase) -> Iterator[Diagnostic]:
    """Every face that text is set in is in the file, and has a row in scripts.toml (STANDARDS 16).

    A face from elsewhere has no known size beside Latin, no leading and no licence.
    """
    for face in sorted(case.finished.faces, key=lambda face: face.name):
        name = face.name.partition("+")[2] or face.name
        if not face.is_embedded:
            remedy = "Name it in an @font-face rule, so that it goes into the file."
            yield error("font-not-embedded", case.place, f"{name} is not in the file.", remedy)
        elif face.script is None:
            remedy = "Take it out of the style sheet or the picture, or give it a row there."
            problem = f"{name} is not one of the faces of scripts.toml."
            yield error("font-not-ours", case.place, problem, remedy)
