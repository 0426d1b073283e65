"""WebVTT: the transcript in time with the sound, for the player of the web page (W3C WebVTT)."""

from __future__ import annotations

from collections.abc import Iterable

from everyleaf.speech.recording import Cue

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def webvtt(cues: Iterable[Cue]) -> bytes:
    """One cue a sentence, in UTF-8."""
    return "\n".join(["WEBVTT", "", *map(_cue, cues)]).encode()


def _cue(cue: Cue) -> str:
    text = " ".join(cue.sentence.text.split()).translate(_ESCAPED)
    return f"{_time(cue.start)} --> {_time(cue.end)}\n{text}\n"


def _time(seconds: float) -> str:
    """Hours, minutes, seconds and milliseconds."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02d}:{minute:02d}:{second:02d}.{thousandths:03d}"
