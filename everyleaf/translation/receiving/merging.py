"""Returned messages against our own: what is taken, what is not, and why.

A translation that changed here since it was sent is never overwritten; a code that was
lost or added refuses its message; whatever the file says, nothing becomes approved.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from unicode_segmentation_rs import unicode_words

from everyleaf.catalogue import Catalogue, Entry
from everyleaf.diagnostics import Diagnostic, Place, Severity
from everyleaf.document import Document
from everyleaf.translation.handoff.inline_codes import (
    Node,
    alike,
    by_number,
    differences,
    restored,
    words_in,
)
from everyleaf.translation.handoff.markdown_codes import written
from everyleaf.translation.handoff.sent import Sent, digest_of_translation
from everyleaf.translation.handoff.unit import LeafletUnits, State, Unit
from everyleaf.translation.receiving.returned import (
    TAKEN,
    Fate,
    Outcome,
    Received,
    ReturnedFile,
    ReturnedUnit,
)

_UNWRITABLE = (
    "Its codes cannot stand like this: one is empty, text stands beside a picture, or a"
    ' caption holds the sign " (write typographic quotation marks).'
)
Check = Callable[[Document, Catalogue], Iterable[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written into a catalogue: a new translation of one message."""

    source: str
    context: str
    target: str
    fuzzy: bool


