"""One leaflet in one language as it would be spoken, whether or not it may go out yet.

Reviewers read and hear a text before they sign it, so the release rule withholds nothing
here; what is wrong with the text does.
"""

from __future__ import annotations

from everyleaf.diagnostics import Diagnostic, Place, error, has_errors
from everyleaf.engine.gathering import Gathered, Localised, gather, text_to_sign
from everyleaf.engine.plan import Selection, make_tasks
from everyleaf.formats import Job
from everyleaf.publication import SETTINGS_FILE, Publication

AUDIO = "audio"


def job_to_speak(
    publication: Publication, leaflet: str, tag: str
) -> tuple[Job | None, list[Diagnostic]]:
    """The audio edition's job, or None and what stands against it."""
    gathered = gather(publication, [leaflet], [tag])
    found = list(gathered.diagnostics)
    if not gathered.ready:
        gathered.ready = _held_back(gathered, leaflet, tag)
    if not gathered.ready or tag not in gathered.lexicons:
        return None, found
    task = next(make_tasks(gathered, Selection(formats=(AUDIO,))), None)
    if task is None:
        remedy = f'Add "{AUDIO}" to formats, and a layout that has it (web) to layouts.'
        return None, [error("audio-none", Place(SETTINGS_FILE), "There is no audio here.", remedy)]
    return task.job, found


def _held_back(gathered: Gathered, leaflet: str, tag: str) -> list[Localised]:
    """The text that the release rule alone withholds."""
    if not all(row.by_rule for row in gathered.withheld) or tag not in gathered.words:
        return []
    document, found = text_to_sign(gathered.publication, leaflet, tag)
    if document is None or has_errors(found):
        return []
    return [Localised(document, gathered.words[tag], (), "", None)]
