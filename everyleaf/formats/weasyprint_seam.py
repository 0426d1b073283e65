"""The one file that reaches into WeasyPrint's inside.

WeasyPrint has no way to ask for overprint, and writes its output profile
uncompressed at each run. `weasyprint.pdf.Stream` is a module attribute that can
be replaced while one document is written, and `finisher` is its public hook.
Pinned to weasyprint 70; tests/formats prove that the seam still holds.
"""

from __future__ import annotations

import re
import uuid
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

_DOCUMENT_ID = re.compile(rb"xmp\.did:[0-9a-f-]{36}")


@contextmanager
def overprinting_black() -> Iterator[None]:
    """Inside the block, text and lines in 100 K alone are written to overprint (STANDARDS 18)."""
    import weasyprint.pdf as inside  # late: it loads Pango

    stock = inside.Stream
    inside.Stream = _overprinting(stock)
    try:
        yield
    finally:
        inside.Stream = stock


@cache
def _overprinting(stock: Any) -> Any:
    import pydyf

    class OverprintStream(stock):  # type: ignore[misc]
        """Switches overprint on for fills that are black ink alone, and off after them."""

        _overprints: bool | None = None

        def set_color(self, color: Any, stroke: bool = False) -> None:
            super().set_color(color, stroke)
            if stroke or color.space != "device-cmyk":
                return
            cyan, magenta, yellow, black = color.coordinates
            wanted = cyan == magenta == yellow == 0 and black == 1
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

        def clone(self, **arguments: Any) -> Any:
            copy = super().clone(**arguments)
            copy.__class__ = type(self)
            return copy

    return OverprintStream


def _fix_document_id(pdf: Any, identity: str) -> None:
    fixed = f"xmp.did:{uuid.uuid5(uuid.NAMESPACE_URL, identity)}".encode()
    for stream in pdf.objects:
        if getattr(stream, "extra", {}).get("Type") == "/Metadata":
            stream.stream = [_DOCUMENT_ID.sub(fixed, part) for part in stream.stream]


@cache
def _compressed(profile: Path) -> bytes:
    return zlib.compress(profile.read_bytes(), 9)


def for_press(profile: Path, condition: str, identity: str) -> Any:
    """A finisher that names the printing condition and embeds the profile compressed once.

    ``identity`` stands for the document: the same one gives the same DocumentID, where
    WeasyPrint would write a random one.
    """
    import pydyf

    def finish(document: Any, pdf: Any) -> None:
        for candidate in pdf.objects:
            if isinstance(candidate, pydyf.Stream) and candidate.extra.get("N") == 4:
                candidate.stream = [_compressed(profile)]
                candidate.compress = False
                candidate.extra["Filter"] = "/FlateDecode"
                break
        _fix_document_id(pdf, identity)
        pdf.catalog["OutputIntents"][0].update(
            OutputConditionIdentifier=pydyf.String(condition),
            OutputCondition=pydyf.String(condition),
            RegistryName=pydyf.String("http://www.color.org"),
            Info=pydyf.String(profile.stem),
        )

    return finish
