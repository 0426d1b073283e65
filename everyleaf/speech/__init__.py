"""Speech: from the Document to a recording that a person can listen to.

    script      what is said, in which order, with which pauses
    phrases     the words that are spoken and never printed
    numbers     the guard: what an engine may misread is never left to it
    lexicon     words that are said otherwise than they are written; `pls` reads them
    voice       what a voice is; `espeak_voice` and `piper_voice` are two
    voices      the engines, and the voice that a language gets
    reader      who says a text: a voice, or a person (`human_recordings`)
    segments    one sentence, kept where its engine is slow
    gates       what the engine gave back is judged before anybody hears it
    sound       joining what was spoken; `codecs` encode it
    loudness    the rule; `hearing` measures, `levelling` meets it
    recording   all of it in one call
    listening   what a person answers who has heard every sentence of it

libespeak is global state that depends on its history, so no engine runs inside
this program: `espeak_server` is a process of its own that forks for each sentence.
"""

from pathlib import Path

PHRASES_FILE = Path(__file__).parent / "phrases.py"
