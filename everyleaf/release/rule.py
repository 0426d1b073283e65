"""The release rule: which editions may go out (DESIGN, "release rule"; STANDARDS 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from everyleaf.catalogue import Catalogue
from everyleaf.catalogue.catalogue import ORIGIN_FIELD
from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.document import Document
from everyleaf.publication import ReleaseRule
from everyleaf.records import SignOff
from everyleaf.release.sign_offs import roles_signed

# Which sign-offs each rule wants of the very text that goes out.
_WANTED: dict[ReleaseRule, frozenset[str]] = {
    ReleaseRule.DRAFT: frozenset(),
    ReleaseRule.TRANSLATED: frozenset(),
    ReleaseRule.REVIEWED: frozenset({"reviewer"}),
    ReleaseRule.APPROVED: frozenset({"reviewer", "approver"}),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a document may go out, why not, and the notices that it must carry."""

    diagnostics: tuple[Diagnostic, ...]
    notices: tuple[str, ...]

    @property
    def may_go_out(self) -> bool:
        """Nothing stands against it."""
        return not self.diagnostics


def judge(
    rule: ReleaseRule, document: Document, catalogue: Catalogue | None, rows: Iterable[SignOff]
) -> Verdict:
    """Hold one document against the rule; ``catalogue`` is None for the source language."""
    signed = roles_signed(rows, document)
    drafted = catalogue is not None and catalogue.is_machine_drafted
    place = Place(catalogue.path if catalogue else f"source/{document.leaflet}.md")
    found = [
        _unsigned(role, document, place, rule) for role in sorted(_wanted(rule, document) - signed)
    ]
    if (
        catalogue is not None
        and drafted
        and rule is not ReleaseRule.DRAFT
        and "reviewer" not in signed
    ):
        found.append(_unchecked(document, catalogue.origin, place))
    return Verdict(tuple(found), _notices(drafted, signed))


def _unchecked(document: Document, origin: str, place: Place) -> Diagnostic:
    tag = document.language.tag
    problem = f"A machine drafted the text in {tag}, and nobody has checked it."
    remedy = (
        "Have it checked by a qualified person, then type: everyleaf sign. If a person translated"
        f" it, the catalogue's header says so wrongly: {ORIGIN_FIELD}: {origin or '(empty)'};"
        " set it to human."
    )
    return error("release-machine-drafted", place, problem, remedy)


def notices_once_signed(
    rule: ReleaseRule, document: Document, rows: Iterable[SignOff]
) -> tuple[str, ...]:
    """The notices of a text that waits for sign-offs alone, as it will go out with them."""
    return _notices(False, roles_signed(rows, document) | _wanted(rule, document))


def _wanted(rule: ReleaseRule, document: Document) -> frozenset[str]:
    """A source text has its approver; a translation also the second reader (STANDARDS 9)."""
    wanted = _WANTED[rule]
    return wanted - {"reviewer"} if document.is_source else wanted


def _unsigned(role: str, document: Document, place: Place, rule: ReleaseRule) -> Diagnostic:
    problem = (
        f"The rule {rule.value} wants the sign-off of the {role}"
        f" for this text in {document.language.tag}."
    )
    remedy = (
        f"When they have read it, type: everyleaf sign {document.leaflet}"
        f' --language {document.language.tag} --role {role} --name "…"'
    )
    return error(f"release-no-{role}", place, problem, remedy)


def _notices(drafted: bool, signed: frozenset[str]) -> tuple[str, ...]:
    """Names of macros in layouts/base/notices.html (STANDARDS 8)."""
    if drafted and "reviewer" not in signed:
        return ("draft",)
    return () if "approver" in signed else ("draft_source",)
