"""What a format is: a name, what it makes an edition from, what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from everyleaf.diagnostics import Diagnostic
from everyleaf.edition import Edition
from everyleaf.layout import Composition, Layout
from everyleaf.speech.lexicon import Lexicon

if TYPE_CHECKING:
    from everyleaf.formats.laid_out import LaidOut


@dataclass(frozen=True, slots=True)
class PaperPages:
    """The pages of the same leaflet on paper. ``code`` is printed on it.

    ``starts`` is where each page begins (`everyleaf.formats.page_starts`).
    """

    code: str
    starts: tuple[str, ...]


@dataclass(frozen=True)
class Job:
    """One edition to be made, and the folders that it may read from.

    ``profile`` is the CMYK output profile, None for formats that need none.
    ``store_folder`` is where parts may be kept between two runs; None keeps nothing.
    ``lexicon`` has the words that are said otherwise than written; None is the built-in one.
    ``heard`` tells that a person has heard all that is spoken and found it right, so that a
    weak voice may speak it. ``coded`` are the editions whose codes lead to a page of this
    edition (html). ``paper`` are the pages that a book leads to, None where there are none.
    """

    composition: Composition
    source_folder: Path
    font_folder: Path
    profile: Path | None = None
    coded: tuple[tuple[Edition, Layout], ...] = ()
    store_folder: Path | None = None
    lexicon: Lexicon | None = None
    heard: bool = False
    paper: PaperPages | None = None


@dataclass(frozen=True)
class Made:
    """The files of an edition by name below output/, or what went wrong.

    ``checks`` names what was checked by machine while it was made, ``figures`` what was
    counted there, ``unchecked`` what should have been checked and was not. ``page`` is the
    composed HTML that the files were set from, for who checks their words; ``voices`` are
    the voices that are heard, by their identity. ``page_starts`` is where each page begins
    in the words of the leaflet (`everyleaf.formats.page_starts`).
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    pages: int | None = None
    seconds: float | None = None
    checks: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    figures: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    page: str | None = None
    voices: tuple[str, ...] = ()
    page_starts: tuple[str, ...] = ()


class Format(Protocol):
    """A kind of file. ``needs`` names what the machine must have: "fonts", "profile".

    ``offers`` are the endings of the files that a reader may choose among, by what each is
    among them ("" is the usual one); empty for a format whose editions are one file.
    """

    name: str
    needs: tuple[str, ...]
    offers: Mapping[str, str]

    def declines(self, job: Job) -> Diagnostic | None:
        """Why this edition cannot be offered at all, told before any work; None where it can."""
        ...

    def make(self, job: Job) -> Made:
        """Make the edition; content problems come back as diagnostics."""
        ...


class PagedFormat(Format, Protocol):
    """A format that writes laid-out pages: one layout pass serves all of these of a layout."""

    def write(self, job: Job, laid_out: LaidOut) -> Made:
        """What `make` does after the pages are laid out."""
        ...
