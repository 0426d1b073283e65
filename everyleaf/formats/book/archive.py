"""A ZIP that is the same on every machine: the order given, one fixed date, no extras."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP knows
_PACKED_ALREADY = (".mp3", ".woff2", ".png", ".jpg")


def archive(files: Iterable[tuple[str, bytes]], stored: Iterable[str] = ()) -> bytes:
    """The files in their order; those named in ``stored``, and packed media, uncompressed."""
    plain = frozenset(stored)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = 3  # or it would be that of the machine
            entry.external_attr = 0o644 << 16
            packs = not (name in plain or name.endswith(_PACKED_ALREADY))
            entry.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
            packed.writestr(entry, data)
    return buffer.getvalue()
