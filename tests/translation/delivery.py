"""A small publication whose work is sent out, changed as a translator would, and taken back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from everyleaf.catalogue import Catalogue, read_catalogue
from everyleaf.engine.receiving import Desk, receive_delivery
from everyleaf.engine.sending import prepare
from everyleaf.language import known_languages
from everyleaf.publication import Publication
from everyleaf.store import write_atomically
from everyleaf.translation.handoff import package, sent_bytes, sent_file
from everyleaf.translation.receiving import Fate, Outcome, Received
from tests.conftest import HEAD, publication, quoted

BODY = """\
# Tea

Drink **two** cups, then call {helpline}.

See [our page](https://a.example/tea) or [the list](https://a.example/list).

Wait[^1] here.{BREAK}
Then go.

Never drink it cold.

[^1]: A minute.
""".replace("{BREAK}", "  ")
MESSAGES = {
    "For people who like tea.": "لمحبي الشاي.",
    "Tea": "شاي",
    "Drink **two** cups, then call {helpline}.": "اشربي **كوبين** ثم اتصلي على {helpline}.",
    "See [our page](https://a.example/tea) or [the list](https://a.example/list).":
        "انظري [القائمة](https://a.example/list) أو [صفحتنا](https://a.example/tea).",
    "Wait[^1] here.  \nThen go.": "انتظري[^1] هنا.  \nثم اذهبي.",
    "Never drink it cold.": "لا تشربيه باردًا أبدًا.",
    "A minute.": "دقيقة.",
}  # fmt: skip
BOLD, LINKS, BREAK, COLD = list(MESSAGES)[2:6]
HEADER = """\
# A translator's own words, kept.
msgid ""
msgstr ""
"Language: ar\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Everyleaf-Origin: human\\n"
"""
FORMATS = ("po", "xliff-1.2", "xliff-2.0")


def po_text(changes: Mapping[str, str] | None = None, fuzzy: tuple[str, ...] = ()) -> str:
    """The Arabic catalogue, with these translations in place of its own."""
    blocks = []
    for source, target in MESSAGES.items():
        mark = "#, fuzzy\n" if source in fuzzy else ""
        said = quoted((changes or {}).get(source, target))
        blocks.append(f"#. A note\n{mark}msgid {quoted(source)}\nmsgstr {said}\n")
    return "\n".join((HEADER, *blocks))


def tea(
    root: Path, changes: Mapping[str, str] | None = None, fuzzy: tuple[str, ...] = ()
) -> Publication:
    """A publication with the leaflet "tea", translated into Arabic."""
    po = po_text(changes, fuzzy)
    files = {"source/tea.md": HEAD + BODY, "translations/ar/LC_MESSAGES/tea.po": po}
    return publication(root, files)


def sent_out(here: Publication, form: str, tag: str = "ar") -> dict[str, bytes]:
    """The files of a hand-off, its record kept."""
    made, found = prepare(here, known_languages()[tag], (), form)
    assert made is not None, found
    write_atomically(sent_file(here.records, made.sent.name), sent_bytes(made.sent))
    with zipfile.ZipFile(io.BytesIO(package(made))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def translated_file(files: Mapping[str, bytes]) -> str:
    """The one file that is to be translated."""
    (data,) = (data for name, data in files.items() if name.startswith("source/"))
    return data.decode()


def taken_back(here: Publication, data: str | bytes, name: str = "back") -> list[Received]:
    """What became of a returned file; everything taken is written."""
    desk = Desk(here)
    received = receive_delivery(desk, data.encode() if isinstance(data, str) else data, name)
    desk.write()
    return received


def fates(received: list[Received]) -> dict[str, Fate]:
    """The fate of each message by its source text, those without change left out."""
    every = (outcome for one in received for outcome in one.outcomes)
    return {o.source: o.fate for o in every if o.fate is not Fate.UNCHANGED}


def outcome_of(received: list[Received], source: str) -> Outcome:
    """What became of one message."""
    return next(o for one in received for o in one.outcomes if o.source == source)


def catalogue_here(here: Publication) -> Catalogue:
    """The Arabic catalogue as it stands now."""
    path = here.root / "translations/ar/LC_MESSAGES/tea.po"
    catalogue, found = read_catalogue(path, "tea.po")
    assert catalogue is not None, found
    return catalogue


def here_now(here: Publication, source: str) -> tuple[str, bool]:
    """The translation of a message and whether it is fuzzy."""
    entry = catalogue_here(here).find(source)
    assert entry is not None
    return entry.target, entry.fuzzy
