"""What a browser, and a stranger, gets from the server of everyleaf watch."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from everyleaf.engine.live_page import LivePages
from everyleaf.engine.live_server import ADDRESS, LiveServer
from everyleaf.publication import open_publication
from tests.small_publication import LEAFLET, change, lay_out

PAGE = f"/{LEAFLET}/ar/web/"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    opened, found = open_publication(lay_out(tmp_path))
    assert opened is not None, found
    pages = LivePages(opened.root, opened)
    made = LiveServer(pages, pages.names("", "", pages.first_layout()), 0)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def get(server: LiveServer, path: str, host: str = "") -> tuple[int, str]:
    connection = http.client.HTTPConnection(ADDRESS, server.server_port, timeout=60)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host or f"{ADDRESS}:{server.server_port}")
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, body


def saved(server: LiveServer, name: str) -> None:
    server.saved({server.pages.root / name})


def test_it_listens_on_this_machine_alone(server: LiveServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_a_page_is_served_with_its_pictures_fonts_and_script(server: LiveServer) -> None:
    status, page = get(server, PAGE)
    assert status == 200
    assert '<html lang="ar" dir="rtl"' in page
    assert "Nothing is wrong." in page
    for part in ("/pictures/glass.svg", "/fonts/Arab-400.ttf", "/live/live.js", "/live/live.css"):
        assert part in page
        assert get(server, part)[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}", " "]
)
@pytest.mark.parametrize("path", ["/", PAGE, "/events", "/pictures/glass.svg"])
def test_a_foreign_name_is_refused(server: LiveServer, host: str, path: str) -> None:
    status, body = get(server, path, host.format(port=server.server_port))
    assert status == 421
    assert "Draft" not in body


def test_the_machines_own_name_for_itself_will_do(server: LiveServer) -> None:
    assert get(server, "/", f"localhost:{server.server_port}")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/everyleaf.toml", f"/source/{LEAFLET}.md", f"/pictures/{LEAFLET}.md", "/pictures/",
        "/pictures/../everyleaf.toml", "/pictures/..%2feveryleaf.toml", "/pictures/%2e%2e",
        "/pictures/.hidden.svg", "/fonts/../../etc/passwd", "/fonts/Latn-900.ttf",
        "/live/proof.css",
        "/live/live_server.py", "//etc/passwd", "/etc/passwd", "/pictures/nobody.svg",
        f"/{LEAFLET}/xx/web/", f"/{LEAFLET}/ar/", f"/{LEAFLET}//web/",
        "/%00", "/pictures/a%CC%81.svg",
    ],
)  # fmt: skip
def test_no_other_file_can_be_named(server: LiveServer, path: str) -> None:
    assert get(server, path)[0] == 404


def test_a_picture_that_leads_out_of_the_sources_is_not_served(
    server: LiveServer, tmp_path: Path
) -> None:
    (tmp_path / "secret.svg").write_text("secret")
    (tmp_path / "source/way-out.svg").symlink_to(tmp_path / "secret.svg")
    assert get(server, "/pictures/way-out.svg")[0] == 404


def test_nothing_of_a_source_can_run_in_the_page(server: LiveServer) -> None:
    connection = http.client.HTTPConnection(ADDRESS, server.server_port, timeout=60)
    connection.request("GET", PAGE)
    answer = connection.getresponse()
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "default-src 'none'" in policy
    assert "<script>" not in answer.read().decode()


def test_a_save_is_told_and_seen(server: LiveServer, tmp_path: Path) -> None:
    get(server, PAGE)
    listening = http.client.HTTPConnection(ADDRESS, server.server_port, timeout=60)
    listening.request("GET", "/events")
    events = listening.getresponse()
    assert events.readline() == b": listening\n"
    po = f"translations/ar/LC_MESSAGES/{LEAFLET}.po"
    change(tmp_path / po, "مع كل وجبة", "بعد كل وجبة")
    saved(server, po)
    assert [events.readline() for _ in range(2)] == [b"\n", b"event: saved\n"]
    assert "بعد كل وجبة" in get(server, PAGE)[1]


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (f"source/{LEAFLET}.md", "reviewed: 2026-11-01", "reviewed: soon", "front-matter-wrong"),
        (f"translations/ar/LC_MESSAGES/{LEAFLET}.po", 'msgid "Morning"', 'msgid "Morning',
         "catalogue-syntax"),
        ("layouts/web/page.html", "<!DOCTYPE html>", "{% if %}", "template-error"),
        ("layouts/web/layout.toml", "size = 14", "size = big", "layout-unreadable"),
    ],
)  # fmt: skip
def test_broken_input_leaves_the_last_good_page_and_says_why(
    server: LiveServer, tmp_path: Path, name: str, old: str, new: str, code: str
) -> None:
    assert "مع كل وجبة" in get(server, PAGE)[1]
    change(tmp_path / name, old, new)
    saved(server, name)
    status, page = get(server, PAGE)
    assert status == 200
    assert "This is the last good page" in page
    assert f"[{code}]" in page
    assert "مع كل وجبة" in page
    change(tmp_path / name, new, old)
    saved(server, name)
    assert "Nothing is wrong." in get(server, PAGE)[1]


def test_wrong_settings_are_told_and_the_old_ones_stay(server: LiveServer, tmp_path: Path) -> None:
    change(tmp_path / "everyleaf.toml", 'rule = "draft"', 'rule = "dreft"')
    saved(server, "everyleaf.toml")
    page = get(server, PAGE)[1]
    assert "setting-wrong" in page
    assert "مع كل وجبة" in page


def test_a_missing_message_is_seen_as_missing(server: LiveServer, tmp_path: Path) -> None:
    po = f"translations/ar/LC_MESSAGES/{LEAFLET}.po"
    change(tmp_path / po, 'msgstr "مع كل وجبة"', 'msgstr ""')
    saved(server, po)
    page = get(server, PAGE)[1]
    assert "message-untranslated" in page
    assert "(( 6 missing ))" in page
    assert ">With each meal<" not in page


@pytest.mark.parametrize("tag", ["en-XA", "ar-XB"])
def test_a_pseudo_locale_can_be_looked_at(server: LiveServer, tag: str) -> None:
    status, page = get(server, f"/{LEAFLET}/{tag}/web/")
    assert status == 200
    assert f'lang="{tag}"' in page


def test_a_layout_beside_the_source_has_no_page_of_the_source(server: LiveServer) -> None:
    name = "everyleaf.toml"
    change(server.pages.root / name, '"giant-print", "web"]', '"giant-print", "bilingual", "web"]')
    saved(server, name)
    assert 'class="original"' in get(server, f"/{LEAFLET}/ar/bilingual/")[1]
    assert "layout-beside-source" in get(server, f"/{LEAFLET}/en/bilingual/")[1]


def test_a_save_between_a_page_and_its_listening_is_told_at_once(server: LiveServer) -> None:
    _, page = get(server, PAGE)
    saved(server, "everyleaf.toml")
    seen = page.partition("/live/live.js?saves=")[2].partition('"')[0]
    connection = http.client.HTTPConnection(ADDRESS, server.server_port, timeout=5)
    connection.request("GET", f"/events?saves={seen}")
    answer = connection.getresponse()
    assert answer.readline() == b": listening\n"
    assert answer.readline() == b"\n"
    assert answer.readline() == b"event: saved\n"
    connection.close()
