"""A PO file to the byte: what is not edited is written as it was read."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from everyleaf.catalogue.block import Block, Key
from everyleaf.catalogue.block_editing import Edit, Style, edited
from everyleaf.catalogue.parsing import parse_blocks
from everyleaf.catalogue.po_strings import WIDTH

_BOM = b"\xef\xbb\xbf"
# A line that a tool which wraps would have wrapped: over 90 columns, with a gap in it
_LONG = re.compile(r'^(?:msgid|msgstr|")(?=[^\n]{84})[^\n]{8}[^\n]* ', re.MULTILINE)
_FORMS = re.compile(r"nplurals\s*=\s*([0-9]{1,3})\b")


@dataclass(frozen=True)
class PoFile:
    """The blocks of one PO file in order, the header among them, and the lines behind them.

    ``data`` is the file again. `with_edits` changes entries by their key; `with_blocks`
    puts blocks in another order, drops some, adds some.
    """

    blocks: tuple[Block, ...]
    tail: tuple[str, ...]
    style: Style
    bom: bool = False

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        lines = [line for block in self.blocks for line in block.lines]
        text = "".join((*lines, *self.tail))
        return (_BOM if self.bom else b"") + text.encode("utf-8")

    @cached_property
    def header(self) -> Mapping[str, str]:
        """The fields of the header by name; empty where there is none."""
        block = next((block for block in self.blocks if block.is_header), None)
        lines = block.targets[0].split("\n") if block else []
        pairs = (line.partition(":") for line in lines)
        return {name.strip(): value.strip() for name, mark, value in pairs if mark}

    @property
    def plural_count(self) -> int | None:
        """How many forms a message with plurals has here; None where the header does not say."""
        found = _FORMS.search(self.header.get("Plural-Forms", ""))
        return int(found[1]) if found else None

    @cached_property
    def living(self) -> Mapping[Key, Block]:
        """The messages in use by key, in the order of the file; obsolete ones are not among them.

        Of two with the same key it has the first; a file with such is refused.
        """
        found: dict[Key, Block] = {}
        for block in self.blocks:
            if not block.is_header and not block.is_obsolete:
                found.setdefault(block.key, block)
        return found

    @property
    def obsolete(self) -> tuple[Block, ...]:
        """The messages that are no longer in use."""
        return tuple(block for block in self.blocks if block.is_obsolete)

    def with_edits(self, edits: Mapping[Key, Edit]) -> PoFile:
        """The file with these messages edited, all else to the byte; raises `KeyError`."""
        for key in edits:
            _ = self.living[key]
        blocks = (
            edited(block, edits[block.key], self.style)
            if block.key in edits and not block.is_obsolete
            else block
            for block in self.blocks
        )
        return dataclasses.replace(self, blocks=tuple(blocks))

    def with_header(self, edit: Edit) -> PoFile:
        """The file with its header edited, all else to the byte."""
        blocks = (
            edited(block, edit, self.style) if block.is_header else block for block in self.blocks
        )
        return dataclasses.replace(self, blocks=tuple(blocks))

    def with_blocks(self, blocks: Sequence[Block]) -> PoFile:
        """The file with these blocks in this order; each stands on lines of its own."""
        blocks = [blocks[0], *map(self._apart, blocks[1:])] if blocks else []
        whole = [_ended(block, self.style.newline) for block in blocks[:-1]] + list(blocks[-1:])
        if self.tail and whole:
            whole[-1] = _ended(whole[-1], self.style.newline)
        return dataclasses.replace(self, blocks=tuple(whole))

    def _apart(self, block: Block) -> Block:
        """The block that was the first has an empty line before it where it no longer is."""
        if self.blocks and block is self.blocks[0] and block.lines[0].strip():
            return dataclasses.replace(block, lines=(self.style.newline, *block.lines))
        return block


def parse_po(data: bytes) -> PoFile:
    """The PO file in ``data``; raises `UnicodeDecodeError` and `parsing.PoSyntaxError`."""
    text = data.removeprefix(_BOM).decode("utf-8")
    blocks, tail = parse_blocks(text)
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    style = Style(newline, 0 if _LONG.search(text) else WIDTH)
    return PoFile(blocks, tail, style, data.startswith(_BOM))


def _ended(block: Block, newline: str) -> Block:
    if block.lines and not block.lines[-1].endswith("\n"):
        lines = (*block.lines[:-1], block.lines[-1] + newline)
        return dataclasses.replace(block, lines=lines)
    return block
