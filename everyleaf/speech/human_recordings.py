"""Recordings of a person who reads aloud: a WAV or MP3 file a block, where it matches its text.

They stand in source/recordings/<leaflet>/<language>/, each named by the number that the
block has on the sheet that was read from (`everyleaf script --numbered`), beside the JSON
file that came with that sheet. That file says which text each number was: a recording is
used where this very text is still said, wherever it now stands, and nowhere else.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import av

from everyleaf.diagnostics import Diagnostic, Place, error, note, warning
from everyleaf.speech.codecs import decoded
from everyleaf.speech.hearing import momentary
from everyleaf.speech.levelling import limited
from everyleaf.speech.loudness import integrated
from everyleaf.speech.numbered import UNNUMBERED, Block, numbered
from everyleaf.speech.reader import Spoken
from everyleaf.speech.script import Chapter, Script, Sentence
from everyleaf.speech.voice import Sound
from everyleaf.store import digest_of_bytes

FOLDER = "recordings"
LARGEST = 200_000_000  # bytes of one file
_ENDINGS = (".wav", ".mp3")  # of two of the same number, the first is used
_LEVEL = -19.5  # LUFS: as loud as eSpeak NG comes (measured, 4 voices), so that both go together
_PEAK = -1.5  # dBTP
_SILENCE = -60.0  # LUFS


@dataclass(frozen=True)
class HumanRecordings:
    """What a person has spoken of a script, by the text of the block."""

    spoken: Mapping[str, Spoken] = field(default_factory=dict)

    def in_place(self, script: Script) -> Script:
        """``script`` with each recorded block in one piece.

        Where a person reads everything, nothing is said about a computer voice.
        """
        blocks = numbered(script)
        alone = all(b.text in self.spoken for b in blocks if b.number is not None)
        chapters = []
        for position, chapter in enumerate(script.chapters, 1):
            own = [b for b in blocks if b.chapter == position]
            if alone:
                own = [b for b in own if b.role not in UNNUMBERED]
            sentences = [sentence for block in own for sentence in self._sentences(block)]
            chapters.append(Chapter(chapter.title, chapter.level, tuple(sentences)))
        return Script(script.language, tuple(c for c in chapters if c.sentences))

    def _sentences(self, block: Block) -> tuple[Sentence, ...]:
        if block.text not in self.spoken:
            return block.sentences
        return (replace(block.sentences[-1], text=block.text),)


def folder_of(source: Path, leaflet: str, tag: str) -> Path:
    """Where the recordings of a leaflet in a language are."""
    return source / FOLDER / leaflet / tag


def recordings_of(
    folder: Path, shown: str, script: Script
) -> tuple[HumanRecordings, list[Diagnostic]]:
    """The recordings in ``folder`` that match ``script``, and what is wrong with the others."""
    if not folder.is_dir():
        return HumanRecordings(), []
    texts, found = _texts(folder, shown)
    blocks = [block for block in numbered(script) if block.number is not None]
    wanted = {block.digest: block.text for block in blocks}
    spoken: dict[str, Spoken] = {}
    for path in _files(folder):
        text, wrong = _text_of(path, shown, texts, wanted)
        if text is not None and text not in spoken:
            sound, wrong = _sound(path, shown)
            if isinstance(sound, Spoken):
                spoken[text] = sound
        found += [wrong] if wrong else []
    if spoken:
        found.append(_how_many(spoken, blocks, shown))
    return HumanRecordings(spoken), found


def _files(folder: Path) -> list[Path]:
    files = [path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS]
    return sorted(files, key=lambda path: (path.stem, _ENDINGS.index(path.suffix.lower())))


def _texts(folder: Path, shown: str) -> tuple[dict[str, str], list[Diagnostic]]:
    """The digest of the text of each number, as the sheet had it."""
    sidecars = sorted(folder.glob("*.json"))
    remedy = "Put the JSON file of the sheet there: everyleaf script --numbered FILE.html."
    if len(sidecars) != 1:
        said = f"There are {len(sidecars)} JSON files beside the recordings; there must be one."
        return {}, [error("recording-sidecar", Place(shown), said, remedy)]
    try:
        raw = json.loads(sidecars[0].read_text(encoding="utf-8"))
        return {str(number): str(row["digest"]) for number, row in raw.items()}, []
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        place = Place(f"{shown}/{sidecars[0].name}")
        return {}, [error("recording-sidecar", place, "It is not the file of a sheet.", remedy)]


def _text_of(
    path: Path, shown: str, texts: Mapping[str, str], wanted: Mapping[str, str]
) -> tuple[str | None, Diagnostic | None]:
    place = Place(f"{shown}/{path.name}")
    if not re.fullmatch(r"[0-9]{3,5}", path.stem) or path.stem not in texts:
        said = f"“{path.stem}” is no number of the sheet."
        return None, warning("recording-unknown", place, said, "Name it by its block: 007.wav.")
    text = wanted.get(texts[path.stem])
    if text is None:
        said = "It is stale: the text that it was read from is not said any more."
        remedy = "Record its block again from a new sheet, or take the file away."
        return None, warning("recording-stale", place, said, remedy)
    return text, None


def _sound(path: Path, shown: str) -> tuple[Spoken | None, Diagnostic | None]:
    place = Place(f"{shown}/{path.name}")
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as problem:
        return None, _unreadable(place, problem)
    if len(data) > LARGEST:
        return None, _unreadable(place, f"it has over {LARGEST // 1_000_000} MB")
    try:
        sound = decoded(data)
        loudness = integrated(momentary(_long_enough(sound))) if sound.pcm else -math.inf
    except (ValueError, IndexError, av.error.FFmpegError) as problem:
        return None, _unreadable(place, problem)
    if not math.isfinite(loudness) or loudness < _SILENCE:
        return None, error("recording-silent", place, "Nothing can be heard in it.", "Record it.")
    return Spoken(_level(sound, loudness), f"person {path.stem} {digest_of_bytes(data)[:16]}"), None


def _long_enough(sound: Sound) -> Sound:
    """Said again until it lasts a second: loudness is measured in blocks of 0.4 s."""
    times = math.ceil(1 / sound.seconds)
    return replace(sound, pcm=sound.pcm * times)


def _unreadable(place: Place, why: object) -> Diagnostic:
    said = f"It cannot be used: {why}."
    return error("recording-unreadable", place, said, "Save it as WAV or MP3.")


def _level(sound: Sound, loudness: float) -> Sound:
    return limited(sound, _LEVEL - loudness, _PEAK)


def _how_many(spoken: Mapping[str, Spoken], blocks: Sequence[Block], shown: str) -> Diagnostic:
    read = sum(block.text in spoken for block in blocks)
    rest = "" if read == len(blocks) else " The rest is spoken by a computer voice."
    said = f"A person reads {read} of {len(blocks)} blocks.{rest}"
    return note("recording-used", Place(shown), said)


def inputs(folder: Path) -> Iterator[str]:
    """The names and digests of all files in ``folder``, for cache keys."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.is_file() and path.suffix.lower() in (*_ENDINGS, ".json"):
                yield f"{path.name} {digest_of_bytes(path.read_bytes())}"
