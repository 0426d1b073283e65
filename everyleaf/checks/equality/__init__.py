"""Cross-format equality: every form of a leaflet says the same, block by block.

The PDF for screens is held against the document by `everyleaf.checks.fidelity`, in every
layout; here the other forms are: the printer's file against the screen's; the web page, the
books and the spoken script against the document. What may differ is declared, and nothing
else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from everyleaf.checks.checked import Checked
from everyleaf.checks.equality import books, page_list, paper, spoken, web
from everyleaf.checks.equality.unlike import findings
from everyleaf.edition import Edition
from everyleaf.formats.book.page_breaks import page_labels
from everyleaf.formats.format import Job

PAGES_ALIKE = "pages-alike"
WEB_AS_WRITTEN = "web-as-written"
BOOK_AS_WRITTEN = "book-as-written"
PAGES_LISTED = "pages-listed"
SPOKEN_AS_WRITTEN = "spoken-as-written"
BRAILLE_AS_WRITTEN = "braille-as-written"

# What each check holds a form against, for the report.
RULES: Mapping[str, str] = {
    PAGES_ALIKE: "The file for print shows the pages of the file for screens, line by line.",
    WEB_AS_WRITTEN: "The web page says the leaflet, block by block, in its order.",
    BOOK_AS_WRITTEN: "The text of a book says the leaflet, block by block, in its order.",
    PAGES_LISTED: "Every page of the paper is listed in the book and marked in it, in order.",
    SPOKEN_AS_WRITTEN: "The spoken script says every message of the leaflet, in its order.",
}

_BOOK = (
    "Publisher, date and the kind of voice stand at the beginning.",
    "A note stands at the foot of the section that first refers to it.",
    "A video is its title and a link; its words are left out.",
    "No page numbers, no codes to scan.",
)
# The differences that are meant, by form.
DECLARED: Mapping[str, tuple[str, ...]] = {
    "pdf-screen": (
        "The words of a video stand on the web alone; paper shows its title and its address.",
        "A table with more columns than the layout takes is read row by row.",
    ),
    "pdf-print": ("Blank pages fill the last sheet.",),
    "html": ("The words of a video stand here.", "No page numbers, no addresses to type."),
    "epub": _BOOK,
    "daisy": _BOOK,
    "braille": (
        "Bold words are not marked; a picture is its description.",
        "A note stands at the end of the section that refers to it.",
        "Each cell of a table is read after the head of its column.",
        "The words of a video are not written.",
    ),
    "audio": (
        "Publisher, date, length and the kind of voice are said first.",
        "Figures, signs, telephone numbers and addresses are said in words.",
        "The head of a column is said before each cell below it, and not by itself.",
        "A note is said where it is referred to, once.",
        "A picture, a video and a note are announced by a word or two.",
        "The words of a video are not said.",
    ),
}


def check_web(job: Job, files: Mapping[str, bytes]) -> Checked:
    """The leaflet's own page, held against the document."""
    composition, edition = job.composition, job.composition.edition
    html = files[f"{edition.folder}/index.html"].decode()
    blocks, faults = web.compare(html, composition.document, composition.layout.widest_table)
    figure = f"{blocks} blocks of text on the web page"
    return Checked((WEB_AS_WRITTEN,), (figure,), (), tuple(findings(edition, faults)))


def check_book(job: Job, files: Mapping[str, bytes]) -> Checked:
    """The text of an e-book or a talking book, held against the document."""
    composition, edition = job.composition, job.composition.edition
    (data,) = files.values()
    html = books.TEXT_OF[edition.format](data)
    blocks, faults = web.compare_book(html, composition.document, composition.layout.widest_table)
    figure = f"{blocks} blocks of text in the book"
    checked = Checked((BOOK_AS_WRITTEN,), (figure,), (), tuple(findings(edition, faults)))
    if job.paper is None:
        return checked
    labels = page_labels(composition.document, job.paper).values()
    pages, lost = page_list.compare(data, list(labels))
    found = (*checked.diagnostics, *findings(edition, lost))
    figures = (figure, f"{pages} pages of the paper in the book")
    return Checked((BOOK_AS_WRITTEN, PAGES_LISTED), figures, (), found)


def check_spoken(job: Job, files: Mapping[str, bytes]) -> Checked:
    """The script that the recording was made from, held against the document."""
    from everyleaf.formats.spoken_text import spoken_text  # late: it loads the spoken forms

    said = spoken_text(job)
    messages, faults = spoken.compare(said.script(), said.document, said.phrases)
    found = tuple(findings(job.composition.edition, faults))
    return Checked((SPOKEN_AS_WRITTEN,), (f"{messages} messages spoken",), (), found)


def check_braille(job: Job, files: Mapping[str, bytes]) -> Checked:
    """Nothing here reads braille as people do; what is checked of it, its format checks."""
    return Checked(unchecked=(f"{BRAILLE_AS_WRITTEN}: no program here reads braille back",))


def check_pages_alike(printed: bytes, screen: bytes, edition: Edition) -> Checked:
    """Both PDFs of one layout; ``edition`` is the one for print."""
    pages, faults = paper.compare(printed, screen)
    figure = f"{pages} pages as on screens"
    return Checked((PAGES_ALIKE,), (figure,), (), tuple(findings(edition, faults)))


# By format. The PDF for screens has its own, by structure (`everyleaf.checks.fidelity`).
EQUALITY_CHECKS: Mapping[str, Callable[[Job, Mapping[str, bytes]], Checked]] = {
    "html": check_web,
    "audio": check_spoken,
    "epub": check_book,
    "daisy": check_book,
    "braille": check_braille,
}

__all__ = [
    "BOOK_AS_WRITTEN",
    "BRAILLE_AS_WRITTEN",
    "DECLARED",
    "EQUALITY_CHECKS",
    "PAGES_ALIKE",
    "PAGES_LISTED",
    "RULES",
    "SPOKEN_AS_WRITTEN",
    "WEB_AS_WRITTEN",
    "check_book",
    "check_braille",
    "check_pages_alike",
    "check_spoken",
    "check_web",
]
