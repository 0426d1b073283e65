"""Languages and scripts: rows of data, and nothing that knows one of them by name."""

from everyleaf.language.language import (
    BrailleRow,
    Language,
    VoiceRow,
    known_languages,
    language_by_tag,
    well_formed,
)
from everyleaf.language.pseudo import PseudoLocale, pseudo_locales
from everyleaf.language.script import Script, known_scripts

__all__ = [
    "BrailleRow",
    "Language",
    "PseudoLocale",
    "Script",
    "VoiceRow",
    "known_languages",
    "known_scripts",
    "language_by_tag",
    "pseudo_locales",
    "well_formed",
]
