"""everyleaf audition: hear the voices that there are for a language."""

from __future__ import annotations

from pathlib import Path

import click

from everyleaf.cli.console import say, show, tell
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import complete_setting, must_be_known, publication_here
from everyleaf.cli.script import job_of
from everyleaf.publication import Publication
from everyleaf.store import write_atomically

FOLDER = "audition"


@click.command()
@click.argument("languages", metavar="LANGUAGE", shell_complete=complete_setting)
def audition(languages: str) -> int:
    """Let every voice that there is for LANGUAGE say the same sample.

    The sample is from the first leaflet, with a dose, a telephone number and a date. Open
    output/audition/LANGUAGE/index.html to listen. Choose a voice in everyleaf.toml.
    """
    publication = publication_here()
    must_be_known("language", [languages], publication.settings.languages)
    leaflets = publication.leaflet_files()
    if not leaflets:
        raise click.UsageError("There is no leaflet in source/ to take a sample from.")
    return _hold(publication, leaflets[0].stem, languages)


def _hold(publication: Publication, leaflet: str, tag: str) -> int:
    from everyleaf.formats.spoken_text import spoken_text  # late: it loads the encoder
    from everyleaf.speech import audition as auditions
    from everyleaf.speech.lexicon import built_in
    from everyleaf.speech.voice import VoiceSpec
    from everyleaf.speech.voices import choose, specs_of

    job = job_of(publication, leaflet, tag)
    spoken, language = spoken_text(job), job.composition.document.language
    sentences = auditions.sample(spoken.document, spoken.phrases, spoken.script())
    named = specs_of(language, publication.settings)
    choice = choose(language, named, publication.root)
    specs = auditions.candidates(language, named, publication.root)
    folder = publication.output / FOLDER / tag

    def told(spec: VoiceSpec) -> str:
        if spec == choice.spec:
            return f"Chosen. Its status is {spec.status}."
        if spec in named:
            return f"Its status is {spec.status}. {spec.reason}".strip()
        return "Not in everyleaf.toml: nobody has judged it."

    heard = []
    lexicon = job.lexicon or built_in(tag)
    for one in auditions.audition(specs, sentences, lexicon, publication.root):
        say(f"{one.spec.engine} {one.spec.name}: {told(one.spec)}")
        if one.mp3:
            write_atomically(folder / one.file_name, one.mp3)
        heard.append(one)
    data = auditions.page(language, sentences, heard, choice.spec, told)
    write_atomically(folder / "index.html", data)
    _clear(folder, {"index.html", *(one.file_name for one in heard if one.mp3)})
    show(choice.diagnostics)
    tell(publication.shown(folder / "index.html"))
    return Exit.WELL if any(one.mp3 for one in heard) else Exit.FAILED


def _clear(folder: Path, current: set[str]) -> None:
    """Remove the files of voices that an earlier audition had."""
    for path in folder.glob("*.mp3"):
        if path.name not in current:
            path.unlink()
