"""Whether a person has heard what a weak voice says in an edition, and found it right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from everyleaf.diagnostics import Diagnostic, warning
from everyleaf.formats import Job
from everyleaf.layout import TemplateFault
from everyleaf.records import AudioSignOff, Digests


@dataclass(frozen=True, slots=True)
class Hearing:
    """``signed`` is the sign-off that holds; ``void`` tells of one that does not any more."""

    signed: AudioSignOff | None = None
    void: Diagnostic | None = None


def listening_digests(job: Job) -> Digests:
    """What a listener to an audio edition hears now; a sign-off holds where it heard the same.

    Raises `TemplateFault` where a notice cannot be written.
    """
    from everyleaf.formats.spoken_text import read_by, spoken_text  # late: it loads the encoder
    from everyleaf.speech.listening import digests_of

    spoken = spoken_text(job)
    reading = read_by(job, spoken, weak=True)
    return digests_of(reading.in_place(spoken.script()), reading.voices)


def hearing(job: Job, rows: Iterable[AudioSignOff]) -> Hearing:
    """Hold the sign-offs of an audio edition against what would be spoken now.

    Nothing is asked of a language that speaks without anybody's having listened.
    """
    document = job.composition.document
    own = [
        row for row in rows
        if (row.leaflet, row.language) == (document.leaflet, document.language.tag)
    ]  # fmt: skip
    if not own or not is_weak(job):
        return Hearing()
    try:
        digests = listening_digests(job)
    except TemplateFault:  # told where the edition is made
        return Hearing()
    holding = next((row for row in own if row.holds_for(digests)), None)
    return Hearing(holding) if holding else Hearing(None, _void(own, digests))


def is_weak(job: Job) -> bool:
    """Whether the language speaks by a voice that a person must hear first."""
    from everyleaf.formats.spoken_text import chosen_voice  # late: it loads the encoder

    composition = job.composition
    without = chosen_voice(composition).spec
    return without is None and chosen_voice(composition, weak=True).spec is not None


def _void(rows: Iterable[AudioSignOff], digests: Digests) -> Diagnostic | None:
    """That the newest sign-off is void."""
    from everyleaf.speech.listening import no_longer_heard

    said = no_longer_heard(max(rows, key=lambda row: row.date), digests)
    return warning("listening-void", None, *said) if said else None
