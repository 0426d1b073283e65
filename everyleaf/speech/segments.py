"""One sentence spoken, judged and trimmed; of a slow engine it is kept.

eSpeak NG says a sentence sooner than a disk gives it back; an engine that takes a hundred
times as long says it once, and a changed sentence costs itself alone.
"""

from __future__ import annotations

from everyleaf.speech.codecs import resampled
from everyleaf.speech.gates import misspoken
from everyleaf.speech.keeping import Keep, Kept
from everyleaf.speech.reader import given_to, who_says
from everyleaf.speech.script import Sentence
from everyleaf.speech.sound import trimmed
from everyleaf.speech.voice import SLOW_ENGINES, Sound, SpeechError, Voice
from everyleaf.store import digest_of

RATE = 22_050  # Hz; chapters of several voices are joined, so all sounds have the same
_FORM = 1  # raised when what is kept here changes its meaning
_PCM = "pcm"


def segment(sentence: Sentence, voice: Voice, keep: Keep) -> Sound | str:
    """The sound of a sentence, or why there is none, for a person."""
    if voice.spec.engine not in SLOW_ENGINES:
        return _spoken(sentence.text, voice)
    key = key_of(sentence.text, voice)
    if kept := keep.find(key):
        return Sound(kept.files[_PCM], RATE)
    said = _spoken(sentence.text, voice)
    if isinstance(said, Sound):
        keep.put(key, Kept({_PCM: said.pcm}, {}))
    return said


def key_of(text: str, voice: Voice) -> str:
    """The digest of all that the sound of ``text`` is made from."""
    made = {"who": who_says(voice, text), "given": given_to(voice, text), "rate": RATE}
    return digest_of({"segment": text, "form": _FORM, **made})


def _spoken(text: str, voice: Voice) -> Sound | str:
    try:
        utterance = voice.say(text)
    except SpeechError as problem:
        return str(problem)
    wrong = misspoken(text, utterance, voice.spec.rate)
    return trimmed(resampled(utterance.sound, RATE)) if wrong is None else wrong
