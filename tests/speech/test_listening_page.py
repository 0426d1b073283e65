"""The listening page in a real browser, without a network, and its answer read back."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from everyleaf.records import Digests
from everyleaf.speech.codecs import decoded
from everyleaf.speech.espeak_voice import EspeakVoice
from everyleaf.speech.listening import digests_of, read_listening, sign_off
from everyleaf.speech.listening_page import listening_page
from everyleaf.speech.listening_sounds import Heard, heard
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.script import Opening, Script, Sentence
from tests.browser import chromium, opened

from .conftest import MakeDocument

TEA = '<h1 data-message="1">Tea &amp; </h1><p data-message="2">Rest <i>well</i>.</p>'
OPENING = Opening("Leaf", "1 November 2026")


@pytest.fixture(scope="module")
def made(document_of: MakeDocument, english: EspeakVoice) -> Heard:
    import gettext

    phrases = Phrases(gettext.NullTranslations())
    done = heard(document_of(TEA), phrases, OPENING, {"en": english}, lambda script: script)
    assert done.diagnostics == ()
    return done


@pytest.fixture(scope="module")
def digests(made: Heard, english: EspeakVoice) -> Digests:
    return digests_of(made.script, {"en": english})


@pytest.fixture(scope="module")
def html(made: Heard, digests: Digests, document_of: MakeDocument) -> str:
    return listening_page(document_of(TEA), made.script, made.mp3, digests, "espeak").decode()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium("--autoplay-policy=no-user-gesture-required") as made:
        yield made


@pytest.fixture
def page(browser: Browser, html: str, tmp_path: Path) -> Iterator[Page]:
    file = tmp_path / "listen.html"
    file.write_text(html, encoding="utf-8")
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 640})
    page = opened(context, file.as_uri())
    yield page
    context.close()


def saved(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my answer").click()
    return Path(download.value.path()).read_bytes()


def test_a_listener_hears_marks_and_gives_back_a_sign_off(
    page: Page, made: Heard, digests: Digests
) -> None:
    count = len(made.mp3)
    for number in range(count):
        page.locator(f"#hear-{number}").click()
        page.locator(f"#hear-{number}.heard").wait_for(timeout=30_000)
        page.locator(f"#right-{number}").check()
    assert page.locator("#progress").inner_text().startswith(f"{count} of {count}")
    page.get_by_label("Your full name").fill("A Listener")
    listening, found = read_listening(saved(page), "answer.json")
    assert listening is not None, found
    assert (listening.leaflet, listening.language, listening.name) == ("tea", "en", "A Listener")
    signed, found = sign_off(listening, made.script, digests, datetime.date(2100, 1, 1))
    assert signed is not None, found


def test_what_is_wrong_comes_back_with_its_comment(page: Page, made: Heard) -> None:
    page.locator("#wrong-1").check()
    page.locator("#comment-1").fill('It says "leef" </script>')
    page.get_by_label("Your full name").fill("A Listener")
    listening, _ = read_listening(saved(page), "answer.json")
    assert listening is not None
    row = listening.sentences[1]
    assert (row.verdict, row.comment, row.heard) == ("wrong", 'It says "leef" </script>', False)
    assert "Sentence 1 has not been heard" in page.locator("#told").inner_text()


def test_without_a_name_nothing_is_saved(page: Page) -> None:
    page.get_by_role("button", name="Save my answer").click()
    assert "name" in page.locator("#told").inner_text()
    assert page.evaluate("document.activeElement.id") == "name"


def test_a_closed_page_remembers(page: Page) -> None:
    page.locator("#wrong-0").check()
    page.get_by_label("Your full name").fill("A Listener")
    page.reload()
    assert page.locator("#wrong-0").is_checked()
    assert page.get_by_label("Your full name").input_value() == "A Listener"


def test_it_fits_a_phone_and_can_be_used_by_keyboard(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    heights = page.evaluate(
        "[...document.querySelectorAll('button, label.choice')].map(e => e.offsetHeight)"
    )
    assert min(heights) >= 44
    page.locator("#hear-0").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("#right-0").is_checked()


def test_nothing_is_asked_of_a_network(html: str) -> None:
    assert re.findall(r"https?://", html) == []
    assert "default-src 'none'" in html


def test_every_sentence_has_its_sound_language_and_direction(
    document_of: MakeDocument, digests: Digests, made: Heard
) -> None:
    script = Script("en", made.script.chapters)
    arabic = Sentence("اشربي <b> الماء.", "ar", "notice", 1)
    chapter = script.chapters[0]
    both = Script("en", (type(chapter)("@@DATA@@", 1, (arabic,)),))
    page = listening_page(document_of(TEA), both, made.mp3[:1], digests, "a <b>").decode()
    assert '<p lang="ar" dir="rtl" class="said" id="said-0">اشربي &lt;b&gt; الماء.</p>' in page
    assert ">@@DATA@@</bdi>" in page  # a text is never a gap
    data = re.search(r'id="data">(.*?)</script>', page)
    assert data
    row = json.loads(data[1])["sentences"][0]
    import base64

    assert decoded(base64.b64decode(row["sound"].partition(",")[2])).seconds > 0.2
