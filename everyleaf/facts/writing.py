"""Writes facts into a tree, each in the way of the language.

Phones, addresses and e-mail are isolated left to right (STANDARDS 28); dates
come from CLDR; digits are the ones that the language's row chooses.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element, SubElement

from babel.dates import format_date

from everyleaf.document import FactValue
from everyleaf.language import Language
from everyleaf.reading import placeholders

# Unicode's decimal digits by CLDR numbering system: the code point of zero.
_ZERO = {
    "latn": 0x30, "arab": 0x660, "arabext": 0x6F0, "beng": 0x9E6, "deva": 0x966,
    "guru": 0xA66, "gujr": 0xAE6, "taml": 0xBE6, "telu": 0xC66, "mlym": 0xD66,
    "sinh": 0xDE6, "thai": 0xE50, "khmr": 0x17E0, "mymr": 0x1040,
}  # fmt: skip


def localised_date(day: datetime.date, language: Language) -> str:
    """The date in words, such as 1 November 2026 (CLDR, format "long")."""
    return with_digits(format_date(day, format="long", locale=language.cldr), language)


def with_digits(text: str, language: Language) -> str:
    """``text`` with every ASCII digit in the language's own digits."""
    zero = _ZERO[language.digits]
    return text.translate({0x30 + value: zero + value for value in range(10)})


def write_facts(body: Element, facts: Mapping[str, FactValue], language: Language) -> None:
    """Replace every placeholder in ``body`` by its fact; unknown ones stay as they are."""
    for parent in list(body.iter()):
        for position, child in enumerate(list(parent)):
            fact = facts.get(child.get("data-fact", "")) if child.tag == "data" else None
            if fact is not None:
                written = fact_element(child.get("data-fact", ""), fact, language)
                written.tail = child.tail
                parent[position] = written
    for picture in body.iter("img"):
        _describe(picture, facts, language)


def write_note_numbers(body: Element, language: Language) -> None:
    """The numbers of footnotes in the digits that the language has chosen (STANDARDS 28)."""
    for reference in body.iter("a"):
        if reference.get("class") == "noteref":
            reference.text = with_digits(reference.text or "", language)


def _describe(picture: Element, facts: Mapping[str, FactValue], language: Language) -> None:
    """Facts in the description of a picture, which is an attribute, are plain text."""
    alt = picture.get("alt", "")
    for name in placeholders(alt):
        if name in facts:
            written = fact_element(name, facts[name], language)
            alt = alt.replace(f"{{{name}}}", "".join(written.itertext()))
    picture.set("alt", alt)


def fact_element(name: str, fact: FactValue, language: Language) -> Element:
    """One fact as an inline element with its name in ``data-fact``."""
    element = _WRITERS[fact.kind](fact.value, language)
    element.set("class", f"fact {fact.kind}")
    element.set("data-fact", name)
    return element


def _date(value: str | datetime.date, language: Language) -> Element:
    assert isinstance(value, datetime.date)
    element = Element("time", {"datetime": value.isoformat()})
    element.text = localised_date(value, language)
    return element


def _text(value: str | datetime.date, language: Language) -> Element:
    element = Element("span")
    SubElement(element, "bdi").text = str(value)  # a name may be in another direction
    return element


def _link(scheme: str) -> Callable[[str | datetime.date, Language], Element]:
    def write(value: str | datetime.date, language: Language) -> Element:
        target = str(value).replace(" ", "") if scheme == "tel:" else str(value)
        shown = str(value).removeprefix("https://").rstrip("/")
        element = Element("a", {"href": scheme + target})
        SubElement(element, "bdi", {"dir": "ltr"}).text = shown
        return element

    return write


_WRITERS: Mapping[str, Callable[[str | datetime.date, Language], Element]] = {
    "phone": _link("tel:"),
    "email": _link("mailto:"),
    "web": _link(""),
    "date": _date,
    "text": _text,
}
