"""Small PDFs in the project's own faces, set for one test each."""

from __future__ import annotations

from everyleaf.formats.addresses import LeafAddresses
from everyleaf.formats.typesetting import prepare
from everyleaf.language import known_languages
from everyleaf.layout.fontcache import font_folder
from everyleaf.layout.typefaces import faces, font_face_rules
from tests.conftest import SAMPLE_LANGUAGES

_RULES = """
@page { size: A5; margin: 12mm 12mm 18mm;
        @bottom-right { content: counter(page); font: 14pt "Everyleaf Latin" } }
html { font: 12pt/1.4 "Everyleaf Latin"; color: #16202a }
* { margin: 0; padding: 0 }
h2 { font-size: 16pt; break-after: avoid; color: #0b5a6e }
p { margin-bottom: 8pt; orphans: 2; widows: 2 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: start; vertical-align: top; padding: 3pt 8pt 3pt 0;
         border-bottom: .5pt solid #8a949c }
tr { break-inside: avoid }
.callout { background: #e3f0f2; padding: 8pt 12pt; break-inside: avoid; border-radius: 5pt }
.urgent { background: #fff; border: 1.5pt solid #0b5a6e }
"""


def set_page(body: str, style: str = "", tag: str = "en", *, tagged: bool = True) -> bytes:
    """The PDF of this HTML body; tagged as for screens, or not, as for print."""
    prepare()
    from weasyprint import HTML

    fonts = font_folder()
    rules = font_face_rules(faces(known_languages()[name] for name in SAMPLE_LANGUAGES))
    direction = "rtl" if tag in ("ar", "ur") else "ltr"
    html = (
        f'<html lang="{tag}" dir="{direction}"><head><title>T</title>'
        f"<style>{rules}{_RULES}{style}</style></head><body>{body}</body></html>"
    )
    fetcher = LeafAddresses(fonts, fonts, fonts)
    page = HTML(string=html, url_fetcher=fetcher, base_url="leaf://layout/")
    variant = "pdf/ua-1" if tagged else None
    data: bytes = page.render(font_config=prepare(), pdf_variant=variant).write_pdf(
        pdf_variant=variant, pdf_tags=tagged
    )
    return data
