"""Document and layout to HTML."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import tostring

import jinja2
from markupsafe import Markup

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.document import Document
from everyleaf.edition import Edition
from everyleaf.facts import fact_element, localised_date, with_digits
from everyleaf.language import Language
from everyleaf.layout.body import BodyWriter, contents, kept_together_in, summary
from everyleaf.layout.codes import qr_svg
from everyleaf.layout.layout import Layout
from everyleaf.layout.pairs import PairWriter
from everyleaf.layout.templates import Templates
from everyleaf.layout.typefaces import (
    colour_rules,
    faces,
    font_face_rules,
    language_rules,
    palette,
)
from everyleaf.layout.word_breaks import with_word_breaks
from everyleaf.publication import Settings
from everyleaf.translation import LayoutWords

_TAG = re.compile(r"<[^>]*>")


class TemplateFault(Exception):
    """A layout's template cannot be used; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic

    def __reduce__(self) -> tuple[type[TemplateFault], tuple[Diagnostic]]:
        return TemplateFault, (self.diagnostic,)


@dataclass(frozen=True)
class Form:
    """Another form of the same leaflet, to be chosen by a reader.

    ``href`` leads there from the page; ``bytes`` is the file's size, ``pages`` or
    ``seconds`` its length. ``kind`` is what the file is among those of its edition that a
    reader may choose: "" the usual one, or a name that the format gives it.
    """

    title: str
    layout: str
    format: str
    href: str
    bytes: int = 0
    pages: int | None = None
    seconds: float | None = None
    kind: str = ""


@dataclass(frozen=True)
class Composition:
    """All that one edition's HTML is made from.

    Where ``document`` has its original, each block stands beside the same block of it.
    ``notices`` are names of macros in base/notices.html; ``fill_pages`` counts the
    pages to be added before the last one.
    """

    document: Document
    edition: Edition
    layout: Layout
    settings: Settings
    layouts_folder: Path
    words: LayoutWords
    source_words: LayoutWords
    languages: tuple[Language, ...]
    notices: tuple[str, ...] = ()
    on_paper: bool = True
    fill_pages: int = 0
    forms: tuple[Form, ...] = ()
    other_languages: Mapping[str, str] = field(default_factory=dict)
    translators: Mapping[str, str] = field(default_factory=dict)
    extra_style: str = ""
    picture_base: str = "leaf://source/"
    leaflet_addresses: Mapping[str, str] = field(default_factory=dict)
    font_base: str = ""
    font_ending: str = "ttf"


def code_address(settings: Settings, code: str) -> str | None:
    """Where the QR code of an edition leads; None without a base address."""
    return f"{settings.base_address.rstrip('/')}/c/{code}/" if settings.base_address else None


def compose(composition: Composition, page: str | None = None, of: Layout | None = None) -> str:
    """The HTML of an edition, by the layout's page template or by ``page``.

    ``of`` is the layout that the page tells about, where that is another one (the
    page behind a printed code, which looks like the web and tells of paper).
    Raises `TemplateFault` with the template's file and line.
    """
    templates = Templates(composition.layouts_folder, composition.words)
    try:
        context = {**_context(composition, templates), "of": of or composition.layout}
        html = templates.render(page or composition.layout.page, context)
    except jinja2.TemplateError as problem:
        raise TemplateFault(_fault(problem, composition.layouts_folder)) from problem
    except OSError as problem:
        raise TemplateFault(_missing(problem, composition)) from problem
    except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError) as problem:
        if not _template_frames(problem, composition.layouts_folder):
            raise  # our own mistake, not the template's
        raise TemplateFault(_fault(problem, composition.layouts_folder)) from problem
    if composition.on_paper:  # a browser has ICU's dictionaries itself
        shown = composition.document, composition.document.original
        for document in filter(None, shown):
            html = with_word_breaks(html, document.language)
    return html


def _context(composition: Composition, templates: Templates) -> dict[str, Any]:
    document, settings = composition.document, composition.settings
    colours = palette(settings.brand, on_paper=composition.on_paper)
    context: dict[str, Any] = {
        "document": document,
        "edition": composition.edition,
        "layout": composition.layout,
        "format": composition.edition.format,
        "on_paper": composition.on_paper,
        "fill_pages": composition.fill_pages,
        "publisher": settings.publisher,
        "base_address": settings.base_address,
        "code_address": code_address(settings, composition.edition.code),
        "picture": lambda name: composition.picture_base + name,
        "facts": _facts(composition),
        "qr": lambda address, label: qr_svg(address, label, colours["ink"]),
        "contents": contents(document),
        "summary": summary(document),
        "forms": composition.forms,
        "other_languages": _other_languages(composition),
        "reviewed": localised_date(document.front.reviewed, document.language),
        "next_review": localised_date(document.front.next_review, document.language),
        "translators": composition.translators,
        "icon": lambda name, colour="accent": _icon(templates, name, colours[colour]),
        "in_source": composition.source_words.translations.gettext,
        "digits": lambda value: with_digits(str(value), document.language),
    }
    context["notices"] = [
        _notice(composition, templates, name, context) for name in composition.notices
    ]
    macros = templates.module(composition.layout.blocks, context)
    context.update(_written(composition, macros))
    context["style"] = Markup(style_of(composition, templates))  # noqa: S704
    return context


