"""A proof set as a PDF, and the pages of a layout behind it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import jinja2
import pikepdf
from jinja2 import TemplateSyntaxError
from markupsafe import Markup

from everyleaf.diagnostics import Diagnostic, Place, has_errors
from everyleaf.document import Document
from everyleaf.engine.gathering import Gathered, Localised, words_to_translate
from everyleaf.engine.plan import Selection, make_tasks
from everyleaf.engine.proofing import Proof
from everyleaf.formats import FORMATS
from everyleaf.formats.typesetting import listening, prepare
from everyleaf.language import known_scripts, pseudo_locales
from everyleaf.layout import TemplateFault, read_layouts
from everyleaf.layout.fontcache import font_folder
from everyleaf.layout.typefaces import LATIN, faces, font_face_rules, language_rules
from everyleaf.publication import Publication
from everyleaf.translation import (
    LayoutWords,
    draft,
    pseudo_document,
    pseudo_words,
    read_layout_words,
)

HEADING = "Proof, not for patients"
_HERE = Path(__file__).parent
_SIZE = 10.0  # points
_FORMAT = "pdf-screen"
_STAMP = (70.0, 4.2)  # millimetres, wide and high
_STAMP_UP = 1.2  # millimetres above the foot of the page: below every layout's own last line
_MM = 72 / 25.4


def proof_file(leaflet: str, tag: str) -> str:
    """Where a proof stands, below the folder of what is generated."""
    return f"proofs/{leaflet}-{tag}-proof.pdf"


def set_proof(publication: Publication, proof: Proof) -> tuple[bytes, list[Diagnostic]]:
    """The PDF, and what went wrong while it was set. Raises `SetupError`."""
    pages, found = _look(publication, proof)
    reason = "" if pages else next((str(one) for one in found), "no layout makes screen PDFs.")
    data, complaints = _typeset(publication, _html(publication, proof, reason), proof)
    if pages:
        stamp, _ = _typeset(publication, _stamp(), proof)
        data = _joined(data, pages, stamp)
    return data, [*found, *complaints]


def _html(publication: Publication, proof: Proof, reason: str) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    path = proof.catalogue.path if proof.catalogue else "no catalogue: this is a pseudo-locale"
    return environment.get_template("proof.html").render(
        title=f"{proof.source.leaflet} ({proof.language.tag})",
        heading=HEADING,
        style=Markup(_style(proof)),  # noqa: S704  # our own CSS, with tags and faces of languages.toml
        proof=proof,
        source=proof.source.source_language,
        name=proof.language.name_in(proof.source.source_language),
        catalogue=path,
        source_file=publication.shown(publication.source / f"{proof.source.leaflet}.md"),
        with_findings=sum(bool(row.findings) for row in proof.rows),
        no_look=reason,
    )


def _style(proof: Proof) -> str:
    source, own = proof.source.source_language, proof.language
    rules = (
        font_face_rules(faces((source, own))),
        language_rules(source, (own,), _SIZE),
        (_HERE / "proof.css").read_text(encoding="utf-8"),
    )
    return "\n".join(rules)


def _typeset(publication: Publication, html: str, proof: Proof) -> tuple[bytes, list[Diagnostic]]:
    fonts = prepare()
    from weasyprint import HTML  # late: it loads Pango

    from everyleaf.formats.addresses import LeafAddresses

    fetcher = LeafAddresses(publication.source, publication.layouts, font_folder())
    place = Place(proof_file(proof.source.leaflet, proof.language.tag))
    with listening() as complaints:
        data: Any = HTML(string=html, url_fetcher=fetcher, base_url="leaf://layout/").write_pdf(
            font_config=fonts, pdf_identifier=str(place).encode()
        )
    return data, list(complaints.diagnostics(place))


def _look(publication: Publication, proof: Proof) -> tuple[bytes, list[Diagnostic]]:
    """The first layout with pages, set with what there is; empty where it cannot be set."""
    names = publication.settings.layouts
    layouts, found = read_layouts(publication.layouts, names, "layouts", tuple(FORMATS))
    words, missing = _words(publication, proof)
    fitting = [one for one in layouts.values() if _FORMAT in one.formats and not one.beside_source]
    if words is None or not fitting or has_errors(proof.elsewhere):
        return b"", [*found, *missing]
    document = _drafted(proof)
    gathered = Gathered(publication, layouts={fitting[0].name: fitting[0]})
    source = publication.source_language
    gathered.words[source.tag] = LayoutWords(source)
    gathered.ready.append(Localised(document, words, ("draft_source",), "", None))
    return _set(gathered, found)


def _set(gathered: Gathered, found: list[Diagnostic]) -> tuple[bytes, list[Diagnostic]]:
    for task in make_tasks(gathered, Selection(formats=(_FORMAT,))):
        try:
            made = FORMATS[_FORMAT].make(task.job)
        except TemplateFault as fault:
            return b"", [*found, fault.diagnostic]
        return next(iter(made.files.values()), b""), [*found, *made.diagnostics]
    return b"", found


def _drafted(proof: Proof) -> Document:
    if proof.catalogue is None:
        return pseudo_document(proof.source, pseudo_locales()[proof.language.tag])
    return draft(proof.source, proof.language, proof.catalogue)[0]


def _words(publication: Publication, proof: Proof) -> tuple[LayoutWords | None, list[Diagnostic]]:
    try:
        entries = words_to_translate(publication)
    except TemplateSyntaxError:
        return None, []  # `everyleaf check` says where
    if proof.catalogue is None:
        return pseudo_words(entries, pseudo_locales()[proof.language.tag]), []
    return read_layout_words(publication, proof.language, entries)


def _stamp() -> str:
    """What is put on every page of the layout: one that is torn out still says what it is."""
    wide, high = _STAMP
    latin = known_scripts()[LATIN]
    return (
        f"<style>{font_face_rules([latin])} @page{{size:{wide}mm {high}mm;margin:0}}"
        f"body{{margin:0;background:#fff;color:#16202a;text-align:center;white-space:nowrap;"
        f"font:700 9pt/{high}mm '{latin.family}'}}</style><body>{HEADING}"
    )


def _joined(first: bytes, second: bytes, stamp: bytes) -> bytes:
    """Both files in one, every page of the second one stamped at its foot."""
    with (
        pikepdf.open(io.BytesIO(first)) as pdf,
        pikepdf.open(io.BytesIO(second)) as behind,
        pikepdf.open(io.BytesIO(stamp)) as mark,
    ):
        form = behind.copy_foreign(mark.pages[0].as_form_xobject())
        for page in behind.pages:
            _put_stamp(page, form)
        pdf.add_pages_from(behind)
        buffer = io.BytesIO()
        pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def _put_stamp(page: pikepdf.Page, form: pikepdf.Object) -> None:
    """Under a name of its own: pikepdf's overlays take a random one, and bytes would differ."""
    name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name("/ProofStamp"))
    page.contents_add(b"q\n", prepend=True)
    placed = page.calc_form_xobject_placement(
        form, name, _foot(page), invert_transformations=True, allow_shrink=True, allow_expand=True
    )
    page.contents_add(b"\nQ\n" + placed, prepend=False)


def _foot(page: pikepdf.Page) -> pikepdf.Rectangle:
    left, bottom, right, _ = (float(value) for value in page.trimbox)
    wide, high = (length * _MM for length in _STAMP)
    start, low = (left + right - wide) / 2, bottom + _STAMP_UP * _MM
    return pikepdf.Rectangle(start, low, start + wide, low + high)
