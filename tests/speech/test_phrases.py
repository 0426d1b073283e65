from __future__ import annotations

import gettext
import io
from pathlib import Path

from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from everyleaf.speech import phrases as module
from everyleaf.speech.phrases import Phrases


def catalogue(**messages: str) -> gettext.GNUTranslations:
    text = "".join(f'msgid "{key}"\nmsgstr "{value}"\n\n' for key, value in messages.items())
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO((header + text).encode())))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def test_a_phrase_is_spoken_in_the_words_of_the_catalogue() -> None:
    words = catalogue(**{"Picture: {description}.": "Bild: {description}."})
    assert Phrases(words).picture("Ein Haus") == "Bild: Ein Haus."


def test_a_translation_that_lost_its_placeholder_loses_no_content() -> None:
    words = catalogue(**{"Note: {text}": "Hinweis:"})
    assert Phrases(words).footnote("Ruhen Sie.") == "Hinweis: Ruhen Sie."


def test_a_placeholder_is_never_run_and_a_value_never_filled_again() -> None:
    words = catalogue(**{"Note: {text}": "{text.__class__} {0} {text}"})
    assert Phrases(words).footnote("{text}") == "{text.__class__} {0} {text}"


def test_what_is_not_translated_is_noted() -> None:
    phrases = Phrases(catalogue(**{"Note: {text}": "Hinweis: {text}"}))
    phrases.footnote("x")
    assert phrases.missing == frozenset()
    phrases.voice()
    assert phrases.missing == {"You are listening to a computer voice."}


def test_one_minute_and_two_minutes() -> None:
    phrases = Phrases(gettext.NullTranslations())
    assert phrases.length(1) == "This recording takes about 1 minute."
    assert phrases.length(2) == "This recording takes about 2 minutes."


def test_a_question_gets_no_second_stop() -> None:
    phrases = Phrases(gettext.NullTranslations())
    assert phrases.picture("Is it you?") == "Picture: Is it you?"
    assert phrases.cell("How", "By drip.") == "How: By drip."


def test_babel_finds_every_phrase() -> None:
    found = {
        str(message) for _, message, *_ in extract_from_file("python", Path(str(module.__file__)))
    }
    assert any("Picture: {description}." in message for message in found)
    assert any("about {minutes} minutes" in message for message in found)
    assert any("underscore" in message for message in found)
    assert len(found) == 14
