"""everyleaf handoff: one zip for a translator, in a form that their tool reads."""

from __future__ import annotations

import dataclasses
import datetime
import re
from pathlib import Path

import click

from everyleaf.catalogue import read_catalogue
from everyleaf.checks import MESSAGE_CHECKS
from everyleaf.cli.console import show, tell
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import (
    complete_leaflet,
    complete_setting,
    must_be_known,
    publication_here,
)
from everyleaf.diagnostics import Diagnostic, has_errors
from everyleaf.engine.gathering import read_source
from everyleaf.language import Language
from everyleaf.publication import Publication
from everyleaf.release import SignOff, read_sign_offs
from everyleaf.release.sign_offs import roles_signed
from everyleaf.store import write_atomically
from everyleaf.translation import localise
from everyleaf.translation.handoff import (
    HANDOFF_FORMATS,
    Handoff,
    LeafletUnits,
    package,
    read_glossary,
    sent_bytes,
    sent_file,
    sent_now,
    units_of,
)
from everyleaf.translation.handoff.counts import KINDS, counted

_SOURCE_OF_RULE = re.compile(r"\s*\([^()]*(?:STANDARDS|section|UAX|RFC)[^()]*\)")


@click.command()
@click.argument("languages", metavar="LANGUAGE", shell_complete=complete_setting)
@click.argument("leaflets", nargs=-1, metavar="[LEAFLET]...", shell_complete=complete_leaflet)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(HANDOFF_FORMATS)),
    default="xliff-1.2",
    show_default=True,
    help="What the translator's tool reads.",
)
@click.option(
    "--to",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE.zip",
    help="Where the package goes.  [default: LANGUAGE.zip here]",
)
@click.option(
    "--deadline",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="When it must be back, such as 2027-01-31; stands in the brief.",
)
def handoff(
    languages: str,
    leaflets: tuple[str, ...],
    form: str,
    to: Path | None,
    deadline: datetime.datetime | None,
) -> int:
    """Pack LEAFLET (or all) for a translator into LANGUAGE: one zip with a brief.

    What was sent is recorded in records/handoffs, so that `everyleaf receive`
    knows what has changed here in the meantime.
    """
    publication = publication_here()
    language = _language(publication, languages)
    must_be_known("leaflet", leaflets, [path.stem for path in publication.leaflet_files()])
    made, found = _gather(publication, language, leaflets, form)
    show(found)
    if made is None:
        return Exit.FAILED
    made = _due(made, deadline)
    target = to or Path.cwd() / f"{language.tag}.zip"
    write_atomically(target, package(made))
    write_atomically(sent_file(publication.records, made.sent.name), sent_bytes(made.sent))
    _tell(publication, made, target)
    return Exit.WELL


def _language(publication: Publication, tag: str) -> Language:
    must_be_known("language", [tag], publication.settings.languages)
    if tag == publication.settings.source_language:
        raise click.UsageError(f'"{tag}" is the language of the sources. Name another one.')
    return next(row for row in publication.languages if row.tag == tag)


def _gather(
    publication: Publication, language: Language, names: tuple[str, ...], form: str
) -> tuple[Handoff | None, list[Diagnostic]]:
    """What is to be packed, or None and everything that stands against it."""
    signed, found = read_sign_offs(publication.records)
    every: dict[str, LeafletUnits] = {}
    for path in publication.leaflet_files():
        units, problems = _units(publication, language, path, signed)
        found += problems if not names or path.stem in names else []
        if units is not None:
            every[path.stem] = units
    glossary = publication.translations / language.gettext / "glossary.csv"
    terms, problems = read_glossary(glossary, publication.shown(glossary))
    found += problems
    if has_errors(found):
        return None, found
    chosen = [units for name, units in every.items() if not names or name in names]
    catalogues = {
        units.leaflet: publication.catalogue_file(units.leaflet, language).read_bytes()
        for units in chosen
    }
    sent = sent_now(language, chosen)
    memory = list(every.values())
    made = Handoff(
        publication, language, form, sent, chosen, memory, catalogues, terms, checks_in_words()
    )
    return made, found


def _units(
    publication: Publication, language: Language, path: Path, signed: tuple[SignOff, ...]
) -> tuple[LeafletUnits | None, list[Diagnostic]]:
    document, found = read_source(publication, path)
    if document is None or has_errors(found):
        return None, found
    file = publication.catalogue_file(path.stem, language)
    catalogue, problems = read_catalogue(file, publication.shown(file))
    if catalogue is None:
        return None, problems
    translated, _ = localise(document, language, catalogue)
    approved = translated is not None and "approver" in roles_signed(signed, translated)
    return units_of(document, catalogue, publication.shown(path), approved=approved)


def checks_in_words() -> tuple[str, ...]:
    """The rule of each check of messages, as its own documentation says it."""
    first = ((check.__doc__ or "").strip().split("\n")[0] for check in MESSAGE_CHECKS.values())
    return tuple(_SOURCE_OF_RULE.sub("", line) for line in first if line)


def _due(made: Handoff, deadline: datetime.datetime | None) -> Handoff:
    return dataclasses.replace(made, deadline=deadline.date()) if deadline else made


def _tell(publication: Publication, made: Handoff, target: Path) -> None:
    for one in counted(made.leaflets):
        words = ", ".join(f"{one.words[kind]} {kind}" for kind in KINDS)
        tell(f"{one.leaflet}: {words} words")
    tell(f"{publication.shown(sent_file(publication.records, made.sent.name))}: recorded")
    tell(f"{target}: ready to send ({made.format})")
