"""What a page may load: the layouts' own files, pictures beside the source, pinned fonts.

Everything else, file: and http: before all, is refused: sources, catalogues and
pictures come from strangers.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

from everyleaf.language import known_scripts


class AddressRefused(ValueError):
    """An address outside what a page may load."""


class LeafAddresses(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
    """Serves leaf://font/…, leaf://source/… and leaf://layout/…."""

    def __init__(self, source: Path, layouts: Path, fonts: Path) -> None:
        super().__init__(allowed_protocols=("leaf",))
        self._folders: Mapping[str, Path] = {"source": source, "layout": layouts}
        self._fonts = fonts

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The bytes behind ``url``; raises `AddressRefused` or `OSError`."""
        kind, _, name = url.removeprefix("leaf://").partition("/")
        if not url.startswith("leaf://"):
            raise AddressRefused(f"a page may not load {url[:60]}")
        path = self._path(kind, name)
        data = path.read_bytes()
        mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, data, {"Content-Type": mime})

    def _path(self, kind: str, name: str) -> Path:
        if kind == "font":
            return font_file(self._fonts, name)
        folder = self._folders.get(kind)
        path = (folder / name).resolve() if folder else None
        if folder is None or path is None or not path.is_relative_to(folder.resolve()):
            raise AddressRefused(f"a page may not load {kind}/{name[:60]}")
        return path


def font_file(fonts: Path, name: str) -> Path:
    """The file of ``SCRIPT-WEIGHT.ttf`` in the font cache; raises `AddressRefused`."""
    code, _, weight = name.removesuffix(".ttf").partition("-")
    script = known_scripts().get(code)
    if script is None or weight not in ("400", "700"):
        raise AddressRefused(f"there is no font {name[:60]}")
    return fonts / script.package / (script.regular if weight == "400" else script.bold)
