"""What speech is made from: one leaflet in one language, ready to be put into sentences.

Every format that speaks, and every command that shows what is spoken, takes it from here,
so that all of them say the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from everyleaf.diagnostics import Diagnostic
from everyleaf.document import Document
from everyleaf.facts import localised_date
from everyleaf.formats.format import Job
from everyleaf.language import Language
from everyleaf.layout import Composition
from everyleaf.layout.composing import notice_text
from everyleaf.speech.human_recordings import folder_of, inputs, recordings_of
from everyleaf.speech.lexicon import Lexicon, built_in
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.reader import NoVoice, Reader, Spoken
from everyleaf.speech.script import Notice, Opening, Script, spoken_script
from everyleaf.speech.voice import SLOWEST, Voices
from everyleaf.speech.voices import Choice, choose, engine_of, specs_of, voice_of


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


@dataclass(frozen=True)
class ReadBy:
    """Who reads a text aloud. ``in_place`` puts what a person has read into its script."""

    voices: Voices
    in_place: Callable[[Script], Script]
    diagnostics: tuple[Diagnostic, ...] = ()


def chosen_voice(
    composition: Composition, language: Language | None = None, *, weak: bool = False
) -> Choice:
    """The voice of a language (the document's); ``weak`` ones too, for people who judge them."""
    language = language or composition.document.language
    specs = specs_of(language, composition.settings)
    return choose(language, specs, composition.layouts_folder.parent, weak=weak)


def reader_of(
    composition: Composition,
    language: Language,
    lexicon: Lexicon | None = None,
    spoken: Mapping[str, Spoken] | None = None,
    *,
    weak: bool = False,
    pace: int = 100,
) -> Reader | None:
    """The voice of a language with its lexicon (the built-in one), or None where it has none.

    ``pace`` is in percent of the voice's words a minute.
    """
    spec = chosen_voice(composition, language, weak=weak).spec
    if spec is None:
        return None
    spec = dataclasses.replace(spec, rate=max(SLOWEST, spec.rate * pace // 100))
    voice, engine = voice_of(spec, composition.layouts_folder.parent), engine_of(spec)
    return Reader(voice, engine.alphabets, lexicon or built_in(language.tag), spoken or {})


def has_recordings(composition: Composition) -> bool:
    """Whether a person has recorded anything of the leaflet in this language."""
    return _recordings(composition).is_dir()


def _recordings(composition: Composition) -> Path:
    document = composition.document
    source = composition.layouts_folder.parent / "source"
    return folder_of(source, document.leaflet, document.language.tag)


def read_by(job: Job, spoken: SpokenText, *, weak: bool = False, pace: int = 100) -> ReadBy:
    """Who reads the text of an edition: a person where they have, else the voice chosen.

    Where there is no voice at all, every block must have been recorded.
    """
    composition, language = job.composition, spoken.document.language
    root, folder = composition.layouts_folder.parent, _recordings(composition)
    shown = folder.relative_to(root).as_posix()
    person, found = recordings_of(folder, shown, spoken.script())
    reader = reader_of(composition, language, job.lexicon, person.spoken, weak=weak, pace=pace)
    if reader is None:
        reader = Reader(NoVoice(), spoken=person.spoken)
    return ReadBy({language.tag: reader}, person.in_place, tuple(found))


def speech_inputs(job: Job) -> list[str]:
    """What the sound of an edition is made from, beside what all formats are made from."""
    composition = job.composition
    spec = chosen_voice(composition, weak=job.heard).spec
    root = composition.layouts_folder.parent
    made_from = engine_of(spec).made_from(spec, root) if spec else ""
    return [repr(job.lexicon), repr(spec), made_from, *inputs(_recordings(composition))]
