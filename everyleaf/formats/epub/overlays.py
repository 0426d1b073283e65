"""Media overlays (EPUB 3.3, section 9): each sentence lit while it is heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from everyleaf.formats.book.narration import Clip
from everyleaf.formats.book.pages import Page
from everyleaf.formats.book.xhtml import file_of, written

ACTIVE_CLASS = "being-read"


def audio_file(chapter: int) -> str:
    """The name of a chapter's sound."""
    return f"audio/{chapter + 1:02d}.mp3"


def clips_of(page: Page, clips: Sequence[Clip]) -> list[Clip]:
    """The clips of the elements on a page, in the order in which they are heard."""
    ids = {element.get("id") for element in page.body.iter()}
    return [clip for clip in clips if clip.target in ids]


def overlay(page: Page, clips: Sequence[Clip]) -> bytes:
    """The SMIL file of a page."""
    root = Element(
        "smil",
        {
            "xmlns": "http://www.w3.org/ns/SMIL",
            "xmlns:epub": "http://www.idpf.org/2007/ops",
            "version": "3.0",
        },
    )
    file = file_of(page)
    sequence = SubElement(
        SubElement(root, "body"),
        "seq",
        {"id": "page", "epub:textref": f"{file}#{page.name}", "epub:type": "chapter"},
    )
    for number, clip in enumerate(clips, 1):
        pair = SubElement(sequence, "par", {"id": f"p{number}"})
        SubElement(pair, "text", {"src": f"{file}#{clip.target}"})
        SubElement(
            pair,
            "audio",
            {
                "src": audio_file(clip.chapter),
                "clipBegin": clock(clip.start),
                "clipEnd": clock(clip.end),
            },
        )
    return written(root)


def clock(seconds: float) -> str:
    """A clock value (EPUB 3.3, section 9.2.3): "0:01:02.345"."""
    whole, thousandths = divmod(milliseconds(seconds), 1000)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}.{thousandths:03d}"


def milliseconds(seconds: float) -> int:
    """Cut, not rounded: no clip may end after its file."""
    return int(seconds * 1000)


def duration(clips: Sequence[Clip]) -> float:
    """Seconds, as the clips' written times add up."""
    return sum(_durations(clips)) / 1000


def _durations(clips: Sequence[Clip]) -> Iterator[int]:
    return (milliseconds(clip.end) - milliseconds(clip.start) for clip in clips)
