"""Small publications, leaflets and catalogues, made from what a test says about them."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from hypothesis import settings

from everyleaf.catalogue import Catalogue, read_catalogue
from everyleaf.diagnostics import Diagnostic
from everyleaf.document import Document, FactValue
from everyleaf.language import Language, known_languages
from everyleaf.publication import Publication, open_publication
from everyleaf.reading import read_leaflet

# The same examples on every machine, and none judged by its time.
settings.register_profile(
    "everyleaf", deadline=None, derandomize=True, database=None, max_examples=50
)
settings.load_profile("everyleaf")

REPOSITORY = Path(__file__).parent.parent
_SETTINGS = tomllib.loads((REPOSITORY / "everyleaf.toml").read_text(encoding="utf-8"))
SAMPLE_LANGUAGES: tuple[str, ...] = tuple(sorted(_SETTINGS["languages"]))
ENGLISH, ARABIC, CHINESE = (known_languages()[tag] for tag in ("en", "ar", "zh-Hans"))

HEAD = """\
---
summary: For people who like tea.
version: "1.0"
reviewed: 2026-11-01
next_review: 2028-11-01
---
"""
FIRST_LINE = 7  # of the text below HEAD
SETTINGS = """\
name = "Small"
languages = ["en", "ar", "zh-Hans"]
[publisher]
name = "Leaf"
helpline = "0808 157 0123"
[release]
rule = "draft"
today = 2026-11-22
"""
PO_HEAD = """\
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Everyleaf-Origin: human\\n"
"""
HELPLINE = FactValue("phone", "0808 157 0123")
Files = Mapping[str, str | bytes]


def write_files(root: Path, files: Files) -> Path:
    """Every file of ``files`` below ``root``, its folders made."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def publication(
    root: Path, files: Files | None = None, settings_text: str = SETTINGS
) -> Publication:
    """A publication in ``root`` with these settings and files."""
    write_files(root, {"everyleaf.toml": settings_text, **(files or {})})
    opened, found = open_publication(root)
    assert opened is not None, found
    return opened


def read_bytes(
    data: bytes, name: str = "tea", language: Language = ENGLISH
) -> tuple[Document | None, list[Diagnostic]]:
    """The leaflet in ``data``; findings name it source/<name>.md."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.md"
        path.write_bytes(data)
        return read_leaflet(path, f"source/{name}.md", language, {"helpline": HELPLINE})


def read(body: str, head: str = HEAD) -> tuple[Document | None, list[Diagnostic]]:
    """The leaflet with this text below this front matter."""
    return read_bytes((head + body).encode())


def document(body: str, head: str = HEAD) -> Document:
    """The leaflet with this text, which must be readable."""
    made, found = read(body, head)
    assert made is not None, found
    return made


def messages(body: str) -> list[str]:
    """The messages of a text, the summary and the title "T" left out."""
    return [message.text for message in document(f"# T\n\n{body}").messages[2:]]


def quoted(text: str) -> str:
    """``text`` as a PO string on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def po(entries: Mapping[str, str]) -> str:
    """A catalogue with these translations; entry N begins on line 8 + 3N."""
    blocks = (f"msgid {quoted(a)}\nmsgstr {quoted(b)}\n" for a, b in entries.items())
    return "\n".join((PO_HEAD, *blocks))


def read_po(data: str | bytes) -> tuple[Catalogue | None, list[Diagnostic]]:
    """The catalogue in ``data``; findings name it tea.po."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tea.po"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_catalogue(path, "tea.po")


def catalogue(entries: Mapping[str, str]) -> Catalogue:
    """A catalogue with these translations, which must be readable."""
    made, found = read_po(po(entries))
    assert made is not None, found
    return made


def translated(source: Document, changes: Mapping[str, str] | None = None) -> Catalogue:
    """A full catalogue for ``source``: each message as it is, or as ``changes`` say."""
    entries = {(m.context, m.text): (changes or {}).get(m.text, m.text) for m in source.messages}
    blocks = (
        f"{f'msgctxt {quoted(context)}{chr(10)}' if context else ''}"
        f"msgid {quoted(text)}\nmsgstr {quoted(words)}\n"
        for (context, text), words in entries.items()
    )
    made, found = read_po("\n".join((PO_HEAD, *blocks)))
    assert made is not None, found
    return made


def codes(found: Iterable[Diagnostic]) -> list[str]:
    """The codes of findings, in order."""
    return [one.code for one in found]


def places(found: Iterable[Diagnostic]) -> list[tuple[str, str]]:
    """Code and file:line of findings, in order."""
    return [(one.code, str(one.place)) for one in found]
