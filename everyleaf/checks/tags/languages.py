"""Languages: a change of language is told, or the wrong voice reads."""

from __future__ import annotations

from collections.abc import Iterator

from fontTools import unicodedata

from everyleaf.checks.tags.blocks import Block
from everyleaf.checks.tags.tag_case import Defect, TagCase, finding, shown
from everyleaf.diagnostics import Diagnostic
from everyleaf.language import language_by_tag, well_formed

_EVERYWHERE = "Latn"  # names of medicines and publishers stand in Latin letters in any language
_FEW = 3  # letters that say nothing yet


def languages_well_formed(case: TagCase) -> Iterator[Diagnostic]:
    """Every Lang is a well-formed BCP 47 tag (RFC 5646, 2.1; ISO 14289-1, 7.2)."""
    file = case.file
    wrong = [
        Defect(file.page_of(one), f"{one.kind} says that its language is “{one.language}”")
        for one, _ in file.elements
        if one.language and not well_formed(one.language)
    ]
    yield from finding(case, "language-malformed", wrong, "Write a BCP 47 tag.")


def scripts_fit_languages(case: TagCase) -> Iterator[Diagnostic]:
    """Text stands in the script of the language that it says it is in (STANDARDS 14).

    Latin letters pass in any language that is not written in them: names stand in them. A
    language's script is that of its own name.
    """
    wrong = [
        Defect(block.page, f"{shown(block.text)} stands in {found}, and says it is “{language}”")
        for block in case.file.blocks
        for language, found in _misfits(block)
    ]
    remedy = "Write Lang at each change of language."
    yield from finding(case, "language-change", wrong, remedy)


def _misfits(block: Block) -> Iterator[tuple[str, str]]:
    if len(block.languages) != 1:
        return  # told apart within the block
    language = language_by_tag(block.languages[0])
    letters = [script for sign in block.text if (script := script_of(sign))]
    if language is None or len(letters) < _FEW:
        return
    found = max(dict.fromkeys(letters), key=letters.count)
    if found not in (_EVERYWHERE, *map(script_of, language.own_name)):
        yield language.tag, found


def script_of(sign: str) -> str:
    """The ISO 15924 code of a letter's script (UAX 24); empty for signs that are no letters."""
    return str(unicodedata.script(sign)) if sign.isalpha() else ""
