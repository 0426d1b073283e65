"""The report that goes back to the translator: as HTML, and as text for an e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from everyleaf.translation.receiving.returned import (
    NOT_TAKEN,
    TAKEN,
    Fate,
    Outcome,
    Received,
)
from everyleaf.translation.receiving.unpacking import printable

_LONGEST = 2_000  # characters of a text in the report
_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "section{border-top:1px solid #767676;margin-top:1rem}dt{font-weight:bold}dd{margin:0 0 .5rem}"
)
_NUMBERED = TAKEN | {Fate.NOT_TRANSLATED}
_WHAT = {
    Fate.REFUSED: "Not taken: please correct",
    Fate.CONFLICT: "Not taken: it changed here in the meantime; an editor compares the two",
    Fate.FOREIGN: "Not taken: not a message of this publication as it is now",
}


def report_text(files: Sequence[Received]) -> str:
    """The whole report as plain text; no control character of the returned file is in it."""
    lines = ["What came of the files that you sent back", ""]
    for one in files:
        lines += [_title(one), *(f"  {printable(told)}" for told in (*one.faults, *one.remarks))]
        lines += [f"  {line}" for line in _summary(one)] + [""]
        for outcome in _told(one.outcomes):
            lines += [f"  {_name(outcome)}: {outcome.fate.value}"]
            lines += [f"    {label}: {text}" for label, text in _details(outcome)] + [""]
    return "\n".join(lines).rstrip() + "\n"


def report_html(files: Sequence[Received]) -> bytes:
    """The whole report as a page: nothing in it is fetched or run, all texts are isolated."""
    parts = ["<h1>What came of the files that you sent back</h1>"]
    for one in files:
        parts.append(f"<h2>{escape(_title(one))}</h2>")
        parts += [f"<p><strong>{escape(printable(fault))}</strong></p>" for fault in one.faults]
        parts += [f"<p>{escape(printable(remark))}</p>" for remark in one.remarks]
        parts.append(f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in _summary(one))}</ul>")
        parts += [_section(outcome) for outcome in _told(one.outcomes)]
    head = (
        '<meta charset="utf-8"><title>What came of the files that you sent back</title>'
        f"<style>{_STYLE}</style>"
    )
    body = "\n".join(parts)
    page = f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>\n{body}\n</body></html>\n'
    return page.encode()


def _section(outcome: Outcome) -> str:
    rows = "".join(
        f"<dt>{escape(label)}</dt><dd><bdi>{escape(text)}</bdi></dd>"
        for label, text in _details(outcome)
    )
    title = escape(f"{_name(outcome)}: {outcome.fate.value}")
    return f"<section><h3>{title}</h3><dl>{rows}</dl></section>"


def _title(one: Received) -> str:
    what = f" ({one.leaflet}, {printable(one.language)})" if one.leaflet else ""
    return f"{printable(one.file)}{what}"


def _summary(one: Received) -> Iterator[str]:
    """How many messages had which fate; which were taken, by number."""
    for fate in Fate:
        if count := one.count(fate):
            numbers = ", ".join(str(o.number) for o in one.outcomes if o.fate is fate)
            which = f" (messages {numbers})" if fate in _NUMBERED else ""
            yield f"{_WHAT.get(fate, fate.value.capitalize())}: {count}{which}"


def _told(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """What a translator must read: what was not taken first, then remarks on the rest."""
    told = [o for o in outcomes if o.fate in NOT_TAKEN or o.reasons]
    return sorted(told, key=lambda o: (o.fate not in NOT_TAKEN, o.number))


def _name(outcome: Outcome) -> str:
    return f"Message {outcome.number}" if outcome.number else "A message"


def _details(outcome: Outcome) -> Iterator[tuple[str, str]]:
    for reason in outcome.reasons:
        yield "Why", _cut(reason)
    if outcome.path:
        yield "Under", _cut(" > ".join(outcome.path))
    yield "Source", _cut(outcome.source)
    if outcome.returned:
        yield "Yours", _cut(outcome.returned)
    if outcome.fate is Fate.CONFLICT:
        yield "Here", _cut(outcome.here)


def _cut(text: str) -> str:
    clean = printable(text)
    return clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}..."
