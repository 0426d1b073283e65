"""everyleaf watch with a real browser: what is saved shows up, and Ctrl-C ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium, opened
from tests.small_publication import LEAFLET, REPOSITORY, change, everyleaf, lay_out

CATALOGUE = f"translations/ar/LC_MESSAGES/{LEAFLET}.po"
# Ctrl-C is heard as in a terminal, also where the tests were started in the background.
IN_A_TERMINAL = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    " runpy.run_module('everyleaf', run_name='__main__', alter_sys=True)"
)


class Watching:
    """A running everyleaf watch of a small publication, and its address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, "-c", IN_A_TERMINAL, "watch", LEAFLET, "--language", "ar"]
        self.process = subprocess.Popen(
            [*command, "--port", "0"], cwd=folder, stdout=subprocess.PIPE, text=True,
            stderr=(folder / "said.txt").open("w"),
            env={**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(REPOSITORY)},
        )  # fmt: skip
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)

    @property
    def said(self) -> str:
        return (self.folder / "said.txt").read_text()


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    made = Watching(lay_out(tmp_path))
    yield made
    if made.process.poll() is None:
        made.process.kill()
        made.process.wait()
    assert made.process.stdout is not None
    made.process.stdout.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


def test_a_save_shows_up_in_the_browser(watching: Watching, browser: Browser) -> None:
    page = opened(browser, watching.address)
    assert page.inner_text("h2[id]").strip()
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    change(watching.folder / CATALOGUE, "مع كل وجبة", "بعد كل وجبة")
    page.get_by_text("بعد كل وجبة").wait_for()
    change(watching.folder / CATALOGUE, 'msgid "Morning"', 'msgid "Morning')
    page.get_by_text("This is the last good page").wait_for()
    assert page.get_by_text("بعد كل وجبة").count() == 1
    assert "catalogue-syntax" in page.inner_text(".everyleaf-live")
    change(watching.folder / CATALOGUE, 'msgid "Morning', 'msgid "Morning"')
    page.get_by_text("Nothing is wrong").wait_for()
    change(watching.folder / "everyleaf.toml", 'name = "Small Publisher"', 'name = "New Publisher"')
    page.get_by_text("New Publisher").first.wait_for()
    assert page.evaluate("document.fonts.size") > 0
    page.close()
    assert watching.end() == 130
    assert "catalogue-syntax" in watching.said
    assert "Traceback" not in watching.said


def test_a_page_of_another_name_reads_nothing(watching: Watching, browser: Browser) -> None:
    """A name of a stranger that points at this machine: the server does not answer to it."""
    port = watching.address.split(":")[2].partition("/")[0]
    page = browser.new_page()
    answer = page.goto(watching.address.replace("127.0.0.1", "rebound.localhost"))
    assert answer is not None
    assert answer.status == 421
    assert port in page.url
    page.close()
    assert watching.end() == 130


def test_a_port_that_is_taken_is_told(watching: Watching, tmp_path: Path) -> None:
    port = watching.address.split(":")[2].partition("/")[0]
    done = everyleaf(tmp_path, "watch", "--port", port)
    assert done.returncode == 3
    assert "cannot be used" in done.stderr


@pytest.mark.parametrize(
    "arguments", [("no-such-leaflet",), ("--language", "xx"), ("--layout", "no-such")]
)
def test_a_name_that_is_not_there_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = everyleaf(lay_out(tmp_path), "watch", *arguments)
    assert done.returncode == 2
    assert "There is no" in done.stderr
