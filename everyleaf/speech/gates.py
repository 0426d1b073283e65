"""What a voice gave back is judged before anybody hears it.

A voice can be accepted and stay silent, stop half-way, or spell letters out; the
engine reports none of it. Measured over the languages of eSpeak NG at 175 words a
minute: 0.06 to 0.43 seconds a letter (FINDINGS).
"""

from __future__ import annotations

import array
import sys
import unicodedata

from everyleaf.speech.voice import Sound, Utterance

SECONDS_A_LETTER = (0.06, 0.43)  # at 175 words a minute
_MEASURED_RATE = 175  # words a minute
_ENOUGH_LETTERS = 12  # in a shorter text one long word moves the average too far
_SLOWEST_LETTER = 1.5  # seconds; for short texts, such as one letter spelled
_DIGIT_IN_LETTERS = 4  # a digit is said as a word
_QUIET = 330  # of 32,767: -40 dBFS; speech peaks above it
_CLIPPED = (b"\xff\x7f" * 4, b"\x00\x80" * 4)  # samples at full scale, 16 bits, little-endian


def misspoken(text: str, utterance: Utterance, rate: int) -> str | None:
    """Why ``utterance`` cannot be ``text``, for a person; None where nothing speaks against it.

    ``rate`` is the voice's in words a minute.
    """
    weight = letters(text)
    if weight == 0:
        return "it holds nothing that can be spoken"
    if _is_silent(utterance.sound):
        return "the voice stayed silent"
    if _is_clipped(utterance.sound):
        return "the sound is clipped: its loudest parts are cut off"
    if utterance.switches and not _is_mixed(text):
        return f"the voice changed to other languages ({', '.join(utterance.switches)})"
    return _pace(weight, utterance.sound.seconds, rate)


def _pace(weight: int, seconds: float, rate: int) -> str | None:
    slower = _MEASURED_RATE / rate
    low, high = SECONDS_A_LETTER[0] * slower * 0.75, SECONDS_A_LETTER[1] * slower
    each = seconds / weight
    if weight < _ENOUGH_LETTERS:
        low, high = low / 2, _SLOWEST_LETTER * slower
    if low <= each <= high:
        return None
    return f"it took {each:.3f} seconds a letter; from {low:.3f} to {high:.3f} is usual"


def letters(text: str) -> int:
    """The letters of ``text``; a digit counts as four, for it is said as a word."""
    digits = sum(character.isdecimal() for character in text)
    others = sum(character.isalnum() for character in text) - digits
    return others + _DIGIT_IN_LETTERS * digits


def _is_silent(sound: Sound) -> bool:
    samples = array.array("h", sound.pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    return not any(abs(sample) >= _QUIET for sample in samples)


def _is_clipped(sound: Sound) -> bool:
    """Whether samples stand at full scale one after the other, as no voice's wave does."""
    return any(_holds_samples(sound.pcm, samples) for samples in _CLIPPED)


def _holds_samples(pcm: bytes, samples: bytes) -> bool:
    """Whether ``samples`` stand in ``pcm``, from the first byte of a sample on."""
    at = pcm.find(samples)
    while at >= 0 and at % 2:
        at = pcm.find(samples, at + 1)
    return at >= 0


def _is_mixed(text: str) -> bool:
    """Whether letters of more than one script stand in ``text``; then a change is right."""
    scripts = {unicodedata.name(c, "").split(" ")[0] for c in text if c.isalpha()}
    return len(scripts) > 1 or scripts == {"LATIN"}
