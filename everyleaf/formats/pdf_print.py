"""pdf-print: PDF/X-4 with bleed and crop marks, in ink (ISO 15930-7; STANDARDS section 4)."""

from __future__ import annotations

import dataclasses

from everyleaf.diagnostics import Place, SetupError
from everyleaf.formats.format import Job, Made
from everyleaf.formats.typesetting import listening, prepare
from everyleaf.formats.weasyprint_seam import output_intent, overprinting_black
from everyleaf.layout import Composition, compose


class PdfPrint:
    """Single pages in order, each on a sheet with crop marks."""

    name = "pdf-print"
    needs: tuple[str, ...] = ("fonts", "profile")

    def make(self, job: Job) -> Made:
        """One PDF/X-4; raises `SetupError` without a CMYK profile."""
        if job.profile is None:
            raise SetupError("There is no CMYK profile.", "Type: everyleaf doctor --fix")
        settings, edition = job.composition.settings, job.composition.edition
        html = compose(_on_paper(job.composition))
        fonts = prepare()
        from weasyprint import HTML  # late: `everyleaf list` and a run without news need none

        from everyleaf.formats.addresses import LeafAddresses
        from everyleaf.formats.ink import to_ink
        from everyleaf.formats.trim_marks import add_trim_marks

        fetcher = LeafAddresses(
            job.source_folder, job.composition.layouts_folder, job.font_folder, job.profile,
            to_ink(job.profile, settings.brand),
        )  # fmt: skip
        with listening() as complaints, overprinting_black():
            laid_out = HTML(string=html, url_fetcher=fetcher, base_url="leaf://layout/").render(
                font_config=fonts, pdf_variant="pdf/x-4", output_intent="device-cmyk"
            )
            data = laid_out.write_pdf(
                pdf_variant="pdf/x-4", output_intent="device-cmyk",
                pdf_identifier=edition.code.encode(),
                finisher=output_intent(job.profile, settings.print.condition),
            )  # fmt: skip
        found = tuple(complaints.diagnostics(Place(edition.name)))
        name = edition.file_name(f"{edition.layout}-print.pdf")
        files = {f"{edition.folder}/{name}": add_trim_marks(data)}
        return Made(files, len(laid_out.pages), None, (), found)


def _on_paper(composition: Composition) -> Composition:
    """CSS that `@page` and `:root` both need, since `@page` does not inherit (WeasyPrint 70)."""
    black = "device-cmyk(0 0 0 1)"
    style = (
        "@color-profile device-cmyk{src:url(leaf://profile/cmyk);components:c,m,y,k}"
        f"@page{{bleed:{composition.settings.print.bleed:g}mm;marks:none;color:{black}}}"
        f":root{{color:{black}}}"
    )
    return dataclasses.replace(composition, on_paper=True, extra_style=style)
