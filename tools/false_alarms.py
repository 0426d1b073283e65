"""How often the checks of messages stop at translations that people made and published.

    python tools/false_alarms.py FOLDER… [--show CHECK] [--language TAG]

FOLDER holds catalogues (.po or .mo) below <language>/LC_MESSAGES, as every Linux
system and many Python packages have them. Messages with markup, format signs or fewer
than four words are left out: they are not what a leaflet has. What is found is printed
as a table of alarms per thousand messages; nothing is written. Translations of others
have errors too, so each alarm shown (--show) is to be read.
"""

from __future__ import annotations

import argparse
import datetime
import gettext
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from translate.storage import pypo

from everyleaf.catalogue import Entry
from everyleaf.checks import MESSAGE_CHECKS, MessageCheck
from everyleaf.diagnostics import Place, Severity
from everyleaf.document import Document, FrontMatter, InlineContext, Message
from everyleaf.language import Language, known_languages

# Not in a leaflet: format signs, markup, menu paths, options of commands.
_UNLIKE = re.compile(r"[%<>{}_\\$~^|=\n\t&`*\[\]@#]|--|::|->")
_LEFT_OUT = ("words-confirmed", "same-structure", "one-block", "no-raw-html", "like-end")
_BY_GETTEXT = {row.gettext: row for row in known_languages().values()}


def pairs_in(path: Path) -> Iterator[tuple[str, str]]:
    """Source and translation of every finished message without plurals."""
    if path.suffix == ".mo":
        with path.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)
        entries: Mapping[object, str] = vars(catalogue)["_catalog"]
        yield from ((key, text) for key, text in entries.items() if isinstance(key, str))
        return
    for unit in pypo.pofile.parsefile(str(path)).units:
        if unit.istranslated() and not unit.hasplural() and not unit.isfuzzy():
            yield str(unit.source), str(unit.target)


def catalogues(folders: list[Path]) -> Iterator[tuple[Language, Path]]:
    """Each catalogue with its language, which the folder names."""
    for folder in folders:
        for path in sorted([*folder.rglob("*.mo"), *folder.rglob("*.po")]):
            for name in (path.stem, *reversed(path.parts)):
                row = _BY_GETTEXT.get(name) or known_languages().get(name.replace("_", "-"))
                if row is not None:
                    if not path.with_suffix(".po").exists() or path.suffix == ".po":
                        yield row, path
                    break


def messages(folders: list[Path]) -> Mapping[str, list[tuple[str, str]]]:
    """The pairs that could stand in a leaflet, each once, by language."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for language, path in catalogues(folders):
        for written, target in pairs_in(path):
            source = written.partition("\x04")[2] or written  # msgctxt
            fit = len(source.split()) >= 4 and target.strip() and source != target
            if fit and not _UNLIKE.search(source) and not _UNLIKE.search(target):
                found.setdefault(language.tag, {})[source, target] = None
    return {tag: list(pairs) for tag, pairs in found.items()}


def document_for(language: Language) -> Document:
    """An empty document that is translated into ``language``."""
    day = datetime.date(2026, 1, 1)
    return Document(
        leaflet="leaflet", language=language, source_language=known_languages()["en"],
        front=FrontMatter("", "1", day, day), body=Element("article"), messages=(),
        inline=InlineContext(), facts={},
    )  # fmt: skip


def main() -> None:
    """Count, print a table, and show the alarms of one check."""
    parser = argparse.ArgumentParser(description="False alarms of the checks of messages.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", default="", help="print the alarms of this check")
    parser.add_argument("--language", default="", help="this language alone")
    chosen = parser.parse_args()
    found = messages(chosen.folders)
    checks = {name: check for name, check in MESSAGE_CHECKS.items() if name not in _LEFT_OUT}
    tags = [tag for tag in sorted(found) if chosen.language in ("", tag)]
    counts = {tag: _count(tag, found[tag], checks, chosen.show) for tag in tags}
    _print_table(checks, {tag: len(found[tag]) for tag in tags}, counts)


def _count(
    tag: str, pairs: list[tuple[str, str]], checks: Mapping[str, MessageCheck], show: str
) -> Counter[str]:
    document = document_for(known_languages()[tag])
    counted: Counter[str] = Counter()
    for source, target in pairs:
        message = Message(source, "", "p", (), Place("leaflet.md"))
        entry = Entry(source, "", target, fuzzy=False, place=Place("leaflet.po"))
        stopped = False
        for name, check in checks.items():
            alarms = list(check(document, message, entry))
            counted[name] += bool(alarms)
            stopped = stopped or any(one.severity is Severity.ERROR for one in alarms)
            if alarms and name == show:
                print(f"{tag}: {alarms[0].problem}\n    {source}\n    {target}")
        counted["any blocking check"] += stopped
    return counted


def _print_table(
    checks: Mapping[str, MessageCheck],
    sizes: Mapping[str, int],
    counts: Mapping[str, Counter[str]],
) -> None:
    print("| alarms per 1,000 | " + " | ".join(sizes) + " |")
    print("|---|" + "---|" * len(sizes))
    print("| messages | " + " | ".join(f"{size:,}" for size in sizes.values()) + " |")
    for name in (*checks, "any blocking check"):
        cells = (f"{1000 * counts[tag][name] / sizes[tag]:.1f}" for tag in sizes)
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
