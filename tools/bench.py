"""How long a publish takes beside the raw work in it, and a run without news beside a bare import.

make bench                  two languages
make bench ARGS=--all       all languages
make bench ARGS="--language ur --rounds 5"

Raw work: the same HTML through plain WeasyPrint, and the same script through eSpeak and
the MP3 encoder, in processes that are warm and as many. What is measured against it is
the whole command, from typing to exit. The two take turns, so that what else this
machine does meets both; a ratio is of neighbours, and their median counts.
"""

from __future__ import annotations

import argparse
import dataclasses
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

from everyleaf.engine import Selection, gather, make_tasks
from everyleaf.engine.workers import cores
from everyleaf.formats import Job
from everyleaf.formats.typesetting import prepare
from everyleaf.layout import compose
from everyleaf.publication import open_publication

REPOSITORY = Path(__file__).parent.parent
PARTS = ("everyleaf.toml", "source", "translations", "layouts", "records", "everyleaf")
FORMATS = ("pdf-print", "pdf-screen", "html", "audio")
Work = Callable[[], object]


def copy_of_sample(folder: Path) -> Path:
    """The sample publication without its output, and Everyleaf as it is now beside it.

    `python -m` finds the program there; a change here while it runs would make all anew.
    """
    for name in PARTS:
        path = REPOSITORY / name
        if path.is_dir():
            shutil.copytree(path, folder / name)
        elif path.exists():
            shutil.copy(path, folder / name)
    return folder


def jobs_of(folder: Path, languages: tuple[str, ...]) -> list[Job]:
    """Every edition that the publish will make."""
    publication, found = open_publication(folder)
    if publication is None:
        sys.exit("\n".join(map(str, found)))
    chosen = Selection(languages=languages, formats=FORMATS)
    tasks = make_tasks(gather(publication, (), languages), chosen)
    return [task.job for task in tasks if not task.declined]


def raw_works(jobs: Iterable[Job]) -> list[Work]:
    """For each edition that is rendered or encoded, the least that must be done.

    A web page has no raw work: it is neither, and is part of the whole alone.
    """
    raw = {"pdf-print": _page, "pdf-screen": _page, "audio": _speech}
    return [raw[format_of(job)](job) for job in jobs if format_of(job) in raw]


def format_of(job: Job) -> str:
    """The format of the edition that a job makes."""
    return job.composition.edition.format


def _page(job: Job) -> Work:
    from weasyprint import HTML

    from everyleaf.formats.addresses import LeafAddresses
    from everyleaf.formats.ink import INK
    from everyleaf.formats.laid_out import paper
    from everyleaf.formats.press_sheet import output_profile

    html = compose(dataclasses.replace(paper(job.composition), fill_pages=0))
    folders = (job.source_folder, job.composition.layouts_folder, job.font_folder)
    profiles = {INK: output_profile(job.profile)} if job.profile else {}

    def work() -> object:
        fetcher = LeafAddresses(*folders)
        page = HTML(string=html, url_fetcher=fetcher, base_url="leaf://layout/")
        return page.write_pdf(font_config=prepare(), color_profiles=dict(profiles))

    return work


def _speech(job: Job) -> Work:
    from everyleaf.facts import localised_date
    from everyleaf.speech.codecs import CODECS, encoded
    from everyleaf.speech.phrases import Phrases
    from everyleaf.speech.script import Opening, spoken_script
    from everyleaf.speech.sound import joined
    from everyleaf.speech.voice import VoiceSpec
    from everyleaf.speech.voices import voice_of

    composition, document = job.composition, job.composition.document
    reviewed = localised_date(document.front.reviewed, document.language)
    opening = Opening(composition.settings.publisher.name, reviewed)
    phrases = Phrases(composition.words.translations)
    sentences = list(spoken_script(document, phrases, opening).sentences)

    def work() -> object:
        voice = voice_of(VoiceSpec.of(document.language), job.source_folder.parent)
        sounds = [(voice.say(one.text).sound, one.pause_after) for one in sentences]
        whole = joined(sounds, sounds[0][0].rate)[0]
        return b"".join(encoded(whole, codec) for codec in CODECS.values())

    return work


_works: list[Work] = []  # filled before the fork, so that nothing is sent


def _do(number: int) -> int:
    made = _works[number]()
    return len(made) if isinstance(made, bytes) else 0


def timed(work: Work) -> float:
    """Seconds by the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def everyleaf(folder: Path, *arguments: str) -> str:
    """The command as it is typed, and its report; ends the bench where it fails."""
    command = [sys.executable, "-m", "everyleaf", *arguments, "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def without_news(folder: Path, *arguments: str) -> None:
    """The same command again, which must find everything up to date."""
    if '"state": "made"' in everyleaf(folder, *arguments):
        sys.exit("A second run made something again; there is nothing to measure.")


def bare_import(folder: Path) -> None:
    """Python with Everyleaf's command loaded, and nothing done."""
    command = [sys.executable, "-c", "import everyleaf.cli.publish"]
    subprocess.run(command, cwd=folder, check=True)


def in_turns(rounds: int, name: str, whole: Work, raw: Work, fresh: Work) -> None:
    """Measure both, ``rounds`` times in turns, and print what came out."""
    wholes, raws = [], []
    for number in range(rounds):
        fresh()
        wholes.append(timed(whole))
        raws.append(timed(raw))
        said = f"{name}, round {number + 1} of {rounds}: {wholes[-1]:.2f} s and {raws[-1]:.2f} s"
        print(said, file=sys.stderr)
    ratios = [one / other for one, other in zip(wholes, raws, strict=True)]
    print(f"{name}\n  whole {median(wholes):8.2f} s\n  raw   {median(raws):8.2f} s")
    print(f"  ratio {median(ratios):8.2f}    from {min(ratios):.2f} to {max(ratios):.2f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--all", action="store_true", help="all languages of the sample")
    parser.add_argument("--language", action="append", metavar="TAG", help="en and ar if not given")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--jobs", type=int, default=cores(), metavar="N", help="processes of each")
    return parser.parse_args()


def main() -> None:
    """Publish against raw work, then a run without news against an import."""
    asked = _arguments()
    languages = () if asked.all else tuple(asked.language or ("en", "ar"))
    prepare()
    with tempfile.TemporaryDirectory() as name:
        folder = copy_of_sample(Path(name))
        jobs = jobs_of(folder, languages)
        _works.extend(raw_works(jobs))
        print(f"{len(_works)} editions to render or to encode, {asked.jobs} processes",
              f"of {os.cpu_count()} cores", file=sys.stderr)  # fmt: skip
        _measure(folder, languages, asked.rounds, asked.jobs)


def _measure(folder: Path, languages: tuple[str, ...], rounds: int, jobs: int) -> None:
    chosen = [part for tag in languages for part in ("--language", tag)]
    chosen += [part for name in FORMATS for part in ("--format", name)]
    publish = ("publish", *chosen, "--jobs", str(jobs))
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        pool.map(_do, range(len(_works)), chunksize=1)  # warm: fonts and styles are read
        in_turns(
            rounds, "publish",
            lambda: everyleaf(folder, *publish),
            lambda: pool.map(_do, range(len(_works)), chunksize=1),
            lambda: shutil.rmtree(folder / "output", ignore_errors=True),
        )  # fmt: skip
    in_turns(
        2 * rounds + 1, "a run without news",
        lambda: without_news(folder, *publish), lambda: bare_import(folder), lambda: None,
    )  # fmt: skip


if __name__ == "__main__":
    main()
