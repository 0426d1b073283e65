"""A listener's answer, held against what would be spoken now."""

from __future__ import annotations

import dataclasses
import datetime

from everyleaf.diagnostics import Diagnostic, Place, error, has_errors, note
from everyleaf.engine.speaking import job_to_speak
from everyleaf.formats.spoken_text import read_by, spoken_text
from everyleaf.layout import TemplateFault
from everyleaf.publication import Publication
from everyleaf.records import AudioSignOff
from everyleaf.speech.listening import Listening, digests_of, read_listening, sign_off
from everyleaf.translation.receiving import printable

_MOST_FOUND = 500  # of one answer: a leaflet has fewer sentences


def receive_listening(
    publication: Publication, data: bytes, name: str
) -> tuple[AudioSignOff | None, list[Diagnostic]]:
    """The sign-off that a returned answer is, or None and why; ``name`` is the file's."""
    signed, found = _received(publication, data, name)
    return signed, [_shown(one) for one in _bounded(found)]


def _received(
    publication: Publication, data: bytes, name: str
) -> tuple[AudioSignOff | None, list[Diagnostic]]:
    listening, found = read_listening(data, name)
    if listening is None:
        return None, found
    if unknown := _unknown(publication, listening):
        remedy = "It may be of another publication, or the leaflet has another name now."
        return None, [error("listening-unknown", Place(name), unknown, remedy)]
    job, found = job_to_speak(publication, listening.leaflet, listening.language)
    if job is None:
        return None, found
    try:
        spoken = spoken_text(job)
    except TemplateFault as problem:
        return None, [problem.diagnostic]
    reading = read_by(job, spoken, weak=True)
    script = reading.in_place(spoken.script())
    digests = digests_of(script, reading.voices)
    # a publication may stand still at a date; the listener's phone does not
    today = max(publication.today, datetime.date.today())
    return sign_off(listening, script, digests, today, spoken.document)


def _unknown(publication: Publication, listening: Listening) -> str | None:
    if listening.leaflet not in {path.stem for path in publication.leaflet_files()}:
        return f"There is no leaflet {listening.leaflet[:40]} here."
    if listening.language not in publication.settings.languages:
        return f"This publication has no language {listening.language[:40]}."
    return None


def _bounded(found: list[Diagnostic]) -> list[Diagnostic]:
    """What is told of one answer, however much stands in it."""
    more = len(found) - _MOST_FOUND
    if more <= 0:
        return found
    first = sorted(found, key=lambda one: not has_errors([one]))
    return [*first[:_MOST_FOUND], note("listening-more", None, f"{more} more are not shown.")]


def _shown(found: Diagnostic) -> Diagnostic:
    """A listener's words without control characters: they go to a terminal."""
    place = found.place and Place(printable(found.place.path), found.place.line)
    problem, remedy = printable(found.problem), printable(found.remedy)
    return dataclasses.replace(found, place=place, problem=problem, remedy=remedy)
