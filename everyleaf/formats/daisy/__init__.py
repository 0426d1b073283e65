"""daisy: a DAISY 2.02 talking book with its whole text, as a ZIP to be unpacked on a card.

For the players that libraries for blind people lend; they know no EPUB. It needs a voice.
"""

from __future__ import annotations

from collections.abc import Mapping

from everyleaf.diagnostics import Diagnostic
from everyleaf.formats.format import Job, Made


class Daisy:
    """One file: the navigation control centre, a SMIL file and an MP3 a heading, the text."""

    name = "daisy"
    needs: tuple[str, ...] = ("voice",)
    offers: Mapping[str, str] = {}

    def declines(self, job: Job) -> Diagnostic | None:
        """A language without a fit voice gets no talking book (STANDARDS 25)."""
        from everyleaf.formats.spoken_text import chosen_voice  # late: it loads the encoder

        choice = chosen_voice(job.composition)
        return None if choice.spec is not None else choice.diagnostics[0]

    def make(self, job: Job) -> Made:
        """The talking book, or the reasons why there is none."""
        from everyleaf.formats.book.archive import archive
        from everyleaf.formats.book.narration import narrated  # late: it loads the encoder
        from everyleaf.formats.daisy.talking_book import talking_book

        book = narrated(job)
        if book.diagnostics:
            return Made(diagnostics=book.diagnostics)
        edition = job.composition.edition
        name = f"{edition.folder}/{edition.file_name('daisy.zip')}"
        return Made({name: archive(talking_book(job, book))}, None, book.seconds, ("loudness",))
