"""pdf-print: PDF/X-4 with bleed and crop marks, in ink (ISO 15930-7; STANDARDS section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from everyleaf.diagnostics import Diagnostic, Place, SetupError, error
from everyleaf.formats.format import Job, Made
from everyleaf.formats.laid_out import LaidOut, lay_out
from everyleaf.formats.typesetting import listening
from everyleaf.publication import Settings


class PdfPrint:
    """Single pages in order, each on a sheet with crop marks."""

    name = "pdf-print"
    needs: tuple[str, ...] = ("fonts", "profile")
    offers: Mapping[str, str] = {}

    def declines(self, job: Job) -> Diagnostic | None:
        """Every language that can be set has one."""
        return None

    def make(self, job: Job) -> Made:
        """One PDF/X-4; raises `SetupError` without a CMYK profile."""
        return self.write(job, lay_out(job))

    def write(self, job: Job, laid_out: LaidOut) -> Made:
        """The same from pages that are laid out."""
        if job.profile is None:
            raise SetupError("There is no CMYK profile.", "Type: everyleaf doctor --fix")
        edition, pages = job.composition.edition, laid_out.whole_sheets
        place = Place(edition.name)
        with listening() as complaints:
            data = write_print(
                laid_out.document.copy(pages),
                job.composition.settings,
                job.profile,
                identity=f"{edition.code} {edition.format}",
            )
        found = [*laid_out.complaints.diagnostics(place), *complaints.diagnostics(place)]
        if len(pages) % laid_out.sheet_pages:
            problem = f"{len(pages)} pages do not fill whole sheets."
            remedy = "Let the layout's page template add as many pages as fill_pages says."
            found.append(error("pages-not-whole-sheets", place, problem, remedy))
        name = edition.file_name(f"{edition.layout}-print.pdf")
        files = {f"{edition.folder}/{name}": data}
        starts = laid_out.starts
        return Made(files, len(pages), None, (), tuple(found), page_starts=starts)


def write_print(document: Any, settings: Settings, profile: Path, identity: str) -> bytes:
    """The PDF/X-4 of a laid-out document.

    ``identity`` stands for the file: the same one gives the same identifiers.
    """
    from everyleaf.formats.ink import INK, picture_in_ink, to_ink  # late: Pillow, WeasyPrint
    from everyleaf.formats.press_sheet import for_press, output_profile
    from everyleaf.formats.weasyprint_seam import drawn_in_ink, without_links

    bare = without_links(document)
    bare.color_profiles, bare.output_intent = {INK: output_profile(profile)}, INK
    with drawn_in_ink(to_ink(profile, settings.brand), picture_in_ink(profile)):
        data: bytes = bare.write_pdf(
            pdf_variant="pdf/x-4",
            output_intent=INK,
            pdf_identifier=identity.encode(),
            finisher=for_press(profile, settings.print.condition, identity),
        )
    return data
