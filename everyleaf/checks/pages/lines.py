"""Lines of text: how long they are, and how far apart."""

from __future__ import annotations

from collections.abc import Iterator

from everyleaf.checks.pages.page_case import Fault, PageCase, findings
from everyleaf.checks.pages.paragraphs import is_full
from everyleaf.checks.pages.text import Line
from everyleaf.diagnostics import Diagnostic, error, warning
from everyleaf.language import Script

_SHARE = 0.95  # of the full lines
_FEW = 5  # full lines that tell nothing about a column
_DISPLAY = 1.12  # times the body size: a heading or a lead, with lines of its own
_TOLERANCE = 0.01  # of the size


def lines_not_too_long(case: PageCase) -> Iterator[Diagnostic]:
    """Lines short enough to find the next one (STANDARDS 2: RNIB 60-70; PAGES: 55-66).

    The 95th percentile of the full lines of each script, against the longest line that
    scripts.toml has for it: letters and spaces, or ems where each sign is one. A full
    line is one after which its paragraph goes on.
    """
    lengths: dict[Script, list[tuple[float, int, str]]] = {}
    for page in case.finished.pages:
        for line, below in page.neighbours:
            if not is_full(line, below):
                continue
            if line.script and (line.script.most_letters or line.script.most_ems):
                row = _length(line, line.script), page.number, line.shown
                lengths.setdefault(line.script, []).append(row)
    faults = (fault for script, rows in lengths.items() for fault in _too_long(script, rows))
    remedy = "Narrow the column, or set the text in a larger size."
    yield from findings(case, warning, "lines-too-long", faults, remedy)


def _length(line: Line, script: Script) -> float:
    return (line.right - line.left) / line.size if script.most_ems else len(line.text)


def _too_long(script: Script, rows: list[tuple[float, int, str]]) -> Iterator[Fault]:
    rows.sort()
    length, page, shown = rows[max(0, round(_SHARE * len(rows)) - 1)]
    most, unit = script.most_ems or script.most_letters, "ems" if script.most_ems else "letters"
    if len(rows) >= _FEW and length > most:
        said = f"full lines such as {shown} have {length:.0f} {unit}, more than {most:g}"
        yield Fault(page, length / most, said)


def lines_apart(case: PageCase) -> Iterator[Diagnostic]:
    """The room that running text needs between its baselines (STANDARDS 2 and 27; UKAAF G003).

    The least for the script in scripts.toml, from one line to the next one of the same
    size in its column. Larger and bold lines are for `headings_apart`.
    """
    remedy = "Give the text a larger line height, in the layout's style."
    faults = _too_close(case, display=False)
    yield from findings(case, error, "lines-too-close", faults, remedy)


def headings_apart(case: PageCase) -> Iterator[Diagnostic]:
    """The same for larger or bold text, such as headings: should, since its lines are few."""
    remedy = "Give headings a larger line height, in the layout's style."
    faults = _too_close(case, display=True)
    yield from findings(case, warning, "heading-lines-too-close", faults, remedy)


def _too_close(case: PageCase, *, display: bool) -> Iterator[Fault]:
    for page in case.finished.pages:
        for line, below in page.neighbours:
            is_display = line.is_bold or line.size > _DISPLAY * case.body_size(line.script)
            least = min(_least(line), _least(below))
            leading = (below.baseline - line.baseline) / line.size
            if is_display == display and leading < least - _TOLERANCE:
                said = f"the line after {line.shown} follows at {leading:.2f}, less than {least:g}"
                yield Fault(page.number, least - leading, said)


def _least(line: Line) -> float:
    return line.script.least_leading if line.script else 1.25
