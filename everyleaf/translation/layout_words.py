"""The layouts' own words: extracted by Babel, translated through the catalogue "layouts"."""

from __future__ import annotations

import gettext
import io
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import TemplateSyntaxError

from everyleaf.catalogue import Catalogue, TemplateEntry, read_catalogue
from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.language import Language
from everyleaf.publication import Publication

DOMAIN = "layouts"
Message = str | tuple[str, ...]  # as Babel gives it: with a context or a plural, a tuple
_OPTIONS = {"trimmed": "true", "silent": "false"}
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


@dataclass(frozen=True)
class LayoutWords:
    """The layouts' words in one language, as a compiled catalogue (gettext MO).

    Empty for the source language, whose words stand in the templates.
    """

    language: Language
    compiled: bytes = b""

    @cached_property
    def translations(self) -> gettext.NullTranslations:
        """The catalogue, ready for Jinja2 and for spoken phrases."""
        if not self.compiled:
            return gettext.NullTranslations()
        return gettext.GNUTranslations(io.BytesIO(self.compiled))

    def __getstate__(self) -> dict[str, object]:
        return {"language": self.language, "compiled": self.compiled}


def layout_entries(
    layouts: Path, spoken: Path, shown: Callable[[Path], str]
) -> Iterator[TemplateEntry]:
    """All words that the layouts say: in templates, as titles, and spoken.

    ``spoken`` is the Python file that holds the spoken phrases.
    Raises jinja2's TemplateSyntaxError where a template is broken.
    """
    for path in sorted(layouts.glob("*/layout.toml")):
        yield from _title(path, shown(path))
    for path in sorted(layouts.rglob("*.html")):
        for message, notes, context in _extracted("jinja2", path):
            yield _entry(message, notes, context, shown(path))
    for message, notes, context in _extracted("python", spoken):
        yield _entry(message, [*notes, "Spoken, never printed"], context, spoken.name)


def _extracted(method: str, path: Path) -> Iterator[tuple[Message, list[str], str | None]]:
    try:
        for _, message, notes, context in extract_from_file(
            method, path, _KEYWORDS, ("Translators:",), _OPTIONS, strip_comment_tags=True
        ):
            yield message, notes, context
    except TemplateSyntaxError as problem:
        problem.filename = str(path)  # the extractor is given text, and cannot know it
        raise


def _title(path: Path, shown: str) -> Iterator[TemplateEntry]:
    try:
        title = tomllib.loads(path.read_text(encoding="utf-8")).get("title")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return  # `read_layouts` says what is wrong with it
    if isinstance(title, str) and title:
        yield TemplateEntry(title, "", ("Name of a layout",), shown)


def _entry(
    message: Message, notes: list[str], context: str | None, reference: str
) -> TemplateEntry:
    plural = ""
    if isinstance(message, tuple):
        message, plural = (message[0], message[1]) if not context else (message[-1], "")
    flags = ("python-brace-format",) if "{" in message else ()
    flags = ("python-format",) if "%(" in message else flags
    return TemplateEntry(message, context or "", tuple(notes), reference, flags, plural)


def read_layout_words(
    publication: Publication, language: Language, wanted: tuple[TemplateEntry, ...]
) -> tuple[LayoutWords | None, list[Diagnostic]]:
    """The words in ``language``, or None and each word that is missing or fuzzy."""
    if language == publication.source_language:
        return LayoutWords(language), []
    path = publication.catalogue_file(DOMAIN, language)
    catalogue, found = read_catalogue(path, publication.shown(path))
    if catalogue is None:
        return None, found
    missing = (_missing(catalogue, entry) for entry in wanted)
    found = list(dict.fromkeys(filter(None, missing)))
    return (None, found) if found else (LayoutWords(language, _compile(path)), [])


def _compile(path: Path) -> bytes:
    """The PO file as MO, fuzzy messages left out."""
    buffer = io.BytesIO()
    with path.open("rb") as file:
        write_mo(buffer, read_po(file))
    return buffer.getvalue()


def _missing(catalogue: Catalogue, wanted: TemplateEntry) -> Diagnostic | None:
    entry = catalogue.find(wanted.source, wanted.context)
    if entry is not None and entry.is_usable:
        return None
    place = entry.place if entry else Place(catalogue.path)
    problem = f'The layouts\' words "{wanted.source[:60]}" are not translated.'
    return error("layout-word-untranslated", place, problem, "Translate the message there.")
