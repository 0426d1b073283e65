"""Speech: from the Document to a recording that a person can listen to.

    script      what is said, in which order, with which pauses
    phrases     the words that are spoken and never printed
    numbers     the guard: what an engine may misread is never left to it
    voice       what a voice is; `espeak_voice` is one
    gates       what the engine gave back is judged before anybody hears it
    sound       joining, loudness, MP3
    recording   all of it in one call

libespeak is global state that depends on its history, so no engine runs inside
this program: `espeak_server` is a process of its own that forks for each sentence.
"""

from pathlib import Path

PHRASES_FILE = Path(__file__).parent / "phrases.py"