@dataclass(frozen=True)
class Merged:
    """One returned file against one leaflet, and the changes that follow."""

    received: Received
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A returned message so far: ``text`` is its translation as Markdown."""

    unit: Unit
    fate: Fate
    text: str
    fuzzy: bool
    reasons: tuple[str, ...] = ()


def leaflet_of(returned: ReturnedFile, leaflets: Iterable[LeafletUnits]) -> LeafletUnits | None:
    """The leaflet that most of the messages belong to, or None where none does.

    Names of files and fields in them are not asked: tools change both.
    """
    keys = {unit.key for unit in returned.units}
    shared = {one.leaflet: len(keys & {u.key for u in one.units}) for one in leaflets}
    best = max(leaflets, key=lambda one: shared[one.leaflet], default=None)
    return best if best is not None and shared[best.leaflet] else None


def merge(returned: ReturnedFile, leaflet: LeafletUnits, sent: Sent | None, check: Check) -> Merged:
    """The fate of every returned message, and what is to be written into the catalogue."""
    units = {unit.key: unit for unit in leaflet.units}
    foreign = [
        Outcome(Fate.FOREIGN, 0, (), _shown(one.source), _shown(one.target))
        for one in returned.units
        if one.key not in units
    ]
    judged: dict[str, _Judged] = {}
    for one in returned.units:
        if one.key not in units:
            continue
        base = sent.digest(leaflet.leaflet, one.key) if sent else None
        result = _judge(one, units[one.key], leaflet, base)
        if one.key in judged and judged[one.key].text != result.text:
            reason = "It came back twice, with two translations."
            result = dataclasses.replace(result, fate=Fate.REFUSED, reasons=(reason,))
        judged[one.key] = result
    checked = _checked(judged, leaflet, check)
    outcomes = [_outcome(result) for result in checked.values()]
    changes = [
        Change(r.unit.message.text, r.unit.message.context, r.text, r.fuzzy)
        for r in checked.values()
        if r.fate in TAKEN
    ]
    received = Received(returned.name, leaflet.leaflet, returned.language, (*outcomes, *foreign))
    return Merged(received, changes)


def _judge(one: ReturnedUnit, unit: Unit, leaflet: LeafletUnits, base: str | None) -> _Judged:
    """The fate of one message before the checks of its words."""
    if one.fault:
        return _Judged(unit, Fate.REFUSED, "", fuzzy=True, reasons=(one.fault,))
    if not _is_ours(one, unit):
        reason = "The source text in the file is not the one that was sent."
        return _Judged(unit, Fate.REFUSED, _shown(one.target), fuzzy=True, reasons=(reason,))
    if not _shown(one.target).strip() and not _has_codes(one.target):
        kept = ["It came back empty; what stands here is kept."] if unit.markdown else []
        return _Judged(unit, Fate.NOT_TRANSLATED, "", fuzzy=False, reasons=tuple(kept))
    text, reasons = _markdown(one, unit, leaflet.document)
    if text is None:
        return _Judged(unit, Fate.REFUSED, _shown(one.target), fuzzy=True, reasons=reasons)
    if _is_source_left(one, unit, text):
        reason = (
            "It is the source text as it was sent, so it counts as not translated. If it is to"
            " stay as it is, an editor writes it into the catalogue."
        )
        return _Judged(unit, Fate.NOT_TRANSLATED, text, fuzzy=False, reasons=(reason,))
    return _against_ours(one, unit, text, base)


def _is_ours(one: ReturnedUnit, unit: Unit) -> bool:
    """The key is a digest of the source, so a PO file cannot differ; XLIFF can be altered."""
    return isinstance(one.source, str) or alike(one.source, unit.source)


def _has_codes(target: str | tuple[Node, ...]) -> bool:
    return not isinstance(target, str) and bool(target)


def _markdown(
    one: ReturnedUnit, unit: Unit, document: Document
) -> tuple[str | None, tuple[str, ...]]:
    """The translation as Markdown; or None, and what is wrong with its codes."""
    if isinstance(one.target, str):
        return one.target, ()
    if unit.target and alike(one.target, unit.target):
        return unit.markdown, ()
    codes = by_number(unit.source)
    if wrong := differences(one.target, codes):
        said = f"Its codes differ from the source: {'; '.join(wrong)}."
        return None, (said,)
    text = written(restored(one.target, codes), document.inline)
    if text is None:
        return None, (_UNWRITABLE,)
    return text, ()


def _is_source_left(one: ReturnedUnit, unit: Unit, text: str) -> bool:
    """Tools fill in the source where nobody has translated."""
    return (
        unit.state in (State.NEW, State.FUZZY)
        and not one.is_marked_done
        and " ".join(text.split()) == " ".join(unit.message.text.split())
        and any(not word.isdecimal() for word in unicode_words(words_in(unit.source)))
    )


def _against_ours(one: ReturnedUnit, unit: Unit, text: str, base: str | None) -> _Judged:
    """Held against what stands here now, and against what was sent."""
    ours_fuzzy = unit.state is State.FUZZY
    same_text = text.strip() == unit.markdown.strip()
    if same_text and one.fuzzy == ours_fuzzy:
        return _Judged(unit, Fate.UNCHANGED, text, one.fuzzy)
    now = digest_of_translation(unit.markdown, fuzzy=ours_fuzzy)
    back = digest_of_translation(text, fuzzy=one.fuzzy)
    if back == base:
        return _Judged(unit, Fate.UNCHANGED, text, one.fuzzy)
    if base is None and unit.state in (State.TRANSLATED, State.APPROVED) and not same_text:
        reason = (
            "Another translation stands here, and no record in records/handoffs says whether"
            " it is the one that was sent. It is kept."
        )
        return _Judged(unit, Fate.CONFLICT, text, one.fuzzy, (reason,))
    if base is not None and now != base and not same_text:
        reason = "The translation here changed after it was sent. It is kept."
        return _Judged(unit, Fate.CONFLICT, text, one.fuzzy, (reason,))
    return _Judged(unit, Fate.TAKEN_FUZZY if one.fuzzy else Fate.TAKEN, text, one.fuzzy)


def _checked(
    judged: Mapping[str, _Judged], leaflet: LeafletUnits, check: Check
) -> dict[str, _Judged]:
    """With the checks of messages run on all that is new: an error refuses its message.

    Each candidate's place is its key, which is how a finding leads back to it.
    """
    entries = {
        (r.unit.message.context, r.unit.message.text): Entry(
            r.unit.message.text, r.unit.message.context, r.text, r.fuzzy, Place(key)
        )
        for key, r in judged.items()
        if r.fate is Fate.TAKEN
    }
    catalogue = Catalogue(leaflet.catalogue.path, leaflet.catalogue.header, entries)
    found: dict[str, list[Diagnostic]] = {}
    for one in check(leaflet.document, catalogue):
        if one.place is not None:
            found.setdefault(one.place.path, []).append(one)
    return {key: _with_findings(r, found.get(key, ())) for key, r in judged.items()}


def _with_findings(result: _Judged, found: Sequence[Diagnostic]) -> _Judged:
    reasons = tuple(f"{one.problem} {one.remedy}".strip() for one in found)
    refused = any(one.severity is Severity.ERROR for one in found)
    fate = Fate.REFUSED if refused else result.fate
    return dataclasses.replace(result, fate=fate, reasons=(*result.reasons, *reasons))


def _outcome(result: _Judged) -> Outcome:
    unit = result.unit
    return Outcome(
        result.fate, unit.number, unit.message.path, unit.message.text, result.text,
        unit.markdown, result.reasons, unit.message.context,
    )  # fmt: skip


def _shown(text: str | tuple[Node, ...]) -> str:
    return text if isinstance(text, str) else words_in(text)
