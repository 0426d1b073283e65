"""Checks of the structure tree: what veraPDF leaves to people (STANDARDS 14).

A tagged PDF is read back once, and each rule looks at that. A new check is a function in
the file of its rule family, a line in the registry and a planted fault in
tests/checks/tags/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from everyleaf.checks.tags import (
    headings,
    languages,
    links,
    lists,
    notes,
    pictures,
    reading_order,
    running,
    tables,
    tree,
    whole_file,
)
from everyleaf.checks.tags.blocks import Block
from everyleaf.checks.tags.tag_case import TagCase
from everyleaf.checks.tags.tagged_file import TaggedFile, read_tagged
from everyleaf.diagnostics import Diagnostic
from everyleaf.edition import Edition

TagCheck = Callable[[TagCase], Iterable[Diagnostic]]

TAG_CHECKS: Mapping[str, TagCheck] = {
    "text-in-the-tree": tree.text_in_the_tree,
    "signs-mapped": tree.signs_mapped,
    "types-standard": tree.types_standard,
    "nothing-detached": tree.nothing_detached,
    "nothing-empty": tree.nothing_empty,
    "running-text-untagged": running.running_text_untagged,
    "page-numbers-untagged": running.page_numbers_untagged,
    "reading-order": reading_order.reading_order,
    "headings-in-order": headings.headings_in_order,
    "bookmarks-are-headings": headings.bookmarks_are_headings,
    "contents-lead-right": headings.contents_lead_right,
    "items-with-bodies": lists.items_with_bodies,
    "lists-numbered": lists.lists_numbered,
    "lists-whole": lists.lists_whole,
    "tables-of-rows": tables.tables_of_rows,
    "tables-regular": tables.tables_regular,
    "tables-whole": tables.tables_whole,
    "heads-with-scope": tables.heads_with_scope,
    "figures-described": pictures.figures_described,
    "figures-placed": pictures.figures_placed,
    "notes-identified": notes.notes_identified,
    "notes-referred-to": notes.notes_referred_to,
    "links-readable": links.links_readable,
    "links-tagged": links.links_tagged,
    "links-lead-somewhere": links.links_lead_somewhere,
    "languages-well-formed": languages.languages_well_formed,
    "scripts-fit-languages": languages.scripts_fit_languages,
    "language-of-the-edition": whole_file.language_of_the_edition,
    "title-shown": whole_file.title_shown,
    "pages-labelled": whole_file.pages_labelled,
}


def check_tags(file: TaggedFile, edition: Edition, composed: str | None = None) -> list[Diagnostic]:
    """Everything that the checks find in the structure of a tagged PDF.

    ``composed`` are the words of the page that its layout composed, where it is at hand.
    """
    case = TagCase(edition, file, composed)
    return [found for check in TAG_CHECKS.values() for found in check(case)]


__all__ = ["TAG_CHECKS", "Block", "TagCase", "TaggedFile", "check_tags", "read_tagged"]
