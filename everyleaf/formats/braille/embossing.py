"""Lines and pages for an embosser, as a BRF file.

Set as the Braille Authority of North America does (Braille Formats, 2016), in its
plainest forms: the title centred; a heading after an empty line, from cell 5; a
paragraph from cell 3, its other lines from cell 1; an item of a list from cell 1, its
other lines from cell 3; the page's number at the end of its last line. No word is divided;
one that is longer than a line goes on in the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from everyleaf.formats.braille.blocks import Block
from everyleaf.formats.braille.liblouis import BLANK

# North American Braille ASCII: the sign for each of the 64 cells of six dots, in the
# order of their numbers in Unicode (U+2800 to U+283F).
_ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
_TO_ASCII = {0x2800 + number: sign for number, sign in enumerate(_ASCII)}
# First cell of the first line, and of the others, counted from 0.
_INDENTS = {"heading": (4, 4), "item": (0, 2), "text": (2, 0), "boxed": (2, 0)}
_AFTER_AN_EMPTY_LINE = ("title", "heading", "boxed")

Page = list[str]


def laid_out(blocks: Sequence[Block], made: Sequence[str], width: int, height: int) -> list[Page]:
    """Pages of at most ``height`` - 1 lines of ``width`` cells (Unicode); no page numbers yet.

    ``made`` are the blocks in braille.
    """
    pages: list[Page] = [[]]
    for position, (block, cells) in enumerate(zip(blocks, made, strict=True), 1):
        lines = list(_lines(block.kind, cells, width))
        following = 2 if position < len(made) else 0
        _add(pages, block.kind, lines, height - 1, following)
    return pages


def numbered(pages: Sequence[Page], numbers: Sequence[str], width: int, height: int) -> list[Page]:
    """The pages, each with its number (in cells) at the end of its last line."""
    return [
        [*page, *[""] * (height - 1 - len(page)), number.rjust(width, BLANK)]
        for page, number in zip(pages, numbers, strict=True)
    ]


def brf(pages: Sequence[Page]) -> bytes:
    """The file: Braille ASCII, CR LF after each line, a form feed after each page."""
    sheets = ["".join(f"{line.rstrip(BLANK)}\r\n" for line in page) + "\f" for page in pages]
    return "".join(sheets).translate(_TO_ASCII).encode("ascii")


def _add(pages: list[Page], kind: str, lines: list[str], room: int, following: int) -> None:
    """Put lines on the last page; a heading only where lines that follow it fit as well."""
    if kind in _AFTER_AN_EMPTY_LINE:
        if len(pages[-1]) + 1 + len(lines) + following > room:
            pages.append([])
        elif pages[-1]:
            pages[-1].append("")
    for line in lines:
        if len(pages[-1]) == room:
            pages.append([])
        pages[-1].append(line)


def _lines(kind: str, cells: str, width: int) -> Iterator[str]:
    if kind == "title":
        for line in _wrapped(cells, width - 6, width - 6):
            yield BLANK * ((width - len(line)) // 2) + line
        return
    first, others = _INDENTS[kind]
    for number, line in enumerate(_wrapped(cells, width - first, width - others)):
        yield BLANK * (others if number else first) + line


def _wrapped(cells: str, first: int, others: int) -> Iterator[str]:
    """Lines of whole words; ``first`` and ``others`` are their widths in cells."""
    line, width = "", first
    for word in filter(None, cells.split(BLANK)):
        joined = f"{line}{BLANK}{word}" if line else word
        if len(joined) <= width:
            line = joined
            continue
        if line:
            yield line
            width = others
        line = word
        while len(line) > width:
            yield line[:width]
            line, width = line[width:], others
    if line:
        yield line
