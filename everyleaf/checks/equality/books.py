"""The text of books: of an e-book in the order of its spine, of a talking book as it lies there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from posixpath import dirname, join
from xml.etree import ElementTree

from everyleaf.formats.daisy.full_text import TEXT

_CONTAINER = "META-INF/container.xml"
_OCF = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"


def epub_text(data: bytes) -> str:
    """The content documents of an EPUB, one after the other (EPUB 3.3, sections 4.2.6, 5.7)."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        container = ElementTree.fromstring(book.read(_CONTAINER))
        package = next(container.iter(f"{_OCF}rootfile")).get("full-path", "")
        tree = ElementTree.fromstring(book.read(package))
        names = {item.get("id"): item.get("href", "") for item in tree.iter(f"{_OPF}item")}
        read = [names[entry.get("idref")] for entry in tree.iter(f"{_OPF}itemref")]
        return "\n".join(book.read(join(dirname(package), name)).decode() for name in read)


def daisy_text(data: bytes) -> str:
    """The whole text of a DAISY 2.02 book, which stands in one file."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read(TEXT).decode()


TEXT_OF: Mapping[str, Callable[[bytes], str]] = {"epub": epub_text, "daisy": daisy_text}
