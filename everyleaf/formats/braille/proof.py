"""A page to proofread braille on: print beside cells, block by block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from everyleaf.document import Document
from everyleaf.formats.braille.blocks import Block
from everyleaf.language import language_by_tag

_STYLE = (
    "body{font-family:sans-serif;margin:1.5rem}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid;padding:.5rem;text-align:start;vertical-align:top}"
    ".cells{font-size:1.5rem;line-height:1.5;overflow-wrap:anywhere}"
)


def proof(document: Document, blocks: Sequence[Block], cells: Mapping[str, Sequence[str]]) -> bytes:
    """An HTML page for who can read both; its own words are for staff, in English."""
    title = f"Braille proof: {document.title} ({document.language.tag})"
    heads = "".join(f'<th scope="col">{grade.capitalize()}</th>' for grade in cells)
    rows = "\n".join(
        _row(block, [made[number] for made in cells.values()])
        for number, block in enumerate(blocks)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><main><h1>{escape(title)}</h1>\n"
        f'<table><thead><tr><th scope="col">Print</th>{heads}</tr></thead><tbody>\n{rows}\n'
        "</tbody></table></main></body></html>\n"
    ).encode()


def _row(block: Block, made: Sequence[str]) -> str:
    language = language_by_tag(block.tag)
    direction = language.direction if language else "auto"
    printed = f'<td lang="{escape(block.tag)}" dir="{direction}">{escape(block.text)}</td>'
    cells = "".join(f'<td class="cells" dir="ltr">{one}</td>' for one in made)
    return f"<tr>{printed}{cells}</tr>"
