"""Cross-format equality: every form of a leaflet says the same, block by block.

The PDF for screens is held against the document by `everyleaf.checks.fidelity`, in every
layout; here the other forms are: the printer's file against the screen's, the web page and
the spoken script against the document. What may differ is declared, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from everyleaf.checks.checked import Checked
from everyleaf.checks.equality import paper, spoken, web
from everyleaf.checks.equality.unlike import findings
from everyleaf.edition import Edition
from everyleaf.layout import Composition

PAGES_ALIKE = "pages-alike"
WEB_AS_WRITTEN = "web-as-written"
SPOKEN_AS_WRITTEN = "spoken-as-written"

# What each check holds a form against, for the report.
RULES: Mapping[str, str] = {
    PAGES_ALIKE: "The file for print shows the pages of the file for screens, line by line.",
    WEB_AS_WRITTEN: "The web page says the leaflet, block by block, in its order.",
    SPOKEN_AS_WRITTEN: "The spoken script says every message of the leaflet, in its order.",
}

# The differences that are meant, by form.
DECLARED: Mapping[str, tuple[str, ...]] = {
    "pdf-screen": (
        "The words of a video stand on the web alone; paper shows its title and its address.",
        "A table with more columns than the layout takes is read row by row.",
    ),
    "pdf-print": ("Blank pages fill the last sheet.",),
    "html": ("The words of a video stand here.", "No page numbers, no addresses to type."),
    "audio": (
        "Publisher, date, length and the kind of voice are said first.",
        "Figures, signs, telephone numbers and addresses are said in words.",
        "The head of a column is said before each cell below it, and not by itself.",
        "A note is said where it is referred to, once.",
        "A picture, a video and a note are announced by a word or two.",
        "The words of a video are not said.",
    ),
}


def check_web(composition: Composition, files: Mapping[str, bytes]) -> Checked:
    """The leaflet's own page, held against the document."""
    edition = composition.edition
    html = files[f"{edition.folder}/index.html"].decode()
    blocks, faults = web.compare(html, composition.document, composition.layout.widest_table)
    figure = f"{blocks} blocks of text on the web page"
    return Checked((WEB_AS_WRITTEN,), (figure,), (), tuple(findings(edition, faults)))


def check_spoken(composition: Composition, files: Mapping[str, bytes]) -> Checked:
    """The script that the recording was made from, held against the document."""
    from everyleaf.formats.audio import script_of  # late: it loads the spoken forms

    script, phrases = script_of(composition)
    messages, faults = spoken.compare(script, composition.document, phrases)
    found = tuple(findings(composition.edition, faults))
    return Checked((SPOKEN_AS_WRITTEN,), (f"{messages} messages spoken",), (), found)


def check_pages_alike(printed: bytes, screen: bytes, edition: Edition) -> Checked:
    """Both PDFs of one layout; ``edition`` is the one for print."""
    pages, faults = paper.compare(printed, screen)
    figure = f"{pages} pages as on screens"
    return Checked((PAGES_ALIKE,), (figure,), (), tuple(findings(edition, faults)))


# By format. The PDF for screens has its own, by structure (`everyleaf.checks.fidelity`).
EQUALITY_CHECKS: Mapping[str, Callable[[Composition, Mapping[str, bytes]], Checked]] = {
    "html": check_web,
    "audio": check_spoken,
}

__all__ = [
    "DECLARED",
    "EQUALITY_CHECKS",
    "PAGES_ALIKE",
    "RULES",
    "SPOKEN_AS_WRITTEN",
    "WEB_AS_WRITTEN",
    "check_pages_alike",
    "check_spoken",
    "check_web",
]
