"""How ready each leaflet is in each language, and what stands in the way of its release."""

from __future__ import annotations

import datetime
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from everyleaf.catalogue import Catalogue, read_catalogue
from everyleaf.diagnostics import Diagnostic, Severity
from everyleaf.document import Document, Message
from everyleaf.engine.gathering import Gathered, gather, read_source
from everyleaf.engine.speaking import heard_by_a_person, voice_status
from everyleaf.language import Language, Script, known_scripts
from everyleaf.layout.fontcache import font_folder
from everyleaf.layout.typefaces import LATIN
from everyleaf.publication import Publication
from everyleaf.translation import DOMAIN

# These have columns of their own.
_COUNTED = ("message-missing", "message-fuzzy", "message-untranslated")
_OF_THE_RULE = "release-"


@dataclass(frozen=True)
class Readiness:
    """One leaflet in one language; ``file`` holds its text, a source or a catalogue.

    ``glyphs`` are the characters that no face of its script has; None where the faces are
    not on this machine. ``voice`` is fit, native, dialect, weak or none; ``heard`` says what a
    weak one wants: "unheard", "heard" by a person who has signed it, or "void". ``blocks`` is
    what withholds it, ``warnings`` what does not; ``notices`` what its pages must say about
    themselves.
    """

    leaflet: str
    language: Language
    file: str
    messages: int
    translated: int
    fuzzy: int
    missing: int
    glyphs: tuple[str, ...] | None
    reviewed: datetime.date | None
    next_review: datetime.date | None
    days_to_review: int | None
    blocks: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...]
    notices: tuple[str, ...]
    may_go_out: bool
    voice: str = ""
    heard: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether it may go out and all of it can be shown."""
        return self.may_go_out and not self.glyphs

    @property
    def voice_in_words(self) -> str:
        """How far the voice can be relied on; of a weak one, whether a person has heard it all."""
        told = {"heard": "heard and signed", "void": "sign-off void", "unheard": "not heard"}
        return f"{self.voice}, {told[self.heard]}" if self.heard else self.voice

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What the checks hold against the text: facts, markup, script, places in the source."""
        return tuple(
            one
            for one in self.blocks
            if one.place is not None
            and one.place.path == self.file
            and one.code not in _COUNTED
            and not one.code.startswith(_OF_THE_RULE)
        )

    @property
    def reasons(self) -> tuple[str, ...]:
        """What withholds it, in few words; messages that cannot be used are counted once."""
        codes = Counter(one.code for one in self.blocks if one.code not in _COUNTED)
        counts = {"missing": self.missing, "fuzzy": self.fuzzy, **codes}
        told = [f"{count} {what}" for what, count in counts.items() if count]
        return (*told, "characters without a glyph") if self.glyphs else tuple(told)


def readiness(
    publication: Publication, leaflets: Collection[str] = (), tags: Collection[str] = ()
) -> tuple[list[Readiness], list[Diagnostic]]:
    """The board, in the order of the leaflets and of the settings; and what blocks them all."""
    gathered = gather(publication, leaflets, tags)
    board: list[Readiness] = []
    for path in publication.leaflet_files():
        if not leaflets or path.stem in leaflets:
            document, _ = read_source(publication, path)
            wanted = [lang for lang in publication.languages if not tags or lang.tag in tags]
            board += [_row(gathered, path, document, language) for language in wanted]
    told = {one for row in board for one in (*row.blocks, *row.warnings)}
    rest = [one for one in gathered.diagnostics if one not in told]
    return board, [one for one in rest if _concerns_all(publication, one)]


def _row(
    gathered: Gathered, path: Path, document: Document | None, language: Language
) -> Readiness:
    publication = gathered.publication
    found = list(_findings(gathered, path, language))
    errors = tuple(one for one in found if one.severity is Severity.ERROR)
    ready = next(
        (
            one
            for one in gathered.ready
            if (one.document.leaflet, one.document.language) == (path.stem, language)
        ),
        None,
    )
    own = language == publication.source_language
    file = path if own else publication.catalogue_file(path.stem, language)
    counts, texts = _counted(publication, document, language)
    front = document.front if document else None
    return Readiness(
        path.stem, language, publication.shown(file), *counts,
        glyphs=_lacking(texts, language.script),
        reviewed=front.reviewed if front else None,
        next_review=front.next_review if front else None,
        days_to_review=(front.next_review - publication.today).days if front else None,
        blocks=errors,
        warnings=tuple(one for one in found if one.severity is Severity.WARNING),
        notices=ready.notices if ready else (),
        may_go_out=ready is not None,
        voice=voice_status(publication, language),
        heard=heard_by_a_person(gathered, path.stem, language.tag),
    )  # fmt: skip


def _findings(gathered: Gathered, source: Path, language: Language) -> Iterable[Diagnostic]:
    """What was found in the files that this leaflet in this language is made of."""
    publication = gathered.publication
    own = publication.source_language == language
    files = {publication.shown(source)}
    if not own:
        files |= {
            publication.shown(publication.catalogue_file(domain, language))
            for domain in (source.stem, DOMAIN)
        }
    for one in gathered.diagnostics:
        path = one.place.path if one.place else ""
        of_source_language = path == publication.shown(source) and one.code.startswith(_OF_THE_RULE)
        if path in files and (own or not of_source_language):
            yield one


def _concerns_all(publication: Publication, found: Diagnostic) -> bool:
    """Whether it is of no leaflet: settings, layouts, records."""
    path = found.place.path if found.place else ""
    parts = (publication.shown(publication.source), publication.shown(publication.translations))
    return not path.startswith(tuple(f"{part}/" for part in parts))


def _counted(
    publication: Publication, document: Document | None, language: Language
) -> tuple[tuple[int, int, int, int], Sequence[str]]:
    """Messages, translated, fuzzy and missing ones; and the texts that would be shown."""
    messages = document.messages if document else ()
    if language == publication.source_language:
        return (len(messages), len(messages), 0, 0), [message.text for message in messages]
    catalogue = None
    if document is not None:
        path = publication.catalogue_file(document.leaflet, language)
        catalogue, _ = read_catalogue(path, publication.shown(path))
    entries = [_target(catalogue, message) for message in messages]
    translated = [text for state, text in entries if state == "translated"]
    fuzzy = sum(state == "fuzzy" for state, _ in entries)
    rest = len(messages) - len(translated) - fuzzy
    return (len(messages), len(translated), fuzzy, rest), translated


def _target(catalogue: Catalogue | None, message: Message) -> tuple[str, str]:
    entry = catalogue.find(message.text, message.context) if catalogue else None
    if entry is None or not entry.target.strip():
        return "missing", ""
    return ("translated" if entry.is_usable else "fuzzy"), entry.target


def _lacking(texts: Iterable[str], script: Script) -> tuple[str, ...] | None:
    """The characters that neither the script's face nor the Latin one has (STANDARDS 29)."""
    try:
        known = _characters(script) | _characters(known_scripts()[LATIN])
    except (OSError, TTLibError):
        return None
    shown = {c for text in texts for c in unicodedata.normalize("NFC", text)}
    return tuple(sorted(c for c in shown if ord(c) not in known and _is_seen(c)))


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp")


@cache
def _characters(script: Script) -> frozenset[int]:
    path = font_folder() / script.package / script.regular
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
