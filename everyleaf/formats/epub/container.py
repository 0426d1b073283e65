"""What is in an EPUB, file by file (EPUB 3.3, section 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.document import text_of
from everyleaf.formats.book.narration import Narrated
from everyleaf.formats.book.page_breaks import marker_id, page_labels
from everyleaf.formats.book.pages import PICTURES, Pages, pictures_of
from everyleaf.formats.book.xhtml import EPUB_TYPE, file_of, xhtml, xhtml_page
from everyleaf.formats.epub.overlays import audio_file, clips_of, duration, overlay
from everyleaf.formats.epub.package_document import (
    NAVIGATION,
    Contents,
    overlay_file,
    package_document,
)
from everyleaf.formats.format import Job, PaperPages
from everyleaf.formats.web_fonts import characters_of, missing_characters, web_fonts
from everyleaf.language import Script
from everyleaf.layout.templates import Templates
from everyleaf.layout.typefaces import LATIN, faces, font_face_rules

_FOLDER = "EPUB/"
_PACKAGE = "package.opf"
_STYLE = "web/book.css"
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    f'<rootfiles><rootfile full-path="{_FOLDER}{_PACKAGE}" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


def container(job: Job, book: Narrated, fonts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """All files in order; ``mimetype`` comes first (EPUB 3.3, section 4.2.6.2)."""
    files = {**_texts(job, book), **_sound(book), **fonts}
    for name in pictures_of(book.pages):
        files[f"{PICTURES}{name}"] = (job.source_folder / name).read_bytes()
    heard = {
        file_of(page): duration(clips)
        for page in book.pages
        if (clips := clips_of(page, book.clips))
    }
    spine = [file_of(page) for page in book.pages]
    shown = bool(pictures_of(book.pages))
    paper = job.paper.code if job.paper else ""
    contents = Contents(tuple(files), spine, heard, shown, book.pages.said, paper)
    yield "mimetype", b"application/epub+zip"
    yield "META-INF/container.xml", _CONTAINER.encode()
    yield _FOLDER + _PACKAGE, package_document(job.composition, contents)
    for name, data in files.items():
        yield _FOLDER + name, data


def fonts(job: Job, book: Narrated) -> tuple[dict[str, bytes], Diagnostic | None]:
    """The faces that a reader may lack, cut down; or what signs they do not have.

    A book in Latin script takes the reader's own face.
    """
    own = _own_script(job)
    if own is None:
        return {}, None
    shown = [data.decode() for data in _texts(job, book).values()]
    characters = characters_of(shown)
    language = job.composition.document.language
    if missing := missing_characters(characters, faces((language,)), job.font_folder):
        listed = ", ".join(f"{c} (U+{ord(c):04X})" for c in sorted(missing)[:10])
        return {}, error(
            "glyph-missing",
            Place(job.composition.edition.name),
            f"No font has the signs {listed}.",
            "Use other signs, or add a font for them to scripts.toml.",
        )
    made = web_fonts({own: characters}, job.font_folder)
    return {f"fonts/{name}": data for name, data in made.items()}, None


def _own_script(job: Job) -> Script | None:
    script = job.composition.document.language.script
    return None if script.code == LATIN else script


def _texts(job: Job, book: Narrated) -> dict[str, bytes]:
    language = job.composition.document.language
    files = {NAVIGATION: _navigation(job, book.pages), "style.css": _style(job).encode()}
    for page in book.pages:
        files[file_of(page)] = xhtml_page(page, book.pages, language)
    return files


def _sound(book: Narrated) -> dict[str, bytes]:
    files = {}
    for page in book.pages:
        if clips := clips_of(page, book.clips):
            files[overlay_file(file_of(page))] = overlay(page, clips)
    for chapter, data in enumerate(book.parts):
        files[audio_file(chapter)] = data
    return files


def _style(job: Job) -> str:
    composition = job.composition
    own = Templates(composition.layouts_folder, composition.words).style(_STYLE)
    script = _own_script(job)
    if script is None:
        return own
    rules = font_face_rules((script,), "woff2", "fonts")
    body = f'body{{font-family:"{script.family}",serif;line-height:{script.leading}}}'
    # Names, numbers to call and words for staff: the reader's own Latin face comes first.
    latin = f'body bdi,body [lang]{{font-family:serif,"{script.family}"}}'
    tall = f"h1,h2,h3,h4{{line-height:{script.leading}}}"  # STANDARDS 27 holds for headings too
    return f"{rules}\n{body}\n{latin}\n{own}\n{tall}\n"


def _navigation(job: Job, pages: Pages) -> bytes:
    """The table of contents: every page, and the headings inside it (section 7)."""
    nav = Element("nav", {EPUB_TYPE: "toc", "role": "doc-toc", "id": "toc"})
    title = pages.said["contents"]
    SubElement(nav, "h1").text = title
    top = SubElement(nav, "ol")
    for page in pages:
        entry = SubElement(top, "li")
        SubElement(entry, "a", {"href": file_of(page)}).text = page.title
        inside = list(page.headings())[1:]
        below = [heading for heading in inside if heading.get("id")]
        if below:
            deeper = SubElement(entry, "ol")
            for heading in below:
                target = {"href": f"{file_of(page)}#{heading.get('id')}"}
                SubElement(SubElement(deeper, "li"), "a", target).text = text_of(heading)
    lists = [nav] if job.paper is None else [nav, _page_list(job, job.paper, pages)]
    return xhtml(title, lists, job.composition.document.language)


def _page_list(job: Job, paper: PaperPages, pages: Pages) -> Element:
    """The pages of the paper leaflet (section 7.4.2.3); the reading system shows it."""
    named = {EPUB_TYPE: "page-list", "role": "doc-pagelist", "id": "page-list", "hidden": ""}
    nav = Element("nav", named)
    entries = SubElement(nav, "ol")
    for number, label in page_labels(job.composition.document, paper).items():
        page = pages.page_of(marker_id(number))
        if page is not None:
            target = {"href": f"{file_of(page)}#{marker_id(number)}"}
            SubElement(SubElement(entries, "li"), "a", target).text = label
    return nav
