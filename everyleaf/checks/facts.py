"""Facts: every placeholder has a value, and no sample value goes out for real."""

from __future__ import annotations

import re
from collections.abc import Iterator

from everyleaf.checks.source_case import SourceCase
from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.publication import ReleaseRule
from everyleaf.reading import placeholders

# Numbers that Ofcom keeps for drama (Ofcom, "Telephone numbers for use in TV and radio
# drama programmes"), without spaces, and names that RFC 2606 and RFC 6761 reserve.
_DRAMA = re.compile(
    r"0(113|114|115|116|117|118|121|131|141|151|161)4960\d{3}|02079460\d{3}|0191498\d{4}"
    r"|02896496\d{3}|02920180\d{3}|01632960\d{3}|07700900\d{3}|08081570\d{3}|09098790\d{3}"
    r"|03069990\d{3}"
)
_ABROAD = re.compile(r"^(\+|00)44")
_RESERVED = re.compile(r"(\.|@|//)(example\.(com|net|org)|[\w.-]*\.(example|test|invalid))\b")


def facts_known(case: SourceCase) -> Iterator[Diagnostic]:
    """Every placeholder is a fact of the leaflet or of the publisher."""
    known = case.document.facts
    remedy = f"Facts: {', '.join(sorted(known))}. Or add it to facts: in the front matter."
    for name, place in _named(case):
        if name not in known:
            yield error("fact-unknown", place, f"There is no fact {{{name}}}.", remedy)


def _named(case: SourceCase) -> Iterator[tuple[str, Place]]:
    for message in case.document.messages:
        for name in placeholders(message.text):
            yield name, message.place
    for element in case.left_out():
        for fact in element.iter("data"):
            yield fact.get("data-fact", ""), case.file


def facts_real(case: SourceCase) -> Iterator[Diagnostic]:
    """No number kept for drama and no reserved domain, unless the rule is draft (STANDARDS 9)."""
    if case.publication.settings.release.rule is ReleaseRule.DRAFT:
        return
    publisher = set(case.document.facts) - set(case.document.front.facts)
    for name, fact in case.document.facts.items():
        value = str(fact.value)
        if _DRAMA.search(_ABROAD.sub("0", value.replace(" ", ""))) or _RESERVED.search(value):
            place = Place("everyleaf.toml") if name in publisher else case.file
            remedy = "Write the real one; sample values go out under the rule draft only."
            yield error("fact-sample", place, f"{{{name}}} is a sample value: {value}.", remedy)
