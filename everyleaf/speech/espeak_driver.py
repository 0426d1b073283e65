"""A synchronous pyttsx3 driver for eSpeak NG: the only file that reaches into pyttsx3.

pyttsx3's own espeak driver must not be used (measured, FINDINGS): it works in the
background with room for one utterance, so that of three saves the last is written;
property changes get lost; an unknown voice keeps the one before and says nothing; it
needs a system library. What is relied on here: pyttsx3 imports
``pyttsx3.drivers.NAME`` and calls ``buildDriver(proxy)``; a driver has ``setProperty``,
``getProperty``, ``save_to_file``, ``startLoop``, ``endLoop``, ``stop``; errors reach
the engine as the topic "error". Checked for 2.99, and pinned to it.

libespeak-ng and its data come from the wheel espeakng-loader. The library is global
state: one process, one voice at a time.
"""

from __future__ import annotations

import ctypes
import importlib.metadata
import os
import re
import sys
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Any

import espeakng_loader
import pyttsx3

from everyleaf.diagnostics import SetupError
from everyleaf.speech.phonemes import PHONEMES_BEGIN, PHONEMES_END

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NAME = "everyleaf_espeak"
PYTTSX3 = "2.99"

# speak_lib.h of eSpeak NG 1.52
_SYNCHRONOUS, _BUFFER_MS, _DONT_EXIT = 2, 1000, 0x8000
_UTF8, _ENDPAUSE, _CHARACTER_POSITION = 1, 0x1000, 1
_PHONEMES = 0x100  # espeakPHONEMES: what stands in [[ ]] are mnemonics
_RATE, _VOLUME, _PITCH = 1, 2, 3
_PARAMETERS = {"rate": _RATE, "volume": _VOLUME, "pitch": _PITCH}
_IPA = 2
_SWITCH = re.compile(r"\(([a-z]{2,3}(?:-[a-z0-9]+)*)\)")
_MARKED = re.compile(f"{PHONEMES_BEGIN}.*?{PHONEMES_END}")
_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class _VoiceRecord(ctypes.Structure):
    """The head of espeak_VOICE, as far as it is read."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_char_p),
        ("identifier", ctypes.c_char_p),
    )


class _Library:
    """libespeak-ng in synchronous mode. Initialised once in a process."""

    def __init__(self) -> None:
        data = Path(espeakng_loader.get_data_path())
        os.environ["ESPEAK_DATA_PATH"] = str(data)
        self._dll = _typed(ctypes.CDLL(espeakng_loader.get_library_path()))
        self.rate = self._dll.espeak_Initialize(
            _SYNCHRONOUS, _BUFFER_MS, str(data.parent).encode(), _DONT_EXIT
        )
        if self.rate <= 0:
            raise SetupError("eSpeak NG could not be started.", "Run: everyleaf doctor")
        self._dll.espeak_ListVoices(None)  # read here once, or each fork would read 140 files
        self._write: Callable[[bytes], object] | None = None
        self._failed: Exception | None = None
        self._callback = _Callback(self._receive)  # kept: the library holds a bare pointer
        self._dll.espeak_SetSynthCallback(self._callback)

    @property
    def version(self) -> str:
        """Such as "1.52.0"."""
        return str(self._dll.espeak_Info(None).decode())

    def set_voice(self, name: str) -> None:
        """Choose a voice by its full name, such as gmw/en. Raises ValueError for any other."""
        refused = self._dll.espeak_SetVoiceByName(name.encode()) != 0
        if refused or self._current_voice() != name:
            raise ValueError(f"eSpeak NG has no voice “{name}”.")

    def _current_voice(self) -> str:
        voice = self._dll.espeak_GetCurrentVoice()
        return (voice.contents.identifier or b"").decode() if voice else ""

    def set_parameter(self, parameter: int, value: int) -> None:
        """Rate in words a minute, volume and pitch from 0 to 100."""
        if self._dll.espeak_SetParameter(parameter, value, 0) != 0:
            raise ValueError(f"eSpeak NG refuses parameter {parameter} = {value}.")

    def speak(self, text: str, write: Callable[[bytes], object]) -> None:
        """Give ``write`` the PCM of ``text``, 16 bit, mono, in parts of at most a second.

        Raises ValueError where eSpeak refuses, and whatever ``write`` raises.
        """
        flags = _UTF8 | _ENDPAUSE
        if PHONEMES_BEGIN in text:
            flags |= _PHONEMES
            text = text.replace("[", " ").replace(PHONEMES_BEGIN, "[[").replace(PHONEMES_END, "]]")
        encoded = text.encode()
        if b"\0" in encoded:
            raise ValueError("The text holds a NUL, at which eSpeak NG would stop.")
        self._write, self._failed = write, None
        answer = self._dll.espeak_Synth(
            encoded, len(encoded) + 1, 0, _CHARACTER_POSITION, 0, flags, None, None
        )
        if self._failed is not None:
            raise self._failed
        if answer != 0:
            raise ValueError(f"eSpeak NG could not speak (code {answer}).")

    def switches(self, text: str) -> tuple[str, ...]:
        """The languages that the engine changes to within ``text``."""
        rest = ctypes.c_char_p(_MARKED.sub(" ", text).encode())
        found: set[str] = set()
        while rest.value is not None:
            sounds = self._dll.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA)
            found.update(_SWITCH.findall((sounds or b"").decode()))
        return tuple(sorted(found))

    def _receive(self, samples: Any, count: int, _events: int | None) -> int:
        """Called by the library, which knows no exceptions; 1 makes it stop."""
        try:
            if count > 0 and self._write is not None:
                self._write(ctypes.string_at(samples, count * 2))
        except Exception as error:  # noqa: BLE001  # `speak` raises it
            self._failed = error
        return int(self._failed is not None)


def _typed(dll: Any) -> Any:
    """The library with the argument types without which ctypes would cut pointers."""
    dll.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    dll.espeak_SetSynthCallback.argtypes = [_Callback]
    dll.espeak_SetSynthCallback.restype = None
    dll.espeak_ListVoices.argtypes = [ctypes.c_void_p]
    dll.espeak_ListVoices.restype = ctypes.c_void_p
    dll.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
    dll.espeak_GetCurrentVoice.restype = ctypes.POINTER(_VoiceRecord)
    dll.espeak_SetParameter.argtypes = [ctypes.c_int] * 3
    dll.espeak_Info.argtypes, dll.espeak_Info.restype = [ctypes.c_void_p], ctypes.c_char_p
    dll.espeak_Synth.argtypes = [
        ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int,
        ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
    ]  # fmt: skip
    dll.espeak_TextToPhonemes.argtypes = [
        ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int,
    ]  # fmt: skip
    dll.espeak_TextToPhonemes.restype = ctypes.c_char_p
    return dll


class Driver:
    """What pyttsx3 asks of a driver, done at once and in order."""

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._library = _Library()
        self._voice = ""

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802  # pyttsx3's name
        """Voice (a full name), rate, volume, pitch. Raises ValueError where eSpeak refuses."""
        if name == "voice":
            self._voice = ""  # after a refusal nothing may be said with the voice before
            self._library.set_voice(str(value))
            self._voice = str(value)
        else:
            self._library.set_parameter(_PARAMETERS[name], int(str(value)))

    def getProperty(self, name: str) -> object:  # noqa: N802  # pyttsx3's name
        """The engine's ``version``, the current ``voice``, or the ``sample_rate`` in Hz."""
        known = {
            "version": self._library.version,
            "voice": self._voice,
            "sample_rate": self._library.rate,
            "switches": self._library.switches,
        }
        return known[name]

    def save_to_file(self, text: str, filename: str) -> None:
        """Speak ``text`` into a WAV file. Raises ValueError."""
        if not self._voice:
            raise ValueError("No voice has been chosen.")
        self._proxy.notify("started-utterance")
        with wave.open(filename, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self._library.rate)
            self._library.speak(text, file.writeframesraw)
        self._proxy.notify("finished-utterance", completed=True)

    def say(self, text: str) -> None:
        """Everyleaf plays nothing aloud."""
        raise NotImplementedError(text)

    def startLoop(self) -> None:  # noqa: N802  # pyttsx3's name
        """Work off the queue, at once."""
        self._proxy.setBusy(False)

    def iterate(self) -> Iterable[None]:
        """Nothing is left to do between two steps of another program's loop."""
        return iter(())

    def endLoop(self) -> None:  # noqa: N802  # pyttsx3's name
        """Nothing runs on."""

    def stop(self) -> None:
        """Nothing runs that could be stopped."""

    def destroy(self) -> None:
        """The library lives as long as the process."""


def buildDriver(proxy: Any) -> Driver:  # noqa: N802  # pyttsx3 calls it by this name
    """The door through which pyttsx3 comes in."""
    return Driver(proxy)


def open_engine() -> Any:
    """pyttsx3's engine on this driver. Raises SetupError where the version is another."""
    installed = importlib.metadata.version("pyttsx3")
    if installed != PYTTSX3:
        raise SetupError(
            f"pyttsx3 {installed} is installed; Everyleaf's driver knows {PYTTSX3}.",
            f"Run: pip install pyttsx3=={PYTTSX3}",
        )
    sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]
    return pyttsx3.init(NAME)
