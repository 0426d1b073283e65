"""One leaflet in one language as it would be spoken, whether or not it may go out yet.

Reviewers read and hear a text before they sign it, so the release rule withholds nothing
here; what is wrong with the text does.
"""

from __future__ import annotations

from everyleaf.diagnostics import Diagnostic, Place, error, has_errors
from everyleaf.engine.gathering import Gathered, Localised, gather, text_to_sign
from everyleaf.engine.plan import Selection, make_tasks
from everyleaf.formats import Job
from everyleaf.language import Language
from everyleaf.publication import SETTINGS_FILE, Publication
from everyleaf.release import notices_once_signed

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


def heard_by_a_person(gathered: Gathered, leaflet: str, tag: str) -> str:
    """What a weak voice wants of a person: "heard", "void" or "unheard"; "" for other voices."""
    publication = gathered.publication
    language = next(row for row in publication.languages if row.tag == tag)
    if voice_status(publication, language) != "weak" or AUDIO not in publication.settings.formats:
        return ""
    rows = gathered.records.audio_sign_offs
    if not any((row.leaflet, row.language) == (leaflet, tag) for row in rows):
        return "unheard"
    job, _ = job_to_speak(publication, leaflet, tag)
    return "heard" if job is not None and job.heard else "void"


def voice_status(publication: Publication, language: Language) -> str:
    """The status of the voice that a language would be heard in; weak ones come last."""
    if language.tag not in publication.settings.voices:
        return language.voice.status
    from everyleaf.speech.voices import choose, specs_of  # late: it loads the encoder

    specs = specs_of(language, publication.settings)
    chosen = (choose(language, specs, publication.root, weak=weak).spec for weak in (False, True))
    return next((spec.status for spec in chosen if spec is not None), "none")


def _held_back(gathered: Gathered, leaflet: str, tag: str) -> list[Localised]:
    """The text that the release rule alone withholds."""
    if not all(row.by_rule for row in gathered.withheld) or tag not in gathered.words:
        return []
    document, found = text_to_sign(gathered.publication, leaflet, tag)
    if document is None or has_errors(found):
        return []
    rule = gathered.publication.settings.release.rule
    notices = notices_once_signed(rule, document, gathered.records.sign_offs)
    return [Localised(document, gathered.words[tag], notices, "", None)]
