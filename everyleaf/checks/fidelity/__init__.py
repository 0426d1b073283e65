"""Text fidelity: what a machine takes from a PDF is what was written (STANDARDS 15).

The text in structure order (ActualText where there is one, else ToUnicode) is held
against the localised document block by block; what the layout adds must be its own words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from everyleaf.checks.fidelity.comparing import Comparison, Fault, compare
from everyleaf.checks.fidelity.composed import ComposedWords
from everyleaf.checks.fidelity.folding import first_difference, folded, key, same
from everyleaf.checks.fidelity.written import Written, written
from everyleaf.checks.tags import Block, TaggedFile
from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.document import Document
from everyleaf.edition import Edition
from everyleaf.layout import Layout
from everyleaf.layout.layout import shown_by

# The names under which the manifest lists what this package checks.
FIDELITY_CHECKS = ("text-as-written",)
LAYOUT_CHECKS = ("words-of-the-layout", "languages-told")
# The same for the report, each with what it holds the file against.
RULES: Mapping[str, str] = {
    "text-as-written": "The text in structure order is that of the leaflet, block by block, sign "
    "by sign, each block whole, in its language and tagged as what it is (STANDARDS 15).",
    "words-of-the-layout": "What else is read are words of the layout, and nobody else's.",
    "languages-told": "Words in another language are told to be in it (STANDARDS 14).",
}

_REMEDIES: Mapping[str, str] = {
    "text-differs": "Give the content an ActualText, or a font whose ToUnicode is exact.",
    "text-spaces": "Write the spaces between words into the content or its ActualText.",
    "text-missing": "Let the layout show it, and the tree hold it.",
    "text-order": "Order the tree as the text is written.",
    "element-cut": "Let one element hold it, on however many pages.",
    "elements-joined": "Give each an element of its own.",
    "element-kind": "Tag it as what it is.",
    "text-unknown": "Take it out, or write it into the layout.",
    "language-change": "Write Lang at each change of language.",
}


def check_text(
    file: TaggedFile, edition: Edition, document: Document, layout: Layout, html: str | None
) -> tuple[Comparison, list[Diagnostic]]:
    """How much of the leaflet the file says, and everything that it says otherwise.

    ``html`` is the composed page; without it, the words of the layout are not checked.
    """
    shown = shown_by(layout, document)
    comparison = compare(file.blocks, written(shown, layout.widest_table))
    faults = list(comparison.faults)
    if html is not None:
        words = ComposedWords(html)
        faults += [*_unknown(comparison.others, words), *_untold(file.blocks, words)]
    return comparison, list(_findings(edition, faults))


def _unknown(others: Iterable[Block], words: ComposedWords) -> Iterator[Fault]:
    """Text that neither the leaflet nor its layout has; bullets and numbers are the list's."""
    for block in others:
        if block.kind != "Lbl" and key(block.text) not in words.text:
            said = f"“{folded(block.text)[:60]}” is read, and nobody wrote it"
            yield Fault("text-unknown", block.page, said)


def _untold(blocks: Iterable[Block], words: ComposedWords) -> Iterator[Fault]:
    """Words that the page has in one language and the file in another."""
    said: defaultdict[str, str] = defaultdict(str)
    for block in blocks:
        for text, language in block.parts:
            said[language] += key(text)
    everything = "\0".join(said.values())
    for text, language in dict.fromkeys(words.spoken):
        if text in everything and text not in said[language] and _has_letters(text):
            yield Fault("language-change", None, f"“{text[:60]}” is not told to be “{language}”")


def _has_letters(text: str) -> bool:
    return any(sign.isalpha() for sign in text)


def _findings(edition: Edition, faults: Iterable[Fault]) -> Iterator[Diagnostic]:
    """One finding a code: the first place, and how many more there are."""
    by_code: dict[str, list[Fault]] = {}
    for fault in faults:
        by_code.setdefault(fault.code, []).append(fault)
    for code, rows in by_code.items():
        where = f"Page {rows[0].page}: " if rows[0].page is not None else ""
        more = f" So in {len(rows) - 1} more places." if len(rows) > 1 else ""
        said = f"{where}{rows[0].said}.{more}"
        yield error(code, Place(edition.name), said, _REMEDIES[code])


__all__ = [
    "FIDELITY_CHECKS",
    "LAYOUT_CHECKS",
    "RULES",
    "Comparison",
    "Fault",
    "Written",
    "check_text",
    "compare",
    "first_difference",
    "folded",
    "key",
    "same",
    "written",
]
