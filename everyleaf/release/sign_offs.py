"""Sign-offs: a named person's approval of a text in a role; void when the text changes.

They are records (`everyleaf.records`), in git, beside the texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import tostring

from everyleaf.document import Document
from everyleaf.records import SignOff
from everyleaf.store import digest_of


def digest_to_sign(document: Document) -> str:
    """What a sign-off is tied to: every message and fact of a document, in its language."""
    facts = {name: [fact.kind, str(fact.value)] for name, fact in document.facts.items()}
    return digest_of(
        {
            "leaflet": document.leaflet,
            "language": document.language.tag,
            "summary": document.front.summary,
            "body": tostring(document.body, encoding="unicode"),
            "facts": facts,
        }
    )


def roles_signed(rows: Iterable[SignOff], document: Document) -> frozenset[str]:
    """The roles in which this very text was approved."""
    digest = digest_to_sign(document)
    return frozenset(
        row.role
        for row in rows
        if (row.leaflet, row.language) == (document.leaflet, document.language.tag)
        and row.digest == digest
    )
