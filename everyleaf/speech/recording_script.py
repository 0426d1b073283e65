"""The numbered recording script: a printed sheet for the person who reads a leaflet aloud.

Its own words are for staff and in English; what is to be read stands in its language and
direction. One file, no script, nothing from the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from everyleaf.language import Language, language_by_tag
from everyleaf.speech.numbered import Block

_STYLE = """
body { font: 14pt/1.6 sans-serif; max-width: 46rem; margin: 1rem auto; padding: 0 1rem; }
h1 { font-size: 1.4em; } h2 { font-size: 1.15em; break-after: avoid; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
tr { break-inside: avoid; border-top: 1px solid #767676; }
th, td { text-align: start; vertical-align: top; padding: .5rem; }
th { width: 3.5rem; font-variant-numeric: tabular-nums; }
.pause { color: #595959; font-size: .7em; white-space: nowrap; width: 5rem; }
p { margin: 0; } .how { font-size: .8em; }
@page { margin: 18mm; }
"""
_HOW = (
    "Read each numbered block in one go, and save it as a WAV or MP3 file that is named by its "
    "number, such as 007.wav. Leave a second of silence before and after. Put the files, with the "
    "file {sidecar} that came with this sheet, into source/recordings/{leaflet}/{language}/."
)


def recording_script(
    blocks: Sequence[Block], leaflet: str, language: Language, sidecar: str
) -> bytes:
    """The sheet as HTML. ``sidecar`` is the file that ties recordings to these texts."""
    title = blocks[0].title if blocks else leaflet
    how = _HOW.format(sidecar=sidecar, leaflet=leaflet, language=language.tag)
    lines = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>Recording script: {escape(leaflet)}, {escape(language.tag)}</title>",
        f"<style>{_STYLE}</style>\n</head>\n<body>",
        f"<h1>Recording script: {_in(language.tag, 'bdi', title)}</h1>",
        f'<p class="how">{escape(how)}</p>',
        *_chapters(blocks, language.tag),
        "</body>\n</html>\n",
    ]
    return "\n".join(lines).encode()


def _chapters(blocks: Sequence[Block], tag: str) -> Iterator[str]:
    chapter = 0
    for block in blocks:
        if block.number is None:
            continue
        if block.chapter != chapter:
            yield "</table>" if chapter else ""
            chapter = block.chapter
            yield f"<h2>{chapter}. {_in(tag, 'bdi', block.title)}</h2>\n<table>"
        said = "".join(_in(s.language_tag, "p", s.text) for s in block.sentences)
        yield (
            f'<tr><th scope="row">{block.number:03d}</th><td>{said}</td>'
            f'<td class="pause">pause {block.pause_after:g} s</td></tr>'
        )
    yield "</table>" if chapter else ""


def _in(tag: str, element: str, text: str) -> str:
    """An element that says its text's language and direction."""
    language = language_by_tag(tag)
    direction = language.direction if language else "auto"
    return f'<{element} lang="{escape(tag)}" dir="{direction}">{escape(text)}</{element}>'
