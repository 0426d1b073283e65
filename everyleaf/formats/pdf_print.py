"""pdf-print: PDF/X-4 with bleed and crop marks, in ink (ISO 15930-7; STANDARDS section 4)."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from everyleaf.diagnostics import Diagnostic, Place, SetupError, error
from everyleaf.formats.format import Job, Made
from everyleaf.formats.typesetting import listening, prepare
from everyleaf.formats.weasyprint_seam import for_press, overprinting_black
from everyleaf.layout import Composition, compose


class PdfPrint:
    """Single pages in order, each on a sheet with crop marks."""

    name = "pdf-print"
    needs: tuple[str, ...] = ("fonts", "profile")

    def declines(self, composition: Composition) -> Diagnostic | None:
        """Every language that can be set has one."""
        return None

    def make(self, job: Job) -> Made:
        """One PDF/X-4; raises `SetupError` without a CMYK profile."""
        from everyleaf.formats.trim_marks import add_trim_marks  # late: it loads pikepdf

        if job.profile is None:
            raise SetupError("There is no CMYK profile.", "Type: everyleaf doctor --fix")
        settings, edition = job.composition.settings, job.composition.edition
        with listening() as complaints, overprinting_black():
            laid_out = _whole_sheets(job, job.profile)
            data = laid_out.write_pdf(
                pdf_variant="pdf/x-4",
                output_intent="device-cmyk",
                pdf_identifier=edition.code.encode(),
                finisher=for_press(job.profile, settings.print.condition, edition.code),
            )
        found = list(complaints.diagnostics(Place(edition.name)))
        if len(laid_out.pages) % job.composition.layout.sheet_pages:
            problem = f"{len(laid_out.pages)} pages do not fill whole sheets."
            remedy = "Let the layout's page template add as many pages as fill_pages says."
            found.append(error("pages-not-whole-sheets", Place(edition.name), problem, remedy))
        name = edition.file_name(f"{edition.layout}-print.pdf")
        files = {f"{edition.folder}/{name}": add_trim_marks(data)}
        return Made(files, len(laid_out.pages), None, (), tuple(found))


def _whole_sheets(job: Job, profile: Path) -> Any:
    """The pages laid out; where they do not fill whole sheets, once more with pages added."""
    laid_out = _lay_out(job, profile, 0)
    missing = -len(laid_out.pages) % job.composition.layout.sheet_pages
    return _lay_out(job, profile, missing) if missing else laid_out


def _lay_out(job: Job, profile: Path, fill_pages: int) -> Any:
    fonts = prepare()
    from weasyprint import HTML  # late: `everyleaf list` and a run without news need none

    from everyleaf.formats.addresses import LeafAddresses
    from everyleaf.formats.ink import to_ink

    composition = _on_paper(job.composition, fill_pages)
    convert = to_ink(profile, composition.settings.brand)
    fetcher = LeafAddresses(
        job.source_folder, composition.layouts_folder, job.font_folder, profile, convert
    )
    page = HTML(string=compose(composition), url_fetcher=fetcher, base_url="leaf://layout/")
    return page.render(font_config=fonts, pdf_variant="pdf/x-4", output_intent="device-cmyk")


def _on_paper(composition: Composition, fill_pages: int) -> Composition:
    """CSS that `@page` and `:root` both need, since `@page` does not inherit (WeasyPrint 70)."""
    black = "device-cmyk(0 0 0 1)"
    style = (
        "@color-profile device-cmyk{src:url(leaf://profile/cmyk);components:c,m,y,k}"
        f"@page{{bleed:{composition.settings.print.bleed:g}mm;marks:none;color:{black}}}"
        f":root{{color:{black}}}"
    )
    return dataclasses.replace(composition, on_paper=True, extra_style=style, fill_pages=fill_pages)
