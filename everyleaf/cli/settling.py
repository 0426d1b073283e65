"""everyleaf waive and everyleaf confirm: a named person settles a finding about a message."""

from __future__ import annotations

import click

from everyleaf.catalogue import Catalogue, Entry, read_catalogue
from everyleaf.checks import MESSAGE_CODES, NEVER_WAIVED
from everyleaf.cli.console import show, tell
from everyleaf.cli.exits import Exit
from everyleaf.cli.open_here import (
    complete_leaflet,
    complete_setting,
    must_be_known,
    publication_here,
)
from everyleaf.publication import Publication
from everyleaf.records import Confirmation, Record, Waiver, add_record, message_digest

_leaflet = click.argument("leaflet", shell_complete=complete_leaflet)
_language = click.argument("languages", metavar="LANGUAGE", shell_complete=complete_setting)
_messages = click.argument("messages", nargs=-1, required=True, metavar="MESSAGE...")
_name = click.option("--name", required=True, help="The full name of the person who decides.")
_role = click.option("--role", required=True, help="What they are: translator, clinician …")


@click.command()
@_leaflet
@_language
@_messages
@click.option("--check", "code", required=True, metavar="CODE", help="The finding, as in [CODE].")
@_name
@_role
@click.option("--reason", required=True, help="Why the translation is right as it stands.")
def waive(
    leaflet: str,
    languages: str,
    messages: tuple[str, ...],
    code: str,
    name: str,
    role: str,
    reason: str,
) -> int:
    """Let MESSAGEs of LEAFLET in LANGUAGE pass one check.

    MESSAGE is the line in the catalogue that the finding names, or how the source text
    begins. The waiver is void as soon as source or translation change.
    """
    if code in NEVER_WAIVED:
        raise click.UsageError(f"[{code}] cannot be waived; mend the message.")
    must_be_known("check", [code], sorted(MESSAGE_CODES - NEVER_WAIVED))
    publication = _publication(leaflet, languages, {"name": name, "role": role, "reason": reason})
    rows = [
        Waiver(
            leaflet, languages, _excerpt(entry), code, name.strip(), role.strip(),
            publication.today, reason.strip(), _digest(entry),
        )
        for entry in _entries(publication, leaflet, languages, messages)
    ]  # fmt: skip
    return _record(publication, rows)


@click.command()
@_leaflet
@_language
@_messages
@_name
@_role
@click.option("--reason", default="Compared with the source.", help="A remark.  [optional]")
def confirm(
    leaflet: str, languages: str, messages: tuple[str, ...], name: str, role: str, reason: str
) -> int:
    """Record that a linguist has compared MESSAGEs with their source.

    Wanted where the words of number and negation of LANGUAGE are not known here. MESSAGE
    is the line in the catalogue that the finding names, or how the source text begins.
    """
    publication = _publication(leaflet, languages, {"name": name, "role": role, "reason": reason})
    rows = [
        Confirmation(
            leaflet, languages, _excerpt(entry), name.strip(), role.strip(),
            publication.today, reason.strip(), _digest(entry),
        )
        for entry in _entries(publication, leaflet, languages, messages)
    ]  # fmt: skip
    return _record(publication, rows)


def _publication(leaflet: str, tag: str, said: dict[str, str]) -> Publication:
    for option, text in said.items():
        if not text.strip():
            raise click.UsageError(f"--{option} must say something.")
    publication = publication_here()
    must_be_known("leaflet", [leaflet], [path.stem for path in publication.leaflet_files()])
    translated = [row.tag for row in publication.languages if row != publication.source_language]
    must_be_known("language", [tag], translated)
    return publication


def _entries(
    publication: Publication, leaflet: str, tag: str, wanted: tuple[str, ...]
) -> list[Entry]:
    language = next(row for row in publication.languages if row.tag == tag)
    file = publication.catalogue_file(leaflet, language)
    catalogue, found = read_catalogue(file, publication.shown(file))
    if catalogue is None:
        show(found)
        raise click.exceptions.Exit(Exit.FAILED)
    lines = len(file.read_bytes().splitlines())
    return [_entry(catalogue, text, lines) for text in wanted]


def _entry(catalogue: Catalogue, wanted: str, lines: int) -> Entry:
    """By a line of it, else by the beginning of its source, which must be of one message alone.

    ``lines`` is how many the catalogue has.
    """
    entries = list(catalogue.entries.values())
    if wanted.isdecimal():
        above = [entry for entry in entries if (entry.place.line or 0) <= int(wanted)]
        fit = above[-1:] if int(wanted) <= lines else []
    else:
        fit = [entry for entry in entries if entry.source == wanted] or [
            entry for entry in entries if entry.source.startswith(wanted)
        ]
    fit = [entry for entry in fit if entry.is_usable]
    if len(fit) != 1:
        state = "No finished message is" if not fit else f"{len(fit)} messages are"
        remedy = "Give a line of its entry there, or more of the source text."
        raise click.UsageError(f'{state} "{wanted[:60]}" in {catalogue.path}. {remedy}')
    return fit[0]


def _excerpt(entry: Entry) -> str:
    folded = " ".join(entry.source.split())
    return folded if len(folded) <= 80 else folded[:79] + "…"


def _digest(entry: Entry) -> str:
    return message_digest(entry.context, entry.source, entry.target)


def _record(publication: Publication, rows: list[Waiver] | list[Confirmation]) -> int:
    for row in rows:
        record: Record = row
        path = add_record(publication.records, record)
        tell(f'{publication.shown(path)}: {row.name} ({row.role}), "{row.message}"')
    return Exit.WELL
