"""The browser that tests open pages in: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

_FLAGS = (
    "--no-sandbox",  # CI is root, whom the sandbox refuses
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
)
_PATIENCE = 60_000  # milliseconds: nothing in a page is judged by its time


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """A running Chromium; without one on this machine the test is skipped and says so."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium: apt-get install chromium (Ubuntu: snap install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=[*_FLAGS, *flags], env=_without_our_fonts()
        )
        yield browser
        browser.close()


def opened(context: Browser | BrowserContext, address: str) -> Page:
    """A page at an address."""
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    page.goto(address, wait_until="load")
    return page


def _without_our_fonts() -> dict[str, str | float | bool]:
    """The environment as it was before typesetting in this process chose the fonts.

    With fontconfig pointed at ours alone, Chromium finds no default font and crashes.
    """
    return {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
