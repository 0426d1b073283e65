from __future__ import annotations

import io
from typing import Any

import pytest
from mutagen.mp3 import MP3

from everyleaf.language import known_languages
from everyleaf.speech.codecs import encoded
from everyleaf.speech.sound import Mark
from everyleaf.speech.tags import Tags, tagged, three_letters
from everyleaf.speech.voice import Sound


def test_chapters_stand_in_time_order_whatever_the_length_of_their_titles() -> None:
    marks = [Mark("A long title, longer than all", 0, 1), Mark("B", 1, 2), Mark("Çay 茶 شاي", 2, 3)]
    bare = encoded(Sound(bytes(2 * 22050 * 3), 22050))
    mp3 = tagged(bare, Tags("Tea", "Leaf", "en", "2026-11-01"), marks, 3)
    places = [mp3.rindex(name) for name in (b"ch001", b"ch002", b"ch003")]
    assert places == sorted(places)
    file: Any = MP3(io.BytesIO(mp3))  # type: ignore[no-untyped-call]
    titles = [chapter.sub_frames["TIT2"].text[0] for chapter in file.tags.getall("CHAP")]
    assert titles == [mark.title for mark in marks]


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "eng"),
        ("ar", "ara"),
        ("zh-Hans", "zho"),
        ("cy", "cym"),
        ("ckb", "ckb"),
        ("fa", "fas"),
    ],
)
def test_languages_have_the_three_letters_of_iso_639_2(tag: str, code: str) -> None:
    assert three_letters(tag) == code


def test_every_language_of_the_table_has_three_letters() -> None:
    assert all(len(three_letters(tag)) == 3 for tag in known_languages())
