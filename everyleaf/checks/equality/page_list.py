"""The page-list of an e-book beside its markers, and both beside the pages of the paper.

EPUB Accessibility 1.1, section 4.1: every page of the paper is listed, and in its order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from xml.etree import ElementTree

from everyleaf.checks.equality.books import epub_pages
from everyleaf.checks.equality.unlike import Unlike

_XHTML, _TYPE = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}type"
# Where an entry leads, or a marker stands ("file#id"), and what it is called.
Place = tuple[str, str]


def compare(data: bytes, labels: Sequence[str]) -> tuple[int, list[Unlike]]:
    """How many pages can be found, and what is wrong; ``labels`` are those of the paper."""
    listed, marked = list(_listed(data)), list(_marked(data))
    unlike = [
        *_unlike("The page-list", [name for _, name in listed], labels),
        *_unlike("The text", [name for _, name in marked], labels),
    ]
    lost = [name for target, name in listed if (target, name) not in marked]
    if lost:
        unlike.append(Unlike("book-pages", f"Page {lost[0]} of the page-list leads to no marker"))
    return len(set(listed) & set(marked)), unlike


def _unlike(where: str, names: Sequence[str], labels: Sequence[str]) -> Iterator[Unlike]:
    for name, label in zip_longest(names, labels):
        if name != label:
            said = f"{where} has {_named(name)} where the paper has {_named(label)}"
            yield Unlike("book-pages", said)
            return


def _named(label: str | None) -> str:
    return "no more pages" if label is None else f"page {label}"


def _listed(data: bytes) -> Iterator[Place]:
    for text in epub_pages(data, navigation=True).values():
        for nav in ElementTree.fromstring(text).iter(f"{_XHTML}nav"):
            if nav.get(_TYPE) == "page-list":
                for link in nav.iter(f"{_XHTML}a"):
                    yield link.get("href", ""), "".join(link.itertext())


def _marked(data: bytes) -> Iterator[Place]:
    for name, text in epub_pages(data).items():
        for element in ElementTree.fromstring(text).iter():
            if element.get("role") == "doc-pagebreak":
                yield f"{name}#{element.get('id')}", element.get("aria-label", "")
