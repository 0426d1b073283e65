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
    """The content documents of an EPUB, one after the other."""
    return "\n".join(text.decode() for text in epub_pages(data).values())


def epub_pages(data: bytes, *, navigation: bool = False) -> dict[str, bytes]:
    """The content documents of an EPUB by name, in reading order (EPUB 3.3, 4.2.6, 5.7).

    Or its navigation document alone (section 7).
    """
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        container = ElementTree.fromstring(book.read(_CONTAINER))
        package = next(container.iter(f"{_OCF}rootfile")).get("full-path", "")
        tree = ElementTree.fromstring(book.read(package))
        items = {item.get("id"): item for item in tree.iter(f"{_OPF}item")}
        read = [items[entry.get("idref")] for entry in tree.iter(f"{_OPF}itemref")]
        if navigation:
            read = [item for item in items.values() if item.get("properties") == "nav"]
        names = [item.get("href", "") for item in read]
        return {name: book.read(join(dirname(package), name)) for name in names}


def daisy_text(data: bytes) -> str:
    """The whole text of a DAISY 2.02 book, which stands in one file."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read(TEXT).decode()


TEXT_OF: Mapping[str, Callable[[bytes], str]] = {"epub": epub_text, "daisy": daisy_text}