def _written(composition: Composition, macros: Any) -> dict[str, Markup]:
    """The document's title and body as HTML; beside the source where the layout asks for it."""
    document = composition.document
    writer = _writer(composition, document, macros)
    heading = document.body.find("h1")
    written = {"heading": writer.heading(heading) if heading is not None else Markup("")}
    if document.original is not None:
        beside = PairWriter(writer, _writer(composition, document.original, macros), macros)
        return {**written, "body": beside.body()}
    rest = [child for child in document.body if child is not heading]
    return {**written, "body": Markup("").join(writer.outer(child) for child in rest)}


def _writer(composition: Composition, document: Document, macros: Any) -> BodyWriter:
    return BodyWriter(
        document, macros, composition.layout.widest_table,
        composition.picture_base, composition.leaflet_addresses,
    )  # fmt: skip


def _icon(templates: Templates, name: str, colour: str) -> Markup:
    """A drawing of base/icons, inline.

    WeasyPrint 70 gives an SVG no colour of the page, so its currentColor is set here.
    """
    drawn = templates.style(f"base/icons/{name}.svg").strip()
    return Markup(drawn.replace("<svg ", f'<svg aria-hidden="true" color="{colour}" ', 1))  # noqa: S704


def _facts(composition: Composition) -> dict[str, Markup]:
    """Every fact as it stands in running text, for the layouts' own blocks."""
    document = composition.document
    return {
        name: Markup(  # noqa: S704
            tostring(fact_element(name, fact, document.language), encoding="unicode", method="html")
        )
        for name, fact in document.facts.items()
    }


def notice_text(composition: Composition, name: str) -> str:
    """A notice as plain text in the reader's language, to be spoken (STANDARDS 8).

    Raises `TemplateFault`.
    """
    templates = Templates(composition.layouts_folder, composition.words)
    try:
        context = {"document": composition.document, "facts": _facts(composition)}
        macros = templates.module("base/notices.html", context)
        marked = getattr(macros, name)()
    except jinja2.TemplateError as problem:
        raise TemplateFault(_fault(problem, composition.layouts_folder)) from problem
    paragraphs = marked.replace("</p>", " ").split("<p")
    lines = [" ".join(unescape(_TAG.sub(" ", f"<p{part}")).split()) for part in paragraphs[1:]]
    return " ".join(line if line[-1:] in ".!?。؟" else f"{line}." for line in lines if line)


def style_of(composition: Composition, templates: Templates) -> str:
    """The whole style sheet: faces, palette, languages, then the layout's own files."""
    settings = composition.settings
    others = (*composition.languages, composition.document.source_language)
    scripts = faces((composition.document.language, *others))
    own = "\n".join(templates.style(name) for name in composition.layout.styles)
    return "\n".join(
        (
            font_face_rules(scripts, composition.font_ending, composition.font_base),
            colour_rules(settings.brand, on_paper=composition.on_paper),
            language_rules(composition.document.language, others, composition.layout.size),
            own,
            composition.extra_style,
        )
    )


def _notice(
    composition: Composition, templates: Templates, name: str, context: dict[str, Any]
) -> dict[str, Any]:
    """A notice in the reader's language and, for staff, in the source language (STANDARDS 8)."""
    macros = templates.module("base/notices.html", context)
    own = kept_together_in(getattr(macros, name)(), composition.document.language)
    notice = {"name": name, "own": own, "source": ""}
    if not composition.document.is_source:
        source = Templates(composition.layouts_folder, composition.source_words)
        notice["source"] = getattr(source.module("base/notices.html", context), name)()
    return notice


def _other_languages(composition: Composition) -> list[dict[str, Any]]:
    """Each other language by its own name, with its name for this page's reader (STANDARDS 31)."""
    own = composition.document.language
    return [
        {"language": language, "name": language.name_in(own), "href": href}
        for language in composition.languages
        if (href := composition.other_languages.get(language.tag)) and language != own
    ]


def _missing(problem: OSError, composition: Composition) -> Diagnostic:
    file = Path(problem.filename or composition.layout.name)
    if file.is_relative_to(composition.layouts_folder):
        file = file.relative_to(composition.layouts_folder)
    remedy = "Put the file there, or take it out of layout.toml."
    place = Place(f"layouts/{file.as_posix()}")
    return error("layout-file-missing", place, f"{file.name} cannot be read.", remedy)


def _template_frames(problem: Exception, folder: Path) -> list[Place]:
    return [
        Place(f"layouts/{Path(frame.filename).relative_to(folder).as_posix()}", frame.lineno)
        for frame in traceback.extract_tb(problem.__traceback__)
        if Path(frame.filename).is_relative_to(folder)
    ]


def _fault(problem: Exception, folder: Path) -> Diagnostic:
    place = Place("layouts", None)
    if isinstance(problem, jinja2.TemplateSyntaxError):
        place = Place(f"layouts/{problem.name}", problem.lineno)
    elif isinstance(problem, jinja2.TemplateNotFound):
        place = Place(f"layouts/{problem.name}")
    elif frames := _template_frames(problem, folder):
        place = frames[-1]
    said = (str(problem) or type(problem).__name__).rstrip(".")
    if isinstance(problem, jinja2.TemplateError):
        said = (problem.message or type(problem).__name__).rstrip(".")
    return error("template-error", place, f"The template cannot be used: {said}.", "Mend the line.")
