"""Languages and scripts: rows of data, and nothing that knows one of them by name."""

from everyleaf.language.language import (
    BrailleRow,
    Language,
    VoiceRow,
    known_languages,
    language_by_tag,
    well_formed,
)
from everyleaf.language.script import Script, known_scripts

__all__ = [
    "BrailleRow",
    "Language",
    "Script",
    "VoiceRow",
    "known_languages",
    "known_scripts",
    "language_by_tag",
    "well_formed",
]
