"""Headings, callouts, videos, footnotes, and what Markdown may not be used for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from everyleaf.checks.source_case import SourceCase
from everyleaf.diagnostics import Diagnostic, Place, error, warning
from everyleaf.document import CALLOUT_KINDS, HEADINGS, Message, has_class, headings, text_of
from everyleaf.reading import note_references

RAW_HTML = re.compile(
    r"(?<!\\)(?:<(?!https?:|mailto:|[^<>\s@]+@)[a-zA-Z/!?][^<>]*>?|&(?:[a-zA-Z]+|#\w+);)"
)
_LIST_INSIDE = re.compile(r"\n[ ]*(?:[*+-]|[0-9]{1,3}[.)])[ \t]+\S.*")
_LONGEST_TITLE = 65  # characters (NHS content guide)


def one_title(case: SourceCase) -> Iterator[Diagnostic]:
    """Exactly one h1, with text in it (STANDARDS 6; NHS formatting page, 2026)."""
    titles = [heading for heading in headings(case.document.body) if heading.tag == "h1"]
    if not titles:
        remedy = "Begin the text with one line: # The title"
        yield error("title-missing", case.file, "The leaflet has no title.", remedy)
    for extra in titles[1:]:
        remedy = "Make it a section: ## instead of #."
        problem = "There is a second title (#)."
        yield error("title-twice", case.place_of(extra), problem, remedy)
    if titles and len(text_of(titles[0])) > _LONGEST_TITLE:
        problem = f"The title has over {_LONGEST_TITLE} characters."
        yield warning("title-long", case.place_of(titles[0]), problem, "Shorten it.")


def heading_levels(case: SourceCase) -> Iterator[Diagnostic]:
    """No skipped level, nothing below h4, no empty heading (STANDARDS 5 and 6)."""
    above = 0
    for heading in headings(case.document.body):
        level, place = HEADINGS.index(heading.tag) + 1, case.place_of(heading)
        if level > above + 1 and above:
            remedy = f"Write {'#' * (above + 1)} instead of {'#' * level}."
            problem = f'The heading "{text_of(heading)[:60]}" skips a level.'
            yield error("heading-skipped", place, problem, remedy)
        if level > 4:
            yield error("heading-deep", place, "Headings go down to ####.", "Raise this one.")
        if not text_of(heading):
            yield error(
                "heading-empty", case.file, "A heading has no text.", "Write it, or delete it."
            )
        above = level


def no_italics(case: SourceCase) -> Iterator[Diagnostic]:
    """No italics (NHS formatting page, 2026; UKAAF G003): people with low vision lose them."""
    for element, place in case.elements("em"):
        remedy = "Use **bold**, or no emphasis."
        problem = f'Italics are not used: "{text_of(element)[:40]}".'
        yield error("italics", place, problem, remedy)


def no_raw_html(case: SourceCase) -> Iterator[Diagnostic]:
    """No raw HTML, no entities: they would be text in some formats and markup in others."""
    for message in case.document.messages:
        yield from raw_html(message.text, message.place)
    for element in case.left_out():
        yield from raw_html(text_of(element), case.file)


def raw_html(text: str, place: Place) -> Iterator[Diagnostic]:
    """The finding for raw HTML in ``text``, wherever it comes from."""
    if found := RAW_HTML.search(text):
        remedy = "Write Markdown, or the character itself; for < as a sign write \\<."
        yield error("raw-html", place, f'Raw HTML is not allowed: "{found[0][:40]}".', remedy)


def lists_apart(case: SourceCase) -> Iterator[Diagnostic]:
    """A list has an empty line before it; without one, Markdown reads it as running text."""
    for message in case.document.messages:
        if found := _LIST_INSIDE.search(message.written):
            above = message.written.lstrip().count("\n", 0, found.start()) + 1
            line = message.place.line + above if message.place.line else None
            problem = f'This item is read as running text: "{found[0].strip()[:40]}".'
            remedy = "Put an empty line before the list, or take the sign off the line's beginning."
            place = Place(message.place.path, line)
            yield error("list-needs-empty-line", place, problem, remedy)


def callout_kinds(case: SourceCase) -> Iterator[Diagnostic]:
    """A callout is of a kind that the layouts know, and says something."""
    for element, _ in case.elements("aside"):
        kind = element.get("data-kind", "")
        if has_class(element, "callout") and kind not in CALLOUT_KINDS:
            remedy = f"Kinds: {', '.join(CALLOUT_KINDS)}, video."
            problem = f'There is no callout "{kind}".'
            yield error("callout-unknown", case.place_of(element), problem, remedy)
        if has_class(element, "callout") and not _beside_title(element):
            problem = f'The callout "{text_of(element)[:60]}" has no text.'
            remedy = "Indent its lines by four spaces."
            yield error("callout-empty", case.place_of(element), problem, remedy)


def _beside_title(callout: Element) -> str:
    inside = [part for part in callout if not has_class(part, "callout-title")]
    return "".join(map(text_of, inside))


def videos_known(case: SourceCase) -> Iterator[Diagnostic]:
    """A video block names a video of the front matter, and has a transcript."""
    known = case.document.front.videos
    for element, _ in case.elements("div"):
        if not has_class(element, "video"):
            continue
        key, place = element.get("data-video", ""), case.place_of(element)
        if key not in known:
            remedy = f"Videos in the front matter: {', '.join(known) or 'none'}."
            yield error("video-unknown", place, f'There is no video "{key}".', remedy)
        transcript = element.find("div[@class='transcript']")
        if transcript is None or not text_of(transcript):
            problem = f'The video "{key}" has no transcript.'
            remedy = "Write what is said below its summary."
            yield error("video-without-transcript", place, problem, remedy)


def notes_known(case: SourceCase) -> Iterator[Diagnostic]:
    """Every footnote that is referred to is there."""
    for message in case.document.messages:
        yield from _unknown_notes(case, message)


def _unknown_notes(case: SourceCase, message: Message) -> Iterator[Diagnostic]:
    for name in note_references(message.text):
        if name not in case.document.inline.footnotes:
            problem = f"There is no footnote [^{name}]."
            yield error("note-unknown", message.place, problem, f"Write [^{name}]: and its text.")
