"""The style sheets of paper layouts, read as WeasyPrint reads them.

It leaves out what it does not know, a property with a slip of the pen as well as one that is
for browsers alone, and the page looks otherwise than its designer meant.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import re
from collections.abc import Iterable, Iterator, Sequence

import tinycss2

from everyleaf.diagnostics import Diagnostic, Place, error, warning
from everyleaf.formats.addresses import LeafAddresses
from everyleaf.layout import Layout
from everyleaf.layout.fontcache import cache_folder, font_folder
from everyleaf.layout.style_sheets import text_of
from everyleaf.publication import Publication
from everyleaf.store import Store, digest_of

PAPER = frozenset({"pdf-print", "pdf-screen"})
_LINE = re.compile(r" at (\d+):\d+")
_FORM = 1  # raised when what is kept here changes its meaning
Said = tuple[int, str, bool]  # the line, what is wrong, whether WeasyPrint cannot go on


def check_style_sheets(publication: Publication, layouts: Iterable[Layout]) -> list[Diagnostic]:
    """What WeasyPrint leaves out of the layouts' style sheets, or cannot read at all."""
    on_paper = (layout for layout in layouts if PAPER & set(layout.formats))
    names = dict.fromkeys(name for layout in on_paper for name in layout.styles)
    shown = publication.shown(publication.layouts)
    return [_told(f"{shown}/{name}", said) for name in names for said in _known(publication, name)]


def _told(shown: str, said: Said) -> Diagnostic:
    line, problem, is_fatal = said
    if is_fatal:
        return error("style-unreadable", Place(shown, line), problem, "Mend the rule.")
    remedy = "Mend the line, or leave it to the style sheets of web pages."
    return warning(
        "style-ignored", Place(shown, line), f"On paper this has no effect. {problem}", remedy
    )


def _known(publication: Publication, name: str) -> Sequence[Said]:
    """What is wrong in one file; kept, since WeasyPrint takes a second to load."""
    text = text_of(publication.layouts, name)
    if text is None:
        return ()  # who composes a page with it says so
    store, version = (
        Store(cache_folder() / "style-sheets"),
        importlib.metadata.version("weasyprint"),
    )
    key = digest_of({"style": text, "weasyprint": version, "form": _FORM})
    if (kept := store.find(key)) is not None:
        return [(line, problem, fatal) for line, problem, fatal in kept.facts["said"]]
    fetcher = LeafAddresses(publication.source, publication.layouts, font_folder())
    said = list(_said_of(text, fetcher))
    if "@import" not in text.lower():  # or it depends on other files, too
        with contextlib.suppress(OSError):  # a cache that cannot be written in costs a second
            store.put(key, {}, {"said": said})
    return said


def _said_of(text: str, fetcher: LeafAddresses) -> Iterator[Said]:
    """Rule by rule, so that one at which WeasyPrint gives up can be named."""
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        alone = "\n" * (rule.source_line - 1) + rule.serialize()
        try:
            messages = _messages_about(alone, fetcher)
        except Exception as problem:  # noqa: BLE001  # WeasyPrint's own, of any kind
            said = f"WeasyPrint gives up at this rule ({type(problem).__name__})."
            yield rule.source_line, said, True
        else:
            yield from (_parted(message, rule.source_line) for message in messages)


def _messages_about(text: str, fetcher: LeafAddresses) -> list[str]:
    """What WeasyPrint says as it reads a style sheet."""
    from everyleaf.formats.typesetting import listening  # late: it loads Pango

    with listening() as complaints:
        import weasyprint  # late, too

        weasyprint.CSS(string=text, url_fetcher=fetcher, base_url="leaf://layout/")
    return [*complaints.left_out, *complaints.failed]


def _parted(message: str, first: int) -> Said:
    """Its line, which is said last, apart from what it says."""
    lines = _LINE.findall(message)
    return (
        int(lines[-1]) if lines else first,
        " ".join(_LINE.sub("", message).split()).replace(" `", "`"),
        False,
    )
