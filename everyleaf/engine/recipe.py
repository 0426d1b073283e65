"""The key of an edition: the digest of everything that can change its files."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import tostring

import jinja2
import jinja2.meta
import msgspec

import everyleaf
from everyleaf.document import Document
from everyleaf.formats import FORMATS, Job
from everyleaf.formats.braille.liblouis import liblouis_version
from everyleaf.formats.html import CODE_PAGE
from everyleaf.layout import Composition, Layout
from everyleaf.layout.fontcache import font_folder
from everyleaf.store import digest_of, digest_of_bytes, digest_of_file, digest_of_folder

_OF_EVERY_LAYOUT = ("base/notices.html",)
_ENGINES = (
    "weasyprint", "pydyf", "markdown", "jinja2", "babel", "fonttools", "pikepdf", "pillow",
    "segno", "pyttsx3", "espeakng-loader", "av", "mutagen", "tinycss2", "brotli",
    "tinyhtml5",
)  # fmt: skip


@cache
def engine_versions() -> Mapping[str, str]:
    """The version of every library that writes a part of an edition, for the manifest."""
    return {name: importlib.metadata.version(name) for name in _ENGINES}


@cache
def program_digest() -> str:
    """Everyleaf's own code and data: a change in it makes every edition anew."""
    folder = Path(everyleaf.__file__).parent
    return digest_of_folder(folder, suffixes=(".py", ".toml", ".json"))


def key_of(job: Job) -> str:
    """The digest of all that the edition is made from.

    That is the document, layout, words, settings, pictures, fonts, and the programs.
    """
    composition = job.composition
    layouts = composition.layouts_folder
    folders = layout_folders(layouts, composition.layout)
    if job.coded:
        folders |= {CODE_PAGE.partition("/")[0]}
    return digest_of(
        {
            "edition": composition.edition.name,
            "version": composition.edition.version,
            "document": _document(composition.document),
            "layouts": {name: _folder_digest(layouts / name) for name in sorted(folders)},
            "words": digest_of_bytes(composition.words.compiled),
            "settings": msgspec.to_builtins(composition.settings),
            "languages": [language.tag for language in composition.languages],
            "notices": composition.notices,
            "forms": [_fields(form) for form in composition.forms],
            "others": dict(composition.other_languages),
            "links": dict(composition.leaflet_addresses),
            "speech": _speech(job),
            "coded": [edition.code for edition, _ in job.coded],
            "paper": [job.paper.code, *job.paper.starts] if job.paper else None,
            "pictures": _pictures(job),
            "profile": _file_digest(job.profile) if job.profile else None,
            "fonts": font_folder().name,
            "engines": dict(engine_versions()),
            "liblouis": liblouis_version() if "liblouis" in _needs(composition) else "",
            "program": program_digest(),
        }
    )


def _needs(composition: Composition) -> tuple[str, ...]:
    return FORMATS[composition.edition.format].needs


def _speech(job: Job) -> list[str]:
    """What only the spoken formats are made from: lexicon, voice, persons' recordings."""
    if "voice" not in FORMATS[job.composition.edition.format].needs:
        return []
    from everyleaf.formats.spoken_text import speech_inputs  # late: it loads the encoder

    return speech_inputs(job)


@cache
def layout_folders(layouts: Path, layout: Layout) -> frozenset[str]:
    """The folders that a layout's pages are made from, those it borrows from among them.

    Templates that cannot be parsed, or that name another one only while they run, make
    it depend on all of them.
    """
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701  # parses only
    left, seen = {layout.page, layout.blocks, *_OF_EVERY_LAYOUT, *layout.styles}, set[str]()
    while left:
        seen.add(name := left.pop())
        if not name.endswith(".html"):
            continue
        try:
            tree = environment.parse((layouts / name).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, jinja2.TemplateSyntaxError):
            return _all_folders(layouts)
        named = set(jinja2.meta.find_referenced_templates(tree))
        if None in named:
            return _all_folders(layouts)
        left |= {other for other in named if other} - seen
    return frozenset({name.partition("/")[0] for name in seen} | {layout.name})


def _all_folders(layouts: Path) -> frozenset[str]:
    return frozenset(path.name for path in layouts.iterdir() if path.is_dir())


@cache
def _folder_digest(folder: Path) -> str:
    return digest_of_folder(folder)


@cache
def _file_digest(path: Path) -> str:
    return digest_of_file(path) if path.is_file() else ""


def _document(document: Document) -> dict[str, Any]:
    front = document.front
    return {
        "body": tostring(document.body, encoding="unicode"),
        "language": repr(document.language),
        "title": document.source_title,
        "original": _document(document.original) if document.original else None,
        "front": [front.summary, front.version, str(front.reviewed), str(front.next_review),
                  front.funding, dict(front.people)],
        "videos": {name: repr(video) for name, video in front.videos.items()},
        "facts": {name: str(fact.value) for name, fact in document.facts.items()},
    }  # fmt: skip


def _pictures(job: Job) -> dict[str, str]:
    document = job.composition.document
    names = {image.get("src", "") for image in document.body.iter("img")}
    names |= {video.poster for video in document.front.videos.values()}
    names |= {job.composition.settings.publisher.logo or ""}
    return {name: _file_digest(job.source_folder / name) for name in sorted(names) if name}


def _fields(form: object) -> list[str]:
    return [str(getattr(form, name)) for name in form.__dataclass_fields__]  # type: ignore[attr-defined]
