"""The signs around phonemes in what an engine is given.

They are of the private use area, which no text has: brackets of a text can then never be
taken for phonemes.
"""

PHONEMES_BEGIN, PHONEMES_END = "\ue000", "\ue001"
