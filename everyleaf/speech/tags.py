"""ID3v2.4 tags: title, publisher, language, date, chapters in time order.

The only file that reaches into mutagen: its own `save` orders frames by size, so that
a chapter with a short title would come first. Checked for 1.47.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel.core import get_global
from mutagen import id3
from mutagen import mp4 as _mp4
from mutagen.id3 import _tags

from everyleaf.speech.sound import Mark

_ID3: Any = id3  # mutagen's frames carry no types
_TAGS: Any = _tags
_MP4: Any = _mp4
_UTF8 = id3.Encoding.UTF8
_HEAD, _SHIFTS = 10, (21, 14, 7, 0)  # bytes before the frames; the size, seven bits a byte
_UNKNOWN = 0xFFFFFFFF  # "use the times, not the byte offsets" (ID3v2 Chapter Frame Addendum)
_TOP = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED


@dataclass(frozen=True, slots=True)
class Tags:
    """What the file says about itself. ``language`` is a BCP 47 tag, ``date`` ISO 8601."""

    title: str
    publisher: str
    language: str
    date: str


def tagged(
    mp3: bytes,
    tags: Tags,
    chapters: Sequence[Mark],
    seconds: float,
    lines: Sequence[tuple[str, float]] = (),
) -> bytes:
    """``mp3`` with an ID3v2.4 tag before it.

    ``lines`` are what is said, with the second at which each begins (SYLT).
    """
    frames = [*_text_frames(tags, seconds), *_chapter_frames(chapters), *_lines(tags, lines)]
    config = _TAGS.ID3SaveConfig(4, None)
    body = b"".join(_TAGS.save_frame(frame, config=config) for frame in frames)
    return b"ID3\x04\x00\x00" + _syncsafe(len(body)) + body + mp3


def _text_frames(tags: Tags, seconds: float) -> Iterator[id3.Frame]:
    yield _ID3.TIT2(encoding=_UTF8, text=tags.title)
    yield _ID3.TPE1(encoding=_UTF8, text=tags.publisher)  # what players show
    yield _ID3.TPUB(encoding=_UTF8, text=tags.publisher)
    yield _ID3.TDRC(encoding=_UTF8, text=tags.date)
    yield _ID3.TCON(encoding=_UTF8, text="Speech")
    yield _ID3.TLAN(encoding=_UTF8, text=three_letters(tags.language))
    yield _ID3.TLEN(encoding=_UTF8, text=str(round(seconds * 1000)))


def _chapter_frames(chapters: Sequence[Mark]) -> Iterator[id3.Frame]:
    names = [f"ch{number:03d}" for number in range(1, len(chapters) + 1)]
    yield _ID3.CTOC(element_id="toc", flags=_TOP, child_element_ids=names, sub_frames=[])
    for name, chapter in zip(names, chapters, strict=True):
        yield _ID3.CHAP(
            element_id=name,
            start_time=round(chapter.start * 1000),
            end_time=round(chapter.end * 1000),
            start_offset=_UNKNOWN,
            end_offset=_UNKNOWN,
            sub_frames=[_ID3.TIT2(encoding=_UTF8, text=chapter.title)],
        )


def _lines(tags: Tags, lines: Sequence[tuple[str, float]]) -> Iterator[id3.Frame]:
    """The transcript in time with the sound (ID3v2.4, section 4.9): milliseconds, "text"."""
    if lines:
        timed = [(text, round(start * 1000)) for text, start in lines]
        language = three_letters(tags.language)
        yield _ID3.SYLT(encoding=_UTF8, lang=language, format=2, type=2, desc="", text=timed)


def with_cover(mp3: bytes, png: bytes) -> bytes:
    """A tagged ``mp3`` with the picture on its front (ID3v2.4, section 4.14)."""
    front = id3.PictureType.COVER_FRONT
    frame = _ID3.APIC(encoding=_UTF8, mime="image/png", type=front, desc="", data=png)
    end = _HEAD + sum(byte << shift for byte, shift in zip(mp3[6:_HEAD], _SHIFTS, strict=True))
    body: bytes = mp3[_HEAD:end] + _TAGS.save_frame(frame, config=_TAGS.ID3SaveConfig(4, None))
    return mp3[:6] + _syncsafe(len(body)) + body + mp3[end:]


def with_cover_of_m4a(m4a: bytes, png: bytes) -> bytes:
    """The same for an M4A."""
    file = io.BytesIO(m4a)
    mp4: Any = _MP4.MP4(file)
    mp4["covr"] = [_MP4.MP4Cover(png, _MP4.MP4Cover.FORMAT_PNG)]
    mp4.save(file)
    return file.getvalue()


def _syncsafe(size: int) -> bytes:
    """Seven bits a byte (ID3v2.4, section 6.2)."""
    return bytes((size >> shift) & 0x7F for shift in _SHIFTS)


def three_letters(language_tag: str) -> str:
    """ISO 639-2/T for TLAN, from CLDR's aliases: "eng" for "en", "zho" for "zh-Hans"."""
    language = language_tag.partition("-")[0]
    aliases: Mapping[str, str] = get_global("language_aliases")
    known = [code for code, two in aliases.items() if two == language and len(code) == 3]
    alike = [code for code in known if code.startswith(language)]
    return (alike or known or [language])[-1]
