"""Spoken forms: numbers, doses, dates and signs in words, before any engine sees them."""

from everyleaf.speech.spoken.forms import Forms, forms_of
from everyleaf.speech.spoken.reading_aloud import read_aloud

__all__ = ["Forms", "forms_of", "read_aloud"]
