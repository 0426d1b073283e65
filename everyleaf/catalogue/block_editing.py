"""Edits a block: only the lines that must differ are written anew."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from everyleaf.catalogue.block import Block, Key, Parts, parts_of, with_mark
from everyleaf.catalogue.po_strings import WIDTH, quoted

_FORMATS = re.compile(r"[a-z-]+-format")
_WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Style:
    """How the lines of a file are written: their end, and the columns of a string (0: any)."""

    newline: str = "\n"
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Previous:
    """The message that a fuzzy translation was made for (``#|``)."""

    key: Key
    plural: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What an entry shall say; None leaves that part as it stands, to the byte.

    ``targets`` has one text, or one for each plural form. ``comments`` are added below the
    translators' own. ``previous`` and ``forget_previous`` set and delete the ``#|`` lines.
    ``notes``, ``references`` and ``formats`` come from the template.
    """

    targets: tuple[str, ...] | None = None
    fuzzy: bool | None = None
    comments: tuple[str, ...] = ()
    previous: Previous | None = None
    forget_previous: bool = False
    notes: tuple[str, ...] | None = None
    references: tuple[str, ...] | None = None
    formats: tuple[str, ...] | None = None


def edited(block: Block, edit: Edit, style: Style) -> Block:
    """``block`` with ``edit``; the same object where that changes nothing.

    Raises `ValueError` where the number of targets is not that of the plural forms.
    """
    flags = _flags(block, edit)
    if flags == block.flags and _is_like_template(block, edit, style):
        return block
    parts = _with_comments(parts_of(block), edit, style)
    if flags != block.flags:
        parts = dataclasses.replace(parts, flags=_flag_lines(flags, style))
    targets = block.targets
    if edit.targets is not None and edit.targets != targets:
        if len(edit.targets) != len(targets):
            raise ValueError(f"{len(targets)} forms are wanted, {len(edit.targets)} are given")
        targets = edit.targets
        forms = tuple(_form_lines(targets, bool(block.plural), style))
        parts = dataclasses.replace(parts, forms=forms)
    lines = parts.lines()
    if lines == parts_of(block).lines():
        return block
    return dataclasses.replace(block, lines=lines, flags=flags, targets=targets)


def _is_like_template(block: Block, edit: Edit, style: Style) -> bool:
    """Whether ``edit`` is a template's alone and the block has its notes and references.

    Most entries of an update are; this sees it without taking the block apart.
    """
    if edit.notes is None or edit.references is None or edit != _of_template(edit):
        return False
    notes = comment_lines(edit.notes, "#.", style.newline)
    references = reference_lines(edit.references, style.newline)
    comments = [line for line in block.lines if line[:2] in ("#.", "#:")]
    return comments == [*notes, *references]


def _of_template(edit: Edit) -> Edit:
    return Edit(notes=edit.notes, references=edit.references, formats=edit.formats)


def _with_comments(parts: Parts, edit: Edit, style: Style) -> Parts:
    end = style.newline
    if edit.comments:
        more = comment_lines(edit.comments, "#", end)
        parts = dataclasses.replace(parts, comments=(*parts.comments, *more))
    if edit.notes is not None:
        wanted = tuple(comment_lines(edit.notes, "#.", end))
        if _said(wanted) != _said(parts.notes):
            parts = dataclasses.replace(parts, notes=wanted)
    if edit.references is not None:
        wanted = tuple(reference_lines(edit.references, end))
        if _files(wanted) != _files(parts.references):
            parts = dataclasses.replace(parts, references=wanted)
    if edit.previous is not None:
        parts = dataclasses.replace(parts, previous=tuple(_previous(edit.previous, style)))
    elif edit.forget_previous:
        parts = dataclasses.replace(parts, previous=())
    return parts


def _said(lines: Iterable[str]) -> list[str]:
    return [line.strip()[2:].strip() for line in lines]


def _files(lines: Iterable[str]) -> list[str]:
    return [name for line in lines for name in line.strip()[2:].split()]


def _flags(block: Block, edit: Edit) -> tuple[str, ...]:
    """Formats are the template's, fuzzy the edit's; a flag of another tool stays."""
    flags = list(block.flags)
    if edit.formats is not None and set(edit.formats) != set(filter(_FORMATS.fullmatch, flags)):
        flags = [flag for flag in flags if not _FORMATS.fullmatch(flag)] + list(edit.formats)
    if edit.fuzzy is not None and edit.fuzzy != ("fuzzy" in flags):
        flags = [flag for flag in flags if flag != "fuzzy"]
        flags = ["fuzzy", *flags] if edit.fuzzy else flags
    return tuple(flags)


def _flag_lines(flags: Sequence[str], style: Style) -> tuple[str, ...]:
    return (f"#, {', '.join(flags)}{style.newline}",) if flags else ()


def comment_lines(texts: Iterable[str], mark: str, newline: str) -> list[str]:
    """Comments, each line of ``texts`` on a line of its own below ``mark``."""
    return [
        f"{mark} {_WHITE.sub(' ', line).strip()}".rstrip() + newline
        for text in texts
        for line in text.split("\n")
    ]


def reference_lines(names: Iterable[str], newline: str) -> list[str]:
    """``#:`` lines, one a file; a space in a name would part it."""
    return [f"#: {quote(name) if _WHITE.search(name) else name}{newline}" for name in names]


def _field(keyword: str, text: str, style: Style, mark: str = "") -> list[str]:
    first, *rest = quoted(text, style.width)
    return [f"{mark}{line}{style.newline}" for line in (f"{keyword} {first}", *rest)]


def _message(key: Key, plural: str, style: Style, mark: str = "") -> list[str]:
    lines = _field("msgctxt", key.context, style, mark) if key.context else []
    lines += _field("msgid", key.source, style, mark)
    return lines + (_field("msgid_plural", plural, style, mark) if plural else [])


def _previous(previous: Previous, style: Style) -> list[str]:
    return _message(previous.key, previous.plural, style, "#| ")


def _form_lines(targets: Sequence[str], has_plural: bool, style: Style) -> list[str]:
    if not has_plural:
        return _field("msgstr", targets[0], style)
    return [
        line
        for number, target in enumerate(targets)
        for line in _field(f"msgstr[{number}]", target, style)
    ]


def new_block(
    key: Key, plural: str, targets: tuple[str, ...], edit: Edit, style: Style,
    kept: tuple[str, ...] = (),
) -> Block:  # fmt: skip
    """A block that is in no file yet; ``kept`` are comment lines of another, as they stand."""
    empty = Parts(
        (style.newline,), kept, (), (), (), (),
        tuple(_message(key, plural, style)), tuple(_form_lines(targets, bool(plural), style)),
    )  # fmt: skip
    return edited(Block(empty.lines(), 0, key, plural, targets), edit, style)


def made_obsolete(block: Block) -> Block:
    """``block`` as msgmerge leaves it when its message is gone: no places, no notes, ``#~``."""
    parts = parts_of(block)
    kept = dataclasses.replace(
        parts,
        notes=(),
        references=(),
        previous=tuple(map(with_mark, parts.previous)),
        message=tuple(map(with_mark, parts.message)),
        forms=tuple(map(with_mark, parts.forms)),
    )
    return dataclasses.replace(block, lines=kept.lines(), is_obsolete=True)
