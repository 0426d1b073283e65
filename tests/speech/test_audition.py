from __future__ import annotations

from pathlib import Path

import pytest

from everyleaf.speech.audition import audition, candidates, page, sample
from everyleaf.speech.codecs import decoded
from everyleaf.speech.lexicon import Lexicon
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.script import Opening, spoken_script
from everyleaf.speech.voice import VoiceSpec
from tests.conftest import CHINESE, ENGLISH

from .conftest import MakeDocument
from .tiny_piper_model import write_model

NAMED = VoiceSpec("espeak", "gmw/en", 165, "fit")
GONE = VoiceSpec("piper", "voices/gone.onnx", 165, "native")


def test_the_sample_has_a_date_a_dose_and_a_phone_number_in_words(
    document_of: MakeDocument, phrases: Phrases
) -> None:
    document = document_of("<h1>Tea</h1><p>Sit down.</p>")
    script = spoken_script(document, phrases, Opening("Leaf", "1 November 2026"))
    said = " ".join(sample(document, phrases, script))
    for words in ("Tea", "1 November 2026", "Sit down.", "two point five milligrams",
                  "three to five milligrams", "zero one six three two, nine"):  # fmt: skip
        assert words in said


def test_all_voices_of_the_engines_are_there_the_named_ones_first(tmp_path: Path) -> None:
    (tmp_path / "voices").mkdir()
    write_model(tmp_path / "voices")
    (tmp_path / "voices/broken.onnx").write_bytes(b"")
    found = candidates(ENGLISH, [GONE, NAMED], tmp_path)
    assert found[:2] == (GONE, NAMED)
    names = [(spec.engine, spec.name) for spec in found]
    assert len(names) == len(set(names))
    assert {("espeak", "gmw/en-GB-scotland"), ("piper", "voices/hum.onnx")} <= set(names)
    assert all(spec.status == "none" for spec in found[2:])
    assert {spec.name for spec in candidates(CHINESE, [], tmp_path)} >= {"sit/cmn", "sit/yue"}


def test_each_voice_is_heard_or_says_why_not(tmp_path: Path) -> None:
    unknown = VoiceSpec("espeak", "gmw/xx", 165, "none")
    heard = list(audition([NAMED, GONE, unknown], ["Rest well now."], Lexicon(), tmp_path))
    assert heard[0].mp3
    assert decoded(heard[0].mp3).seconds > 0.5
    assert [one.mp3 for one in heard[1:]] == [None, None]
    assert "gone.onnx" in heard[1].problems[0]
    assert "gmw/xx" in heard[2].problems[0]


@pytest.mark.parametrize("chosen", [NAMED, None])
def test_the_page_says_which_is_chosen(tmp_path: Path, chosen: VoiceSpec | None) -> None:
    heard = list(audition([NAMED, GONE], ["Rest <b> well."], Lexicon(), tmp_path))
    html = page(ENGLISH, ["Rest <b> well."], heard, chosen, lambda spec: spec.status).decode()
    assert html.count('class="chosen"') == (chosen is not None)
    assert 'src="espeak-gmw-en.mp3"' in html
    assert "<b>" not in html
    assert "It says nothing." in html
