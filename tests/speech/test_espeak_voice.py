from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from everyleaf.speech.espeak_voice import EspeakVoice, the_server
from everyleaf.speech.voice import SpeechError, VoiceSpec

TEXTS = [f"This is sentence {n}. Your nurse can tell you more." for n in range(100)]


def digest_in_a_child(text: str) -> bytes:
    return EspeakVoice(VoiceSpec("espeak", "gmw/en", 165, "fit")).say(text).sound.pcm


def test_the_same_text_gives_the_same_bytes_whatever_was_said_before(english: EspeakVoice) -> None:
    forwards = {text: english.say(text).sound.pcm for text in TEXTS}
    backwards = {text: english.say(text).sound.pcm for text in reversed(TEXTS)}
    assert forwards == backwards
    assert len(set(forwards.values())) == len(TEXTS)


def test_another_voice_in_between_leaves_no_trace(
    english: EspeakVoice, mandarin: EspeakVoice
) -> None:
    before = english.say("Rest well.").sound.pcm
    mandarin.say("您好。")
    assert english.say("Rest well.").sound.pcm == before


@pytest.mark.parametrize("method", ["fork", "forkserver"])
def test_it_speaks_in_worker_processes(english: EspeakVoice, method: str) -> None:
    expected = english.say("Rest well.").sound.pcm
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(digest_in_a_child, ["Rest well."] * 4) == [expected] * 4
    assert english.say("Rest well.").sound.pcm == expected


def test_it_speaks_in_several_threads(english: EspeakVoice) -> None:
    alone = [english.say(text).sound.pcm for text in TEXTS[:12]]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: english.say(text).sound.pcm, TEXTS[:12]))
    assert together == alone
    assert threading.active_count() >= 1


@pytest.mark.parametrize("name", ["gmw/xx", "en", "", "../../etc/passwd", "gmw/en\0"])
def test_an_unknown_voice_is_refused_and_none_is_put_in_its_place(
    english: EspeakVoice, name: str
) -> None:
    english.say("Hello.")
    with pytest.raises(SpeechError):
        EspeakVoice(VoiceSpec("espeak", name, 165, "fit")).say("Hello.")


@pytest.mark.parametrize("text", ["", " ", "\n", "word " * 2000, "a\0b", "a\ud800b"])
def test_what_cannot_be_spoken_in_full_is_refused(english: EspeakVoice, text: str) -> None:
    with pytest.raises(SpeechError):
        english.say(text)


def test_a_hang_ends_in_an_error_and_the_next_sentence_is_spoken(english: EspeakVoice) -> None:
    hasty = EspeakVoice(english.spec, seconds=0.0001)
    with pytest.raises(SpeechError, match="too long"):
        hasty.say("well " * 390)
    assert english.say("Hello.").sound.seconds > 0.3


def test_a_killed_process_is_started_again(english: EspeakVoice) -> None:
    before = english.say("Hello.").sound.pcm
    pid = the_server().pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert english.say("Hello.").sound.pcm == before
    assert the_server().pid != pid


def test_the_process_ends_with_the_program(tmp_path: Path) -> None:
    program = (
        "from everyleaf.speech.espeak_voice import EspeakVoice, the_server\n"
        "from everyleaf.speech.voice import VoiceSpec\n"
        "EspeakVoice(VoiceSpec('espeak','gmw/en',165,'fit')).say('Hello.')\n"
        "print(the_server().pid)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root
    )
    with pytest.raises(ProcessLookupError):
        os.kill(int(done.stdout), 0)


def test_latin_words_in_arabic_are_noted_as_a_change_of_language(arabic: EspeakVoice) -> None:
    assert arabic.say("اسأل عن HER 2.").switches == ("en",)
    assert arabic.say("اسأل الممرضة.").switches == ()


def test_the_identity_tells_engine_version_voice_and_rate(english: EspeakVoice) -> None:
    assert english.identity.startswith("espeak-ng 1.52")
    assert english.identity.endswith("gmw/en 165")
