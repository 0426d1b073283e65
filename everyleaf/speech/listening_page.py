"""The listening page: one file for a phone, with its sounds inside, that needs no network.

Its words are for the people who judge a voice, and in English; each sentence stands in
its language and direction. Sounds are data URIs (RFC 2397); the policy of the page lets
nothing be loaded or sent.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources

from everyleaf.document import Document
from everyleaf.language import language_by_tag
from everyleaf.records import Digests
from everyleaf.speech.listening import KIND, verdict_digests
from everyleaf.speech.script import Script

_GAP = re.compile("@@([A-Z]+)@@")


def listening_page(
    document: Document, script: Script, mp3: Sequence[bytes], digests: Digests, voice: str
) -> bytes:
    """The page as HTML. ``mp3`` are the sentences of ``script`` in order."""
    values = {
        "TITLE": escape(f"Listen: {document.leaflet}, {script.language}"),
        "TAG": escape(script.language),
        "DIRECTION": document.language.direction,
        "HEADING": escape(document.title),
        "VOICE": escape(voice),
        "SENTENCES": "\n".join(_chapters(script)),
        "DATA": _data(document, script, mp3, digests, voice),
    }
    file = resources.files(__package__).joinpath("listening_page.html")
    template = file.read_text(encoding="utf-8")
    return _GAP.sub(lambda gap: values[gap[1]], template).encode()  # once: no text is a gap


def _data(
    document: Document, script: Script, mp3: Sequence[bytes], digests: Digests, voice: str
) -> str:
    """What the page's program needs, as JSON that cannot end its element."""
    rows = [
        {"digest": digest, "sound": f"data:audio/mpeg;base64,{base64.b64encode(data).decode()}"}
        for digest, data in zip(verdict_digests(list(script.sentences)), mp3, strict=True)
    ]
    data = {
        "kind": KIND, "form": 1, "leaflet": document.leaflet, "language": script.language,
        "version": document.front.version, "voice": voice,
        "digests": {"text": digests.text, "voice": digests.voice, "lexicon": digests.lexicon},
        "sentences": rows,
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=True).replace("<", "\\u003c")


def _chapters(script: Script) -> Iterator[str]:
    number = 0
    for chapter in script.chapters:
        yield f"<h2>{_in(script.language, 'bdi', chapter.title)}</h2>\n<ol>"
        for sentence in chapter.sentences:
            yield _row(number, sentence.language_tag, sentence.text)
            number += 1
        yield "</ol>"


def _row(number: int, tag: str, text: str) -> str:
    said = _in(tag, "p", text, f' class="said" id="said-{number}"')
    choices = "".join(
        f'<label class="choice"><input type="radio" name="verdict-{number}" '
        f'id="{verdict}-{number}">{verdict.capitalize()}</label>'
        for verdict in ("right", "wrong")
    )
    hear = f'id="hear-{number}" aria-describedby="said-{number}"'
    return (
        f'<li>{said}<button type="button" {hear}>Hear it</button>'
        f"<fieldset><legend>Sentence {number + 1} is</legend>{choices}</fieldset>"
        f'<label>Comment on sentence {number + 1}<br><textarea id="comment-{number}" rows="1" '
        f'maxlength="2000" dir="auto"></textarea></label></li>'
    )


def _in(tag: str, element: str, text: str, more: str = "") -> str:
    language = language_by_tag(tag)
    direction = language.direction if language else "auto"
    return f'<{element} lang="{escape(tag)}" dir="{direction}"{more}>{escape(text)}</{element}>'
