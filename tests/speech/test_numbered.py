from __future__ import annotations

import dataclasses

from everyleaf.speech.numbered import numbered, text_digest
from everyleaf.speech.phrases import Phrases
from everyleaf.speech.script import Opening, Script, spoken_script

from .conftest import MakeDocument

TEA = (
    '<h1 data-message="1">Tea</h1><p data-message="2">Sit down. Then rest.</p>'
    '<ul><li data-message="3">Milk</li><li data-message="3">Milk</li></ul>'
    '<section><h2 data-message="4">Why?</h2><p data-message="5">It is warm.</p></section>'
)


def script_of(make: MakeDocument, phrases: Phrases, minutes: int | None = None) -> Script:
    return spoken_script(make(TEA), phrases, Opening("Leaf", "1 November 2026", minutes=minutes))


def test_each_block_has_a_number_and_its_chapter(
    document_of: MakeDocument, phrases: Phrases
) -> None:
    blocks = numbered(script_of(document_of, phrases))
    assert [(b.number, b.chapter, b.role, b.text) for b in blocks] == [
        (1, 1, "title", "Tea"),
        (2, 1, "publisher", "From Leaf."),
        (3, 1, "reviewed", "Last reviewed on 1 November 2026."),
        (None, 1, "voice", "You are listening to a computer voice."),
        (4, 1, "text", "Sit down. Then rest."),
        (5, 1, "item", "Milk"),  # two items of the same message are two blocks
        (6, 1, "item", "Milk"),
        (7, 2, "heading", "Why?"),
        (8, 2, "text", "It is warm."),
    ]


def test_the_length_moves_no_number(document_of: MakeDocument, phrases: Phrases) -> None:
    def numbers(minutes: int | None) -> dict[int | None, str]:
        blocks = numbered(script_of(document_of, phrases, minutes))
        return {b.number: b.text for b in blocks if b.number}

    assert numbers(None) == numbers(12)


def test_every_sentence_of_the_script_is_in_a_block(
    document_of: MakeDocument, phrases: Phrases
) -> None:
    script = script_of(document_of, phrases)
    assert [s for b in numbered(script) for s in b.sentences] == list(script.sentences)


def test_one_changed_word_or_another_language_is_another_digest(
    document_of: MakeDocument, phrases: Phrases
) -> None:
    block = numbered(script_of(document_of, phrases))[4]
    (first, second) = block.sentences
    changed = dataclasses.replace(first, text="Sit up.")
    assert dataclasses.replace(block, sentences=(changed, second)).digest != block.digest
    assert text_digest("en", "Sit down.  Then rest.") == block.digest
    assert text_digest("pl", block.text) != block.digest
