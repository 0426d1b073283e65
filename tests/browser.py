"""The browser that tests open pages in: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

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
        browser = playwright.chromium.launch(executable_path=path, args=[*_FLAGS, *flags])
        yield browser
        browser.close()


def opened(context: Browser | BrowserContext, address: str) -> Page:
    """A page at an address. A renderer that crashes on a busy machine is started once more;
    what crashes it twice fails the test."""
    try:
        return _opened(context, address)
    except Error as crash:
        if "crashed" not in str(crash):
            raise
        return _opened(context, address)


def _opened(context: Browser | BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    page.goto(address, wait_until="load")
    return page
