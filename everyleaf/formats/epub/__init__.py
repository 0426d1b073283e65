"""epub: EPUB 3.3, read aloud sentence by sentence where the language has a fit voice.

A language without one gets the same book without sound. Where there is a paper layout, its
pages can be found in the book.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.formats.format import Job, Made

if TYPE_CHECKING:
    from everyleaf.formats.book.pages import Pages


class Epub:
    """One file: the opening, a page a section, the colophon; sound where there is a voice."""

    name = "epub"
    needs: tuple[str, ...] = ("fonts", "voice")
    offers: Mapping[str, str] = {}

    def declines(self, job: Job) -> Diagnostic | None:
        """Every language that can be set has one."""
        return None

    def make(self, job: Job) -> Made:
        """The book; a picture of an unknown kind or a missing glyph withholds it."""
        from everyleaf.formats.book.archive import archive
        from everyleaf.formats.book.narration import narrated  # late: it loads the encoder

        book = narrated(job)
        found = (*book.diagnostics, *_unfit_pictures(book.pages, job))
        if found:
            return Made(diagnostics=tuple(found))
        from everyleaf.formats.book.page_breaks import mark_page_breaks
        from everyleaf.formats.epub.container import container, fonts

        edition = job.composition.edition
        if job.paper is not None:
            mark_page_breaks(book.pages, job.composition.document, job.paper)
        files, missing = fonts(job, book)
        if missing:
            return Made(diagnostics=(missing,))
        data = archive(container(job, book, files), stored=("mimetype",))
        name = f"{edition.folder}/{edition.file_name('book.epub')}"
        checks = ("loudness",) if book.parts else ()
        return Made({name: data}, None, book.seconds, checks)


def _unfit_pictures(pages: Pages, job: Job) -> Iterator[Diagnostic]:
    """Pictures that a reading system need not know (EPUB 3.3, section 3.2)."""
    from everyleaf.formats.book.pages import pictures_of
    from everyleaf.formats.epub.package_document import MEDIA_TYPES

    for name in pictures_of(pages):
        if name.rpartition(".")[2].lower() not in MEDIA_TYPES:
            yield error(
                "epub-picture",
                Place(job.composition.edition.name),
                f"An e-book cannot show {name}.",
                "Save the picture as SVG, PNG or JPEG.",
            )
