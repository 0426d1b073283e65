"""What DAISY's own validator asks of a DAISY 2.02 book, in rules of our own.

After the schemas of the DAISY Pipeline 1 (d202ncc, d202smil, d202msmil, d202meta): which
elements and attributes there may be, which metadata and how often, and what they must say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

_XML = "{http://www.w3.org/XML/1998/namespace}"
_TEXT, _WHOLE, _DATE = r".+", r"-?\d+", r"\d{4}-\d\d-\d\d"
_LANGUAGE = r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"
_CLOCK = r"(npt=)?(\d+:[0-5]\d:[0-5]\d(\.\d+)?|[0-5]\d:[0-5]\d(\.\d+)?|\d+(\.\d+)?(h|min|s|ms)?)"
_ONCE: Mapping[str, str] = {
    "ncc:charset": _TEXT, "dc:date": _DATE, "dc:format": "Daisy 2.02", "dc:identifier": _TEXT,
    "ncc:pageFront": _WHOLE, "ncc:pageNormal": _WHOLE, "ncc:pageSpecial": _WHOLE,
    "dc:title": _TEXT, "ncc:tocItems": _WHOLE, "ncc:totalTime": _CLOCK, "dc:publisher": _TEXT,
}  # fmt: skip
_AT_LEAST_ONCE: Mapping[str, str] = {"dc:language": _LANGUAGE, "dc:creator": _TEXT}
_AT_MOST_ONCE: Mapping[str, str] = {
    "ncc:setInfo": _TEXT, "ncc:sidebars": _WHOLE, "ncc:footnotes": _WHOLE,
    "ncc:prodNotes": _WHOLE, "ncc:depth": "[1-6]", "ncc:files": _WHOLE,
    "ncc:maxPageNormal": _WHOLE, "ncc:kByteSize": _WHOLE, "ncc:revision": _WHOLE,
    "ncc:multimediaType": "audioOnly|audioNcc|audioPartText|audioFullText|textPartAudio|textNcc",
    "ncc:generator": _TEXT, "ncc:producedDate": _DATE, "ncc:producer": _TEXT,
    "ncc:revisionDate": _DATE, "dc:source": _TEXT, "ncc:sourceDate": _DATE,
    "ncc:sourceEdition": _TEXT, "ncc:sourcePublisher": _TEXT, "ncc:sourceTitle": _TEXT,
}  # fmt: skip
_ANY: Mapping[str, str] = dict.fromkeys(
    ("dc:subject", "ncc:narrator", "dc:contributor", "dc:description", "dc:rights"), _TEXT
)
_SMIL: Mapping[str, str] = {
    "dc:format": "Daisy 2.02", "ncc:generator": _TEXT, "dc:identifier": _TEXT, "dc:title": _TEXT,
    "ncc:timeInThisSmil": _CLOCK, "ncc:totalElapsedTime": _CLOCK, "title": _TEXT,
}  # fmt: skip
_CLASSES = {"page-normal", "page-front", "page-special", "noteref", "sidebar", "optional-prodnote"}


def wrong_in_ncc(root: Element) -> Iterator[str]:
    """What is wrong with the navigation control centre."""
    yield from _attributes(root, set(), {"lang", f"{_XML}lang"})
    head, body = root.find("head"), root.find("body")
    if head is None or body is None or head.find("title") is None:
        yield "ncc: it has no head, title or body"
        return
    yield from _ncc_metadata(head)
    items = list(body)
    if not items or (items[0].tag, items[0].get("class")) != ("h1", "title"):
        yield "ncc: it does not begin with an h1 of the class title"
    for item in items:
        yield from _ncc_item(item)
    said = {one.get("name"): one.get("content") for one in head.iter("meta")}
    yield from _numbers(said, items)


def _ncc_metadata(head: Element) -> Iterator[str]:
    known = {**_ONCE, **_AT_LEAST_ONCE, **_AT_MOST_ONCE, **_ANY}
    for meta in head.iter("meta"):
        if "http-equiv" in meta.attrib:
            if meta.get("http-equiv") != "Content-type":
                yield f"ncc: http-equiv is {meta.get('http-equiv')}"
            continue
        yield from _metadata(meta, known)
    names = [meta.get("name", "") for meta in head.iter("meta")]
    yield from (f"ncc: {name} stands {names.count(name)} times"
                for name in _ONCE if names.count(name) != 1)  # fmt: skip
    yield from (f"ncc: {name} is missing" for name in _AT_LEAST_ONCE if name not in names)
    yield from (f"ncc: {name} is repeated" for name in _AT_MOST_ONCE if names.count(name) > 1)


def _metadata(meta: Element, known: Mapping[str, str]) -> Iterator[str]:
    name, content = meta.get("name", ""), meta.get("content", "")
    if not name.startswith("prod:") and name not in known:
        yield f"there is no metadata {name}"
    elif not re.fullmatch(known.get(name, _TEXT), content):
        yield f"{name} cannot be {content!r}"


def _ncc_item(item: Element) -> Iterator[str]:
    if not re.fullmatch("h[1-6]|span|div", str(item.tag)):
        yield f"ncc: {item.tag} stands in its body"
    if item.tag == "span" and item.get("class") not in _CLASSES:
        yield f"ncc: a span is of the class {item.get('class')}"
    yield from _attributes(item, {"id"}, {"class"})
    links = list(item)
    if [link.tag for link in links] != ["a"] or (item.text or "").strip():
        yield f"ncc: {item.get('id')} holds something else than one link"
    for link in links:
        yield from _attributes(link, {"href"}, {"id", "shape"})
        if not re.fullmatch(r"(?i)[^/:]+\.smil#.+", link.get("href", "")):
            yield f"ncc: {item.get('id')} leads to {link.get('href')}"
        if not "".join(link.itertext()).strip():
            yield f"ncc: {item.get('id')} has no words"


def _numbers(said: Mapping[str | None, str | None], items: list[Element]) -> Iterator[str]:
    """What is counted in the metadata must be there."""
    kinds = [item.get("class") for item in items]
    levels = [int(str(item.tag)[1]) for item in items if re.fullmatch("h[1-6]", str(item.tag))]
    counted = {
        "ncc:tocItems": len(items), "ncc:depth": max(levels, default=0),
        "ncc:pageFront": kinds.count("page-front"), "ncc:pageNormal": kinds.count("page-normal"),
        "ncc:pageSpecial": kinds.count("page-special"), "ncc:sidebars": kinds.count("sidebar"),
        "ncc:footnotes": kinds.count("noteref"),
        "ncc:prodNotes": kinds.count("optional-prodnote"),
    }  # fmt: skip
    for name, number in counted.items():
        if name in said and said[name] != str(number):
            yield f"ncc: {name} is {said[name]}, and there are {number}"


def wrong_in_smil(root: Element) -> Iterator[str]:
    """What is wrong with what is lit and heard under one heading."""
    yield from _smil_head(root)
    body = root.find("body")
    outer = list(body) if body is not None else []
    if [one.tag for one in outer] != ["seq"] or not list(outer[0]):
        yield "smil: its body is not one sequence"
        return
    for pair in outer[0]:
        yield from _pair(pair)


def _smil_head(root: Element) -> Iterator[str]:
    names = [meta.get("name") for meta in root.iter("meta")]
    if names.count("dc:format") != 1 or len(names) != len(set(names)):
        yield f"smil: its metadata are {names}"
    for meta in root.iter("meta"):
        yield from _metadata(meta, _SMIL)
    if root.find("head/layout/region[@id]") is None:
        yield "smil: it has no region"


def _pair(pair: Element) -> Iterator[str]:
    if pair.tag != "par" or pair.get("endsync") != "last":
        yield f"smil: {pair.tag} {pair.get('id')} is no parallel that ends with its last"
    yield from _attributes(pair, {"endsync"}, {"id", "system-required"})
    sounds = list(pair.iter("audio"))
    if len(pair.findall("text")) != 1 or not sounds:
        yield f"smil: {pair.get('id')} has not one text and its sound"
    for text in pair.findall("text"):
        yield from _attributes(text, {"id", "src"}, set())
    for sound in sounds:
        yield from _attributes(sound, {"id", "src", "clip-begin", "clip-end"}, set())
        for name in ("clip-begin", "clip-end"):
            if not re.fullmatch(_CLOCK, sound.get(name, "")):
                yield f"smil: {name} is {sound.get(name)}"


def wrong_in_master(root: Element) -> Iterator[str]:
    """What is wrong with the list of all SMIL files."""
    yield from _smil_head(root)
    for ref in root.iterfind("body/*"):
        if ref.tag != "ref":
            yield f"master: {ref.tag} stands in its body"
        yield from _attributes(ref, {"id", "src"}, {"title"})


def _attributes(element: Element, required: set[str], allowed: set[str]) -> Iterator[str]:
    names = set(element.attrib)
    if lacking := required - names:
        yield f"{element.tag} {element.get('id')} lacks {sorted(lacking)}"
    if more := names - required - allowed:
        yield f"{element.tag} {element.get('id')} has {sorted(more)}"
