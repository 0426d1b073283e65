"""The files of a DAISY 2.02 talking book (DAISY 2.02 Specification, sections 2.1 to 2.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from everyleaf.document import HEADINGS, text_of
from everyleaf.formats.book.narration import Clip, Narrated
from everyleaf.formats.book.pages import pictures_of
from everyleaf.formats.book.xhtml import written
from everyleaf.formats.daisy.full_text import DOCTYPE, TEXT, add_head, full_text, html_root
from everyleaf.formats.format import Job
from everyleaf.layout import Composition

NCC = "ncc.html"
_SMIL_DOCTYPE = (
    '<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-smil/SMIL10.dtd">\n'
)
_FORMAT = "Daisy 2.02"
GENERATOR = "Everyleaf"


@dataclass(frozen=True)
class Section:
    """What is heard under one heading. ``level`` is that of the heading, 1 to 6."""

    number: int
    title: str
    level: int
    clips: Sequence[Clip]

    @property
    def smil(self) -> str:
        """The name of its SMIL file."""
        return f"s{self.number:04d}.smil"

    @property
    def mp3(self) -> str:
        """The name of its sound."""
        return f"a{self.number:04d}.mp3"

    @property
    def seconds(self) -> float:
        """How long it is heard."""
        return sum(clip.end - clip.start for clip in self.clips)


def talking_book(job: Job, book: Narrated) -> Iterator[tuple[str, bytes]]:
    """All files in order, the navigation control centre first."""
    composition, sections = job.composition, _sections(book)
    files: dict[str, bytes] = {TEXT: full_text(book.pages, composition.document.language)}
    elapsed = 0.0
    for section in sections:
        files[section.smil] = _smil(section, elapsed, composition)
        files[section.mp3] = book.parts[section.number - 1]
        elapsed += section.seconds
    files["master.smil"] = _master(sections, elapsed, composition)
    for name in pictures_of(book.pages):
        files[name] = (job.source_folder / name).read_bytes()
    yield NCC, _ncc(sections, files, elapsed, composition)
    yield from files.items()


def _sections(book: Narrated) -> list[Section]:
    """One a chapter of the recording: its first clip is its heading's."""
    headings = _headings(book)
    sections: list[Section] = []
    for chapter in range(len(book.parts)):
        clips = [clip for clip in book.clips if clip.chapter == chapter]
        heading = headings.get(clips[0].target)
        title = text_of(heading) if heading is not None else book.pages.pages[-1].title
        level = int(heading.tag[1]) if heading is not None else 2
        level = min(level, sections[-1].level + 1) if sections else 1
        sections.append(Section(chapter + 1, title, level, clips))
    return sections


def _headings(book: Narrated) -> Mapping[str, Element]:
    """The headings by the ids of the words that are marked in them."""
    return {
        inner.get("id", ""): element
        for page in book.pages
        for element in page.body.iter()
        if element.tag in HEADINGS
        for inner in element.iter()
    }


def _ncc(
    sections: Sequence[Section],
    files: Mapping[str, bytes],
    seconds: float,
    composition: Composition,
) -> bytes:
    """The navigation control centre (section 2.1): every heading, and where it is heard."""
    document = composition.document
    root = html_root(document.language)
    metadata = {
        **_described(composition),
        **_counted(sections, files, seconds),
        "ncc:charset": "utf-8",
        "ncc:multimediaType": "audioFullText",
    }
    add_head(root, document.title, metadata)
    body = SubElement(root, "body")
    for section in sections:
        kind = {"class": "title"} if section.number == 1 else {}
        heading = SubElement(body, f"h{section.level}", {"id": f"n{section.number:04d}", **kind})
        target = f"{section.smil}#t1"
        SubElement(heading, "a", {"href": target}).text = section.title
    return written(root, DOCTYPE)


def _described(composition: Composition) -> dict[str, str]:
    """What the book is (appendix 2: required and recommended metadata)."""
    document, publisher = composition.document, composition.settings.publisher.name
    date = document.front.reviewed.isoformat()
    return {
        "dc:title": document.title,
        "dc:creator": document.front.people.get("author") or publisher,
        "dc:publisher": publisher,
        "dc:date": date,
        "dc:format": _FORMAT,
        "dc:identifier": composition.edition.code,
        "dc:language": document.language.tag,
        "ncc:producer": publisher,
        "ncc:producedDate": date,
        "ncc:generator": GENERATOR,
        "prod:version": document.front.version,  # ncc:revision must be a whole number
    }


def _counted(
    sections: Sequence[Section], files: Mapping[str, bytes], seconds: float
) -> dict[str, str]:
    bytes_in_all = sum(map(len, files.values()))
    return {
        "ncc:tocItems": str(len(sections)),
        "ncc:depth": str(max(section.level for section in sections)),
        "ncc:totalTime": _clock(seconds),
        "ncc:files": str(len(files) + 1),
        "ncc:kByteSize": str(bytes_in_all // 1024 + 1),
        **dict.fromkeys(
            ("ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial", "ncc:maxPageNormal",
             "ncc:footnotes", "ncc:prodNotes", "ncc:sidebars"), "0"
        ),
        "ncc:setInfo": "1 of 1",
    }  # fmt: skip


def _smil(section: Section, elapsed: float, composition: Composition) -> bytes:
    """What is lit and heard under one heading (section 2.3)."""
    metadata = {
        "title": section.title,
        "ncc:timeInThisSmil": _clock(section.seconds),
        "ncc:totalElapsedTime": _clock(elapsed),
    }
    root = _smil_root(composition, metadata)
    body = SubElement(root, "body")
    sequence = SubElement(body, "seq", {"dur": f"{section.seconds:.3f}s"})
    for number, clip in enumerate(section.clips, 1):
        pair = SubElement(sequence, "par", {"endsync": "last", "id": f"p{number}"})
        target = {"src": f"{TEXT}#{clip.target}", "id": f"t{number}"}
        SubElement(pair, "text", target)
        SubElement(
            SubElement(pair, "seq"),  # players look for the sound in here
            "audio",
            {
                "src": section.mp3,
                "clip-begin": _normal_play_time(clip.start),
                "clip-end": _normal_play_time(clip.end),
                "id": f"a{number}",
            },
        )
    return written(root, _SMIL_DOCTYPE)


def _master(sections: Sequence[Section], seconds: float, composition: Composition) -> bytes:
    """All SMIL files in order, for players that want one list (section 2.4)."""
    metadata = {"title": composition.document.title, "ncc:timeInThisSmil": _clock(seconds)}
    root = _smil_root(composition, metadata)
    body = SubElement(root, "body")
    for section in sections:
        named = {"title": section.title, "src": section.smil, "id": f"m{section.number:04d}"}
        SubElement(body, "ref", named)
    return written(root, _SMIL_DOCTYPE)


def _smil_root(composition: Composition, metadata: Mapping[str, str]) -> Element:
    root = Element("smil")
    head = SubElement(root, "head")
    always = {
        "dc:format": _FORMAT,
        "dc:identifier": composition.edition.code,
        "dc:title": composition.document.title,
        "ncc:generator": GENERATOR,
    }
    for name, value in {**always, **metadata}.items():
        SubElement(head, "meta", {"name": name, "content": value})
    SubElement(SubElement(head, "layout"), "region", {"id": "txtView"})
    return root


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def _normal_play_time(seconds: float) -> str:
    """Cut, not rounded: no clip may end after its file."""
    return f"npt={int(seconds * 1000) / 1000:.3f}s"
