"""Which standard structure type an HTML element has (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"

# HTML elements that need no context. "Aside" and the like stand in ROLE_MAP.
_PLAIN = {
    "p": "P", "address": "P", "pre": "P", "blockquote": "BlockQuote",
    "main": "Part", "article": "Art", "section": "Sect", "nav": "Sect", "aside": "Aside",
    "header": "Div", "footer": "Div", "figure": "Div", "figcaption": "Caption",
    "table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody",
    "tfoot": "TFoot", "tr": "TR", "td": "TD", "dl": "L", "dt": "Lbl", "dd": "LBody",
    "strong": "Strong", "b": "Strong", "em": "Em", "i": "Em", "code": "Code", "q": "Quote",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}  # fmt: skip

# Types of ISO 32000-2 that the text has a use for, and what PDF 1.7 knows instead.
ROLE_MAP = {"Aside": "Sect", "Strong": "Span", "Em": "Span"}

# Grouping elements hold other elements and no content of their own (14.8.4.2).
GROUPING = frozenset(
    ("Document", "Part", "Art", "Sect", "Aside", "Div", "BlockQuote", "Caption", "TOC", "L",
     "Table", "THead", "TBody", "TFoot", "TR")
)  # fmt: skip
# Elements within a line (14.8.4.4).
INLINE = frozenset(("Span", "Strong", "Em", "Code", "Quote", "Link", "Reference"))
_INLINE_TAGS = frozenset(("bdi", "bdo", "span", "time", "small", "sup", "sub", "a", "abbr"))
_OWN_LANGUAGE = ("lang", "{http://www.w3.org/XML/1998/namespace}lang")


class Roles:
    """The roles of the elements of one HTML document.

    ``footnotes`` are elements that the style sheet sends to the foot of the page.
    """

    def __init__(self, root: Element, footnotes: frozenset[Element] = frozenset()) -> None:
        self.parents = {child: parent for parent in root.iter() for child in parent}
        self.order = {element: float(place) for place, element in enumerate(root.iter())}
        self.by_id = {name: element for element in root.iter() if (name := element.get("id"))}
        self.footnotes = footnotes
        self._special: dict[str, Callable[[Element], tuple[str, ...]]] = {
            "li": self._item, "ul": self._list, "ol": self._list, "th": self._head,
            "a": self._link, "sup": self._raised, "div": self._division,
        }  # fmt: skip
        self._references: dict[Element, list[Element]] = {}
        for raised in root.iter("sup"):
            for link in raised.iter("a"):
                if (note := self.target(link)) is not None:
                    self._references.setdefault(note, []).append(link)

    def target(self, link: Element) -> Element | None:
        """Where a link inside the document leads."""
        address = link.get("href", "")
        return self.by_id.get(address[1:]) if address.startswith("#") else None

    def is_note(self, element: Element) -> bool:
        """A footnote or an endnote."""
        return element in self._references or element in self.footnotes

    def references(self, note: Element | None) -> list[Element]:
        """The links in the text that lead to a note."""
        return [] if note is None else self._references.get(note, [])

    def chain(self, element: Element) -> tuple[str, ...]:
        """The types for an element, outermost first; none where it adds no structure.

        A list item is LI > LBody. A term and its meaning are Lbl and LBody of one LI
        (14.8.4.3.3: "in a dictionary list, it contains the term being defined").
        An entry of contents is TOCI > Reference (14.8.4.2), a note that is referred to a
        Note, its mark a Reference around a Link (14.8.4.4).
        """
        if self.is_note(element):
            return ("Note",) if self._is_among_notes(element) else ("LI", "LBody", "Note")
        if (special := self._special.get(element.tag)) is not None:
            return special(element)
        kind = _PLAIN.get(element.tag)
        return (kind,) if kind else ()

    def _is_among_notes(self, element: Element) -> bool:
        return element.tag != "li" or all(map(self.is_note, self.parents[element]))

    def wrapper(self, element: Element) -> str:
        """The type for an element that matters for its language alone."""
        return "Span" if element.tag in _INLINE_TAGS else "Div"

    def language(self, element: Element) -> str | None:
        """The language that an element names itself."""
        return next((tag for name in _OWN_LANGUAGE if (tag := element.get(name))), None)

    def _targets(self, element: Element) -> list[Element]:
        found = (self.target(link) for link in element.iter("a"))
        return [target for target in found if target is not None]

    def _parent_tag(self, element: Element) -> str:
        parent = self.parents.get(element)
        return "" if parent is None else parent.tag

    def _item(self, element: Element) -> tuple[str, ...]:
        return ("TOCI", "Reference") if self._is_contents(element) else ("LI", "LBody")

    def _head(self, element: Element) -> tuple[str, ...]:
        return ("TH",) if "".join(element.itertext()).strip() else ("TD",)

    def _link(self, element: Element) -> tuple[str, ...]:
        return ("Link",) if element.get("href") else ()

    def _raised(self, element: Element) -> tuple[str, ...]:
        return ("Reference",) if any(map(self.is_note, self._targets(element))) else ()

    def _division(self, element: Element) -> tuple[str, ...]:
        return ("LI",) if self._parent_tag(element) == "dl" else ("Div",)

    def _list(self, element: Element) -> tuple[str, ...]:
        if all(map(self.is_note, element)):
            return ()
        return ("TOC",) if self._is_contents(element) else ("L",)

    def _is_contents(self, element: Element) -> bool:
        """Contents: a list in a nav, all of whose links stay in the document."""
        above: Element | None = element
        while above is not None and above.tag != "nav":
            above = self.parents.get(above)
        if above is None:
            return False
        links = list(above.iter("a"))
        return bool(links) and all(link.get("href", "").startswith("#") for link in links)


def is_decoration(element: Element) -> bool:
    """A picture that says nothing: alt="" (HTML 4.8.4.4), or a drawing without a title."""
    if element.tag == "img":
        return element.get("alt") == ""
    return element.tag == f"{SVG}svg" and not alternative(element)


def alternative(element: Element) -> str:
    """What stands for a picture: its alt, or the label or title of a drawing."""
    if element.tag == f"{SVG}svg":
        title = element.find(f"{SVG}title")
        words = element.get("aria-label") or (title.text if title is not None else "")
    else:
        words = element.get("alt")
    return " ".join((words or "").split())
