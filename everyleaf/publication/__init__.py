"""A publication: a folder with settings, sources, translations, layouts and records."""

from everyleaf.publication.publication import SETTINGS_FILE, Publication, open_publication
from everyleaf.publication.settings import (
    Accessibility,
    BrailleSettings,
    Brand,
    Colour,
    PdfSettings,
    PrintSettings,
    Publisher,
    ReleaseRule,
    ReleaseSettings,
    Settings,
    VoiceSettings,
)

__all__ = [
    "SETTINGS_FILE",
    "Accessibility",
    "BrailleSettings",
    "Brand",
    "Colour",
    "PdfSettings",
    "PrintSettings",
    "Publication",
    "Publisher",
    "ReleaseRule",
    "ReleaseSettings",
    "Settings",
    "VoiceSettings",
    "open_publication",
]
