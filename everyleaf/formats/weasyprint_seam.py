"""The one file that reaches into WeasyPrint's inside, to write the same pages in ink and in light.

WeasyPrint writes colours and pictures as the page gives them, and has no way to ask for
overprint. `weasyprint.pdf.Stream`, which draws the pages, is a module attribute that can be
replaced while one document is written; what differs between the two writings happens there.
Pinned to weasyprint 70; tests/formats prove that the seam still holds.
"""

from __future__ import annotations

import copy
import io
import math
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

Repaint = Callable[[Any], Any]  # a tinycss2 colour to the one that is written instead
Redraw = Callable[[bytes], bytes | None]  # a picture file to another; None: as it is

# What a layout says of a link by --on-screen (CSS custom properties are inherited).
_KEY = "__on_screen"
_PLAIN, _UNDERLINED = "plain", "underlined"
_SPLIT_MOVE = re.compile(r"-?[\d.]+(?:<>-?[\d.]+)+")


@contextmanager
def drawn_in_ink(repaint: Repaint, redraw: Redraw) -> Iterator[None]:
    """Inside the block pages are written in ink; 100 K alone overprints (STANDARDS 18)."""
    with _drawn_by(lambda stock: _overprinting(_repainting(stock, repaint, redraw))):
        yield


@contextmanager
def drawn_in_light(repaint: Repaint, redraw: Redraw) -> Iterator[None]:
    """Inside the block pages are written in the colours of a screen."""
    with _drawn_by(lambda stock: _repainting(stock, repaint, redraw)):
        yield


@contextmanager
def _drawn_by(drawer: Callable[[Any], Any]) -> Iterator[None]:
    import weasyprint.pdf as inside  # late: it loads Pango

    stock = inside.Stream
    inside.Stream = drawer(stock)
    try:
        yield
    finally:
        inside.Stream = stock


def _repainting(stock: Any, repaint: Repaint, redraw: Redraw) -> Any:
    class RepaintingStream(stock):  # type: ignore[misc]
        """Writes each colour and each picture as another one."""

        def set_color(self, color: Any, stroke: bool = False) -> None:
            super().set_color(repaint(color), stroke)

        def show_text(self, text: str) -> None:
            """No empty strings between moves: PDFium loses the last move of such an array."""
            summed = _SPLIT_MOVE.sub(lambda one: f"{_sum(one[0]):.6g}", text)
            super().show_text(summed.replace("<>", ""))

        def add_image(self, image: Any, interpolate: bool, ratio: float) -> Any:
            # /Interpolate stays off: PDF/A forbids it (ISO 19005-2, 6.2.8.1).
            return super().add_image(_Redrawn(image, redraw), False, ratio)

        def clone(self, **arguments: Any) -> Any:
            other = super().clone(**arguments)
            other.__class__ = type(self)
            return other

    return RepaintingStream


def _sum(moves: str) -> float:
    return math.fsum(map(float, moves.split("<>")))


class _Redrawn:
    """A picture that is converted when it is written, once a document."""

    def __init__(self, image: Any, redraw: Redraw) -> None:
        self._image, self._redraw = image, redraw
        self.id = image.id

    def get_x_object(self, interpolate: bool, ratio: float) -> Any:
        """The picture as a PDF stream."""
        data = self._redraw(self._image.image_data.data)
        if data is None:
            return self._image.get_x_object(interpolate, ratio)
        from PIL import Image
        from weasyprint.images import RasterImage

        return RasterImage(Image.open(io.BytesIO(data)), self.id, data).get_x_object(
            interpolate, ratio
        )


def _overprinting(stock: Any) -> Any:
    import pydyf

    class OverprintStream(stock):  # type: ignore[misc]
        """Switches overprint on for fills that are black ink alone, and off after them."""

        _overprints: bool | None = None

        def set_color(self, color: Any, stroke: bool = False) -> None:
            super().set_color(color, stroke)
            if stroke or self._current_color is None:
                return
            space, *inks = self._current_color
            wanted = space == "device-cmyk" and inks == [0, 0, 0, 1]
            if self._overprints != wanted:
                self._overprints = wanted
                self._switch(wanted)

        def _switch(self, wanted: bool) -> None:
            key = "OverprintOn" if wanted else "OverprintOff"
            state = {"Type": "/ExtGState", "OP": str(wanted).lower(), "op": str(wanted).lower()}
            self._resources["ExtGState"].setdefault(
                key, pydyf.Dictionary({**state, "OPM": int(wanted)})
            )
            pydyf.Stream.set_state(self, key)

        def pop_state(self) -> None:
            super().pop_state()
            self._overprints = None

    return OverprintStream


def without_links(document: Any) -> Any:
    """A document of the same pages, on which nothing lies (PDF/X: STANDARDS 16)."""
    pages = [copy.copy(page) for page in document.pages]
    for page in pages:
        page.links, page.anchors = [], {}
    return document.copy(pages)


def trimmed(document: Any) -> Any:
    """A document of the same pages without the bleed, which is for the printer's knife."""
    pages = [copy.copy(page) for page in document.pages]
    for page in pages:
        page.bleed = dict.fromkeys(page.bleed, 0)
    return document.copy(pages)


def page_name(page: Any) -> str:
    """The name that the layout gave to a page by the CSS property ``page``; "" for none."""
    return page._page_box.page_type.name or ""


@contextmanager
def links_shown(pages: Iterable[Any], colour: Any) -> Iterator[None]:
    """Inside the block, links look as ``--on-screen`` says: in ``colour``, underlined or not."""
    kept: list[tuple[Any, Any]] = []
    for page in pages:
        for box in page._page_box.descendants(placeholders=True):
            look = _look_on_screen(box)
            if look != _PLAIN:
                kept.append((box, box.style))
                box.style = _painted(box.style, colour, underlined=look == _UNDERLINED)
                if look == _UNDERLINED:  # only now is it measured how thick and how low
                    box.pango_layout.reactivate(box.style)
                    box.pango_layout.deactivate()
    try:
        yield
    finally:
        for box, style in kept:
            box.style = style


def _look_on_screen(box: Any) -> str:
    if not hasattr(box, "pango_layout"):  # text alone is painted
        return _PLAIN
    words = [token.value for token in box.style[_KEY] if token.type == "ident"]
    return words[0] if words else _PLAIN


def _painted(style: Any, colour: Any, *, underlined: bool) -> Any:
    other = style.copy()
    other["color"] = colour
    if underlined:
        other["text_decoration_line"] = {"underline"}
        other["text_decoration_color"] = colour
    return other
