"""pdf-screen: a tagged PDF (PDF/UA-1) for reading, enlarging and listening on a screen."""

from __future__ import annotations

from everyleaf.diagnostics import Diagnostic, Place
from everyleaf.formats.format import Job, Made
from everyleaf.formats.tagging import tagged
from everyleaf.formats.typesetting import listening, prepare
from everyleaf.layout import Composition, compose


class PdfScreen:
    """PDF/UA-1 (ISO 14289-1), written by WeasyPrint's own variant."""

    name = "pdf-screen"
    needs: tuple[str, ...] = ("fonts",)

    def declines(self, composition: Composition) -> Diagnostic | None:
        """Every language that can be set has one."""
        return None

    def make(self, job: Job) -> Made:
        """One PDF; the pages are the layout's, in sRGB."""
        edition = job.composition.edition
        html = compose(job.composition)
        fonts = prepare()
        from weasyprint import HTML  # late: `everyleaf list` and a run without news need none

        from everyleaf.formats.addresses import LeafAddresses

        fetcher = LeafAddresses(
            job.source_folder, job.composition.layouts_folder, job.font_folder, None,
            lambda name, data: data,
        )  # fmt: skip
        with listening() as complaints:
            laid_out = HTML(string=html, url_fetcher=fetcher, base_url="leaf://layout/").render(
                font_config=fonts, pdf_variant="pdf/ua-1"
            )
            with tagged(laid_out):
                data = laid_out.write_pdf(
                    pdf_variant="pdf/ua-1", pdf_identifier=edition.code.encode(), pdf_tags=True
                )
        found = tuple(complaints.diagnostics(Place(edition.name)))
        name = edition.file_name(f"{edition.layout}.pdf")
        return Made({f"{edition.folder}/{name}": data}, len(laid_out.pages), None, (), found)
