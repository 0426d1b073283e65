"""Links lead somewhere that exists, by a scheme that is safe."""

from __future__ import annotations

import re
from collections.abc import Iterator

from everyleaf.checks.source_case import SourceCase
from everyleaf.diagnostics import Diagnostic, error

_ALLOWED = re.compile(r"https://[^\s<>\"]+|mailto:[^\s<>\"]+@[^\s<>\"]+|tel:\+?[0-9]+|#[^\s\"]+")
_LEAFLET = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")


def leaflets_known(case: SourceCase) -> Iterator[Diagnostic]:
    """A link to another leaflet names one that this publication has."""
    for link, place in case.elements("a"):
        target = link.get("href", "")
        if _LEAFLET.fullmatch(target) and target.removesuffix(".md") not in case.leaflets:
            there = ", ".join(sorted(f"{name}.md" for name in case.leaflets))
            problem = f"The link leads to a leaflet that does not exist: {target}."
            yield error("link-leaflet-unknown", place, problem, f"Leaflets: {there}.")


def addresses_allowed(case: SourceCase) -> Iterator[Diagnostic]:
    """Links are https, mailto, tel, a place in this leaflet, or another leaflet."""
    for link, place in case.elements("a"):
        target = link.get("href", "")
        if not _ALLOWED.fullmatch(target) and not _LEAFLET.fullmatch(target):
            remedy = "Use https://…, an e-mail address, #a-heading, or another-leaflet.md."
            problem = f'This is no address that a leaflet may link to: "{target[:80]}".'
            yield error("link-address", place, problem, remedy)


def places_known(case: SourceCase) -> Iterator[Diagnostic]:
    """A link to a place in this leaflet has that place."""
    ids = {element.get("id") for element in case.document.body.iter()} - {None}
    for link, place in case.elements("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in ids:
            there = ", ".join(f"#{name}" for name in sorted(map(str, ids)) if name)
            problem = f'There is no place "{target[:60]}" in this leaflet.'
            yield error("link-place-unknown", place, problem, f"Places: {there[:300]}.")
