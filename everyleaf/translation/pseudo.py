"""Pseudo-translation: the source made longer, or mirrored, by walking its tree.

The words are changed where they stand as text. Facts, links' targets, addresses, pictures
and the numbers of notes are other nodes of the tree, and so cannot be hurt.
"""

from __future__ import annotations

import copy
import io
import math
import re
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from everyleaf.catalogue import TemplateEntry
from everyleaf.document import INLINE, MESSAGE, Document
from everyleaf.language import PseudoLocale
from everyleaf.translation.layout_words import LayoutWords
from everyleaf.translation.translating import finish

_ACCENTS = str.maketrans(
    "ACDEGIKLNORSTUWYZacdegiklnorstuwyz",
    "ÁÇĎÉĞÍĶĹÑÖŔŠŢÛŴÝŽáçďéğíķĺñöŕšţûŵýž",
)
_VOWELS = frozenset("aeiouAEIOU")
_WORD = re.compile(r"\S+")
_RIGHT_TO_LEFT, _CLOSE = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{POP DIRECTIONAL FORMATTING}"
_KEPT = frozenset({"bdi", "code", "data", "sup"})  # addresses, facts, numbers of notes
_GAP = re.compile(r"(%\(\w+\)s|%%|\{\w+\})")
Change = Callable[[str, float], str]


def pseudo_document(document: Document, locale: PseudoLocale) -> Document:
    """``document``, which is in the source language, in a pseudo-locale, its facts written.

    Every message stands in brackets, so that a text which was cut off shows; the title
    begins with the locale's tag.
    """
    body = copy.deepcopy(document.body)
    for element in [e for e in body.iter() if e.get(MESSAGE)]:
        _change_message(element, locale)
    heading = body.find("h1")
    if heading is not None:
        heading.text = f"{locale.language.tag} {heading.text or ''}"
    summary = _changed(document.front.summary, _GAP, locale)
    return finish(document, locale.language, body, f"[{summary}]")


def pseudo_words(entries: Iterable[TemplateEntry], locale: PseudoLocale) -> LayoutWords:
    """The layouts' words in a pseudo-locale; the gaps in them stay as they are."""
    catalog = Catalog(locale=None, header_comment="")
    for entry in dict.fromkeys(entries):
        forms = tuple(filter(None, (entry.source, entry.plural)))
        words = tuple(f"[{_changed(form, _GAP, locale)}]" for form in forms)
        source, target = (forms, words) if entry.plural else (forms[0], words[0])
        catalog.add(source, target, context=entry.context or None)
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return LayoutWords(locale.language, buffer.getvalue())


def _change_message(element: Element, locale: PseudoLocale) -> None:
    inline = [child for child in element if child.tag in INLINE or child.tag == "figcaption"]
    if element.tag == "figure":
        for child in inline:
            _change_picture(child, locale)
        return
    element.text = "[" + _changed(element.text or "", None, locale)
    for child in inline:
        _change_inline(child, locale)
    if inline:
        inline[-1].tail = (inline[-1].tail or "") + "]"
    else:
        element.text += "]"


def _change_picture(child: Element, locale: PseudoLocale) -> None:
    if child.tag == "img":
        child.set("alt", f"[{_changed(child.get('alt', ''), _GAP, locale)}]")
    else:
        holder = Element("p")
        holder.text = child.text
        holder.extend(list(child))
        _change_message(holder, locale)
        child.text = holder.text


def _change_inline(element: Element, locale: PseudoLocale) -> None:
    is_address = element.tag == "a" and element.text == element.get("href")
    if element.tag not in _KEPT and not is_address:
        element.text = _changed(element.text or "", None, locale)
        if element.tag == "img":
            element.set("alt", f"[{_changed(element.get('alt', ''), _GAP, locale)}]")
        for child in element:
            _change_inline(child, locale)
    element.tail = _changed(element.tail or "", None, locale)


def _changed(text: str, gaps: re.Pattern[str] | None, locale: PseudoLocale) -> str:
    """One text node; ``gaps`` are what stays in a text that has no tree of its own."""
    parts = gaps.split(text) if gaps else [text]
    change = _WAYS[locale.way]
    return "".join(
        part if index % 2 else change(part, locale.longer) for index, part in enumerate(parts)
    )


def _accented(text: str, longer: float) -> str:
    """Accents on the letters, vowels doubled until the text is ``longer``, then strokes."""
    wanted = math.ceil(longer * len(text.strip()))
    letters: list[str] = []
    for letter in text:
        letters.append(letter)
        if wanted and letter in _VOWELS:
            letters.append(letter.lower())
            wanted -= 1
    words = "".join(letters)
    end = len(words.rstrip())
    return words[:end].translate(_ACCENTS) + "~" * wanted + words[end:]


def _mirrored(text: str, longer: float) -> str:
    """Each word from right to left: an override ends with its word, so lines may break."""
    return _WORD.sub(lambda word: f"{_RIGHT_TO_LEFT}{word[0]}{_CLOSE}", text)


_WAYS: dict[str, Change] = {"accented": _accented, "mirrored": _mirrored}
