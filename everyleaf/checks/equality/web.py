"""A web page, or the text of a book, beside the document.

What is compared are blocks, as a browser's or a reading system's reader gets them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from everyleaf.checks.equality.unlike import Unlike, quoted
from everyleaf.checks.fidelity import Written, first_difference, folded, key, written
from everyleaf.document import Document, has_class, text_of

_SILENT = frozenset({"head", "style", "script", "template"})
_VOID = frozenset({"br", "img", "hr", "wbr", "meta", "link", "input", "path", "circle", "rect"})
_INLINE = frozenset(
    "a abbr b bdi bdo br cite code data dfn em i img kbd mark q s samp small span strong sub sup "
    "svg g path circle rect time u var wbr".split()
)
# What an element of the document is on a web page.
_KINDS = {
    "LI": ("li", "dd"), "Lbl": ("dt",), "TH": ("th",), "TD": ("td",),
    "Caption": ("caption", "p"), "Figure": ("img",),
    **{f"H{level}": (f"h{level}",) for level in range(1, 7)},
}  # fmt: skip
_NOTE = "Note"


@dataclass(frozen=True)
class Form:
    """What is compared: ``code`` begins the codes of its findings."""

    code: str
    name: str


WEB, BOOK = Form("web", "web page"), Form("book", "book")


@dataclass(frozen=True)
class WebBlock:
    """Text between the beginning and the end of block elements; an img's description.

    ``path`` are the elements that it stands in, from the outside in.
    """

    text: str
    path: tuple[str, ...]


class _Blocks(HTMLParser):
    """Gathers the blocks of a page; the link back from a note says nothing of the leaflet."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[WebBlock] = []
        self._open: list[str] = []
        self._words: list[str] = []
        self._mute = 0  # how many open elements are not read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._words.append(" ")
        if tag not in _INLINE:
            self.flush()
        if tag == "img" and not self._mute:
            self.found.append(WebBlock(given.get("alt", ""), (*self._open, tag)))
        if tag not in _VOID:
            unread = tag in _SILENT or "backlink" in given.get("class", "").split()
            self._mute += bool(self._mute or unread)
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        if tag not in _INLINE:
            self.flush()
        while self._open:
            self._mute = max(0, self._mute - 1)
            if self._open.pop() == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._mute:
            self._words.append(data)

    def flush(self) -> None:
        """End the block that has been open."""
        text, self._words = "".join(self._words), []
        if text.strip():
            blocks = tuple(tag for tag in self._open if tag not in _INLINE)
            self.found.append(WebBlock(text, blocks))


def web_blocks(html: str) -> tuple[WebBlock, ...]:
    """The blocks of a page in the order in which they are read."""
    parser = _Blocks()
    parser.feed(html)
    parser.close()
    parser.flush()
    return tuple(parser.found)


def compare(html: str, document: Document, widest_table: int) -> tuple[int, list[Unlike]]:
    """How many blocks the page says as they were written, and those that it does not.

    The words of the videos are held against the page by themselves: they stand inside it.
    """
    asked = written(document, widest_table), tuple(_transcripts(document))
    return _compare(web_blocks(html), asked, WEB)


def compare_book(html: str, document: Document, widest_table: int) -> tuple[int, list[Unlike]]:
    """The same for a book, where each note stands at the foot of its section."""
    asked = written(document, widest_table)
    notes = tuple(text for text in asked if text.kind == _NOTE)
    return _compare(web_blocks(html), ([one for one in asked if one.kind != _NOTE], notes), BOOK)


def _compare(
    blocks: Sequence[WebBlock], asked: Sequence[Sequence[Written]], form: Form
) -> tuple[int, list[Unlike]]:
    """Each row of ``asked`` is looked for in its own order."""
    unlike = [one for row in asked for one in _unlike(blocks, row, form)]
    return sum(map(len, asked)) - len(unlike), unlike


def _transcripts(document: Document) -> Iterator[Written]:
    for element in document.body.iter("div"):
        if has_class(element, "transcript"):
            yield from (Written(text_of(part)) for part in element.iter("p"))


def _unlike(blocks: Sequence[WebBlock], asked: Sequence[Written], form: Form) -> Iterator[Unlike]:
    keys, at = [key(block.text) for block in blocks], 0
    for text in asked:
        there = [n for n, shown in enumerate(keys) if _says(shown, text) and _is(blocks[n], text)]
        found = next((n for n in there if n >= at), None)
        if found is not None:
            at = found + 1
            if not text.goes_on and _spaced(blocks[found].text) != _spaced(text.text):
                one, other = first_difference(blocks[found].text, text.text)
                said = f"{quoted(text.text)} has other spaces: “{one}” where “{other}” was written"
                yield Unlike(f"{form.code}-differs", said)
        elif there:
            said = f"{quoted(text.text)} stands at another place than written"
            yield Unlike(f"{form.code}-order", said)
        else:
            yield _missing(keys, text, form)


def _missing(keys: Sequence[str], text: Written, form: Form) -> Unlike:
    if any(_says(shown, text) for shown in keys):
        return Unlike(f"{form.code}-differs", f"{quoted(text.text)} is no {text.kind} there")
    return Unlike(f"{form.code}-missing", f"The {form.name} does not say {quoted(text.text)}")


def _says(shown: str, text: Written) -> bool:
    return shown.startswith(key(text.text)) if text.goes_on else shown == key(text.text)


def _is(block: WebBlock, text: Written) -> bool:
    if text.kind in _KINDS:
        return any(tag in block.path for tag in _KINDS[text.kind])
    return "li" in block.path if text.kind else True


def _spaced(text: str) -> str:
    return " ".join(folded(text).split())
