"""everyleaf listen: a page for a phone, on which a person hears and judges every sentence."""

from __future__ import annotations

from pathlib import Path

import click

from everyleaf.cli.console import say, show, tell
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import complete_leaflet, complete_setting, publication_here
from everyleaf.cli.script import job_of
from everyleaf.diagnostics import has_errors
from everyleaf.store import write_atomically

FOLDER = "listening"
_STEP = 50  # sentences between two lines of progress


@click.command()
@click.argument("leaflet", shell_complete=complete_leaflet)
@click.argument("languages", metavar="LANGUAGE", shell_complete=complete_setting)
@click.option(
    "--to",
    "target",
    metavar="FILE.html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the page.  [default: output/listening/LEAFLET-LANGUAGE.html]",
)
def listen(leaflet: str, languages: str, target: Path | None) -> int:
    """Make one page, for a phone without network, to judge LEAFLET's sound in LANGUAGE.

    A person hears each sentence, marks it right or wrong, and sends back the file that
    the page saves. Weak voices can be heard here: this is where they are judged.
    """
    from everyleaf.formats.spoken_text import read_by, spoken_text  # late: it loads the encoder
    from everyleaf.speech.listening import digests_of
    from everyleaf.speech.listening_page import listening_page
    from everyleaf.speech.listening_sounds import heard
    from everyleaf.speech.withholding import guarded, untranslated

    publication = publication_here()
    job = job_of(publication, leaflet, languages)
    spoken = spoken_text(job)
    reading = read_by(job, spoken, weak=True)
    plain = reading.in_place(spoken.script())
    document, phrases = spoken.document, spoken.phrases
    found = [*reading.diagnostics, *guarded(plain, document, phrases.lexicon)]
    found += untranslated(phrases, document)
    if not has_errors(found):
        made = heard(document, phrases, spoken.opening, reading.voices, reading.in_place, _progress)
        found += made.diagnostics
    show(found)
    if has_errors(found):
        return Exit.FAILED
    voice = reading.voices[document.language.tag].identity
    digests = digests_of(plain, reading.voices)
    page = listening_page(document, made.script, made.mp3, digests, voice)
    path = target or publication.output / FOLDER / f"{leaflet}-{languages}.html"
    write_atomically(path, page)
    tell(f"{publication.shown(path)}: {len(made.mp3)} sentences, {len(page) / 1e6:.1f} MB")
    return Exit.WELL


def _progress(done: int, total: int) -> None:
    if done % _STEP == 0:
        say(f"{done} of {total} sentences")
