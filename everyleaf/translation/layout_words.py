"""The layouts' own words: extracted by Babel, translated through the catalogue "layouts"."""

from __future__ import annotations

import datetime
import gettext
import io
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from babel.messages.catalog import Message as BabelMessage
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import TemplateSyntaxError

from everyleaf.catalogue import Catalogue, TemplateEntry, read_catalogue
from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.language import Language
from everyleaf.publication import Publication

DOMAIN = "layouts"
_NO_TIME = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
Message = str | tuple[str, ...]  # as Babel gives it: with a context or a plural, a tuple
_OPTIONS = {"trimmed": "true", "silent": "false"}
_GAP = re.compile(r"%\(\w+\)s|\{\w+\}")
_LOOSE_PERCENT = re.compile(r"%(?!\(\w+\)s|%)")
_ENTITY = re.compile(r"&(?:[a-zA-Z]+|#\w+);")
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
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        raise TemplateSyntaxError("It is not UTF-8", line, filename=str(path)) from problem


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
    if found:
        return None, found
    return _compiled(path, publication.shown(path), language)


def _compiled(
    path: Path, shown: str, language: Language
) -> tuple[LayoutWords | None, list[Diagnostic]]:
    """The PO file as MO, fuzzy messages left out, or what cannot stand in a template.

    The MO has the same bytes at any time of day.
    """
    buffer = io.BytesIO()
    try:
        with path.open("rb") as file:
            catalog = read_po(file)
        catalog.creation_date = catalog.revision_date = _NO_TIME  # Babel would write the present
        write_mo(buffer, catalog)
        words = LayoutWords(language, buffer.getvalue())
        words.translations.ngettext("", "", 1)  # the rule for plurals is read here
    except ValueError as problem:
        remedy = "Mend Plural-Forms in its header, or type: msgfmt --check FILE."
        fault = f"It cannot be used: {problem}."
        return None, [error("catalogue-syntax", Place(shown), fault, remedy)]
    found = [fault for message in catalog if message.id for fault in _unsafe(message, shown)]
    return (None if found else words), found


def _unsafe(message: BabelMessage, shown: str) -> Iterator[Diagnostic]:
    """A translated word stands in the template as it is: no markup, and the gaps of the source."""
    place = Place(shown, message.lineno)
    sources, targets = _forms(message.id), _forms(message.string)
    gaps = {gap for source in sources for gap in _GAP.findall(source)}
    for target in () if message.fuzzy else filter(None, targets):
        given = set(_GAP.findall(target))
        if "<" in target or _ENTITY.search(target):
            problem = f"HTML is not allowed: {target[:60]!r}."
            yield error("layout-word-markup", place, problem, "Write plain text.")
        if given - gaps or (len(sources) == 1 and gaps - given) or _LOOSE_PERCENT.search(target):
            problem = f"The gaps differ from the source, or a % stands alone: {target[:60]!r}."
            remedy = f"Keep {', '.join(sorted(gaps)) or 'no gaps'}; write %% for a percent sign."
            yield error("layout-word-gaps", place, problem, remedy)


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _missing(catalogue: Catalogue, wanted: TemplateEntry) -> Diagnostic | None:
    entry = catalogue.find(wanted.source, wanted.context)
    if entry is not None and entry.is_usable:
        return None
    place = entry.place if entry else Place(catalogue.path)
    problem = f'The layouts\' words "{wanted.source[:60]}" are not translated.'
    return error("layout-word-untranslated", place, problem, "Translate the message there.")
