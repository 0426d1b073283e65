"""The readiness board as a web page: for reading, without a script, the same in any browser.

One table with a caption and headings for rows and columns (WCAG 2.2, 1.3.1), states in
words and never in colour alone (1.4.1), text at 7:1 or more in light and dark (1.4.6).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from html import escape

from everyleaf.diagnostics import Diagnostic
from everyleaf.engine.readiness import Readiness
from everyleaf.language import Language

_MOST = 50  # findings of one row; the rest is a number
_STYLE = """
:root{color-scheme:light dark;--ink:#16202a;--paper:#fff;--rule:#8a949c;--band:#eef3f4}
@media(prefers-color-scheme:dark){:root{--ink:#e9eef0;--paper:#151b20;--rule:#6d7880;--band:#202a30}}
body{font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);
 margin:2rem auto;max-width:80rem;padding:0 1rem}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2.5rem}h3{font-size:1rem}
.wide{overflow-x:auto}
.wide:focus-visible,a:focus-visible{outline:3px solid currentColor;outline-offset:2px}
table{border-collapse:collapse;width:100%}
caption{text-align:start;font-weight:bold;padding:.5rem 0}
th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--rule)}
thead th{background:var(--band)}
.whole{white-space:nowrap}
.number{text-align:end;font-variant-numeric:tabular-nums}
.blocked td:last-child{font-weight:bold}
a{color:inherit}code{overflow-wrap:anywhere}li{margin:.4rem 0}
"""
_HEADINGS = (
    "Language", "Translated", "Fuzzy", "Missing", "Problems", "Warnings", "Glyphs", "Voice",
    "Next review", "Release",
)  # fmt: skip
_NUMBERS = ("Translated", "Fuzzy", "Missing", "Problems", "Warnings")
_DASH = "–"


def status_page(
    board: Sequence[Readiness], rest: Sequence[Diagnostic], title: str, today: datetime.date
) -> str:
    """The page; ``rest`` was found in no leaflet, ``today`` is what reviews are held against."""
    ready = sum(row.is_ready for row in board)
    parts = [
        f"<h1>{escape(title)}: how ready the leaflets are</h1>",
        f"<p>{ready} of {len(board)} may go out. Reviews are held against {today.isoformat()}.</p>",
        *_general(rest),
        *(_leaflet(name, board) for name in dict.fromkeys(row.leaflet for row in board)),
    ]
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}: readiness</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{chr(10).join(parts)}\n</main>\n</body>\n</html>\n"
    )


def _general(rest: Sequence[Diagnostic]) -> list[str]:
    return ["<h2>What concerns all leaflets</h2>", _findings(rest)] if rest else []


def _leaflet(name: str, board: Iterable[Readiness]) -> str:
    rows = [row for row in board if row.leaflet == name]
    heads = "".join(f'<th scope="col"{_right(head)}>{head}</th>' for head in _HEADINGS)
    body = "\n".join(map(_row, rows))
    details = "\n".join(_details(row) for row in rows if row.blocks or row.warnings)
    label = escape(f"table-{name}")
    return (
        f"<h2>{escape(name)}</h2>\n"
        f'<div class="wide" role="region" tabindex="0" aria-labelledby="{label}">'
        f'<table><caption id="{label}">{escape(name)} in {len(rows)} languages</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>\n{details}"
    )


def _right(heading: str) -> str:
    return ' class="number"' if heading in _NUMBERS else ""


def _row(row: Readiness) -> str:
    numbers = (
        f"{row.translated} of {row.messages}",
        *(str(count) for count in (row.fuzzy, row.missing, len(row.problems), len(row.warnings))),
    )
    review = (
        _DASH
        if row.next_review is None
        else f'<span class="whole">{row.next_review}</span>{_overdue(row)}'
    )
    cells = "".join(f'<td class="number">{escape(text)}</td>' for text in numbers)
    cells += "".join(
        f"<td>{text}</td>"
        for text in (_glyphs(row), escape(row.voice_in_words), review, _release(row))
    )
    state = "" if row.is_ready else ' class="blocked"'
    return f'<tr{state}><th scope="row">{_own_name(row.language)}</th>{cells}</tr>'


def _own_name(language: Language) -> str:
    tag, name = escape(language.tag), escape(language.own_name)
    own = f'<span lang="{tag}" dir="{escape(language.direction)}">{name}</span>'
    return f'{own} (<span class="whole">{tag}</span>)'


def _glyphs(row: Readiness) -> str:
    if row.glyphs is None:
        return "not known"
    lacking = " ".join(f"{escape(c)} (U+{ord(c):04X})" for c in row.glyphs[:_MOST])
    return f"lacks {lacking}" if row.glyphs else "all there"


def _overdue(row: Readiness) -> str:
    return " (overdue)" if (row.days_to_review or 0) < 0 else ""


def _release(row: Readiness) -> str:
    if row.is_ready:
        said = f"may go out, with the notice: {', '.join(row.notices)}" if row.notices else ""
        return escape(said.replace("_", " ") or "may go out")
    said = escape(f"blocked: {', '.join(row.reasons)}")
    return f'<a href="#{_anchor(row)}">{said}</a>' if row.blocks else said


def _anchor(row: Readiness) -> str:
    return escape(f"{row.leaflet}-{row.language.tag}")


def _details(row: Readiness) -> str:
    heading = f"{escape(row.leaflet)} in {_own_name(row.language)}"
    return f'<h3 id="{_anchor(row)}">{heading}</h3>\n{_findings((*row.blocks, *row.warnings))}'


def _findings(found: Sequence[Diagnostic]) -> str:
    more = len(found) - _MOST
    items = [
        f"<li>{one.severity.value.capitalize()}: <bdi>{escape(one.problem)}</bdi> "
        f"<bdi>{escape(one.remedy)}</bdi> <code>{escape(str(one.place or ''))}</code></li>"
        for one in found[:_MOST]
    ]
    if more > 0:
        items.append(f"<li>And {more} more: everyleaf check tells them.</li>")
    return f"<ul>{''.join(items)}</ul>"
