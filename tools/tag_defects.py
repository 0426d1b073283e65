"""Stock WeasyPrint beside Everyleaf's tags, defect by defect, counted in the sample's PDFs.

.venv/bin/python tools/tag_defects.py                        all languages and layouts
.venv/bin/python tools/tag_defects.py --language ur --layout standard

Each PDF for screens is written twice, with WeasyPrint's own tags and with ours, and both
are read back and counted by the same few lines below. Prints the table of
docs/tagged-pdf.md, and which share of laying out and writing the tags take.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pikepdf

from everyleaf.engine import Selection, gather, make_tasks
from everyleaf.formats import FORMATS, Job, pdf_screen
from everyleaf.formats.tagging import tagged
from everyleaf.publication import open_publication

DEFECTS = {
    "detached": "marked content that no element of the tree holds (heads, feet, folios)",
    "split": "lists and tables beyond those of the text (one more at each page break)",
    "body": "LI without LBody, or with anything but Lbl and LBody",
    "numbering": "lists without ListNumbering",
    "scope": "TH without Scope",
    "alt": "Figures without Alt",
    "empty": "elements that hold nothing (empty cells not counted)",
    "nonstruct": "NonStruct, an element that says nothing",
    "note": "notes that are no Note with an ID",
    "contents": "entries of contents that are no TOCI",
    "address": "links whose Contents is an address",
    "nested": "link annotations inside another one on the same page",
    "language": "changes of language that are not told",
}
Tagging = Callable[[Any], AbstractContextManager[None]]


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All structure elements that can be reached, in reading order."""
    open_ = list(reversed(list(pdf.Root.StructTreeRoot.K)))
    while open_:
        element = open_.pop()
        yield element
        open_ += [kid for kid in reversed(kids_of(element)) if is_element(kid)]


def kids_of(element: Any) -> list[Any]:
    """What an element holds."""
    return list(element.get("/K", []))


def is_element(kid: Any) -> bool:
    """Whether a kid is an element itself."""
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def count(data: bytes, html: Any) -> Counter[str]:
    """The defects of one PDF. ``html`` is the root element of what it was made from."""
    found: Counter[str] = Counter()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        reached = list(elements(pdf))
        for element in reached:
            found.update(of_element(element))
        kinds = Counter(str(element.S) for element in reached)
        found["detached"] = len(list(detached(pdf, {element.objgen for element in reached})))
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        found["address"] = sum(is_address(link) for link in links)
        found["nested"] = sum(map(nested, pdf.pages))
        found["language"] = max(0, changes(html) - sum("/Lang" in each for each in reached))
    notes = [item for item in html.iter("li") if item.get("id", "").startswith("fn-")]
    entries = [item for nav in html.iter("nav") for item in nav.iter("li")]
    lists = [each for tag in ("ul", "ol", "dl", "table") for each in html.iter(tag)]
    known = len(lists) - bool(notes) - bool(entries)
    tagged_lists = kinds["/L"] + kinds["/Table"]
    found["split"] = max(0, tagged_lists - known - (0 if kinds["/TOC"] else 2))
    found["note"] = len(notes) - kinds["/Note"]
    found["contents"] = len(entries) - kinds["/TOCI"]
    return found


def of_element(element: Any) -> Iterator[str]:
    """The defects of one element."""
    kind = str(element.S)[1:]
    below = [str(kid.S)[1:] for kid in kids_of(element) if is_element(kid)]
    attributes = element.get("/A", {})
    if not kids_of(element) and kind not in ("TD", "TH"):
        yield "empty"
    if kind == "NonStruct":
        yield "nonstruct"
    if kind == "LI" and ("LBody" not in below or set(below) - {"Lbl", "LBody"}):
        yield "body"
    if kind == "L" and "/ListNumbering" not in attributes:
        yield "numbering"
    if kind == "TH" and "/Scope" not in attributes:
        yield "scope"
    if kind == "Figure" and "/Alt" not in element:
        yield "alt"


def detached(pdf: pikepdf.Pdf, reached: set[Any]) -> Iterator[Any]:
    """Marked content whose element cannot be reached from the root."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    for holders in numbers[1::2]:
        if isinstance(holders, pikepdf.Array):
            yield from (holder for holder in holders if holder.objgen not in reached)


def is_address(link: Any) -> bool:
    """Whether what is read aloud for a link is where it leads."""
    said = str(link.get("/Contents", ""))
    leads = str(link.A.URI) if "/A" in link else str(link.get("/Dest", ""))
    return not said or said == leads


def nested(page: pikepdf.Page) -> int:
    """Annotations of a page that lie in another one."""
    boxes = [[float(side) for side in link.Rect] for link in page.get("/Annots", [])]
    upright = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in boxes]
    return sum(
        any(holds(other, box) for at, other in enumerate(upright) if at != place)
        for place, box in enumerate(upright)
    )


def holds(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    """Whether one box lies in another, within half a point."""
    return all(a <= b + 0.5 for a, b in zip(outer[:2], inner[:2], strict=True)) and all(
        a >= b - 0.5 for a, b in zip(outer[2:], inner[2:], strict=True)
    )


def changes(html: Any) -> int:
    """Elements with words in another language than what stands around them."""
    parents = {child: parent for parent in html.iter() for child in parent}

    def language(element: Any) -> str:
        while element is not None and not element.get("lang"):
            element = parents.get(element)
        return "" if element is None else str(element.get("lang"))

    named = [element for element in html.iter() if element in parents and element.get("lang")]
    return sum(element.get("lang") != language(parents[element]) for element in named)


def written(job: Job, tagging: Tagging) -> tuple[bytes, Any, float]:
    """One PDF, the HTML root that it was made from, and the seconds that it took."""
    roots: list[Any] = []

    def watched(document: Any) -> AbstractContextManager[None]:
        roots.append(document.pages[0]._page_box.children[0].element)
        return tagging(document)

    with patch.object(pdf_screen, "tagged", watched):
        start = time.process_time()
        made = FORMATS["pdf-screen"].make(job)
        seconds = time.process_time() - start
    (data,) = made.files.values()
    return data, roots[0], seconds


def main() -> None:
    """Write, count, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--language", action="append", default=[])
    parser.add_argument("--layout", action="append", default=[])
    asked = parser.parse_args()
    publication, problems = open_publication(Path.cwd())
    if publication is None:
        sys.exit("\n".join(map(str, problems)))
    languages = tuple(asked.language)
    selection = Selection(languages=languages, layouts=tuple(asked.layout), formats=("pdf-screen",))
    jobs = [task.job for task in make_tasks(gather(publication, (), languages), selection)]
    ways: dict[str, Tagging] = {"stock": lambda _: nullcontext(), "ours": tagged}
    totals = {way: Counter[str]() for way in ways}
    seconds = Counter[str]()
    written(jobs[0], ways["ours"])  # warm
    for job in jobs:
        for way, tagging in ways.items():
            data, html, taken = written(job, tagging)
            totals[way] += count(data, html)
            seconds[way] += taken  # type: ignore[assignment]  # a Counter of floats
        print(job.composition.edition.name, file=sys.stderr)
    print(f"| defect, in {len(jobs)} files | stock | ours |\n|---|---|---|")
    for name, words in DEFECTS.items():
        print(f"| {words} | {totals['stock'][name]} | {totals['ours'][name]} |")
    print(f"\nCPU time: stock {seconds['stock']:.1f} s, ours {seconds['ours']:.1f} s.")


if __name__ == "__main__":
    main()
