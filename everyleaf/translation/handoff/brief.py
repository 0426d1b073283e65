"""The brief: one page of plain HTML that goes with the files."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from everyleaf.facts import localised_date
from everyleaf.language import Language
from everyleaf.publication.settings import Publisher
from everyleaf.translation.handoff.counts import KINDS, Count
from everyleaf.translation.handoff.unit import LeafletUnits

_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.3rem .6rem;"
    "text-align:left;vertical-align:top}td.n{text-align:right}"
)
_RULES = (
    "Translate for the people named above, in plain words: they may be ill and tired.",
    "Codes (shown by your tool as tags) stand for bold, links, facts, footnotes and line breaks.",
    "Keep each code, put it where it belongs in your sentence, and add none.",
    "Facts such as telephone numbers and dates are codes too, or names in {braces} in PO files.",
    "Facts are written into the page later, in the way of your language.",
    "A dose, a number, a unit, “not” and “never” must say the same as the source.",
    "Use the terms of the glossary. If one is wrong, tell us; do not change it silently.",
    "Leave a message that you are not sure about marked as it is: needs review, or fuzzy.",
)


@dataclass(frozen=True)
class Brief:
    """What the brief tells: ``checks`` are sentences, ``files`` says what each file is."""

    publication: str
    publisher: Publisher
    source: Language
    target: Language
    leaflets: Sequence[LeafletUnits]
    counts: Sequence[Count]
    checks: Sequence[str]
    files: Mapping[str, str]
    name: str
    deadline: datetime.date | None = None


def brief_html(brief: Brief) -> bytes:
    """The page: no script, nothing fetched, plain English."""
    source, target = (escape(one.name_in(brief.source)) for one in (brief.source, brief.target))
    title = f"Translation from {source} into {target}"
    parts = [
        f"<h1>{title}</h1>",
        f"<p>{escape(brief.publisher.name)}, {escape(brief.publication)}.</p>",
        f"<p>Hand-off {brief.name}. {target} is written {_direction(brief.target)}.</p>",
        f"<p><strong>Please return it by: {_deadline(brief)}</strong></p>",
        "<h2>What it is, and for whom</h2>", _leaflets(brief.leaflets),
        "<h2>Words</h2>", _words(brief.counts), _drafted(brief.leaflets),
        "<h2>What is in this package</h2>", _list(_files(brief.files)),
        "<h2>How to translate</h2>", _list(map(escape, _RULES)),
        "<h2>How to give it back</h2>", _giving_back(brief),
        "<h2>The checks that will be run</h2>",
        "<p>A message that fails one is sent back with its number; all others are taken.</p>",
        _list(map(escape, brief.checks)),
    ]  # fmt: skip
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    body = "\n".join(parts)
    page = f'<!DOCTYPE html>\n<html lang="{brief.source.tag}"><head>{head}</head>\n<body>\n{body}'
    return f"{page}\n</body></html>\n".encode()


def _direction(language: Language) -> str:
    return "from right to left" if language.direction == "rtl" else "from left to right"


def _deadline(brief: Brief) -> str:
    if brief.deadline is None:
        return "to be agreed: ____________________"
    return localised_date(brief.deadline, brief.source)


def _leaflets(leaflets: Iterable[LeafletUnits]) -> str:
    rows = (
        f"<tr><td>{escape(one.document.title)} ({escape(one.leaflet)})</td>"
        f"<td>{escape(one.document.front.summary)}</td>"
        f"<td>{escape(one.document.front.version)}</td></tr>"
        for one in leaflets
    )
    head = "<tr><th>Leaflet</th><th>For whom, about what</th><th>Version</th></tr>"
    return f"<table>{head}{''.join(rows)}</table>"


def _words(counts: Iterable[Count]) -> str:
    rows = (
        f"<tr><td>{escape(one.leaflet)}</td>"
        + "".join(f'<td class="n">{one.words[kind]}</td>' for kind in KINDS)
        + "</tr>"
        for one in counts
    )
    head = "".join(f"<th>{kind}</th>" for kind in ("Leaflet", *KINDS))
    said = (
        "<p>New: not translated yet. Changed: there is a translation, marked for review. "
        "Repeated: new, but the same text stands earlier in this package. "
        "Unchanged: translated; no work unless you see a mistake. "
        "Words are counted by Unicode’s rules (UAX 29), codes left out.</p>"
    )
    return f"<table><tr>{head}</tr>{''.join(rows)}</table>{said}"


def _drafted(leaflets: Iterable[LeafletUnits]) -> str:
    names = [escape(one.leaflet) for one in leaflets if one.catalogue.is_machine_drafted]
    if not names:
        return ""
    return (
        f"<p><strong>A computer drafted the translation of {', '.join(names)}, and no qualified"
        " person has checked it. Read and correct every message of it, “unchanged” too.</strong>"
        "</p>"
    )


def _files(files: Mapping[str, str]) -> Iterable[str]:
    return (f"<code>{escape(name)}</code>: {escape(what)}" for name, what in files.items())


def _giving_back(brief: Brief) -> str:
    mail = escape(brief.publisher.email or "")
    where = f' to <a href="mailto:{mail}">{mail}</a>' if mail else " to whoever sent it to you"
    return (
        f"<p>Send the files of the folder <code>source/</code> back{where}, in the format in which"
        " you have got them, one by one or together as a zip. Do not send the source texts in"
        " another form. If something of ours has changed in the meantime, your work is kept"
        " beside it and an editor compares the two; nothing of yours is lost. You get a report"
        " of what was taken and what was not.</p>"
    )


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
