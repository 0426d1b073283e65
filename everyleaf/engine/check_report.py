"""The report: what each edition was checked for, with which figures, and what was not checked.

output/report/index.html for people, report.json for programs. It says by what an edition
was checked, never that it is right (STANDARDS 37).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment

from everyleaf.engine.recipe import program_digest
from everyleaf.language import language_by_tag
from everyleaf.manifest import Artefact, Manifest
from everyleaf.store import digest_of, digest_of_bytes, write_atomically

NEVER_BY_MACHINE = (
    "whether a translation says what the original says",
    "whether the words of a picture's description describe it",
    "how a screen reader reads the files aloud, and how the recordings sound to a listener",
    "whether readers understand the leaflet, and find what they look for",
    "how the pages come out on a press, on its paper",
)
_FOLDER = "report"


def write_report(output: Path, manifest: Manifest, missing: Iterable[str]) -> None:
    """Write both files, where anything in them has changed.

    ``missing`` says, one line each, what the last run was asked for and did not make.
    """
    lacking = sorted(set(missing))
    source = digest_of(
        {
            "manifest": digest_of_bytes(manifest.as_bytes()),
            "missing": lacking,
            "program": program_digest(),
        }
    )
    folder = output / _FOLDER
    if (folder / "index.html").is_file() and _made_from(folder / "report.json") == source:
        return
    data = {
        "name": manifest.name,
        "rule": manifest.rule,
        "made_from": source,
        "never_checked_by_machine": NEVER_BY_MACHINE,
        "missing": lacking,
        "may_differ": _may_differ(),
        "editions": list(_editions(manifest.artefacts)),
    }
    write_atomically(folder / "index.html", _page(data).encode())
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    write_atomically(folder / "report.json", text.encode())


def _made_from(path: Path) -> str:
    try:
        return str(json.loads(path.read_bytes())["made_from"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _editions(rows: Iterable[Artefact]) -> Iterator[dict[str, Any]]:
    def edition(row: Artefact) -> tuple[str, str, str, str, str]:
        return row.leaflet, row.language, row.layout, row.format, row.version

    for _, files in groupby(sorted(rows, key=lambda row: (*edition(row), row.path)), edition):
        several = list(files)
        row = several[0]
        yield {
            "leaflet": row.leaflet, "language": row.language, "layout": row.layout,
            "format": row.format, "version": row.version, "code": row.code,
            "pages": row.pages, "seconds": row.seconds,
            "files": [one.path for one in several],
            "bytes": sum(one.bytes for one in several),
            "checked": list(row.checks), "figures": list(row.figures),
            "not_checked": list(row.unchecked),
        }  # fmt: skip


def _page(data: Mapping[str, Any]) -> str:
    text = resources.files(__package__).joinpath("check_report.html").read_text(encoding="utf-8")
    families = list(_families())
    rows = [_for_people(row, families) for row in data["editions"]]
    template = Environment(autoescape=True).from_string(text)
    return template.render(
        name=data["name"], rule=data["rule"], never=data["never_checked_by_machine"],
        missing=data["missing"], editions=rows, families=families, may_differ=data["may_differ"],
    )  # fmt: skip


_Family = tuple[str, list[tuple[str, str]]]


def _families() -> Iterator[_Family]:
    """The registries, each rule with the first sentence of what its function says of itself."""
    from everyleaf.checks import equality  # late: these load pikepdf
    from everyleaf.checks.fidelity import RULES
    from everyleaf.checks.pages import PAGE_CHECKS
    from everyleaf.checks.tags import TAG_CHECKS

    yield "Pages", _rules(PAGE_CHECKS)
    yield "Structure", _rules(TAG_CHECKS)
    yield "Text", list(RULES.items())
    yield "Every form the same", list(equality.RULES.items())


def _may_differ() -> dict[str, list[str]]:
    """By format, how it may differ from the leaflet's text and from the other forms."""
    from everyleaf.checks.equality import DECLARED  # late: it loads pikepdf

    return {name: list(said) for name, said in DECLARED.items()}


def _rules(registry: Mapping[str, Callable[..., Any]]) -> list[tuple[str, str]]:
    return [
        (name, (check.__doc__ or "").strip().partition("\n\n")[0])
        for name, check in registry.items()
    ]


def _for_people(row: Mapping[str, Any], families: list[_Family]) -> dict[str, Any]:
    """An edition with the rules of a family as one line, and its language by name."""
    checked, left = [], list(row["checked"])
    for title, rules in families:
        names = {name for name, _ in rules}
        kept = [one for one in left if one in names]
        if kept:
            checked.append(f"{title.lower()}: {len(kept)} rules")
            left = [one for one in left if one not in names]
    return {**row, "checked": [*checked, *left], "language_name": _language_name(row["language"])}


def _language_name(tag: str) -> str:
    known, reader = language_by_tag(tag), language_by_tag("en")
    return tag if known is None or reader is None else known.name_in(reader)
