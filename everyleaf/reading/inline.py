"""Inline text to a fragment, and a fragment into the tree.

A message, from the source or from a catalogue, is parsed by the inline patterns
alone. There is no way for it to open a block, and raw HTML is text.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX, AtomicString

from everyleaf.document import INLINE, InlineContext

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
NOTE_REFERENCE = re.compile(r"(?<!!)\[\^([^\]\s]+)\]")
_ATTRIBUTES, _CLASSES = frozenset({"id", "msgctxt"}), frozenset({"caption", "notranslate"})


def placeholders(text: str) -> tuple[str, ...]:
    """The names of the facts that ``text`` holds, in order."""
    return tuple(PLACEHOLDER.findall(text))


def note_references(text: str) -> tuple[str, ...]:
    """The names of the footnotes that ``text`` refers to, in order."""
    return tuple(NOTE_REFERENCE.findall(text))


def graft(element: Element, text: str, context: InlineContext) -> None:
    """Make ``text`` the inline content of ``element``; block children stay where they are."""
    fragment = _fragment(text, context)
    while len(element) and element[0].tag in INLINE and not _is_kept(element[0]):
        element.remove(element[0])
    element.text = fragment.text
    for position, child in enumerate(fragment):
        element.insert(position, child)
    if element.tag == "figure":
        _caption(element, context)


def name_first_references(body: Element) -> None:
    """Give the first reference to each footnote the id that its way back leads to."""
    seen: set[str] = set()
    for reference in body.iter("a"):
        target = reference.get("href", "")
        if reference.get("class") == "noteref" and target not in seen:
            seen.add(target)
            reference.set("id", target.replace("#fn-", "fnref-"))


def _is_kept(child: Element) -> bool:
    return child.get("class") == "backlink"


def _caption(figure: Element, context: InlineContext) -> None:
    """The picture's title becomes its caption; nothing but the picture stays beside it."""
    picture = figure.find("img")
    if picture is None:
        return
    for other in [child for child in figure if child is not picture]:
        figure.remove(other)
    figure.text = picture.tail = None
    if title := picture.attrib.pop("title", ""):
        caption = _fragment(title, context)
        caption.tag = "figcaption"
        figure.append(caption)


def _fragment(text: str, context: InlineContext) -> Element:
    machine = _machine(context)
    root = Element("div")
    fragment = SubElement(root, "p")
    # Python-Markdown marks what it has done with STX and ETX: nobody else may
    fragment.text = text.replace(STX, "").replace(ETX, "").strip()
    machine.treeprocessors["inline"].run(root)
    InlineAttributes(machine).run(root)
    machine.treeprocessors["unescape"].run(root)
    return fragment


def _machine(context: InlineContext) -> markdown.Markdown:
    machine = new_machine()
    machine.references = dict(context.references)  # type: ignore[arg-type]  # a title may be None
    patterns = machine.inlinePatterns
    patterns.register(_Note(NOTE_REFERENCE.pattern, machine, context), "note", 175)
    return machine


def new_machine(extensions: tuple[object, ...] = ()) -> markdown.Markdown:
    """Python-Markdown without raw HTML, with facts as placeholders."""
    machine = markdown.Markdown(extensions=list(extensions), output_format="xhtml")  # type: ignore[arg-type]
    machine.ESCAPED_CHARS += ["<", "&", "|"]  # a sign of the text, where \ stands before it
    machine.preprocessors.deregister("html_block")
    for pattern in ("html", "entity", "automail"):
        machine.inlinePatterns.deregister(pattern)
    machine.inlinePatterns.register(_Mail(r"<([^<> !]+@[^@<> ]+)>", machine), "automail", 110)
    machine.inlinePatterns.register(_Fact(PLACEHOLDER.pattern, machine), "fact", 175)
    return machine


class InlineAttributes(AttrListTreeprocessor):
    """Attribute lists with the colon demanded: ``{: .name }``; ``{name}`` is a fact."""

    # The four patterns are Final in the stubs and plain class attributes in the code.
    BASE_RE = r"\{:[ ]*([^\}\n ][^\n]*)\}"  # type: ignore[misc]
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"(?:^|\n)[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc]

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """Give a block an id, a context or one of our classes; all else is dropped.

        What is inline gets nothing: it may come from a catalogue, and a class of the
        layouts would change what is printed.
        """
        asked = Element("p")
        rest = super().assign_attrs(asked, attrs_string, strict=strict)
        if self.md.is_block_level(elem.tag):
            for name in _ATTRIBUTES & {key for key, value in asked.items() if value}:
                elem.set(name, asked.get(name, ""))
            classes = [name for name in (asked.get("class") or "").split() if name in _CLASSES]
            if classes:
                elem.set("class", " ".join([*elem.get("class", "").split(), *classes]))
        return rest


class _Fact(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        fact = Element("data", {"class": "fact", "data-fact": m[1]})
        fact.text = AtomicString(m[0])
        return fact, m.start(0), m.end(0)


class _Mail(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        link = Element("a", {"href": f"mailto:{m[1]}"})
        SubElement(link, "bdi", {"dir": "ltr"}).text = AtomicString(m[1])
        return link, m.start(0), m.end(0)


class _Note(InlineProcessor):
    """A reference to a footnote that the leaflet has; others stay text, and are reported."""

    def __init__(self, pattern: str, machine: markdown.Markdown, context: InlineContext) -> None:
        super().__init__(pattern, machine)
        self.context = context

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        number = self.context.footnotes.get(m[1])
        if number is None:
            return None, None, None
        raised = Element("sup")
        target = {"class": "noteref", "href": f"#fn-{m[1]}"}
        SubElement(raised, "a", target).text = AtomicString(str(number))
        return raised, m.start(0), m.end(0)
