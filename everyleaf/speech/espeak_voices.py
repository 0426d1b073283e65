"""Which voices eSpeak NG has for a language: read from its own data, a file a voice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import espeakng_loader

from everyleaf.language import Language
from everyleaf.speech.voice import VoiceSpec

_LANGUAGE = re.compile(rb"^language\s+([A-Za-z0-9-]+)", re.MULTILINE)


def missing(spec: VoiceSpec, folder: Path) -> str | None:
    """Why a voice cannot be used: eSpeak NG has none of this name. ``folder`` is not needed."""
    if spec.name in _names():
        return None
    near = get_close_matches(spec.name, _names(), n=3)
    others = f" Near it are {', '.join(near)}." if near else ""
    return f"eSpeak NG has no voice “{spec.name}”.{others}"


def espeak_voices(language: Language) -> Iterator[VoiceSpec]:
    """Every voice that names the language, or a dialect of it, as its own; none is judged."""
    primary = language.tag.partition("-")[0].lower()
    for path in _files():
        tags = [tag.decode().lower() for tag in _LANGUAGE.findall(path.read_bytes())]
        if any(tag.partition("-")[0] == primary for tag in tags):
            name = path.relative_to(_data()).as_posix()
            yield VoiceSpec("espeak", name, language.voice.rate, "none", "Nobody judged it.")


def _data() -> Path:
    return Path(espeakng_loader.get_data_path()) / "lang"


@cache
def _names() -> tuple[str, ...]:
    return tuple(path.relative_to(_data()).as_posix() for path in _files())


def _files() -> Iterator[Path]:
    """The file of each voice."""
    return filter(Path.is_file, sorted(_data().rglob("*")))
