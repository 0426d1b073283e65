"""A listener's answer, held against what would be spoken now."""

from __future__ import annotations

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.engine.speaking import job_to_speak
from everyleaf.formats import Job
from everyleaf.formats.spoken_text import read_by, spoken_text
from everyleaf.publication import Publication
from everyleaf.speech.listening import (
    AudioSignOff,
    Digests,
    Listening,
    digests_of,
    read_listening,
    sign_off,
)


def listening_digests(job: Job) -> Digests:
    """What a listener to an audio edition hears now; a sign-off holds where it heard the same."""
    spoken = spoken_text(job)
    reading = read_by(job, spoken, weak=True)
    return digests_of(reading.in_place(spoken.script()), reading.voices)


def receive_listening(
    publication: Publication, data: bytes, name: str
) -> tuple[AudioSignOff | None, list[Diagnostic]]:
    """The sign-off that a returned answer is, or None and why; ``name`` is the file's."""
    listening, found = read_listening(data, name)
    if listening is None:
        return None, found
    if unknown := _unknown(publication, listening):
        remedy = "It may be of another publication, or the leaflet has another name now."
        return None, [error("listening-unknown", Place(name), unknown, remedy)]
    job, found = job_to_speak(publication, listening.leaflet, listening.language)
    if job is None:
        return None, found
    spoken = spoken_text(job)
    reading = read_by(job, spoken, weak=True)
    script = reading.in_place(spoken.script())
    digests = digests_of(script, reading.voices)
    return sign_off(listening, script, digests, publication.today, spoken.document)


def _unknown(publication: Publication, listening: Listening) -> str | None:
    if listening.leaflet not in {path.stem for path in publication.leaflet_files()}:
        return f"There is no leaflet {listening.leaflet} here."
    if listening.language not in publication.settings.languages:
        return f"This publication has no language {listening.language}."
    return None
