"""html: one accessible page a leaflet and language, and the pages that printed codes lead to.

Everything that the page needs lies beside it: fonts cut down to the characters
that it uses, and its pictures.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from everyleaf.diagnostics import Diagnostic, Place, error
from everyleaf.formats.format import Job, Made
from everyleaf.layout import Composition, compose
from everyleaf.layout.composing import Form

CODE_PAGE = "web/code.html"


class HtmlPage:
    """index.html of a leaflet and language, and c/CODE/index.html of its editions."""

    name = "html"
    needs: tuple[str, ...] = ("fonts",)
    offers: Mapping[str, str] = {}

    def declines(self, job: Job) -> Diagnostic | None:
        """Every language that can be set has one."""
        return None

    def make(self, job: Job) -> Made:
        """All pages, pictures and fonts; a missing glyph withholds the edition."""
        from everyleaf.formats.web_fonts import (
            characters_by_script,
            characters_of,
            missing_characters,
            web_fonts,
        )

        composition, edition = job.composition, job.composition.edition
        folder = edition.folder
        pages = {f"{folder}/index.html": compose(_beside(composition, "pictures/", "fonts"))}
        for coded, layout in job.coded:
            base = f"../../{folder}/"
            web = Form(composition.layout.title, edition.layout, self.name, f"{base}index.html")
            other = dataclasses.replace(composition, edition=coded, forms=(*composition.forms, web))
            page = _beside(other, f"{base}pictures/", f"{base}fonts")
            pages[f"c/{coded.code}/index.html"] = compose(page, CODE_PAGE, layout)
        own, texts = composition.document.language, list(pages.values())
        asked = characters_by_script(texts, own, composition.languages, job.font_folder)
        if missing := missing_characters(characters_of(texts), asked, job.font_folder):
            return Made(diagnostics=tuple(_missing(missing, Place(edition.name))))
        files = {name: page.encode() for name, page in pages.items()}
        for name, data in web_fonts(asked, job.font_folder).items():
            files[f"{folder}/fonts/{name}"] = data
        for name in _pictures(composition):
            files[f"{folder}/pictures/{name}"] = (job.source_folder / name).read_bytes()
        return Made(files)


def _beside(composition: Composition, pictures: str, fonts: str) -> Composition:
    return dataclasses.replace(
        composition, on_paper=False, picture_base=pictures, font_base=fonts, font_ending="woff2"
    )


def _pictures(composition: Composition) -> list[str]:
    document = composition.document
    names = [image.get("src", "") for image in document.body.iter("img")]
    names += [video.poster for video in document.front.videos.values()]
    names += [composition.settings.publisher.logo or ""]
    return sorted(set(filter(None, names)))


def _missing(characters: set[str], place: Place) -> Iterator[Diagnostic]:
    shown = ", ".join(f"{c} (U+{ord(c):04X})" for c in sorted(characters)[:10])
    remedy = "Use other signs, or add a font for them to scripts.toml."
    yield error("glyph-missing", place, f"No font has the signs {shown}.", remedy)
