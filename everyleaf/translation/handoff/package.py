"""The package: one zip with all that a translator needs. The same content, the same bytes."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from everyleaf.language import Language
from everyleaf.publication import Publication
from everyleaf.translation.handoff.brief import Brief, brief_html
from everyleaf.translation.handoff.counts import counted, counts_csv, counts_json
from everyleaf.translation.handoff.glossary import Term, glossary_csv, tbx
from everyleaf.translation.handoff.sent import Sent
from everyleaf.translation.handoff.tmx import tmx
from everyleaf.translation.handoff.unit import LeafletUnits
from everyleaf.translation.handoff.xliff_1_2 import xliff_1_2
from everyleaf.translation.handoff.xliff_2_0 import xliff_2_0
from everyleaf.translation.handoff.xml_text import child, xml_bytes

HANDOFF_FIELD = "X-Everyleaf-Handoff"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold
_OMEGAT_FOLDERS = ("target", "omegat", "dictionary", "glossary")
_CONTENT_TYPE = re.compile(rb'^"Content-Type:[^\n]*\n', re.MULTILINE)


@dataclass(frozen=True)
class Handoff:
    """What is sent out: ``leaflets`` to be translated, ``memory`` all that there is.

    ``catalogues`` has the PO file of each leaflet, ``checks`` the rules in plain words,
    ``proofs`` finished proof PDFs by file name.
    """

    publication: Publication
    language: Language
    format: str
    sent: Sent
    leaflets: Sequence[LeafletUnits]
    memory: Sequence[LeafletUnits]
    catalogues: Mapping[str, bytes]
    terms: Sequence[Term]
    checks: Sequence[str]
    proofs: Mapping[str, bytes] = field(default_factory=dict)
    deadline: datetime.date | None = None


Writer = Callable[[Handoff, LeafletUnits], bytes]


def _po(handoff: Handoff, leaflet: LeafletUnits) -> bytes:
    """The catalogue as it is, with one more line in its header that names the hand-off."""
    data = handoff.catalogues[leaflet.leaflet]
    line = f'"{HANDOFF_FIELD}: {handoff.sent.name}\\n"\n'.encode()
    return _CONTENT_TYPE.sub(lambda found: line + found[0], data, count=1)


def _xliff_1_2(handoff: Handoff, leaflet: LeafletUnits) -> bytes:
    source = handoff.publication.source_language
    return xliff_1_2(leaflet, source, handoff.language, handoff.sent.name)


def _xliff_2_0(handoff: Handoff, leaflet: LeafletUnits) -> bytes:
    source = handoff.publication.source_language
    return xliff_2_0(leaflet, source, handoff.language, handoff.sent.name)


def _omegat(handoff: Handoff, leaflet: LeafletUnits) -> bytes:
    source = handoff.publication.source_language
    return xliff_1_2(leaflet, source, handoff.language, handoff.sent.name, filled=True)


# The file that is translated, by the name of its format: its ending, and who writes it.
HANDOFF_FORMATS: Mapping[str, tuple[str, Writer]] = {
    "po": ("po", _po),
    "xliff-1.2": ("xlf", _xliff_1_2),
    "xliff-2.0": ("xlf", _xliff_2_0),
    "omegat": ("xlf", _omegat),
}


def package(handoff: Handoff) -> bytes:
    """The zip. Its folders are those of an OmegaT project: source, tm, glossary."""
    files = _files(handoff)
    told = {name: what for name, (what, _) in files.items() if not name.endswith("/")}
    settings = handoff.publication.settings
    brief = Brief(
        settings.name, settings.publisher, handoff.publication.source_language, handoff.language,
        handoff.leaflets, counted(handoff.leaflets), handoff.checks, told, handoff.sent.name,
        handoff.deadline,
    )  # fmt: skip
    return _zip({"brief.html": brief_html(brief), **{n: data for n, (_, data) in files.items()}})


def _project(source: Language, target: Language) -> dict[str, tuple[str, bytes]]:
    """An OmegaT project file, and the folders without which OmegaT opens none."""
    root = etree.Element("omegat")
    project = child(root, "project", version="1.0")
    folders = ("source_dir", "target_dir", "tm_dir", "glossary_dir", "glossary_file")
    for name in (*folders, "dictionary_dir"):
        child(project, name, "__DEFAULT__")
    child(project, "source_lang", source.tag)
    child(project, "target_lang", target.tag)
    child(project, "sentence_seg", "false")  # a message stays whole
    child(project, "support_default_translations", "true")
    child(project, "remove_tags", "false")
    made = {"omegat.project": ("unpack the zip, and open its folder in OmegaT", xml_bytes(root))}
    empty = {f"{name}/": ("a folder of OmegaT’s", b"") for name in _OMEGAT_FOLDERS}
    return {**made, **empty}


def _files(handoff: Handoff) -> dict[str, tuple[str, bytes]]:
    """Every file with what it is, in the words of the brief."""
    source, target = handoff.publication.source_language, handoff.language
    ending, write = HANDOFF_FORMATS[handoff.format]
    files = {
        f"source/{one.leaflet}.{ending}": ("to be translated", write(handoff, one))
        for one in handoff.leaflets
    }
    memory = tmx(handoff.memory, source, target)
    files[f"tm/{target.tag}.tmx"] = ("translation memory: what is translated already", memory)
    if handoff.terms:
        table = tbx(handoff.terms, handoff.publication.settings.name, source, target)
        files["glossary/glossary.tbx"] = ("agreed terms, for your tool", table)
        files["glossary/glossary.csv"] = ("the same as a table", glossary_csv(handoff.terms))
    if handoff.format == "omegat":
        files |= _project(source, target)
    counts = counted(handoff.leaflets)
    files["words.csv"] = ("word counts", counts_csv(counts))
    files["words.json"] = ("the same for programs", counts_json(counts))
    for name, data in sorted(handoff.proofs.items()):
        files[f"proof/{name}"] = ("how the page looks, with the number of each message", data)
    return files


def _zip(files: Mapping[str, bytes]) -> bytes:
    """Fixed dates, rights and order: nothing of this machine is in the file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            row = zipfile.ZipInfo(name, _LONG_AGO)
            row.compress_type = zipfile.ZIP_DEFLATED
            row.create_system = 3  # Unix, on every system
            row.external_attr = (0o40755 if name.endswith("/") else 0o100644) << 16
            archive.writestr(row, data, compresslevel=9)
    return buffer.getvalue()
