"""Text stands out from what lies under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from everyleaf.checks.pages.colours import WHITE, Colour, contrast, is_coloured
from everyleaf.checks.pages.page_case import Fault, PageCase, findings
from everyleaf.checks.pages.text import Run, quoted
from everyleaf.diagnostics import Diagnostic, error, warning

_LEAST, _LEAST_LARGE, _ACCENT = 4.5, 3.0, 7.0
_ROUNDING = 0.05
_LARGE, _LARGE_BOLD = 18.0, 14.0  # points (WCAG 2.2, "large scale")


def enough_contrast(case: PageCase) -> Iterator[Diagnostic]:
    """At least 4.5:1, large text 3:1 (STANDARDS 2; WCAG 2.2, 1.4.3).

    By the file's own colours: ink goes through the file's own profile. What lies under
    text is sampled at three places of each run, a third of its size above the baseline,
    from the filled shapes painted before it; lines drawn under it are not seen.
    """
    remedy = "Use a darker or a lighter colour, for the text or under it."
    yield from findings(case, error, "contrast-too-low", _faults(case, _too_low), remedy)


def accent_stands_out(case: PageCase) -> Iterator[Diagnostic]:
    """Coloured text on white has 7:1 (PAGES, "one ink, one accent, one tint"; aimed for by 2)."""
    remedy = "Choose a darker accent in everyleaf.toml, [brand]; print has its own values."
    yield from findings(case, warning, "accent-too-pale", _faults(case, _pale_accent), remedy)


def no_text_on_pictures(case: PageCase) -> Iterator[Diagnostic]:
    """No text over pictures (STANDARDS 2; RNIB): its contrast cannot be told either."""
    faults = (
        Fault(page.number, run.size, f"{quoted(run.text)} stands on a picture")
        for page in case.finished.pages
        for run in page.runs
        if run.behind is None
    )
    remedy = "Put it beside the picture, or on a plain field."
    yield from findings(case, warning, "text-on-picture", faults, remedy)


def _faults(case: PageCase, least: Callable[[Run, Colour, Colour], float]) -> Iterator[Fault]:
    for page in case.finished.pages:
        for run in page.runs:
            if run.colour is not None and run.behind is not None:
                wanted = least(run, run.colour, run.behind)
                ratio = contrast(run.colour, run.behind) if wanted else 0.0
                if ratio < wanted - _ROUNDING:
                    said = f"{quoted(run.text)} has a contrast of {ratio:.1f}:1, not {wanted:g}:1"
                    yield Fault(page.number, wanted - ratio, said)


def _too_low(run: Run, _: Colour, __: Colour) -> float:
    large = run.size >= (_LARGE_BOLD if run.face.is_bold else _LARGE) - 0.05
    return _LEAST_LARGE if large else _LEAST


def _pale_accent(_: Run, colour: Colour, behind: Colour) -> float:
    return _ACCENT if behind == WHITE and is_coloured(colour) else 0.0
