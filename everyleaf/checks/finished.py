"""All that is checked of one finished PDF: its pages, its structure, its text, its claims."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

from everyleaf.checks.checked import Checked
from everyleaf.checks.conformance import (
    VeraPdf,
    Verdict,
    findings,
    name_of,
    page_validation,
    second_opinion,
)
from everyleaf.checks.conformance.claims import claims, what_is_not_claimed
from everyleaf.checks.conformance.verapdf import what_is_missing
from everyleaf.checks.fidelity import FIDELITY_CHECKS, LAYOUT_CHECKS, check_text
from everyleaf.checks.fidelity.composed import ComposedWords
from everyleaf.checks.pages import PAGE_CHECKS, check_pages
from everyleaf.checks.tags import TAG_CHECKS, TaggedFile, check_tags, read_tagged
from everyleaf.diagnostics import Place, error
from everyleaf.document import Document
from everyleaf.edition import Edition
from everyleaf.layout import Layout

_UNTAGGED = "It has no structure tree, and a screen reader gets nothing."
_TAGGED_FORMAT = "pdf-screen"


@dataclass(frozen=True)
class Text:
    """What a file was made from: the leaflet, and the page that its layout composed.

    ``html`` is None where the page is not at hand.
    """

    document: Document
    html: str | None


def check_pdf(data: bytes, edition: Edition, layout: Layout, text: Text | None) -> Checked:
    """Everything but veraPDF. Without ``text``, that its words are right stays unchecked."""
    found = Checked(tuple(PAGE_CHECKS), diagnostics=tuple(check_pages(data, edition, layout)))
    try:
        file = read_tagged(data)
    except pikepdf.PdfError:
        return found  # the page checks have told it
    if file is not None:
        found += _structure(file, edition, text) + _text(file, edition, layout, text)
        found += _second_opinion(data)
    return found + _what_a_screen_needs(data, edition, is_tagged=file is not None)


def _what_a_screen_needs(data: bytes, edition: Edition, *, is_tagged: bool) -> Checked:
    """A PDF for screens is tagged, and claims what makes others look (STANDARDS 13)."""
    lacking = what_is_not_claimed(claims(data))
    if edition.format != _TAGGED_FORMAT or (is_tagged and not lacking):
        return Checked()
    said = f"It does not claim {lacking}, so nobody can hold it to that."
    code, problem = ("pdf-unclaimed", said) if is_tagged else ("pdf-untagged", _UNTAGGED)
    found = error(code, Place(edition.name), problem, "Mend what writes the file.")
    return Checked(diagnostics=(found,))


def _structure(file: TaggedFile, edition: Edition, text: Text | None) -> Checked:
    html = text.html if text else None
    composed = None if html is None else ComposedWords(html).text
    figures = (f"{len(file.elements)} structure elements", f"{len(file.links)} links")
    return Checked(tuple(TAG_CHECKS), figures, (), tuple(check_tags(file, edition, composed)))


def _text(file: TaggedFile, edition: Edition, layout: Layout, text: Text | None) -> Checked:
    if text is None:
        reason = "the text that it was made from is not at hand any more"
        return Checked(unchecked=tuple(f"{name}: {reason}" for name in FIDELITY_CHECKS))
    comparison, found = check_text(file, edition, text.document, layout, text.html)
    figure = f"{comparison.as_written} of {comparison.blocks} blocks of text as written"
    if text.html is not None:
        return Checked(FIDELITY_CHECKS + LAYOUT_CHECKS, (figure,), (), tuple(found))
    reason = "the page that the layout composed is not at hand any more"
    unchecked = tuple(f"{name}: {reason}" for name in LAYOUT_CHECKS)
    return Checked(FIDELITY_CHECKS, (figure,), unchecked, tuple(found))


def _second_opinion(data: bytes) -> Checked:
    if not page_validation.is_there():
        return Checked()
    verdicts = [
        page_validation.judge(data, profile)
        for profile in claims(data)
        if profile in page_validation.PROFILES
    ]
    return Checked(figures=tuple(map(second_opinion, verdicts)))


def judge(data: bytes, edition: Edition, verapdf: VeraPdf) -> Checked:
    """What veraPDF says about all that a PDF claims; nothing where it claims nothing."""
    claimed = claims(data)
    if missing := what_is_missing():
        asked = [name_of(Verdict(VeraPdf.name, one, passed=False)) for one in claimed]
        return Checked(unchecked=tuple(f"{name}: {missing}" for name in asked))
    verdicts = verapdf.judge(data, claimed)
    return Checked(
        checks=tuple(name_of(one) for one in verdicts if not one.fault),
        unchecked=tuple(f"{name_of(one)}: {one.fault}" for one in verdicts if one.fault),
        diagnostics=tuple(findings(edition, verdicts)),
    )
