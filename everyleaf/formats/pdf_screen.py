"""pdf-screen: a tagged PDF for reading, enlarging and listening on a screen.

PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file, in sRGB; by the setting
`[pdf] accessibility = "ua-2"`, PDF/UA-2 (ISO 14289-2), WTPDF 1.0 and PDF/A-4 (ISO 19005-4).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from everyleaf.diagnostics import Diagnostic, Place
from everyleaf.formats.format import Job, Made
from everyleaf.formats.laid_out import LaidOut, lay_out
from everyleaf.formats.tagging import tagged
from everyleaf.formats.typesetting import listening
from everyleaf.publication import Accessibility, Brand


class PdfScreen:
    """The pages of the layout with links, bookmarks and tags."""

    name = "pdf-screen"
    needs: tuple[str, ...] = ("fonts",)
    offers: Mapping[str, str] = {}

    def declines(self, job: Job) -> Diagnostic | None:
        """Every language that can be set has one."""
        return None

    def make(self, job: Job) -> Made:
        """One PDF; the pages are the layout's, in sRGB."""
        return self.write(job, lay_out(job))

    def write(self, job: Job, laid_out: LaidOut) -> Made:
        """The same from pages that are laid out."""
        edition, pages = job.composition.edition, laid_out.pages
        settings = job.composition.settings
        place = Place(edition.name)
        with listening() as complaints:
            data = write_screen(
                laid_out.document.copy(pages),
                settings.brand,
                identity=f"{edition.code} {edition.format}",
                accessibility=settings.pdf.accessibility,
            )
        found = (*laid_out.complaints.diagnostics(place), *complaints.diagnostics(place))
        name = edition.file_name(f"{edition.layout}.pdf")
        files = {f"{edition.folder}/{name}": data}
        starts = laid_out.starts
        return Made(files, len(pages), None, (), found, page=laid_out.page, page_starts=starts)


def write_screen(
    document: Any,
    brand: Brand,
    identity: str,
    accessibility: Accessibility = Accessibility.UA_1,
) -> bytes:
    """The tagged PDF of a laid-out document.

    ``identity`` stands for the file: the same one gives the same identifiers.
    """
    from everyleaf.formats.file_metadata import CLAIMS, claim
    from everyleaf.formats.ink import picture_in_light, screen_colour, to_light
    from everyleaf.formats.weasyprint_seam import drawn_in_light, links_shown, trimmed

    lit = trimmed(document)
    lit.color_profiles, lit.output_intent = {}, "srgb"
    with (
        links_shown(lit.pages, screen_colour(brand.accent)),
        drawn_in_light(to_light(brand), picture_in_light),
        tagged(lit, accessibility),
    ):
        data: bytes = lit.write_pdf(
            pdf_variant=CLAIMS[accessibility].variant,
            pdf_tags=True,
            pdf_identifier=identity.encode(),
            finisher=lambda document, pdf: claim(document, pdf, CLAIMS[accessibility]),
        )
    return data
