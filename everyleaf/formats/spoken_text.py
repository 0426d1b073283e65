"""What speech is made from: one leaflet in one language, ready to be put into sentences.

Every format that speaks, and every command that shows what is spoken, takes it from here,
so that all of them say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from everyleaf.document import Document
from everyleaf.facts import localised_date
from everyleaf.formats.format import Job
from everyleaf.layout.composing import notice_text
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.script import Notice, Opening, Script, spoken_script


@dataclass(frozen=True)
class SpokenText:
    """A document, the phrases of its language, and what is said before the text."""

    document: Document
    phrases: Phrases
    opening: Opening

    def script(self) -> Script:
        """The script, without the length, which is known when all has been spoken."""
        return spoken_script(self.document, self.phrases, self.opening)


def spoken_text(job: Job) -> SpokenText:
    """What is spoken for an edition. Raises `TemplateFault` where a notice cannot be written."""
    composition = job.composition
    document = composition.document
    notices = [notice_text(composition, name) for name in composition.notices]
    opening = Opening(
        composition.settings.publisher.name,
        localised_date(document.front.reviewed, document.language),
        tuple(Notice(text, document.language.tag) for text in notices),
    )
    return SpokenText(document, Phrases(composition.words.translations, job.lexicon), opening)
