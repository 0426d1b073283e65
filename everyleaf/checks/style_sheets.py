"""The style sheets of paper layouts, read as WeasyPrint reads them.

It leaves out what it does not know, a property with a slip of the pen as well as one that is
for browsers alone, and the page looks otherwise than its designer meant.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import tinycss2

from everyleaf.diagnostics import Diagnostic, Place, error, warning
from everyleaf.layout import Layout
from everyleaf.layout.fontcache import cache_folder, font_folder
from everyleaf.layout.style_sheets import text_of
from everyleaf.publication import Publication
from everyleaf.store import Store, digest_of

if TYPE_CHECKING:
    from everyleaf.formats.addresses import LeafAddresses

_PAPER = frozenset({"pdf-print", "pdf-screen"})
_LINE = re.compile(r" at (\d+):\d+")
_FORM = 1  # raised when what is kept here changes its meaning


class _Said(NamedTuple):
    """What WeasyPrint says of a line; ``is_fatal`` where it reads no further."""

    line: int
    problem: str
    is_fatal: bool = False


def check_style_sheets(publication: Publication, layouts: Iterable[Layout]) -> list[Diagnostic]:
    """What WeasyPrint leaves out of the layouts' style sheets, or cannot read at all."""
    on_paper = (layout for layout in layouts if _PAPER & set(layout.formats))
    names = dict.fromkeys(name for layout in on_paper for name in layout.styles)
    shown = publication.shown(publication.layouts)
    return [_told(f"{shown}/{name}", said) for name in names for said in _known(publication, name)]


def _told(shown: str, said: _Said) -> Diagnostic:
    place = Place(shown, said.line)
    if said.is_fatal:
        remedy = "Mend the rule: a calc(), say, that is not whole."
        return error("style-unreadable", place, said.problem, remedy)
    problem = f"On paper this has no effect. {said.problem}"
    remedy = "Mend the line, or leave it to the style sheets of web pages."
    return warning("style-ignored", place, problem, remedy)


def _known(publication: Publication, name: str) -> Sequence[_Said]:
    """What is wrong in one file; kept, since WeasyPrint takes a second to load."""
    text = text_of(publication.layouts, name)
    if text is None:
        return ()  # who composes a page with it says so
    version = importlib.metadata.version("weasyprint")
    key = digest_of({"style": text, "weasyprint": version, "form": _FORM})
    store = Store(cache_folder() / "style-sheets")
    if (kept := store.find(key)) is not None:
        return [_Said(*said) for said in kept.facts["said"]]
    said = list(_said_of(text, publication))
    with contextlib.suppress(OSError):  # a cache that cannot be written in costs a second
        store.put(key, {}, {"said": said})
    return said


def _said_of(text: str, publication: Publication) -> Iterator[_Said]:
    """Rule by rule, so that one at which WeasyPrint gives up can be named."""
    from everyleaf.formats.typesetting import load  # late: it loads Pango

    load()
    from everyleaf.formats.addresses import LeafAddresses  # late: it imports WeasyPrint

    fetcher = LeafAddresses(publication.source, publication.layouts, font_folder())
    for line, rule in _rules(text):
        try:
            messages = _messages_about("\n" * (line - 1) + rule, fetcher)
        except Exception as problem:  # noqa: BLE001  # WeasyPrint's own, of any kind
            said = f"WeasyPrint gives up at this rule ({type(problem).__name__})."
            yield _Said(line, said, is_fatal=True)
        else:
            yield from (_parted(message, line) for message in messages)


def _rules(text: str) -> Iterator[tuple[int, str]]:
    """Each rule as it is written, comments too, with the line that it begins in."""
    text = text.replace("\f", "\n")  # as CSS has it
    starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    places = [
        (rule.source_line, starts[rule.source_line - 1] + rule.source_column - 1)
        for rule in rules
        if getattr(rule, "lower_at_keyword", "") != "charset"
    ]
    ends = [place for _, place in places[1:]]
    for (line, start), end in zip(places, [*ends, len(text)], strict=True):
        yield line, text[start:end]


def _messages_about(text: str, fetcher: LeafAddresses) -> list[str]:
    """What WeasyPrint says as it reads a style sheet."""
    import weasyprint  # late: see `_said_of`

    from everyleaf.formats.typesetting import listening

    with listening() as complaints:
        weasyprint.CSS(string=text, url_fetcher=fetcher, base_url="leaf://layout/")
    return [*complaints.left_out, *complaints.failed]


def _parted(message: str, first: int) -> _Said:
    """Its line, which is said last, apart from what it says."""
    lines = _LINE.findall(message)
    said = " ".join(_LINE.sub("", message).split())
    return _Said(int(lines[-1]) if lines else first, said.replace(" `,", "`,"))
