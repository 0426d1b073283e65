"""What a reader's program shows beside the pages: bookmarks, page labels, the title."""

from __future__ import annotations

from typing import Any

import pydyf


def settle(pdf: Any, document: Any) -> None:
    """Set title display, direction, page labels and the titles of bookmarks."""
    html = document.pages[0]._page_box.children[0]
    preferences = {"DisplayDocTitle": "true"}
    if html.style["direction"] == "rtl":
        preferences["Direction"] = "/R2L"
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(preferences)
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(_labels(document))})
    for item in pdf.objects:
        if isinstance(item, dict) and "Title" in item and "Dest" in item:
            item["Title"] = pydyf.String(" ".join(item["Title"].string.split()))


def _labels(document: Any) -> list[Any]:
    """Each page by the number that is printed on it, in the digits of the language."""
    zero = _zero(document)
    if zero == "0":
        return [0, pydyf.Dictionary({"S": "/D"})]
    labels: list[Any] = []
    for number in range(len(document.pages)):
        shown = "".join(chr(ord(zero) + int(digit)) for digit in str(number + 1))
        labels += [number, pydyf.Dictionary({"P": pydyf.String(shown)})]
    return labels


def _zero(document: Any) -> str:
    """The digit zero of the page numbers."""
    from weasyprint.formatting_structure import boxes

    for page in document.pages:
        for box in page._page_box.children:
            if isinstance(box, boxes.MarginBox):
                for piece in box.descendants():
                    text = getattr(piece, "text", "").strip()
                    if text.isdecimal():
                        return chr(ord(text[0]) - int(text[0]))
    return "0"
