"""Piper as a voice: a neural model, a file that the publication names (extra "piper").

The same text gives the same bytes: the noise that Piper adds is 0, its own levelling
(normalize_audio) is off, and the model runs in one thread. Piper drops a phoneme that the
model does not know; here the sentence fails instead.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from everyleaf.diagnostics import SetupError
from everyleaf.language import Language
from everyleaf.speech.phonemes import PHONEMES_BEGIN, PHONEMES_END
from everyleaf.speech.voice import Sound, SpeechError, Utterance, VoiceSpec
from everyleaf.store import digest_of_file

LONGEST_TEXT = 2000  # characters
_USUAL_RATE = 165  # words a minute; Piper's own pace is taken for this
_REMEDY = 'Type: pip install "everyleaf[piper]"'
_PHONEMES = re.compile(f"{PHONEMES_BEGIN}(.*?){PHONEMES_END}")
_OF_ITSELF = ("espeak", "text")  # ways to phonemes that bring nothing from the network


def missing(spec: VoiceSpec, folder: Path) -> str | None:
    """Why a model cannot be used here: Piper, the model or its description is missing."""
    if importlib.util.find_spec("piper") is None:
        return f"Piper is not installed. {_REMEDY}."
    for name in (spec.name, f"{spec.name}.json"):
        if not (folder / name).is_file():
            return f"There is no file {name}."
    return None


def made_from(spec: VoiceSpec, folder: Path) -> str:
    """The digest of a model and its description, and Piper's version."""
    if missing(spec, folder) is not None:
        return "missing"
    files = [folder / spec.name, folder / f"{spec.name}.json"]
    digests = [_digest(path, path.stat().st_mtime_ns) for path in files]
    versions = [importlib.metadata.version(name) for name in ("piper-tts", "onnxruntime")]
    return " ".join([*versions, *(digest[:16] for digest in digests)])


@cache
def _digest(path: Path, _changed: int) -> str:
    return digest_of_file(path)


class PiperVoice:
    """One model. Raises SetupError where it cannot be loaded."""

    def __init__(self, spec: VoiceSpec, folder: Path) -> None:
        if why := missing(spec, folder):
            raise SetupError(f"The voice {spec.name} cannot be used. {why}", _REMEDY)
        self._spec = spec
        self._identity = f"piper {spec.name} {made_from(spec, folder)} {spec.rate}"
        self._model = _load(folder / spec.name, self._identity)

    @property
    def spec(self) -> VoiceSpec:
        """Which voice this is."""
        return self._spec

    @property
    def identity(self) -> str:
        """Versions, model, its digest and rate, for cache keys and the manifest."""
        return self._identity

    def say(self, text: str) -> Utterance:
        """Speak ``text``. Raises SpeechError where any of it would be left out."""
        if not text.strip() or len(text) > LONGEST_TEXT or "\0" in text:
            raise SpeechError(f"a sentence has from 1 to {LONGEST_TEXT} characters, and no NUL")
        given = _marked(text)
        try:
            unknown = self._unknown(given)
            chunks = [] if unknown else list(self._model.synthesize(given, self._manner()))
        except Exception as problem:  # a model is a stranger's program
            raise SpeechError(f"Piper could not speak it: {problem}") from problem
        if unknown:
            raise SpeechError(f"the model has no sound for {', '.join(unknown)}")
        if not chunks:
            raise SpeechError("Piper said nothing")
        pcm = b"".join(chunk.audio_int16_bytes for chunk in chunks)
        return Utterance(Sound(pcm, int(chunks[0].sample_rate)))

    def _unknown(self, given: str) -> list[str]:
        """The phonemes that Piper would drop without a word."""
        known = self._model.config.phoneme_id_map
        said = {one for sentence in self._model.phonemize(given) for one in sentence}
        return sorted(f"“{one}”" for one in said if one not in known)

    def _manner(self) -> Any:
        usual = self._model.config.length_scale
        return importlib.import_module("piper").SynthesisConfig(
            noise_scale=0.0,
            noise_w_scale=0.0,
            length_scale=usual * _USUAL_RATE / self._spec.rate,
            normalize_audio=False,
        )


def _marked(text: str) -> str:
    """``text`` with the lexicon's phonemes in Piper's brackets, and no others."""
    plain = text.replace("[", " ").replace("]", " ")
    return _PHONEMES.sub(lambda found: f"[[{unicodedata.normalize('NFD', found[1])}]]", plain)


@cache
def _load(path: Path, identity: str) -> Any:
    """The model, loaded once in a process. ``identity`` makes a changed file another one."""
    piper = importlib.import_module("piper")  # late: heavy, and only here where asked for
    config = importlib.import_module("piper.config")
    onnx = importlib.import_module("onnxruntime")
    options = onnx.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    try:
        said = json.loads(Path(f"{path}.json").read_text(encoding="utf-8"))
        described = config.PiperConfig.from_dict(said)
        session = onnx.InferenceSession(
            str(path), sess_options=options, providers=["CPUExecutionProvider"]
        )
    except Exception as problem:
        raise SetupError(
            f"{path.name} is no model of Piper ({type(problem).__name__}).",
            "Get the .onnx file and its .onnx.json again.",
        ) from problem
    if described.phoneme_type.value not in _OF_ITSELF:
        raise SetupError(
            f"{path.name} takes its phonemes from “{described.phoneme_type.value}”.",
            f"Use a model that takes them from one of: {', '.join(_OF_ITSELF)}.",
        )
    return piper.PiperVoice(session=session, config=described)


def piper_voices(language: Language, folder: Path) -> Iterator[VoiceSpec]:
    """The models in voices/ of the publication that say they speak the language."""
    primary = language.tag.partition("-")[0].lower()
    for path in sorted((folder / "voices").glob("*.onnx")):
        try:
            said = json.loads(Path(f"{path}.json").read_text(encoding="utf-8"))
            tags = (said["espeak"]["voice"], said.get("language", {}).get("code", ""))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
        if any(re.split("[-_]", str(tag).lower())[0] == primary for tag in tags):
            name = path.relative_to(folder).as_posix()
            yield VoiceSpec("piper", name, _USUAL_RATE, "none", "Nobody judged it.")
