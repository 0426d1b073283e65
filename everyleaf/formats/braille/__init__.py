"""braille: files for an embosser or a braille display (BRF), contracted and not, and a proof.

The translation is liblouis'; nobody has proofread it, and whoever can should: the proof
shows print beside braille.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from everyleaf.diagnostics import Diagnostic, Place, error, note
from everyleaf.formats.braille.blocks import Block, blocks_of
from everyleaf.formats.braille.embossing import brf, laid_out, numbered
from everyleaf.formats.braille.liblouis import has_the_digits, is_there, is_whole, plain, translated
from everyleaf.formats.braille.proof import proof
from everyleaf.formats.format import Job, Made
from everyleaf.language import BrailleRow
from everyleaf.layout import Composition


class Braille:
    """A BRF file a grade that the language has, and a page to proofread them on."""

    name = "braille"
    needs: tuple[str, ...] = ("liblouis",)
    offers: Mapping[str, str] = {
        grade: f"braille-{grade}.brf" for grade in ("contracted", "uncontracted")
    }

    def declines(self, job: Job) -> Diagnostic | None:
        """Without liblouis, or a literary table of it for the language, there is none."""
        language = job.composition.document.language
        if not language.braille.uncontracted:
            return note(
                "no-braille-table",
                None,
                f"{language.own_name} ({language.tag}) gets no braille: {language.braille.reason}",
                "Ask a braille transcriber.",
            )
        if not is_there():
            return note(
                "no-liblouis",
                None,
                "There is no braille, because liblouis is not installed.",
                "Type: sudo apt-get install liblouis-bin (macOS: brew install liblouis).",
            )
        return None

    def make(self, job: Job) -> Made:
        """The files, or each sign that a table does not know and each number it gets wrong."""
        composition = job.composition
        blocks = list(blocks_of(composition))
        cells = {grade: _in_braille(blocks, composition, grade) for grade in _grades(composition)}
        found = [one for grade in cells for one in _wrong(blocks, cells[grade], composition)]
        if found:
            return Made(diagnostics=tuple(dict.fromkeys(found)))
        return Made(dict(_files(composition, blocks, cells)))


def _grades(composition: Composition) -> list[str]:
    row = composition.document.language.braille
    return [grade for grade in ("uncontracted", "contracted") if getattr(row, grade)]


def _in_braille(blocks: Sequence[Block], composition: Composition, grade: str) -> list[str]:
    """The cells of each block; words for staff stand in the source language's own grade."""
    document = composition.document
    made = [""] * len(blocks)
    for language in (document.language, document.source_language):
        table = _table(language.braille, grade)
        own = [n for n, block in enumerate(blocks) if block.tag == language.tag]
        if table:
            texts = [blocks[n].text for n in own]
            cells = translated(texts, table, language.braille.replaced)
            for number, one in zip(own, cells, strict=True):
                made[number] = one
    return made


def _table(row: BrailleRow, grade: str) -> str:
    return str(getattr(row, grade)) or row.uncontracted


def _wrong(
    blocks: Sequence[Block], cells: Sequence[str], composition: Composition
) -> Iterator[Diagnostic]:
    place = Place(composition.edition.name)
    for block, made in zip(blocks, cells, strict=True):
        if not is_whole(made):
            yield error(
                "braille-unknown-sign",
                place,
                f"liblouis' table does not know a sign in “{block.text[:80]}”.",
                "Use another sign, or write it in words.",
            )
        elif not has_the_digits(plain(block.text), made):
            yield error(
                "braille-number",
                place,
                f"A number would be read wrongly in “{block.text[:80]}”.",
                "Put a space between digits and letters, or write the number in words.",
            )


def _files(
    composition: Composition, blocks: Sequence[Block], cells: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, bytes]]:
    edition, size = composition.edition, composition.settings.braille
    table = composition.document.language.braille.uncontracted
    for grade, made in cells.items():
        pages = laid_out(blocks, made, size.cells, size.lines)
        numbers = translated([str(number + 1) for number in range(len(pages))], table)
        name = edition.file_name(Braille.offers[grade])
        yield f"{edition.folder}/{name}", brf(numbered(pages, numbers, size.cells, size.lines))
    name = edition.file_name("braille-proof.html")
    yield f"{edition.folder}/{name}", proof(composition.document, blocks, cells)
