"""One layout pass for both PDFs: the same pages, written in ink and in light.

Breaking lines and pages costs most of the time of a PDF, and two passes could break them in
two ways. So a layout is composed and laid out once, in the colours of paper, and each format
writes what came out (`weasyprint_seam`).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from everyleaf.formats.format import Job
from everyleaf.formats.typesetting import Complaints, listening, prepare
from everyleaf.layout import Composition, compose

# Pages that only a printer needs, for whole sheets: a layout sets them by CSS `page: fill`.
FILL_PAGE = "fill"


@dataclass(frozen=True)
class LaidOut:
    """The pages of a leaflet in one language and layout, with what was said on the way.

    ``document`` holds them as WeasyPrint's Document; those named `FILL_PAGE` among them, as
    many as a sheet could lack. ``page`` is the HTML that they were set from; ``starts`` is
    where each of `pages` begins in the words of the leaflet.
    """

    document: Any
    complaints: Complaints
    sheet_pages: int = 1
    page: str = ""
    starts: tuple[str, ...] = ()

    @property
    def pages(self) -> list[Any]:
        """The pages that every reader gets."""
        return [page for page in self.document.pages if not _fills(page)]

    @property
    def whole_sheets(self) -> list[Any]:
        """The same with as many fill pages, where the layout has them, as the sheets lack."""
        spare = sum(map(_fills, self.document.pages))
        left = min(spare, -len(self.pages) % self.sheet_pages)
        chosen: list[Any] = []
        for page in self.document.pages:
            if _fills(page):
                left -= 1
                if left < 0:
                    continue
            chosen.append(page)
        return chosen


def _fills(page: Any) -> bool:
    from everyleaf.formats.weasyprint_seam import page_name

    return page_name(page) == FILL_PAGE


def lay_out(job: Job) -> LaidOut:
    """Compose and lay out a job's pages; raises `TemplateFault`.

    Nothing of it depends on the job's format, so the other PDF can be written from it too.
    """
    fonts = prepare()
    from weasyprint import HTML  # late: `everyleaf list` and a run without news need none

    from everyleaf.formats.addresses import LeafAddresses
    from everyleaf.formats.file_metadata import keywords
    from everyleaf.formats.page_starts import page_starts

    composition = paper(job.composition)
    fetcher = LeafAddresses(job.source_folder, composition.layouts_folder, job.font_folder)
    composed = compose(composition)
    page = HTML(string=composed, url_fetcher=fetcher, base_url="leaf://layout/")
    with listening() as complaints:
        document = page.render(font_config=fonts)
    document.metadata.keywords = keywords(composition)
    laid_out = LaidOut(document, complaints, composition.layout.sheet_pages, composed)
    body = composition.document.body
    starts = page_starts(body, page.etree_element, document, laid_out.pages)
    return dataclasses.replace(laid_out, starts=tuple(starts))


def paper(composition: Composition) -> Composition:
    """The composition of the pages that both PDFs show.

    Black is set at `@page` and `:root`, since `@page` does not inherit (WeasyPrint 70).
    """
    black = "device-cmyk(0 0 0 1)"
    style = (
        f"@page{{bleed:{composition.settings.print.bleed:g}mm;marks:none;color:{black}}}"
        f":root{{color:{black};--on-screen:plain}}"
    )
    return dataclasses.replace(
        composition,
        edition=composition.edition.printed,
        on_paper=True,
        extra_style=style,
        fill_pages=composition.layout.sheet_pages - 1,
    )
