"""Serves live pages to a browser on this machine, and tells it when something was saved.

On 127.0.0.1 alone. A request must name this very server in its Host header, or a page of
a stranger could read the drafts through a name that it points here (DNS rebinding). What is
served: the pages, pictures of the sources, the pinned fonts, one script and one style sheet.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from everyleaf.diagnostics import Diagnostic
from everyleaf.engine.live_page import LivePage, LivePages, PageName
from everyleaf.formats.addresses import AddressRefused, font_file
from everyleaf.layout.fontcache import font_folder

ADDRESS = "127.0.0.1"
_HERE = Path(__file__).parent
_PICTURE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png|jpg|jpeg)")
_TYPES = {
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "ttf": "font/ttf", "js": "text/javascript", "css": "text/css",
}  # fmt: skip
# Nothing of a source or a catalogue can run in the page: only our own script may.
_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:;"
    " font-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
)
_HEART_BEAT = 15.0  # seconds between signs of life: a browser that has gone is noticed by them


class LiveServer(ThreadingHTTPServer):
    """Serves ``pages``; ``wanted`` are those that the person asked for."""

    daemon_threads = True  # a browser that listens does not hold up the end

    def __init__(self, pages: LivePages, wanted: list[PageName], port: int) -> None:
        super().__init__((ADDRESS, port), _Handler)
        self.pages = pages
        self.wanted = wanted
        self.settings_faults: tuple[Diagnostic, ...] = ()
        self.making = threading.Lock()
        self.news = threading.Condition()
        self.saves = 0
        self.made: dict[PageName, LivePage] = {}  # since the last save

    @property
    def address(self) -> str:
        """What to type into the browser."""
        return f"http://{ADDRESS}:{self.server_port}/"

    @property
    def hosts(self) -> frozenset[str]:
        """The Host headers that mean this server."""
        return frozenset({f"{ADDRESS}:{self.server_port}", f"localhost:{self.server_port}"})

    def saved(self, paths: Iterable[Path]) -> None:
        """Take in what was saved, and tell every browser."""
        with self.making:
            self.settings_faults = tuple(self.pages.changed(paths))
            self.made.clear()
        with self.news:
            self.saves += 1
            self.news.notify_all()

    def saves_after(self, known: int) -> int:
        """The count of saves, as soon as it is another one than ``known``, or after a while."""
        with self.news:
            self.news.wait_for(lambda: self.saves != known, _HEART_BEAT)
            return self.saves

    def page(self, name: PageName) -> LivePage:
        """A page as it is now, with what is wrong with the settings too."""
        with self.making:
            made = self.made.get(name) or self.pages.page(name)
            self.made[name] = made
        return LivePage(made.html, (*self.settings_faults, *made.diagnostics), made.is_old)


class _Handler(BaseHTTPRequestHandler):
    server: LiveServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # the name that http.server calls
        """Answer one request."""
        try:
            self._answer()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the browser has gone on

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # http.server's word
        """Say nothing: the command tells what matters."""

    def _answer(self) -> None:
        if self.headers.get("Host", "") not in self.server.hosts:
            self._send(421, "text/plain", b"This server answers to 127.0.0.1 alone.\n")
            return
        parts = unquote(urlsplit(self.path).path).strip("/").split("/")
        saves = self.server.saves  # before the page is made, so that no save is missed
        if parts == ["events"]:
            self._tell_of_saves()
        elif parts == [""]:
            self._send(200, "text/html", _index(self.server.wanted, saves).encode())
        elif (found := self._page(parts)) is not None:
            self._send(200, "text/html", _with_findings(found, saves).encode())
        elif (file := _file(self.server.pages, parts)) is not None and file.is_file():
            kind = _TYPES[file.suffix.removeprefix(".").lower()]
            self._send(200, kind, file.read_bytes())
        else:
            self._send(404, "text/plain", b"There is no such page.\n")

    def _page(self, parts: list[str]) -> LivePage | None:
        known = len(parts) == 3 and self.server.pages.names(*parts)
        return self.server.page(PageName(*parts)) if known and all(parts) else None

    def _tell_of_saves(self) -> None:
        """Server-sent events (HTML, "Server-sent events"): one at each save, until the end."""
        self._head(200, "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        known = self._known_saves()
        self.wfile.write(b": listening\n\n")
        while True:
            self.wfile.flush()
            now = self.server.saves_after(known)
            event = f"event: saved\ndata: {now}\n\n" if now != known else ": still here\n\n"
            known = now
            self.wfile.write(event.encode())

    def _known_saves(self) -> int:
        """How many saves the page that listens has seen: it may be older than this request."""
        asked = parse_qs(urlsplit(self.path).query).get("saves", [""])[0]
        return int(asked) if re.fullmatch(r"[0-9]{1,9}", asked) else self.server.saves

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self._head(status, kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _head(self, status: int, kind: str) -> None:
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        self.send_response(status)
        self.send_header("Content-Type", kind + charset)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")


def _file(pages: LivePages, parts: list[str]) -> Path | None:
    """The file behind an address of two parts; no other file can be named."""
    folder, name = parts if len(parts) == 2 else ("", "")
    if folder == "pictures" and _PICTURE.fullmatch(name):
        file = pages.publication.source / name
        return file if file.resolve().parent == pages.publication.source.resolve() else None
    if folder == "fonts":
        try:
            return font_file(font_folder(), name)
        except AddressRefused:
            return None
    return _HERE / name if folder == "live" and name in ("live.js", "live.css") else None


def _links(saves: int) -> str:
    return (
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="/live/live.css">'
        f'<script src="/live/live.js?saves={saves}" defer></script>'
    )


def _with_findings(page: LivePage, saves: int) -> str:
    """The page with what is wrong above it, in words for staff."""
    bare = (
        '<!DOCTYPE html><html lang="en"><head><title>Everyleaf</title></head><body></body></html>'
    )
    html = (page.html or bare).replace("</head>", f"{_links(saves)}</head>", 1)
    start, mark, rest = html.partition("<body")
    tag, end, rest = rest.partition(">")
    return f"{start}{mark}{tag}{end}{_panel(page)}{rest}"


def _panel(page: LivePage) -> str:
    items = "".join(f"<li>{escape(str(found))}</li>" for found in page.diagnostics)
    if page.is_old:
        said = "This is the last good page: " if page.html else "There is no page yet: "
        said += "what was saved cannot be shown."
    else:
        said = f"{len(page.diagnostics)} findings." if items else "Nothing is wrong."
    state = "everyleaf-live" if items else "everyleaf-live well"
    head = f"<p><strong>Draft, not for patients.</strong> {said}</p>"
    listed = f"<ul>{items}</ul>" if items else ""
    return f'<aside class="{state}" lang="en" dir="ltr">{head}{listed}</aside>'


def _index(names: list[PageName], saves: int) -> str:
    links = "".join(
        f'<li><a href="/{"/".join(name)}/">{escape(", ".join(name))}</a></li>' for name in names
    )
    title = "Everyleaf: pages to watch"
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{_links(saves)}</head>'
        f"<body><h1>{title}</h1><ul>{links}</ul></body></html>"
    )
