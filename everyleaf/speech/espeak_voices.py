"""Which voices eSpeak NG has for a language: read from its own data, a file a voice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import espeakng_loader

from everyleaf.language import Language
from everyleaf.speech.voice import VoiceSpec

_LANGUAGE = re.compile(rb"^language\s+([A-Za-z0-9-]+)", re.MULTILINE)


def espeak_voices(language: Language) -> Iterator[VoiceSpec]:
    """Every voice that names the language, or a dialect of it, as its own; none is judged."""
    folder = Path(espeakng_loader.get_data_path()) / "lang"
    primary = language.tag.partition("-")[0].lower()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            tags = [tag.decode().lower() for tag in _LANGUAGE.findall(path.read_bytes())]
            if any(tag.partition("-")[0] == primary for tag in tags):
                name = path.relative_to(folder).as_posix()
                yield VoiceSpec("espeak", name, language.voice.rate, "none", "Nobody judged it.")
